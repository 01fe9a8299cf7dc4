"""Undo and redo: steps are reverted from the change log, and every revert is a step itself."""

import uuid
from dataclasses import dataclass

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Article
from annotator.domain.changes import Changes, EntityChange, Intention, Step
from annotator.domain.documents import content_hash, kind_of, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, NotFound
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.services.project import Project
from annotator.storage import change_log, speaker_queries, work_queries
from annotator.storage.entity_rows import load
from annotator.storage.store import Connection
from annotator.storage.write_unit import WriteUnit

DEPTH = 500
"""Steps that the stack reaches back."""
_NEVER_UNDONE = (Intention.CREATE_PROJECT, Intention.ADD_PERSON, Intention.RENAME_PROJECT)
_STAYS = (EntityKind.SUBMISSION,)
"""What reverting a step leaves: a submission was made, and stays first."""


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """What can be undone and redone, in the order in which it was done: the last one is next.

    To undo or redo, `revert` the step given here. A redo entry is the undoing step.
    """

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()
    described: tuple[tuple[uuid.UUID, Step], ...] = ()
    """For reverting steps: the intention that they bring back or take back, by identifier."""

    def original(self, step: Step) -> Step:
        """Return the step whose intention describes this one."""
        return dict(self.described).get(step.id, step)


def history(project: Project, actor: Actor) -> UndoHistory:
    """Return a person's stack, rebuilt from the log: it outlives a restart."""
    with project.store.read() as connection:
        steps = change_log.steps_of(connection, actor.person_id, DEPTH)
    undo: list[Step] = []
    redo: list[Step] = []
    origin: dict[uuid.UUID, Step] = {}
    undoings: set[uuid.UUID] = set()
    for step in steps:
        origin[step.id] = origin.get(step.reverts, step) if step.reverts else step
        if step.reverts is None:
            if step.intention not in _NEVER_UNDONE:
                undo.append(step)
                redo.clear()
        elif step.reverts in undoings:
            redo = [one for one in redo if one.id != step.reverts]
            undo.append(step)
        else:
            undoings.add(step.id)
            undo = [one for one in undo if one.id != step.reverts]
            redo.append(step)
    described = tuple((one.id, origin[one.id]) for one in (*undo, *redo))
    return UndoHistory(tuple(undo), tuple(redo), described)


def revert(project: Project, actor: Actor, step_id: uuid.UUID) -> Changes:
    """Undo one of the actor's steps (or, given a reverting step, redo).

    Raises `MovedOn`, with nothing changed, when something that the step did was changed since.
    """
    with project.store.read() as connection:
        step = change_log.step(connection, step_id)
    if step is None:
        raise NotFound("not_found", kind="step")
    if step.person_id != actor.person_id:
        raise NotAllowed("not_your_step")
    with project.store.write(
        Intention.REVERT,
        actor.person_id,
        article_id=step.article_id,
        reverts=step.id,
        fields={"intention": step.fields.get("intention", step.intention.value)},
        patience=project.patience,
    ) as written:
        for change in reversed(change_log.changes_of(written.unit.connection, step.id)):
            if change.kind not in _STAYS:
                _take_back(written.unit, change)
        if not written.unit.changed:
            raise MovedOn("nothing_to_revert")
    return written.changes


def _take_back(unit: WriteUnit, change: EntityChange) -> None:
    current = load(unit.connection, change.kind, [change.after.id]).get(change.after.id)
    if current is None or _hash(current) != _hash(change.after):
        raise MovedOn("moved_on", kind=change.kind.value)
    if change.before is None:
        _check_unused(unit, current)
        unit.delete(current)
    else:
        unit.put(_restored(change.before, current), before=current)


def _restored(before: Entity, current: Entity) -> Entity:
    """Return the earlier form; time measured since then stays measured."""
    if isinstance(before, AnnotationSet) and isinstance(current, AnnotationSet):
        return before.but(seconds=current.seconds)
    return before


def _check_unused(unit: WriteUnit, current: Entity) -> None:
    """What others refer to by now can't be taken back: an article coded, a speaker named."""
    connection = unit.connection
    used = (
        (isinstance(current, AnnotationSet) and _has_attributions(connection, current))
        or (isinstance(current, Article) and work_queries.sets_of_article(connection, current.id))
        or (isinstance(current, Speaker) and speaker_queries.is_named(connection, current.id))
    )
    if used:
        raise MovedOn("moved_on", kind=kind_of(current).value)


def _has_attributions(connection: Connection, work: AnnotationSet) -> bool:
    return bool(work_queries.attributions_of(connection, [work.id]))


def _hash(entity: Entity) -> str:
    return content_hash(to_document(entity))
