"""Coding attributions: one function for each thing that an annotator does with one."""

import uuid
from collections.abc import Sequence

from annotator.domain.attributions import (
    AttributeValue,
    Attribution,
    QuotedSpan,
    Values,
    ordered_spans,
)
from annotator.domain.changes import Changes, Intention
from annotator.domain.codebook import AttributeKind, Scope
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.validation import check_reported_by, check_spans, check_values
from annotator.services.own_work import Desk, cleaned, desk, own_attribution, quoted
from annotator.services.project import Project
from annotator.services.recovery import keeps_intention
from annotator.storage import work_queries


@keeps_intention
def create_attribution(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    content: Sequence[Span],
    values: Values | None = None,
    source: Sequence[Span] = (),
    cue: Sequence[Span] = (),
    speaker_id: uuid.UUID | None = None,
    new: uuid.UUID | None = None,
) -> Changes:
    """Mark an attribution. ``new``: its identifier, so that repeating the call adds nothing.

    Raises `Refused` for impossible spans and values, or when the set is closed.
    """
    with desk(project, actor, article_id, round_id, Intention.CREATE_ATTRIBUTION) as (step, at):
        spans = (
            *quoted(at.text, SpanRole.CONTENT, content),
            *quoted(at.text, SpanRole.SOURCE, source),
            *quoted(at.text, SpanRole.CUE, cue),
        )
        if not content:
            raise Refused("span_empty")
        check_spans(at.text, spans)
        check_values(at.codebook, Scope.ATTRIBUTION, values or {})
        _check_speaker(at, actor, speaker_id, article_id)
        attribution = Attribution(
            id=new or new_id(),
            set_id=at.work.id,
            article_id=article_id,
            spans=ordered_spans(spans),
            values=values or {},
            speaker_id=speaker_id,
            codebook=at.codebook.ref,
            created_at=at.unit.now,
            updated_at=at.unit.now,
        )
        at.add(attribution)
    return step.changes


@keeps_intention
def duplicate_attribution(
    project: Project, actor: Actor, attribution_id: uuid.UUID, new: uuid.UUID | None = None
) -> Changes:
    """Mark the same spans and speaker again, for another object; no value is taken over."""
    intention = Intention.DUPLICATE_ATTRIBUTION
    with own_attribution(project, actor, attribution_id, intention) as (step, at, original):
        copy = Attribution(
            id=new or new_id(),
            set_id=original.set_id,
            article_id=original.article_id,
            spans=tuple(one for one in original.spans if one.role is not SpanRole.CONDITION),
            speaker_id=original.speaker_id,
            speaking_as=original.speaking_as,
            reported_by=original.reported_by,
            codebook=at.codebook.ref,
            created_at=at.unit.now,
            updated_at=at.unit.now,
        )
        at.add(copy)
    return step.changes


@keeps_intention
def delete_attribution(project: Project, actor: Actor, attribution_id: uuid.UUID) -> Changes:
    """Delete an attribution; those that it reported stand on their own afterwards."""
    intention = Intention.DELETE_ATTRIBUTION
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        for carried in work_queries.reported_by(at.unit.connection, found.id):
            one = at.unit.get(Attribution, EntityKind.ATTRIBUTION, carried)
            at.unit.put(one.but(reported_by=None), before=one)
        at.unit.delete(found)
    return step.changes


@keeps_intention
def set_value(
    project: Project,
    actor: Actor,
    attribution_id: uuid.UUID,
    key: str,
    value: AttributeValue | None,
) -> Changes:
    """Give an attribute a value, or take it away (a derived one is then derived again)."""
    intention = Intention.SET_VALUE
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        values = {name: one for name, one in found.values.items() if name != key}
        if value not in (None, "", ()):
            values[key] = cleaned(value)
        check_values(at.codebook, Scope.ATTRIBUTION, {key: values[key]} if key in values else {})
        derived = tuple(name for name in found.derived if name != key)
        at.store(found.but(values=values, derived=derived), before=found)
    return step.changes


@keeps_intention
def set_speaker(
    project: Project,
    actor: Actor,
    attribution_id: uuid.UUID,
    speaker_id: uuid.UUID | None,
    speaking_as: uuid.UUID | None = None,
) -> Changes:
    """Say who speaks, and in which of the speaker's roles."""
    intention = Intention.SET_SPEAKER
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        _check_speaker(at, actor, speaker_id, found.article_id, speaking_as)
        at.store(found.but(speaker_id=speaker_id, speaking_as=speaking_as), before=found)
    return step.changes


