"""“In this article”: what a row says, and moving through the rows."""

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from annotator.ui.models.attribution_list_model import rows_of, spoken
from annotator.ui.widgets.attribution_list import AttributionList


@pytest.fixture
def shown(qtbot, theme, shipped, samples):
    attributions = [
        samples.attribution(
            1, {"stance": "opposes", "confidence": "low"}, speaker_id=samples.petra.id
        ),
        samples.attribution(
            2, {"stance": "ambivalent", "confidence": "high"}, speaker_id=samples.ingrid.id
        ),
        samples.attribution(3, flagged=True),
    ]
    speakers = {one.id: one for one in (samples.ingrid, samples.petra)}
    widget = AttributionList(theme)
    qtbot.addWidget(widget)
    widget.heard = []
    widget.attribution_activated.connect(widget.heard.append)
    widget.samples = (shipped, attributions, speakers)
    widget.show_attributions(shipped, attributions, speakers, {attributions[2].id})
    widget.resize(364, 230)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def ids(widget) -> list[uuid.UUID]:
    return [row.id for row in widget.model.rows]


def test_rows_are_spoken_in_full(shown) -> None:
    assert [spoken(row) for row in shown.model.rows] == [
        "Attribution 1 of 3, Petra Valgard, Opposes, confidence Low",
        "Attribution 2 of 3, Ingrid Valmont, Ambivalent, confidence High",
        "Attribution 3 of 3, no speaker, no value yet, flagged, incomplete",
    ]
    interface = QAccessible.queryAccessibleInterface(shown.view)
    assert interface.child(1).text(QAccessible.Text.Name).startswith("Attribution 2 of 3, Ingrid")


def test_a_secondary_value_has_its_place_in_the_order(shown) -> None:
    assert [(row.step, row.steps) for row in shown.model.rows] == [(1, 3), (3, 3), (0, 3)]


def test_a_codebook_without_secondary_has_no_bars(bridges, samples) -> None:
    row = rows_of(bridges, [samples.attribution(values={"verdict": "for"})], {})[0]
    assert (row.value.label, row.steps, row.secondary_label) == ("For", 0, "")


def test_a_click_activates_even_the_current_row(shown) -> None:
    place = shown.view.visualRect(shown.model.index(1, 0)).center()
    for _ in range(2):
        QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.heard[-1] == ids(shown)[1]
    assert shown.heard.count(ids(shown)[1]) >= 2
    assert set(shown.heard) == {ids(shown)[1]}


def test_arrows_activate(shown) -> None:
    shown.select(ids(shown)[0])
    shown.view.setFocus()
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    assert shown.heard == ids(shown)[1:]


def test_taking_the_keyboard_activates_nothing(shown) -> None:
    shown.view.setFocus()
    assert shown.selected_id is None
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    assert shown.heard == ids(shown)[:1]


def test_selecting_and_showing_emit_nothing(shown) -> None:
    codebook, attributions, speakers = shown.samples
    shown.view.setFocus()
    shown.select(ids(shown)[1])
    shown.show_attributions(codebook, attributions[:2], speakers)
    assert shown.selected_id == attributions[1].id
    shown.show_attributions(codebook, attributions[:1], speakers)
    assert shown.selected_id is None
    shown.select(None)
    assert shown.heard == []


def test_letters_are_left_to_the_window(shown) -> None:
    shown.select(ids(shown)[2])
    shown.view.setFocus()
    QTest.keyClicks(shown.view, "1")
    assert shown.selected_id == ids(shown)[2]
    assert shown.heard == []


def test_narrow_rows_take_two_lines(shown, theme) -> None:
    tall = shown.view.visualRect(shown.model.index(0, 0)).height()
    theme.text_scale = 2.0
    shown.view.doItemsLayout()
    assert shown.view.visualRect(shown.model.index(0, 0)).height() > tall * 2
    theme.text_scale = 1.0
