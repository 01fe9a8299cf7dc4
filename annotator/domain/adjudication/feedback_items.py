"""One annotator's work beside the gold, item by item: what feedback holds and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.domain.adjudication.item import CONTENT, SPEAKER
from annotator.domain.alignment.compared_values import comparable, compared_attributes
from annotator.domain.alignment.span_equality import same_boundaries
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan, Values
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.text.spans import SpanRole


@dataclass(frozen=True, slots=True)
class Side:
    """An attribution as feedback shows it: without identifiers, and with its speaker's name."""

    spans: tuple[QuotedSpan, ...] = ()
    values: Values = field(default_factory=dict)
    """Of attributes about the text."""
    speaker: str | None = None
    reported_by: tuple[QuotedSpan, ...] = ()
    """The content of the attribution that carries this one."""

    def of_role(self, role: SpanRole) -> tuple[QuotedSpan, ...]:
        """Return the spans of one role, in order of the text."""
        return tuple(one for one in self.spans if one.role is role)


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """What became of one thing that the annotator marked, or did not mark."""

    outcome: Outcome
    subject: Subject = Subject.ATTRIBUTION
    own: Side | None = None
    """None where the annotator marked nothing, and for the article's own values."""
    gold: Side | None = None
    """None where gold has nothing."""
    differs: tuple[str, ...] = ()
    """The fields in which both sides are there and differ."""
    reason: str | None = None
    rationale: str = ""
    """The adjudicator's own words."""

    @property
    def same(self) -> bool:
        """Tell whether the annotator has just what gold has."""
        return not self.differs and (self.own is None) == (self.gold is None)


def side_of(
    attribution: Attribution,
    others: Mapping[Any, Attribution],
    registry: SpeakerRegistry,
    codebook: Codebook,
) -> Side:
    """Return an attribution as feedback shows it; ``others`` are those that may carry it."""
    speaker = registry.resolved(attribution.speaker_id)
    carrier = others.get(attribution.reported_by)
    about_text = {one.key for one in compared_attributes(codebook, Scope.ATTRIBUTION)}
    return Side(
        spans=attribution.spans,
        values={key: value for key, value in attribution.values.items() if key in about_text},
        speaker=speaker.name if speaker else None,
        reported_by=carrier.content if carrier else (),
    )


def differing(
    own: Attribution, gold: Attribution, text: str, codebook: Codebook, registry: SpeakerRegistry
) -> tuple[str, ...]:
    """Return the fields in which an annotator's attribution and gold differ.

    What makes no difference between annotators makes none here: see `differences`.
    """
    found = [] if same_boundaries(text, own.content, gold.content) else [CONTENT]
    if not registry.same(own, gold):
        found.append(SPEAKER)
    return (*found, *differing_values(own.values, gold.values, codebook, Scope.ATTRIBUTION))


def differing_values(
    own: Values, gold: Values, codebook: Codebook, scope: Scope
) -> tuple[str, ...]:
    """Return the attributes about the text whose values differ."""
    return tuple(
        one.key
        for one in compared_attributes(codebook, scope)
        if comparable(one, own) != comparable(one, gold)
    )


def item_document(item: FeedbackItem) -> dict[str, Any]:
    """Return an item as JSON."""
    return {
        "subject": item.subject.value,
        "outcome": item.outcome.value,
        "own": _side_document(item.own),
        "gold": _side_document(item.gold),
        "differs": list(item.differs),
        "reason": item.reason,
        "rationale": item.rationale,
    }


def item_from(document: Mapping[str, Any]) -> FeedbackItem:
    """Build an item from what `item_document` made; raises KeyError, TypeError or ValueError."""
    return FeedbackItem(
        outcome=Outcome(document["outcome"]),
        subject=Subject(document.get("subject", Subject.ATTRIBUTION.value)),
        own=_side_from(document.get("own")),
        gold=_side_from(document.get("gold")),
        differs=tuple(document.get("differs", ())),
        reason=document.get("reason"),
        rationale=document.get("rationale", ""),
    )


def _side_document(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        **{role.value: _spans_document(side.of_role(role)) for role in SpanRole},
        "speaker": side.speaker,
        "reported_by": _spans_document(side.reported_by),
        "values": {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in side.values.items()
        },
    }


def _spans_document(spans: tuple[QuotedSpan, ...]) -> list[dict[str, Any]]:
    return [{"start": one.start, "end": one.end, "quote": one.quote} for one in spans]


def _side_from(document: Mapping[str, Any] | None) -> Side | None:
    if document is None:
        return None
    return Side(
        spans=tuple(
            one for role in SpanRole for one in _spans_from(role, document.get(role.value, ()))
        ),
        values={key: value_from(value) for key, value in document.get("values", {}).items()},
        speaker=document.get("speaker"),
        reported_by=_spans_from(SpanRole.CONTENT, document.get("reported_by", ())),
    )


def value_from(value: Any) -> AttributeValue:
    """Return an attribute's value from JSON."""
    found: AttributeValue = tuple(value) if isinstance(value, list) else value
    return found


def _spans_from(role: SpanRole, documents: Any) -> tuple[QuotedSpan, ...]:
    return tuple(QuotedSpan(role, one["start"], one["end"], one["quote"]) for one in documents)
