"""Values that read alike and are not the same say what tells them apart; long ones are whole."""

from annotator.domain.adjudication.item import SPEAKER
from annotator.domain.attributions import QuotedSpan
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.services import annotating
from annotator.ui.adjudicating.telling_apart import told_apart
from tests.services.adjudicated import hand_in
from tests.services.coded import mark
from tests.services.world import TEXTS, World

A, B, C = new_id(), new_id(), new_id()
TEXT = "Valmont said no. Later she said that it was over."


def person(**more: object) -> Speaker:
    return Speaker(id=new_id(), name="a nurse", kind=SpeakerKind.UNNAMED_PERSON, **more)


def cue(start: int) -> tuple[QuotedSpan, ...]:
    return (QuotedSpan(SpanRole.CUE, start, start + 4, TEXT[start : start + 4]),)


def test_two_places_are_told_by_the_words_around_them():
    first, second = cue(TEXT.index("said")), cue(TEXT.rindex("said"))
    found = told_apart("cue", {A: first, B: second}, {A: "said", B: "said"}, TEXT, {})
    assert found == {
        A: "said (in “Valmont said no. Later”)",
        B: "said (in “Later she said that it”)",
    }


def test_the_same_place_is_left_as_it_is():
    first = cue(TEXT.index("said"))
    assert told_apart("cue", {A: first, B: first}, {A: "said", B: "said"}, TEXT, {}) == {
        A: "said",
        B: "said",
    }


def test_speakers_are_told_by_what_the_register_has_differently():
    one, other = person(role="mother"), person(role="aunt")
    values, speakers = {A: one.id, B: other.id}, {one.id: one, other.id: other}
    words = {A: "a nurse", B: "a nurse"}
    found = told_apart(SPEAKER, values, words, TEXT, speakers)
    assert found == {A: "a nurse (mother)", B: "a nurse (aunt)"}


def test_speakers_alike_in_everything_are_two_entries():
    one, other = person(), person()
    values, speakers = {A: one.id, B: other.id, C: one.id}, {one.id: one, other.id: other}
    found = told_apart(SPEAKER, values, dict.fromkeys(values, "a nurse"), TEXT, speakers)
    assert found[A] == found[C] == "a nurse (entry 1 of 2 in the register)"
    assert found[B] == "a nurse (entry 2 of 2 in the register)"


def test_a_long_source_is_whole_in_the_tip_of_its_cells(enter_as, nothing_drawn):
    words = TEXTS[0][:90]

    def coded(world: World) -> None:
        mark(world, world.mira, "We will talk to them", words, stance="supports")
        one = mark(world, world.jonas, "We will talk to them", stance="opposes")
        annotating.set_note(world.project, world.jonas, one.id, "Not sure")
        hand_in(world, world.mira)
        hand_in(world, world.jonas)

    bench = enter_as(coded=coded)
    bench.go_to("We will talk")
    place = "AB".index(bench.letter_of(bench.world.mira.person_id))
    table = bench.screen.panel.table
    assert table.cell("source", place).words.endswith("…")
    whole = " ".join(words.split())
    assert whole in table.cell("source", place).toolTip()
    bench.take("AB"[place])
    assert whole in table.cell("source", 2).toolTip()