@keeps_intention
def set_reported_by(
    project: Project, actor: Actor, attribution_id: uuid.UUID, other_id: uuid.UUID | None
) -> Changes:
    """Say which other attribution of the same set carries this one. Cycles are refused."""
    intention = Intention.SET_REPORTED_BY
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        carriers = work_queries.carried_by(at.unit.connection, found.set_id)
        if other_id is not None and other_id not in carriers:
            raise NotFound("not_found", kind=EntityKind.ATTRIBUTION.value)
        check_reported_by(found.id, other_id, carriers)
        at.store(found.but(reported_by=other_id), before=found)
    return step.changes


@keeps_intention
def set_note(project: Project, actor: Actor, attribution_id: uuid.UUID, text: str) -> Changes:
    """Write the note of an attribution."""
    intention = Intention.SET_NOTE
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        at.store(found.but(note=without_lone_surrogates(text)), before=found)
    return step.changes


@keeps_intention
def set_flag(project: Project, actor: Actor, attribution_id: uuid.UUID, flagged: bool) -> Changes:
    """Mark an attribution for follow-up, or take the mark away."""
    intention = Intention.SET_FLAG
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        at.store(found.but(flagged=flagged), before=found)
    return step.changes


@keeps_intention
def add_span(
    project: Project, actor: Actor, attribution_id: uuid.UUID, role: SpanRole, span: Span
) -> Changes:
    """Make words a span of the attribution: content, source, cue or condition.

    Spans of the same role that they overlap give way: so boundaries are marked anew. The first
    condition also says yes to the attribute that the role belongs to.
    """
    intention = Intention.ADD_SPAN
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        belongs_to = at.codebook.for_span_role(role)
        if role is SpanRole.CONDITION and belongs_to is None:
            raise Refused("unknown_span_role")
        check_spans(at.text, quoted(at.text, role, [span]))
        if belongs_to is not None and belongs_to.kind is AttributeKind.BOOLEAN:
            found_values = {**found.values, belongs_to.key: True}
        else:
            found_values = found.values
        rest = (one for one in found.spans if one.role is not role or not one.span.overlaps(span))
        spans = (*rest, *quoted(at.text, role, [span]))
        at.store(found.but(spans=ordered_spans(spans), values=found_values), before=found)
    return step.changes


@keeps_intention
def change_span(
    project: Project,
    actor: Actor,
    attribution_id: uuid.UUID,
    role: SpanRole,
    old: Span,
    new: Span,
) -> Changes:
    """Move the boundaries of a span."""
    intention = Intention.CHANGE_SPAN
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        rest = _without(found, role, old)
        _store_spans(at, found, (*rest, *quoted(at.text, role, [new])))
    return step.changes


@keeps_intention
def remove_span(
    project: Project, actor: Actor, attribution_id: uuid.UUID, role: SpanRole, span: Span
) -> Changes:
    """Take a span away; the last content stays, for without it there is no attribution."""
    intention = Intention.REMOVE_SPAN
    with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
        rest = _without(found, role, span)
        if not any(one.role is SpanRole.CONTENT for one in rest):
            raise Refused("last_content")
        _store_spans(at, found, rest)
    return step.changes


def _without(found: Attribution, role: SpanRole, span: Span) -> tuple[QuotedSpan, ...]:
    rest = tuple(one for one in found.spans if (one.role, one.span) != (role, span))
    if len(rest) == len(found.spans):
        raise NotFound("not_found", kind="span")
    return rest


def _store_spans(at: Desk, found: Attribution, spans: Sequence[QuotedSpan]) -> None:
    check_spans(at.text, spans)
    at.store(found.but(spans=ordered_spans(spans)), before=found)


def _check_speaker(
    at: Desk,
    actor: Actor,
    speaker_id: uuid.UUID | None,
    article_id: uuid.UUID,
    speaking_as: uuid.UUID | None = None,
) -> None:
    """Refuse a speaker of another article; another's provisional one is not found."""
    if speaker_id is None:
        if speaking_as is not None:
            raise NotFound("not_found", kind="speaker_role")
        return
    speaker = at.unit.get(Speaker, EntityKind.SPEAKER, speaker_id)
    if speaker.owner_id not in (None, actor.person_id):
        raise NotFound("not_found", kind=EntityKind.SPEAKER.value)
    if speaker.article_id not in (None, article_id):
        raise Refused("speaker_of_other_article")
    if speaking_as is not None and speaking_as not in {one.id for one in speaker.roles}:
        raise NotFound("not_found", kind="speaker_role")
