"""Feedback is read back as it was written, and compares as annotators are compared."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.feedback_items import (
    FeedbackItem,
    Side,
    differing,
    differing_values,
    item_document,
    item_from,
    side_of,
)
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.codebook import Scope
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.speakers import Speaker
from annotator.domain.text.spans import SpanRole
from annotator.services.codebooks import default_codebook
from tests.domain.samples import codebook_document

TEXT = "“We will talk,” Ingrid Valmont said. Nobody else did."
NOW = datetime(2031, 3, 4, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def _span(role: SpanRole) -> st.SearchStrategy[QuotedSpan]:
    return st.builds(QuotedSpan, st.just(role), st.integers(0, 99), st.integers(100, 199), words)


sides = st.builds(
    Side,
    spans=st.tuples(*(st.lists(_span(role), max_size=2) for role in SpanRole)).map(
        lambda lists: tuple(one for each in lists for one in each)
    ),
    values=st.dictionaries(
        words, st.one_of(words, st.booleans(), st.lists(words, max_size=2).map(tuple)), max_size=2
    ),
    speaker=st.none() | words,
    reported_by=st.lists(_span(SpanRole.CONTENT), max_size=2).map(tuple),
)
items = st.builds(
    FeedbackItem,
    outcome=st.sampled_from(Outcome),
    subject=st.sampled_from(Subject),
    own=st.none() | sides,
    gold=st.none() | sides,
    differs=st.lists(words, max_size=2).map(tuple),
    reason=st.none() | words,
    rationale=words,
)


@given(items)
def test_what_is_written_is_read_back(item: FeedbackItem) -> None:
    assert item_from(json.loads(json.dumps(item_document(item)))) == item


def attribution(quote: str, **more: Any) -> Attribution:
    start = TEXT.index(quote)
    spans = (QuotedSpan(SpanRole.CONTENT, start, start + len(quote), quote),)
    return Attribution(
        id=uuid.uuid4(),
        set_id=uuid.uuid4(),
        article_id=uuid.uuid4(),
        codebook="taliban-cooperation@1",
        created_at=NOW,
        updated_at=NOW,
        **{"spans": spans, **more},
    )


def differs(one: Attribution, other: Attribution, *speakers: Speaker) -> tuple[str, ...]:
    registry = SpeakerRegistry({each.id: each for each in speakers})
    return differing(one, other, TEXT, default_codebook(), registry)


def test_outer_quotation_marks_and_confidence_make_no_difference() -> None:
    own = attribution("“We will talk,”", values={"stance": "supports", "confidence": "low"})
    gold = attribution("We will talk", values={"stance": "supports"})
    assert differs(own, gold) == ()
    assert differs(own, attribution("talk", values={"stance": "opposes"})) == ("content", "stance")


def test_a_merged_speaker_is_the_one_that_it_became() -> None:
    kept = Speaker(id=uuid.uuid4(), name="Ingrid Valmont")
    merged = Speaker(id=uuid.uuid4(), name="Valmont", merged_into=kept.id)
    other = Speaker(id=uuid.uuid4(), name="Tomas Ekdahl")
    own = attribution("talk", speaker_id=merged.id)
    assert differs(own, attribution("talk", speaker_id=kept.id), kept, merged) == ()
    assert differs(own, attribution("talk", speaker_id=other.id), kept, merged, other) == (
        "speaker",
    )
    registry = SpeakerRegistry({each.id: each for each in (kept, merged)})
    assert side_of(own, {}, registry, default_codebook()).speaker == "Ingrid Valmont"


def test_only_what_is_about_the_text_is_shown() -> None:
    codebook = codebook_from_document(codebook_document())
    about = {one.key: one.about for one in codebook.of_scope(Scope.ATTRIBUTION)}
    own = attribution("talk", values=dict.fromkeys(about, "x"))
    shown = side_of(own, {}, SpeakerRegistry({}), codebook).values
    assert set(shown) == {key for key, one in about.items() if one == "text"}


def test_the_order_of_several_choices_does_not_count() -> None:
    codebook = codebook_from_document(codebook_document())
    several = next(one for one in codebook.attributes if one.kind == "multiple_choice")
    keys = [one.key for one in several.values][:2]
    values = [{several.key: tuple(keys)}, {several.key: tuple(reversed(keys))}]
    assert differing_values(values[0], values[1], codebook, several.scope) == ()
