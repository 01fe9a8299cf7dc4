"""Who speaks: completing by keyboard and by mouse, creating, clearing, leaving."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.text.spans import SpanRole
from annotator.ui.widgets.inspector.speaker_completion_model import second_line, spoken
from annotator.ui.widgets.inspector.typed_match import typed_range

Key = Qt.Key


@pytest.fixture
def field(bench, samples):
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    bench.inspector.focus_speaker()
    return bench.form.speaker


def rows(field) -> list[str]:
    model = field.completion.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_three_letters_and_enter_choose_the_first_match(bench, field, samples) -> None:
    QTest.keyClicks(field, "val")
    assert field.completion.is_open
    assert rows(field) == [
        "Ingrid Valmont",
        "Petra Valgard",
        "Valen Relief Network",
        "Create speaker “val”",
    ]
    QTest.keyClick(field, Key.Key_Return)
    assert bench.heard.of("speaker_chosen") == [samples.ingrid.id]
    assert bench.heard.of("text_focus_requested")
    assert not field.completion.is_open
    assert field.text() == "Ingrid Valmont"


def test_arrows_move_through_the_list_and_round(bench, field, samples) -> None:
    QTest.keyClicks(field, "val")
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Up)
    QTest.keyClick(field, Key.Key_Enter)
    assert bench.heard.of("speaker_chosen") == [samples.petra.id]


def test_up_from_the_first_row_is_the_row_for_creating(bench, field) -> None:
    QTest.keyClicks(field, "val")
    QTest.keyClick(field, Key.Key_Up)
    QTest.keyClick(field, Key.Key_Return)
    assert bench.heard.of("speaker_creation_requested") == ["val"]
    assert bench.heard.of("speaker_chosen") == []


def test_a_click_on_a_row_chooses_it(bench, field, samples) -> None:
    QTest.keyClicks(field, "val")
    view = field.completion.view
    place = view.visualRect(field.completion.model.index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.heard.of("speaker_chosen") == [samples.relief.id]


def test_without_a_match_enter_creates(bench, field) -> None:
    QTest.keyClicks(field, "Zahra Halimi")
    assert rows(field) == ["Create speaker “Zahra Halimi”"]
    QTest.keyClick(field, Key.Key_Return)
    assert bench.heard.of("speaker_creation_requested") == ["Zahra Halimi"]


def test_ctrl_n_creates_even_where_the_window_has_that_shortcut(bench, field) -> None:
    action = QAction(bench.window)
    action.setShortcut(QKeySequence("Ctrl+N"))
    opened = []
    action.triggered.connect(lambda: opened.append(1))
    bench.window.addAction(action)
    QTest.keyClicks(field, "val")
    QTest.keyClick(field, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert bench.heard.of("speaker_creation_requested") == ["val"]
    assert opened == []


def test_ctrl_n_without_typing_takes_the_name_from_the_source(bench, samples) -> None:
    spans = ((SpanRole.CONTENT, 10, "it works"), (SpanRole.SOURCE, 30, "Tomas\nEkdahl"))
    bench.inspector.show_attribution(samples.attribution(spans=spans), number=1, total=1)
    bench.inspector.focus_speaker()
    QTest.keyClick(bench.form.speaker, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert bench.heard.of("speaker_creation_requested") == ["Tomas Ekdahl"]


def test_escape_restores_the_name_and_goes_back_to_the_text(bench, samples) -> None:
    one = samples.attribution(speaker_id=samples.ingrid.id)
    bench.inspector.show_attribution(one, number=1, total=1, speaker=samples.ingrid)
    bench.inspector.focus_speaker()
    field = bench.form.speaker
    QTest.keyClicks(field, "pet")
    assert field.text() == "pet"
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == "Ingrid Valmont"
    assert not field.completion.is_open
    assert bench.heard.all == [("text_focus_requested", None)]


def test_leaving_the_field_changes_nothing(bench, field) -> None:
    QTest.keyClicks(field, "val")
    QTest.keyClick(field, Key.Key_Tab)
    assert QApplication.focusWidget() is not field
    assert not field.completion.is_open
    assert field.text() == ""
    assert bench.heard.all == []


def test_a_click_beside_the_list_closes_it(bench, field) -> None:
    QTest.keyClicks(field, "val")
    QTest.mouseClick(bench.inspector.header, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert not field.completion.is_open
    assert bench.heard.all == []


def test_emptied_field_and_enter_take_the_speaker_away(bench, samples) -> None:
    one = samples.attribution(speaker_id=samples.ingrid.id)
    bench.inspector.show_attribution(one, number=1, total=1, speaker=samples.ingrid)
    bench.inspector.focus_speaker()
    QTest.keyClick(bench.form.speaker, Key.Key_Backspace)
    QTest.keyClick(bench.form.speaker, Key.Key_Return)
    assert bench.heard.of("speaker_chosen") == [None]


def test_down_opens_the_list_without_typing(field) -> None:
    QTest.keyClick(field, Key.Key_Down)
    assert field.completion.is_open
    assert len(rows(field)) == 5


def test_a_match_by_alias_says_so(samples) -> None:
    match = samples.complete("spokes")[0]
    assert second_line(match) == (
        "“the ministry spokeswoman” · Spokeswoman, Ministry of Defence · Vestmark · 1"
    )
    assert spoken(match).startswith("Ingrid Valmont, “the ministry")


def test_the_same_attribution_shown_again_keeps_what_is_half_typed(bench, field, samples) -> None:
    QTest.keyClicks(field, "va")
    bench.inspector.show_attribution(samples.attribution(flagged=True), number=1, total=1)
    assert field.text() == "va"
    bench.inspector.show_attribution(samples.attribution(2), number=2, total=2)
    assert field.text() == ""
    assert not field.completion.is_open


def test_read_only_field_offers_nothing(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1, read_only=True)
    bench.inspector.focus_speaker()
    QTest.keyClicks(bench.form.speaker, "val")
    QTest.keyClick(bench.form.speaker, Key.Key_Down)
    assert not bench.form.speaker.completion.is_open
    assert bench.heard.all == []


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Ingrid Valmont", "val", (7, 10)),
        ("Ingrid Valmont", "xyz", None),
        ("Ingrid Valmont", "", None),
        ("Zoë Åkesson", "ake", (4, 7)),
        ("Revalla Valgard", "val", (8, 11)),
        ("Straße", "strasse", (0, 6)),
    ],
)
def test_the_part_that_matches(name, typed, expected) -> None:
    assert typed_range(name, typed) == expected
