"""What a format has no place for is not offered; controls keep their places; details are asked."""

import csv

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.services.interchange.exporting import TextMode, exportable
from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog
from tests.ui.export.conftest import Exporting


def tops(dialog):
    """Return how far down the controls stand that somebody would click next."""
    form = dialog.form
    include = form.include
    controls = (
        *(include.texts, include.notes, include.rationale, include.speaker_ids),
        *(include.soft_labels, include.card, form.filters.opener),
    )
    return [one.mapTo(dialog, QPoint(0, 0)).y() for one in controls]


def test_no_layer_moves_what_stands_below(exporting):
    at = exporting()
    dialog = at.dialog
    dialog.resize(1098, 812)
    at.settle()
    QTest.qWait(50)
    before = tops(dialog)
    for button in dialog.form.layer.layers.buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.qWait(30)
        assert tops(dialog) == before
        at.settle()
        QTest.qWait(30)
        assert tops(dialog) == before, dialog.form.layer.counts.text()
    assert not dialog.form.verticalScrollBar().isVisible()


def test_no_format_moves_what_stands_below(exporting):
    at = exporting()
    dialog = at.dialog
    at.settle()
    QTest.qWait(50)
    before = tops(dialog)
    for one in exportable():
        dialog.side.choose(one.name)
        QTest.qWait(20)
        assert tops(dialog) == before, one.name


def test_whole_texts_are_not_offered_where_there_is_no_room_for_them(exporting, tmp_path):
    at = exporting()
    dialog = at.dialog
    include = dialog.form.include
    full, quotes, _none = include.texts.buttons
    dialog.side.choose("csv")
    at.settle()
    assert not full.isEnabled()
    assert quotes.isChecked()
    assert "not whole texts" in include.about_text.text()
    assert "not whole texts" in full.toolTip()
    assert "not whole texts" in full.accessibleDescription()
    # As the command writes it: a title that stands in the text alone is not lost.
    assert dialog.form.options.text is TextMode.FULL
    dialog.side.choose("stance-annotator")
    at.settle()
    assert full.isEnabled()
    assert full.isChecked()
    assert dialog.form.options.text is TextMode.FULL
    QTest.mouseClick(quotes, Qt.MouseButton.LeftButton)
    dialog.side.choose("csv")
    assert dialog.form.options.text is TextMode.QUOTES
    assert "Only the words that are marked." in include.about_text.text()
    dialog.side.choose("brat")
    assert quotes.isChecked()


def test_what_was_chosen_before_is_shown_as_far_as_the_format_has_it(exporting):
    at = exporting()
    at.dialog.side.choose("csv")
    at.dialog.form.include.rationale.box.setChecked(False)
    kept = at.dialog.form.options
    again = exporting().dialog
    again.form.choose(kept)
    again.side.choose("xlsx")
    assert again.form.options == kept
    assert again.form.include.texts.key == "quotes"


def test_a_rationale_is_offered_where_there_is_a_place_for_it(exporting):
    at = exporting()
    dialog = at.dialog
    rationale = dialog.form.include.rationale
    for one in exportable():
        dialog.side.choose(one.name)
        assert rationale.box.isEnabled() == one.holds_decisions, one.name
        assert rationale.box.isChecked() == one.holds_decisions
        assert ("no place" in rationale.toolTip()) != one.holds_decisions
        assert ("no place" in rationale.box.accessibleDescription()) != one.holds_decisions
    dialog.side.choose("csv")
    assert rationale.box.isChecked()
    QTest.mouseClick(rationale.box, Qt.MouseButton.LeftButton)
    dialog.side.choose("conll")
    dialog.side.choose("xlsx")
    assert not rationale.box.isChecked()
    assert not dialog.form.options.rationale


def test_the_table_has_what_is_ticked(exporting, tmp_path):
    at = exporting()
    at.dialog.side.choose("csv")
    at.settle()
    model = at.dialog.preview
    across = Qt.Orientation.Horizontal
    heads = [model.headerData(place, across) for place in range(model.columnCount())]
    assert "decision_rationale" in heads
    at.export()
    with (tmp_path / "border-talks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {one["decision_outcome"] for one in rows if one["layer"] == "gold"} == {"imported"}


def test_what_a_card_lacks_is_said_and_can_be_typed_at_once(exporting, manager, qtbot):
    at = exporting()
    details = at.dialog.form.include.details
    assert details.about.text() == "Not said yet: licence, authors, citation."
    seen = []

    def fill():
        (dialog,) = (
            one for one in QApplication.topLevelWidgets() if isinstance(one, DatasetDetailsDialog)
        )
        seen.append(dialog)
        dialog.licence.setEditText("CC-BY-4.0")
        QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)

    QTimer.singleShot(100, fill)
    QTest.mouseClick(details.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: details.about.text() == "Not said yet: authors, citation.")
    assert seen


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_an_annotator_is_not_asked_for_details(mira, theme, tmp_path, qtbot, scale):
    theme.text_scale = scale
    at = Exporting(mira, theme, tmp_path, qtbot)
    assert not at.dialog.form.include.details.isVisible()
