"""What an annotator does with a whole article: its own values, handing in, reopening."""

import uuid

from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission, set_id_of
from annotator.domain.articles import Zone, ZoneKind
from annotator.domain.attributions import AttributeValue, Attribution
from annotator.domain.changes import Changes, Intention
from annotator.domain.codebook import Scope
from annotator.domain.documents import to_document
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Incomplete, NotAllowed, Refused
from annotator.domain.gaps import gaps
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.domain.validation import check_values
from annotator.services.own_work import Desk, cleaned, desk, only_annotators, text_of
from annotator.services.project import Project
from annotator.services.recovery import keeps_intention
from annotator.storage import work_queries
from annotator.storage.write_unit import WriteUnit


@keeps_intention
def set_article_value(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    key: str,
    value: AttributeValue | None,
) -> Changes:
    """Give one of the codebook's article-scope attributes a value, or take it away."""
    with desk(project, actor, article_id, round_id, Intention.SET_ARTICLE_VALUE) as (step, at):
        values = {name: one for name, one in at.work.values.items() if name != key}
        if value not in (None, "", ()):
            values[key] = cleaned(value)
        check_values(at.codebook, Scope.ARTICLE, {key: values[key]} if key in values else {})
        at.unit.put(at.work.but(values=values), before=at.work)
    return step.changes


@keeps_intention
def mark_done(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> Changes:
    """Hand in: the set is done, and its snapshot kept for ever.

    Raises `Incomplete` with the gaps that are to be filled first.
    """
    with desk(project, actor, article_id, round_id, Intention.MARK_DONE) as (step, at):
        attributions = work_queries.attributions_of(at.unit.connection, [at.work.id])
        missing = gaps(at.codebook, attributions, at.work.values)
        if missing:
            raise Incomplete(missing)
        _hand_in(at, SetState.DONE, None, attributions)
    return step.changes


@keeps_intention
def mark_cannot_code(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID, reason: str
) -> Changes:
    """Hand in as not codable, with one of the codebook's reasons (its key)."""
    with desk(project, actor, article_id, round_id, Intention.MARK_CANNOT_CODE) as (step, at):
        if reason not in {one.key for one in at.codebook.cannot_code}:
            raise Refused("unknown_reason", reason=reason)
        attributions = work_queries.attributions_of(at.unit.connection, [at.work.id])
        _hand_in(at, SetState.CANNOT_CODE, reason, attributions)
    return step.changes


@keeps_intention
def reopen(project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID) -> Changes:
    """Take a handed-in set up again; the submission stays, a later one follows it."""
    only_annotators(actor)
    with project.store.write(
        Intention.REOPEN, actor.person_id, article_id=article_id, patience=project.patience
    ) as written:
        set_id = set_id_of(article_id, round_id, actor.person_id)
        work = written.unit.get(AnnotationSet, EntityKind.ANNOTATION_SET, set_id)
        if not work.state.closed:
            raise Refused("set_open")
        open_again = work.but(state=SetState.IN_PROGRESS, reason=None)
        written.unit.put(open_again, before=work)
    return written.changes


def add_seconds(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID, seconds: int
) -> None:
    """Add to the time measured on an article that the actor has begun; a counter, not a step."""
    only_annotators(actor)
    if seconds > 0 and project.read_only is None:
        with project.store.transaction(project.patience) as connection:
            set_id = set_id_of(article_id, round_id, actor.person_id)
            work_queries.add_seconds(connection, set_id, seconds)


@keeps_intention
def add_zone(
    project: Project, actor: Actor, article_id: uuid.UUID, span: Span, kind: ZoneKind
) -> Changes:
    """Mark a part as not article text, for all annotators. For managers."""
    _only_managers(actor)
    with project.store.write(Intention.ADD_ZONE, actor.person_id, article_id=article_id) as written:
        text = text_of(written.unit, article_id)
        if not 0 <= span.start < span.end <= len(text):
            raise Refused("span_out_of_range")
        written.unit.put(
            Zone(id=new_id(), article_id=article_id, start=span.start, end=span.end, kind=kind)
        )
    return written.changes


@keeps_intention
def remove_zone(project: Project, actor: Actor, zone_id: uuid.UUID) -> Changes:
    """Count a part as article text again. For managers."""
    _only_managers(actor)
    with project.store.write(Intention.REMOVE_ZONE, actor.person_id) as written:
        written.unit.delete(written.unit.get(Zone, EntityKind.ZONE, zone_id))
    return written.changes


def _submission(
    unit: WriteUnit, work: AnnotationSet, codebook: str, attributions: list[Attribution]
) -> Submission:
    """Return the snapshot of a set that is being handed in."""
    return Submission(
        id=new_id(),
        set_id=work.id,
        ordinal=work_queries.submission_count(unit.connection, work.id) + 1,
        state=work.state,
        reason=work.reason,
        codebook=codebook,
        submitted_at=unit.now,
        snapshot={
            "set": to_document(work),
            "attributions": [to_document(one) for one in attributions],
        },
    )


def _hand_in(
    at: Desk, state: SetState, reason: str | None, attributions: list[Attribution]
) -> None:
    work = at.unit.put(at.work.but(state=state, reason=reason), before=at.work)
    at.unit.put(_submission(at.unit, work, at.codebook.ref, attributions))


def _only_managers(actor: Actor) -> None:
    if actor.role is not Role.MANAGER:
        raise NotAllowed("managers_only")
