"""Two forms of one thing side by side, in words."""

import uuid
from datetime import UTC, datetime

from annotator.domain.annotation_sets import AnnotationSet, SetState
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.people import Person, Role
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.services.codebooks import default_codebook
from annotator.ui.models.conflict_model import LABEL, OTHER, STANDS, ConflictModel, compared
from annotator.ui.models.entity_words import Names

NOW = datetime(2025, 3, 14, tzinfo=UTC)
INGRID, TOMAS = uuid.UUID(int=1), uuid.UUID(int=2)
NAMES = Names(default_codebook(), speakers={INGRID: "Ingrid Valmont", TOMAS: "Tomas Ekdahl"})


def attribution(**more) -> Attribution:
    fields = {
        "id": uuid.UUID(int=9),
        "set_id": uuid.UUID(int=8),
        "article_id": uuid.UUID(int=7),
        "codebook": "taliban-cooperation@1",
        "spans": (QuotedSpan(SpanRole.CONTENT, 3, 8, "Never"),),
        "values": {"stance": "opposes", "conditional": False},
        "speaker_id": INGRID,
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Attribution(**{**fields, **more})


def differing(one, other) -> dict[str, tuple[str, str]]:
    rows = compared(one, other, NAMES)
    return {row[LABEL]: (row[STANDS], row[OTHER]) for row in rows if row[STANDS] != row[OTHER]}


def test_what_differs_in_an_attribution_is_said_in_the_codebooks_words():
    other = attribution(
        values={"stance": "supports", "conditional": True}, speaker_id=TOMAS, note="Sure?"
    )
    assert differing(attribution(), other) == {
        "Stance": ("Opposes", "Supports"),
        "Conditional": ("no", "yes"),
        "Speaker": ("Ingrid Valmont", "Tomas Ekdahl"),
        "Note": ("", "Sure?"),
    }


def test_the_same_words_at_another_place_differ():
    other = attribution(spans=(QuotedSpan(SpanRole.CONTENT, 30, 35, "Never"),))
    assert differing(attribution(), other) == {"Place in the text": ("3 to 8", "30 to 35")}


def test_what_is_deleted_in_one_form_is_said():
    assert differing(attribution(), attribution(deleted_at=NOW)) == {"State": ("there", "deleted")}


def test_forms_that_differ_in_nothing_that_is_shown_still_show_what():
    assert differing(attribution(), attribution(derived=("type",))) == {"Derived": ("", "type")}


def test_speakers_sets_and_people_have_rows():
    one = Speaker(id=INGRID, name="Ingrid Valmont", aliases=("I. Valmont",), country="NO")
    other = one.but(kind=SpeakerKind.ORGANISATION, aliases=())
    assert set(differing(one, other)) == {"Kind", "Also known as"}
    done = AnnotationSet(
        id=uuid.UUID(int=3),
        article_id=uuid.UUID(int=7),
        round_id=uuid.UUID(int=6),
        person_id=uuid.UUID(int=5),
        state=SetState.DONE,
        values={"relevance": "relevant"},
    )
    assert set(differing(done, done.but(state=SetState.IN_PROGRESS, values={}))) == {
        "Progress",
        "Relevance",
    }
    mira = Person(id=uuid.UUID(int=5), name="Mira Sorel")
    assert differing(mira, mira.but(roles=(Role.ADJUDICATOR,))) == {
        "Roles": ("annotator", "adjudicator")
    }


def test_the_table_marks_what_differs_without_colour_alone(theme, qtmodeltester):
    model = ConflictModel(theme)
    qtmodeltester.check(model)
    model.show_forms(attribution(), attribution(values={"stance": "unclear"}), NAMES)
    qtmodeltester.check(model)
    assert [model.index(row, LABEL).data() for row in range(2)] == ["≠  Stance", "≠  Conditional"]
    same = model.rowCount() - 1
    assert not model.differs(same)
    assert not model.index(same, LABEL).data().startswith("≠")
    model.show_forms(None, None, NAMES)
    assert model.rowCount() == 0
