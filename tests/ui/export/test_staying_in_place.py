"""Nothing moves under the pointer, filters come into view, and small dialogs show what matters."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog
from annotator.ui.widgets.drop_rows import DropRows
from tests.ui.export.conftest import Exporting


def tops(dialog):
    """Return how far down each box of what is included stands."""
    include = dialog.form.include
    boxes = (include.speaker_ids, include.soft_labels, include.card, include.texts)
    return [one.mapTo(dialog, QPoint(0, 0)).y() for one in boxes]


def in_view(form, widget):
    top = widget.mapTo(form.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= form.viewport().height()


def test_a_click_moves_no_box_under_the_next_one(exporting):
    at = exporting()
    dialog, form = at.dialog, at.dialog.form
    dialog.resize(1098, 784)
    at.settle()
    QTest.qWait(50)
    before = tops(dialog)
    for button in (
        *(form.include.pseudonyms.box, form.include.soft_labels.box),
        *form.include.texts.buttons,
    ):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        at.settle()
        assert tops(dialog) == before
    form.split.kinds.choose("shares")
    at.settle()
    seed = form.split.seed.mapTo(dialog, QPoint(0, 0)).y()
    QTest.mouseClick(form.split.balance.box, Qt.MouseButton.LeftButton)
    assert form.split.balance.hint.text() == "…"
    assert form.split.seed.mapTo(dialog, QPoint(0, 0)).y() == seed
    at.settle()
    assert form.split.seed.mapTo(dialog, QPoint(0, 0)).y() == seed


def test_beginning_and_ending_moves_nothing(exporting):
    at = exporting()
    line = at.dialog.pane.mapTo(at.dialog, QPoint(0, 0)).y()
    seen = []
    at.dialog._work.progressed.connect(
        lambda *_told: seen.append(at.dialog.pane.mapTo(at.dialog, QPoint(0, 0)).y())
    )
    at.export()
    assert set(seen) == {line}
    assert at.dialog.pane.mapTo(at.dialog, QPoint(0, 0)).y() == line


def test_filters_that_are_opened_come_into_view(exporting, qtbot):
    at = exporting()
    at.dialog.resize(1098, 784)
    form, filters = at.dialog.form, at.dialog.form.filters
    form.split.kinds.choose("shares")
    at.settle()
    form.ensureWidgetVisible(filters.opener)
    QTest.mouseClick(filters.opener, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: in_view(form, filters.outlets))
    assert in_view(form, filters.opener)
    at.dialog.resize(620, 480)
    filters.opener.setFocus()
    at.press(Qt.Key.Key_Space, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: in_view(form, filters.opener))
    assert in_view(form, filters.words)
    for _ in range(6):
        at.press(Qt.Key.Key_Tab)
        if at.dialog.focusWidget() is filters.annotators:
            break
    assert filters.annotators.hasFocus()
    assert in_view(form, filters.annotators)


def test_filters_can_be_cleared_at_once(exporting):
    at = exporting()
    filters = at.dialog.form.filters
    assert not filters.clear.isVisible()
    filters.opener.click()
    QTest.keyClicks(filters.words, "pass")
    filters.outlets.item(0).setCheckState(Qt.CheckState.Checked)
    filters.begin.setText("2025-03-08")
    at.settle()
    assert filters.opener.text() == "Filters: 3 in use"
    told = []
    filters.changed.connect(lambda: told.append(1))
    QTest.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    assert told == [1]
    assert (filters.count, filters.words.text(), filters.outlets.ticked) == (0, "", ())
    assert filters.opener.hasFocus()
    assert not filters.clear.isVisible()
    assert at.dialog.form.options.published_from is None


def test_a_small_dialog_shows_the_chosen_format_and_more_options_than_preview(exporting, qtbot):
    at = exporting()
    dialog = at.dialog
    dialog.side.choose("refi-qda")
    dialog.resize(600, 450)
    qtbot.waitUntil(lambda: (dialog.width(), dialog.height()) == (600, 450))
    rows = dialog.formats
    qtbot.waitUntil(
        lambda: rows.viewport().rect().contains(rows.visualItemRect(rows.currentItem()))
    )
    assert dialog.pane.height() < dialog.side.height()
    assert dialog.form.viewport().height() >= dialog.table.height()
    assert dialog.table.viewport().height() >= dialog.table.rowHeight(0)
    right = dialog.start.mapTo(dialog, dialog.start.rect().bottomRight())
    assert dialog.rect().contains(right)


def test_drop_down_lists_fill_the_row_of_the_keyboard(exporting, manager, theme, qtbot):
    at = exporting()
    details = DatasetDetailsDialog(manager.opened, theme)
    qtbot.addWidget(details)
    details.show()
    heights = set()
    for box in (at.dialog.form.counted.choice, details.licence):
        assert isinstance(box.itemDelegate(), DropRows)
        box.showPopup()
        view = box.view()
        view.setCurrentIndex(box.model().index(1, 0))
        place = view.visualRect(view.currentIndex())
        heights.add(place.height())
        shown = view.viewport().grab(place).toImage()
        middle = shown.pixelColor(shown.width() - theme.px(12), shown.height() // 2)
        assert middle == theme.tokens.selected_row
        box.hidePopup()
    assert len(heights) == 1


def test_an_annotator_is_not_sent_to_a_menu_that_is_greyed_out(mira, theme, tmp_path, qtbot):
    at = Exporting(mira, theme, tmp_path, qtbot)
    assert at.dialog.form.include.card.hint.text() == ""
    at.dialog.form.include.card.box.setChecked(True)
    assert at.dialog.form.include.card.hint.text() == ""
    at.export()
    readme = (tmp_path / "border-talks-stance-annotator" / "README.md").read_text("utf-8")
    assert "Attributions of annotators" in readme
    assert "Attributions in gold" not in readme
