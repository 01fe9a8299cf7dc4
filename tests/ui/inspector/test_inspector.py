"""The pane as a whole: showing is silent, typing is never lost, states are said."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from annotator.domain.annotation_sets import SetState
from annotator.domain.doubts import Doubt
from annotator.domain.gaps import Gap
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.widgets.inspector import NoteChange, SpanRemoval
from annotator.ui.widgets.inspector.doubt_words import doubt_words
from annotator.ui.widgets.inspector.edited_line import edited_words
from annotator.ui.widgets.inspector.link_button import LinkButton

Left = Qt.MouseButton.LeftButton
SPANS = (
    (SpanRole.CONTENT, 10, "“It is narrow,”"),
    (SpanRole.CONTENT, 40, "“and it works,”"),
    (SpanRole.SOURCE, 60, "the official"),
    (SpanRole.CUE, 75, "added"),
)


def test_showing_emits_nothing_and_leaves_the_keyboard(bench, samples) -> None:
    one = samples.attribution(
        values={"stance": "opposes", "confidence": "high", "conditional": True, "object": "other"},
        speaker_id=samples.ingrid.id,
        note="mild",
        flagged=True,
        reported_by=samples.attribution(2).id,
        spans=SPANS,
    )
    others = [samples.other(1, one), samples.other(2, samples.attribution(2), "Petra Valgard")]
    for shown in (one, None, one.but(values={}), samples.attribution(2), one):
        bench.inspector.show_attribution(
            shown, number=1, total=2, speaker=samples.ingrid, others=others
        )
        bench.inspector.show_article(samples.work(values={"relevance": "relevant"}))
        bench.settle()
    assert bench.heard.all == []
    assert QApplication.focusWidget() is bench.elsewhere
    assert bench.form.reported_by.currentText() == "2 · Petra Valgard · it works"
    assert bench.inspector.header.flag.isChecked()


def test_a_pending_note_goes_to_its_own_attribution(bench, samples) -> None:
    first, second = samples.attribution(1), samples.attribution(2, note="other")
    bench.inspector.show_attribution(first, number=1, total=2)
    bench.inspector.focus_note()
    QTest.keyClicks(bench.form.note, "half ty")
    assert bench.heard.all == []
    bench.inspector.show_attribution(second, number=2, total=2)
    assert bench.heard.all == [("note_changed", NoteChange(first.id, "half ty"))]
    assert bench.form.note.toPlainText() == "other"


def test_the_same_attribution_shown_again_keeps_a_pending_note(bench, samples) -> None:
    first = samples.attribution(1, note="a")
    bench.inspector.show_attribution(first, number=1, total=1)
    bench.inspector.focus_note()
    QTest.keyClick(bench.form.note, Qt.Key.Key_End)
    QTest.keyClicks(bench.form.note, "bc")
    bench.inspector.show_attribution(first.but(values={"stance": "opposes"}), number=1, total=1)
    assert bench.form.note.toPlainText() == "abc"
    assert bench.form.note.hasFocus()
    assert bench.heard.all == []


def test_a_note_is_one_step_after_a_rest_and_when_left(bench, samples, qtbot) -> None:
    one = samples.attribution(1)
    bench.inspector.show_attribution(one, number=1, total=1)
    bench.inspector.focus_note()
    QTest.keyClicks(bench.form.note, "first")
    qtbot.waitUntil(lambda: bool(bench.heard.all), timeout=3000)
    QTest.keyClicks(bench.form.note, " second")
    bench.elsewhere.setFocus()
    texts = [change.text for change in bench.heard.of("note_changed")]
    assert texts == ["first", "first second"]


def test_flushing_emits_once(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(1), number=1, total=1)
    bench.inspector.focus_note()
    QTest.keyClicks(bench.form.note, "done")
    bench.inspector.flush()
    bench.inspector.flush()
    bench.elsewhere.setFocus()
    assert len(bench.heard.of("note_changed")) == 1


def test_escape_in_the_note_goes_back_to_the_text(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(1), number=1, total=1)
    bench.inspector.focus_note()
    QTest.keyClick(bench.form.note, Qt.Key.Key_Escape)
    assert bench.heard.all == [("text_focus_requested", None)]


def test_the_head_says_where_and_asks_for_neighbours(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(2), number=2, total=6)
    header = bench.inspector.header
    for button in (header.previous, header.next, header.flag):
        QTest.mouseClick(button, Left)
    assert bench.heard.all == [
        ("previous_requested", None),
        ("next_requested", None),
        ("flag_changed", True),
    ]
    assert header._title.text() == "Attribution 2"
    assert header._of.text() == "of 6"


def test_the_menu_names_the_keys_in_use(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(2), number=2, total=6)
    bench.inspector.set_keys(lambda command: {"delete": "Ctrl+Del"}.get(command, ""))
    texts = [action.text() for action in bench.inspector.header.more.menu().actions()]
    assert texts == [
        "Same spans again, for another object",
        "Reported by …",
        "",
        "Delete\tCtrl+Del",
    ]
    for action in bench.inspector.header.more.menu().actions():
        action.trigger()
    assert [name for name, _ in bench.heard.all] == ["duplicate_requested", "delete_requested"]
    assert bench.form.reported_by.view().isVisible()
    bench.form.reported_by.hidePopup()


def test_reported_by_offers_the_others(bench, samples) -> None:
    one, two = samples.attribution(1), samples.attribution(2)
    others = [samples.other(1, one, "Ingrid Valmont"), samples.other(2, two)]
    bench.inspector.show_attribution(one, number=1, total=2, others=others)
    combo = bench.form.reported_by
    assert combo.currentText() == "Nobody else"
    bench.inspector.focus_reported_by()
    assert [combo.itemText(row) for row in range(combo.count())] == ["Nobody else", "2 · it works"]
    popup = combo.view()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert bench.heard.of("reported_by_chosen") == [two.id]


def test_letters_do_not_change_reported_by(bench, samples) -> None:
    one, two = samples.attribution(1), samples.attribution(2)
    others = [samples.other(1, one), samples.other(2, two)]
    bench.inspector.show_attribution(one, number=1, total=2, others=others)
    bench.form.reported_by.setFocus()
    QTest.keyClicks(bench.form.reported_by, "2j")
    assert bench.heard.all == []
    assert bench.form.reported_by.currentIndex() == 0


def test_spans_jump_and_go(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(spans=SPANS), number=1, total=1)
    bench.settle()
    rows = [row for row in bench.form.spans._rows if not row.isHidden()]
    assert [row.role.text() for row in rows] == ["Content", "", "Source", "Cue"]
    QTest.mouseClick(rows[1].jump, Left)
    QTest.mouseClick(rows[2].remove, Left)
    assert bench.heard.all == [
        ("span_jump_requested", Span(40, 55)),
        ("span_removal_requested", SpanRemoval(SpanRole.SOURCE, Span(60, 72))),
    ]
    assert rows[1].jump.accessibleName() == "Show Content: “and it works,”"


def test_the_only_content_cannot_be_removed(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    assert not bench.form.spans._rows[0].remove.isEnabled()


def test_gaps_are_marked_until_they_are_filled(bench, samples) -> None:
    one = samples.attribution()
    bench.inspector.show_attribution(one, number=1, total=1)
    labels = {key: row.label for key, row in bench.form.rows._rows.items()}
    assert labels["stance"].caption == ""
    bench.inspector.show_gaps(
        [
            Gap(one.id, "stance", "value_missing"),
            Gap(one.id, "speaker", "speaker_missing"),
            Gap(samples.attribution(2).id, "confidence", "value_missing"),
        ]
    )
    assert labels["stance"].caption == "needed"
    assert labels["confidence"].caption == ""
    assert bench.form._speaker_label.caption == "needed"
    bench.inspector.show_attribution(
        one.but(values={"stance": "opposes"}, speaker_id=samples.ingrid.id), number=1, total=1
    )
    assert labels["stance"].caption == ""
    assert bench.form._speaker_label.caption == ""
    bench.inspector.focus_gap("confidence")
    assert bench.inspector.current_attribute() == "confidence"


def test_nothing_selected_says_how_to_begin(bench, samples) -> None:
    bench.inspector.show_attribution(None, total=0)
    bench.inspector.show_article(samples.work())
    assert bench.inspector.empty.isVisible()
    assert not bench.form.isVisible()
    assert bench.inspector.article_form.isVisible()
    bench.inspector.focus_speaker()
    assert QApplication.focusWidget() is bench.elsewhere


def test_a_deleted_attribution_gives_the_keyboard_back(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    bench.inspector.focus_note()
    bench.inspector.show_attribution(None, total=0)
    assert bench.heard.all == [("text_focus_requested", None)]


def test_done_is_read_only_and_can_be_reopened(bench, samples) -> None:
    one = samples.attribution(values={"stance": "opposes"}, note="kept")
    bench.inspector.show_article(samples.work(state=SetState.DONE))
    bench.inspector.show_attribution(one, number=1, total=1, read_only=True)
    bench.settle()
    assert bench.inspector.lock.isVisible()
    for button in bench.form.rows.field("stance").buttons:
        QTest.mouseClick(button, Left)
    bench.inspector.focus_note()
    QTest.keyClicks(bench.form.note, "more")
    bench.inspector.flush()
    assert bench.form.note.toPlainText() == "kept"
    assert bench.heard.all == []
    QTest.mouseClick(bench.inspector.lock.reopen, Left)
    assert bench.heard.all == [("reopen_requested", None)]


def test_a_reason_for_not_coding_is_named(bench, samples) -> None:
    bench.inspector.show_article(samples.work(state=SetState.CANNOT_CODE, reason="text_cut_off"))
    assert bench.inspector.lock.words.text() == "Cannot code: Text cut off."


def test_a_project_that_cannot_be_written_offers_no_reopening(bench, samples) -> None:
    bench.inspector.show_article(samples.work(state=SetState.DONE), read_only=True)
    assert bench.inspector.lock.isVisible()
    assert not bench.inspector.lock.reopen.isVisible()


def test_doubts_are_said_and_lead_somewhere(bench, samples) -> None:
    one, two = samples.attribution(1), samples.attribution(2)
    found = (Doubt("half_word", Span(10, 12)), Doubt("coded_differently", None, two.id))
    bench.inspector.show_attribution(
        one, number=1, total=2, others=[samples.other(2, two)], doubts=found
    )
    bench.settle()
    for button in bench.form.doubts.findChildren(LinkButton):
        QTest.mouseClick(button, Left)
    assert bench.heard.all == [
        ("span_jump_requested", Span(10, 12)),
        ("attribution_requested", two.id),
    ]
    assert doubt_words(found[1], {two.id: 2}).endswith("in attribution 2")
    bench.inspector.show_attribution(one, number=1, total=2)
    assert not bench.form.doubts.isVisible()


@pytest.mark.parametrize(
    "code",
    [
        "half_word",
        "unbalanced_marks",
        "direct_without_marks",
        "content_has_cue",
        "unnamed_with_name",
        "coded_differently",
    ],
)
def test_every_doubt_has_words(code) -> None:
    assert doubt_words(Doubt(code), {}) != doubt_words(Doubt("unheard_of"), {})


def test_the_card_says_what_is_known(bench, samples) -> None:
    one = samples.attribution(speaker_id=samples.ingrid.id)
    bench.inspector.show_attribution(
        one, number=1, total=1, speaker=samples.ingrid, speaker_count=14
    )
    card = bench.form.card
    assert card._role.text() == "Spokeswoman, Ministry of Defence"
    assert card._facts.text() == "Named person · Vestmark · 14 attributions"
    assert card._aliases.text() == "Also: “the ministry spokeswoman”"
    bench.settle()
    QTest.mouseClick(card.edit, Left)
    assert bench.heard.of("speaker_edit_requested") == [samples.ingrid.id]
    bench.inspector.show_attribution(one, number=1, total=1, speaker=samples.official)
    assert card._local.text() == "Belongs to this article only"


def test_another_codebook_takes_over(bench, bridges, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    old = bench.form
    bench.inspector.set_codebook(bridges)
    assert bench.form is not old
    assert bench.inspector.attribution_id is None
    bench.inspector.show_attribution(
        samples.attribution(values={"verdict": "for"}), number=1, total=1
    )
    assert bench.form.rows.field("verdict").buttons[0].isChecked()
    assert bench.heard.all == []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("scale", "width"), [(1.0, 364), (2.0, 364), (2.0, 728)])
def test_nothing_is_cut_at_any_size(bench, theme, samples, mode, scale, width) -> None:
    theme.mode, theme.text_scale = mode, scale
    one = samples.attribution(values={"stance": "opposes", "object": "other"}, spans=SPANS)
    bench.window.resize(width + 26, 760)
    bench.inspector.show_attribution(one, number=1, total=1, speaker=samples.ingrid)
    bench.inspector.show_article(samples.work())
    bench.settle()
    area = bench.inspector.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    room = bench.form.rect()
    for key in ("stance", "confidence", "object", "type"):
        field = bench.form.rows.field(key)
        assert room.contains(field.geometry())
        for button in field.buttons:
            assert field.rect().contains(button.geometry())
            assert button.width() >= min(button.sizeHint().width(), field.width())
            assert button.height() >= 24
    assert bench.form.rows.field("stance").buttons[0].height() >= 30
    theme.text_scale = 1.0


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "Edited just now"),
        (timedelta(minutes=2, seconds=5), "Edited 2 min ago"),
        (timedelta(hours=1, minutes=5), "Edited 1 hour ago"),
        (timedelta(days=3), "Edited 3 days ago"),
    ],
)
def test_how_long_ago(samples, ago, words) -> None:
    then = samples.attribution().updated_at
    assert edited_words(then, then + ago) == words
