"""At 150 % and 200 % nothing is larger than a small screen, and every control can be reached."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.dialogs.dialog_parts import foot
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.person_dialog import PersonDialog
from annotator.ui.dialogs.settings_dialog import SettingsDialog
from annotator.ui.widgets.ellipsis_label import EllipsisLabel

SMALL = QSize(1280, 760)
"""A small screen without its bars."""
SIZES = (100, 150, 200)


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let dialogs find a screen of 1280 pixels by 800."""
    monkeypatch.setattr(FittedDialog, "room", lambda _self: SMALL)


@pytest.fixture(autouse=True)
def usual_letters(preferences) -> Iterator[None]:
    yield
    preferences.text_size = 100


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def within(size: QSize) -> bool:
    return size.width() <= SMALL.width() and size.height() <= SMALL.height()


def lost_buttons(root: QWidget) -> list[str]:
    """Return the buttons that are shown and neither in sight nor in something that scrolls."""
    lost = []
    for button in root.findChildren(QAbstractButton):
        if not button.isVisible() or _scrolls(button, root):
            continue
        corner = button.mapTo(root, QPoint(button.width(), button.height()))
        if corner.x() > root.width() or corner.y() > root.height():
            lost.append(button.text() or button.accessibleName())
    return lost


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


# Windows


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", ["annotate", "adjudicate", "agreement", "codebook", "welcome"])
def test_no_screen_holds_the_window_wider_than_a_small_screen(desk, preferences, screen, size):
    window = desk.window
    window.resize(SMALL)
    if screen == "welcome":
        window.close_project()
    else:
        window.show_screen(screen)
    preferences.text_size = size
    settle()
    assert within(window.minimumSizeHint())
    assert lost_buttons(window) == []
    preferences.text_size = 100
    settle()
    window.resize(SMALL)
    settle()
    assert window.size() == SMALL


@pytest.mark.parametrize("size", [150, 200])
def test_a_project_opened_with_large_letters_leaves_the_window_its_size(
    windows, project_path, preferences, size, qtbot
):
    preferences.text_size = size
    window = windows.show_first()
    window.resize(SMALL)
    settle()
    window.open_path(project_path, "Mira Sorel")
    settle()
    assert window.size() == SMALL
    window.show_screen("codebook")
    settle()
    assert window.size() == SMALL
    window.close_project()


def test_the_toolbar_makes_way_and_its_menu_holds_what_is_gone(desk, preferences):
    bar, find = desk.screen.pane.toolbar, desk.screen.commands.find
    desk.window.resize(1440, 860)
    settle()
    assert bar.done.text() == "Done, next article"
    assert find not in bar.more.menu().actions()
    preferences.text_size = 200
    desk.window.resize(SMALL)
    settle()
    assert bar.done.text() == "Done"
    assert bar.done.accessibleName() == "Done, next article"
    assert find in bar.more.menu().actions()
    assert bar.minimumSizeHint().width() <= bar.width()
    preferences.text_size = 100
    desk.window.resize(1440, 860)
    settle()
    assert bar.done.text() == "Done, next article"
    assert find not in bar.more.menu().actions()


def test_the_rail_keeps_every_button_in_sight(desk, preferences):
    preferences.text_size = 200
    desk.window.resize(SMALL)
    settle()
    assert desk.window.rail.minimumSizeHint().height() <= 600


def test_the_inspector_keeps_more_room_than_the_list_below(desk, preferences):
    desk.window.resize(SMALL)
    preferences.text_size = 200
    settle()
    assert desk.screen.inspector.height() >= desk.screen.attributions.height()


def test_words_of_the_status_bar_end_in_an_ellipsis_and_are_whole_in_the_tool_tip(desk):
    bar = desk.window.status_bar
    bar.show_progress(12, 480)
    desk.window.resize(900, 700)
    settle()
    words = next(one for one in bar.findChildren(EllipsisLabel) if "480" in one.text())
    assert not words.cut
    assert words.toolTip() == ""
    words.resize(60, words.height())
    assert words.cut
    assert words.toolTip() == "12 of 480 done"
    picture = words.grab().toImage()
    whole = EllipsisLabel(bar)
    whole.setFont(words.font())
    whole.setText("12 of 480 done")
    assert picture.width() < whole.sizeHint().width()
    assert words.minimumSizeHint().width() < whole.sizeHint().width()
    whole.deleteLater()


def test_the_zoom_is_never_shortened(desk, preferences):
    preferences.text_size = 200
    desk.window.resize(SMALL)
    settle()
    bar = desk.window.status_bar
    assert bar._percent.width() >= bar._percent.sizeHint().width()


# Dialogs

