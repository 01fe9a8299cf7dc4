"""The same passage in other versions of a story: found, compared, and settled alike one by one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.gold_fields import fields_of, unlike_any
from annotator.domain.adjudication.item import (
    CONTENT,
    REPORTED_BY,
    SPAN_FIELDS,
    SPEAKER,
    Chosen,
    FieldValue,
    Item,
)
from annotator.domain.adjudication.passages import WordedText, near, passage_in
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.changes import Changes, Intention
from annotator.domain.decisions import Decision, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.adjudication.items import (
    ArticleAtHand,
    at_hand,
    must_be_at_hand,
    only_adjudicators,
)
from annotator.services.adjudication.table import adjudicating
from annotator.services.project import Project
from annotator.services.recovery import keeps_intention
from annotator.storage import adjudication_queries, work_queries
from annotator.words import tr

_SAME = 0.5
"""Intersection over union from which on an item there is about the passage that was found."""


@dataclass(frozen=True, slots=True)
class UnlikeField:
    """A field in which an annotator of the other version has something else."""

    field: str
    gold: FieldValue
    """What the decision would make gold there."""
    annotators: Mapping[str, FieldValue]
    """By the letter that they have there: those who have something else."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """The same passage in another article of the story, not settled there."""

    article_id: uuid.UUID
    title: str
    item_id: uuid.UUID | None
    """None where nobody marked the passage there."""
    quote: str
    """The words as they stand in the other text."""
    differences: tuple[str, ...]
    """Fields of the decision that no annotator has so there; all, where nobody marked it."""
    unlike: tuple[UnlikeField, ...]
    """Each field that anybody has otherwise there; none where nobody marked it."""
    speakers: Mapping[uuid.UUID, Speaker]
    """All that ``unlike`` names."""
    obstacle: str | None = None
    """The field whose words do not stand exactly once there: it cannot be decided alike."""


@dataclass(frozen=True, slots=True)
class DecidedOtherwise:
    """The same passage in another article of the story, decided otherwise there."""

    article_id: uuid.UUID
    title: str
    item_id: uuid.UUID
    values: Mapping[str, FieldValue]
    """Speaker and attributes that the gold there has otherwise; none where it was rejected."""
    speakers: Mapping[uuid.UUID, Speaker]
    """All that ``values`` names."""


def same_passage(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
) -> tuple[OtherVersion, ...]:
    """Return where a decided item's passage stands in other versions and is not settled there.

    For an item without gold there are none; nor in versions that fewer than two have handed in.
    """
    only_adjudicators(actor)
    with project.store.read() as connection:
        at = must_be_at_hand(project, connection, article_id, round_id)
        item = next((one for one in at.items if one.id == item_id), None)
        story_id = at.article.article.story_id
        if item is None or item.gold is None or item.decision is None or story_id is None:
            return ()
        fields = fields_from_document(item.decision.fields)
        found = []
        for other_id in adjudication_queries.versions(connection, story_id):
            other = at_hand(project, connection, other_id, round_id)
            if other_id == article_id or other is None or len(other.coders) < 2:
                continue
            version = _version(at, fields, other)
            if version is not None:
                found.append(version)
        return tuple(found)


def decided_otherwise(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
) -> tuple[DecidedOtherwise, ...]:
    """Return where a decided item's passage was decided otherwise in another version.

    Speaker and attributes are compared; the words may well differ from text to text.
    """
    only_adjudicators(actor)
    with project.store.read() as connection:
        at = must_be_at_hand(project, connection, article_id, round_id)
        item = next((one for one in at.items if one.id == item_id), None)
        story_id = at.article.article.story_id
        if item is None or item.gold is None or item.decision is None or story_id is None:
            return ()
        found = []
        for other_id in adjudication_queries.versions(connection, story_id):
            other = at_hand(project, connection, other_id, round_id)
            if other_id != article_id and other is not None:
                otherwise = _otherwise(at, item.gold, other)
                found += [otherwise] if otherwise is not None else []
        return tuple(found)


@keeps_intention
def apply_to_version(
    project: Project,
    actor: Actor,
    decision_id: uuid.UUID,
    article_id: uuid.UUID,
    item_id: uuid.UUID | None,
    *,
    own: bool = False,
    new: uuid.UUID | None = None,
) -> Changes:
    """Settle the item of another version as it was decided here, with spans found anew there.

    It is a decision of its own, whose rationale names this one. Raises `Refused`
    (passage_not_found, with ``field``) where words of the decision do not stand exactly once in
    the other text, item_moved, and what `decide` raises.
    """
    only_adjudicators(actor)
    with project.store.read() as connection:
        decision = work_queries.decision(connection, decision_id)
    if decision is None or decision.subject is not Subject.ATTRIBUTION or not decision.gold:
        raise NotFound("not_found", kind=EntityKind.DECISION.value)
    intention = Intention.APPLY_TO_VERSION
    with adjudicating(project, actor, article_id, decision.round_id, intention, own, new) as (
        step,
        table,
    ):
        if table is not None:
            connection = table.unit.connection
            here = must_be_at_hand(project, connection, decision.article_id, decision.round_id)
            item = table.item(item_id) if item_id is not None else None
            fields = _transferred(here, fields_from_document(decision.fields), table.at, item)
            table.decide(item, fields, decision.reason, _rationale(here, decision), False)
    return step.changes


def _otherwise(
    at: ArticleAtHand, gold: Attribution, other: ArticleAtHand
) -> DecidedOtherwise | None:
    """Return what was decided otherwise for a passage in another version, if anything was."""
    content = tuple(span.span for span in gold.content)
    passage = passage_in(WordedText(other.article.text), at.article.text, content)
    item = _item_at(other, passage) if passage is not None else None
    if item is None or not item.state.settled or not (item.rejected or item.gold):
        return None
    values: dict[str, FieldValue] = {}
    if item.gold is not None:
        here, there = fields_of(gold, at.codebook), fields_of(item.gold, other.codebook)
        here[SPEAKER] = _speaker(at, here[SPEAKER], other, item)
        for one in SPAN_FIELDS:
            here[one] = there[one]  # of the text there, and none of it is in question
        here[REPORTED_BY] = there[REPORTED_BY]
        chosen = {name: Chosen(value) for name, value in here.items()}
        unlike = unlike_any(
            chosen, {item.id: item.gold}, other.article.text, other.codebook, other.registry
        )
        values = {name: there.get(name) for name in unlike}
        if not values:
            return None
    return DecidedOtherwise(
        article_id=other.article.article.id,
        title=other.article.article.title,
        item_id=item.id,
        values=values,
        speakers=other.speakers,
    )


def _version(
    at: ArticleAtHand, fields: Mapping[str, Chosen], other: ArticleAtHand
) -> OtherVersion | None:
    """Return the passage in another version; None where it is not, or is settled."""
    content = _spans(fields[CONTENT].value) if CONTENT in fields else ()
    found = passage_in(WordedText(other.article.text), at.article.text, content)
    if found is None:
        return None
    item = _item_at(other, found)
    if item is not None and item.state.settled:
        return None
    differences = tuple(name for name, one in fields.items() if one.value)
    unlike: tuple[UnlikeField, ...] = ()
    obstacle = None
    try:
        transferred = _transferred(at, fields, other, item)
    except Refused as refused:
        obstacle = str(refused.fields.get("field", CONTENT))
        differences = (obstacle,)
    else:
        if item is not None:
            differences = other.unlike_any(item, transferred)
            unlike = _unlike(item, transferred, other)
    return OtherVersion(
        article_id=other.article.article.id,
        title=other.article.article.title,
        item_id=item.id if item else None,
        quote=" … ".join(span.quote(other.article.text) for span in found),
        differences=differences,
        unlike=unlike,
        speakers={**at.speakers, **other.speakers},
        obstacle=obstacle,
    )


def _unlike(
    item: Item, fields: Mapping[str, Chosen], other: ArticleAtHand
) -> tuple[UnlikeField, ...]:
    """Return what annotators of the other version have otherwise, field by field."""
    found = []
    for name, chosen in fields.items():
        if name == REPORTED_BY:
            continue  # it stays there as it is there
        theirs = {
            coder.letter: fields_of(item.candidates[coder.person_id], other.codebook).get(name)
            for coder in other.coders
            if coder.person_id in item.candidates
            and not other.is_from(coder.person_id, item, name, fields)
        }
        if any(value or chosen.value for value in theirs.values()):
            found.append(UnlikeField(name, chosen.value, theirs))
    return tuple(found)


def _item_at(other: ArticleAtHand, found: tuple[Span, ...]) -> Item | None:
    """Return the item whose marks are nearest to the spans that were found."""
    shares: list[tuple[float, bool, int]] = []
    for place, item in enumerate(other.items):
        marked = [*item.candidates.values(), *([item.gold] if item.gold else [])]
        share = max(
            (_share(found, tuple(span.span for span in one.content)) for one in marked), default=0
        )
        if share >= _SAME:
            shares.append((share, not item.state.settled, -place))
    return other.items[-max(shares)[2]] if shares else None


def _share(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    mine = {place for span in one for place in range(span.start, span.end)}
    theirs = {place for span in other for place in range(span.start, span.end)}
    return len(mine & theirs) / len(mine | theirs)


def _transferred(
    at: ArticleAtHand, fields: Mapping[str, Chosen], other: ArticleAtHand, item: Item | None
) -> dict[str, Chosen]:
    """Return the fields of a decision for another version, with who has them so there."""
    text, words = at.article.text, WordedText(other.article.text)
    content = _spans(fields[CONTENT].value) if CONTENT in fields else ()
    found = passage_in(words, text, content)
    if found is None:
        raise Refused("passage_not_found", field=CONTENT)
    anchor, there = _hull(content), _hull(found)
    result: dict[str, Chosen] = {}
    for name, chosen in fields.items():
        value: FieldValue = chosen.value
        if name == CONTENT:
            value = _quoted(other, CONTENT, found)
        elif name in SPAN_FIELDS:
            again = [near(words, text, span, anchor, there) for span in _spans(value)]
            if None in again:
                raise Refused("passage_not_found", field=name)
            value = _quoted(other, name, tuple(span for span in again if span is not None))
        elif name == SPEAKER:
            value = _speaker(at, value, other, item)
        elif name == REPORTED_BY:
            agreed = item.agreed.get(REPORTED_BY) if item else None
            value = agreed.value if agreed else None
        result[name] = Chosen(value)
    return other.attributed(item, result)


def _speaker(
    at: ArticleAtHand, speaker_id: FieldValue, other: ArticleAtHand, item: Item | None
) -> FieldValue:
    """Return the same speaker in the other version: unnamed ones have an entry of their own there.

    None where there is none of that description; the source tells then.
    """
    speaker = at.registry.resolved(speaker_id) if isinstance(speaker_id, uuid.UUID) else None
    if speaker is None or speaker.article_id in (None, other.article.article.id):
        return speaker_id
    there = (
        other.registry.resolved(one.speaker_id)
        for one in (item.candidates.values() if item else ())
    )
    key = match_key(speaker.name)
    alike = (one.id for one in there if one is not None and match_key(one.name) == key)
    return next(alike, None)


def _rationale(here: ArticleAtHand, decision: Decision) -> str:
    words = tr("As in “{title}” (decision {id}).", title=here.article.article.title, id=decision.id)
    return f"{words} {decision.rationale}".strip()


def _spans(value: FieldValue) -> tuple[Span, ...]:
    found = value if isinstance(value, tuple) else ()
    return tuple(one.span for one in found if isinstance(one, QuotedSpan))


def _quoted(at: ArticleAtHand, name: str, spans: tuple[Span, ...]) -> tuple[QuotedSpan, ...]:
    role, text = SpanRole(name), at.article.text
    return tuple(QuotedSpan(role, one.start, one.end, one.quote(text)) for one in spans)


def _hull(spans: tuple[Span, ...]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))
