"""What can be reached can be named, and what happens is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from annotator.ui import announcing
from annotator.ui.widgets import brief_notice, save_state

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader could not name."""
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in root.findChildren(QWidget)
        if isinstance(one, _CONTROLS)
        and one.isVisible()
        and type(one).__name__ != "QLineEditIconButton"
        and one.objectName() != "qt_spinbox_lineedit"
        and not (one.accessibleName() or one.toolTip() or getattr(one, "text", lambda: "")())
    ]


def test_every_control_has_a_name(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert nameless(desk.window) == []
    desk.window.close_project()
    assert nameless(desk.window) == []


def test_messages_and_the_state_of_saving_are_said_aloud(desk, monkeypatch):
    said: list[str] = []

    def listen(_widget, words, *, urgent=False):
        said.append(words)

    for module in (announcing, brief_notice, save_state):
        monkeypatch.setattr(module, "announce", listen)
    desk.screen.pane.view.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert said == ["Select an attribution first."]
    desk.window.opened.status.set_saving(True)
    desk.window.opened.status.set_saving(False)
    assert said[1:] == ["Saving …", "All changes saved"]


def test_the_window_holds_at_twice_the_text(desk, preferences):
    preferences.text_size = 200
    for _ in range(4):
        QApplication.processEvents()
    rail = desk.window.rail
    for name in ("annotate", "codebook", "import", "export", "settings"):
        button = rail.button(name)
        assert rail.rect().contains(button.geometry())
    assert desk.screen.pane.view.width() > 300
    preferences.text_size = 100