OPENERS: dict[str, Callable] = {
    "new project": lambda window: window.dialogs.new_project(),
    "import": lambda window: window.dialogs.import_articles(),
    "export": lambda window: window.dialogs.export(),
    "settings": lambda window: window.dialogs.settings(),
    "keys": lambda window: window.dialogs.keyboard_map(),
    "person": lambda window: window.dialogs.change_person(),
    "hand out": lambda window: window.dialogs.exchange.hand_out(),
    "send back": lambda window: window.dialogs.exchange.send_back(),
    "merge": lambda window: window.dialogs.exchange.merge(),
    "conflicts": lambda window: window.dialogs.exchange.conflicts(),
    "bundle": lambda window: window.dialogs.datasets.bundle(),
    "details": lambda window: window.dialogs.datasets.details(),
    "people": lambda window: window.dialogs.managing.people(),
    "rounds": lambda window: window.dialogs.managing.rounds(),
    "speakers": lambda window: window.dialogs.managing.speakers(),
    "cannot code": lambda window: window.annotate_screen.commands.cannot_code.trigger(),
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool, list[str]]]:
    """Let dialogs be looked at and closed, instead of waiting for somebody."""
    seen: list[tuple[str, bool, list[str]]] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        settle()
        QTest.qWait(30)
        seen.append((type(dialog).__name__, within(dialog.size()), lost_buttons(dialog)))
        dialog.close()
        return 0

    monkeypatch.setattr(FittedDialog, "exec", look)
    return seen


@pytest.mark.usefixtures("small_screen")
@pytest.mark.parametrize("size", SIZES)
def test_no_dialog_is_larger_than_a_small_screen(windows, project_path, preferences, shown, size):
    window = windows.show_first()
    window.open_path(project_path, "Edda Holm")
    preferences.text_size = size
    settle()
    for name, opens in OPENERS.items():
        shown.clear()
        opens(window)
        assert [one[1:] for one in shown] == [(True, [])], name


class _Tall(FittedDialog):
    """Twenty fields and a foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self.fields = [QLineEdit(self) for _ in range(20)]
        for field in self.fields:
            column.addWidget(field)
        self.go_on = QPushButton("Go on", self)
        column.addWidget(foot(self, self.go_on))
        self.resize(400, 300)


@pytest.mark.usefixtures("small_screen")
def test_what_is_taller_than_the_screen_is_scrolled_and_the_buttons_stay(theme, qtbot):
    theme.text_scale = 2.0
    dialog = _Tall()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    settle()
    assert within(dialog.size())
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
    assert not area.isAncestorOf(dialog.go_on)
    assert dialog.go_on.isVisible()
    assert dialog.rect().contains(dialog.go_on.mapTo(dialog, dialog.go_on.rect().bottomRight()))
    dialog.fields[0].setFocus()
    for _ in range(19):
        QTest.keyClick(dialog.focusWidget(), "\t")
    last = dialog.fields[-1]
    assert last.hasFocus()
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))
    theme.text_scale = 1.0


@pytest.mark.usefixtures("small_screen")
def test_an_open_dialog_is_scrolled_when_the_letters_grow_and_keeps_the_keyboard(theme, qtbot):
    dialog = _Tall()
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.fields[2].setFocus()
    assert dialog.findChild(QScrollArea) is None
    theme.text_scale = 2.0
    settle()
    assert dialog.findChild(QScrollArea) is not None
    assert within(dialog.size())
    assert dialog.fields[2].hasFocus()
    assert all(one.isVisible() for one in dialog.fields)
    theme.text_scale = 1.0


@pytest.mark.usefixtures("small_screen")
def test_a_dialog_that_grows_while_it_is_open_is_scrolled_then(theme, qtbot):
    theme.text_scale = 1.5
    dialog = FittedDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel("short", dialog))
    dialog.show()
    settle()
    assert dialog.findChild(QScrollArea) is None
    for number in range(60):
        column.addWidget(QLabel(f"line {number}", dialog))
    settle()
    assert dialog.findChild(QScrollArea) is not None
    assert within(dialog.size())
    theme.text_scale = 1.0


@pytest.mark.usefixtures("small_screen")
def test_settings_become_small_again_with_the_letters(preferences, theme, windows, qtbot):
    usual = SettingsDialog(preferences, theme)
    qtbot.addWidget(usual)
    usual.show()
    settle()
    before = usual.size()
    preferences.text_size = 200
    settle()
    assert usual.width() > before.width()
    assert within(usual.size())
    preferences.text_size = 100
    settle()
    assert usual.size() == before
    preferences.text_size = 200
    opened_large = SettingsDialog(preferences, theme)
    qtbot.addWidget(opened_large)
    opened_large.show()
    settle()
    preferences.text_size = 100
    settle()
    assert opened_large.size() == before


def test_it_fits_the_screen_that_there_is(theme, qtbot):
    theme.text_scale = 2.0
    dialog = PersonDialog((), None, theme, may_add=True)
    qtbot.addWidget(dialog)
    dialog.resize(5000, 5000)
    dialog.show()
    settle()
    room = dialog.screen().availableGeometry()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    theme.text_scale = 1.0


# Drop-down lists


def test_the_current_value_of_a_drop_down_list_is_filled(preferences, theme, qtbot):
    dialog = SettingsDialog(preferences, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.text_size
    box.showPopup()
    settle()
    view = box.view()
    assert view.currentIndex().row() == box.currentIndex()
    rect = view.visualRect(view.currentIndex())
    picture = view.viewport().grab().toImage()
    ground = picture.pixelColor(rect.right() - 6, rect.center().y())
    assert ground.name() == theme.tokens.selected_row.name()
    below = view.visualRect(view.model().index(box.currentIndex() + 1, 0))
    plain = picture.pixelColor(below.right() - 6, below.center().y())
    assert plain.name() == theme.tokens.surface.name()
    assert rect.height() >= 24
    box.hidePopup()
