"""Undo and redo: steps are reverted from the change log, and every revert is a step itself."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes, EntityChange, Intention, Step
from annotator.domain.decisions import Decision
from annotator.domain.documents import content_hash, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, NotFound
from annotator.domain.feedback import Feedback
from annotator.domain.people import Actor, Role
from annotator.services.adjudication.rows import settle_again
from annotator.services.managing import taken_apart
from annotator.services.project import Project
from annotator.storage import change_log, references, work_queries
from annotator.storage.entity_rows import load
from annotator.storage.lineage import REVISIONS_KEPT
from annotator.storage.store import Connection
from annotator.storage.write_unit import WriteUnit

DEPTH = 500
"""Steps that the stack reaches back."""
_NEVER_UNDONE = (
    Intention.CREATE_PROJECT,
    Intention.RENAME_PROJECT,
    Intention.ADD_PERSON,
    Intention.SET_ROLES,
    Intention.RENAME_PERSON,
    Intention.REMOVE_PERSON,
)
"""Matters of the project as a whole: no key pressed once too often takes them back."""
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
        family = _Family(connection, steps)
        origins = {step.id: family.origin(step) for step in steps}
        undoings = {step.id for step in steps if family.undoes(step)}
    undo: list[Step] = []
    redo: list[Step] = []
    for step in steps:
        if step.id in undoings:
            undo = [one for one in undo if one.id != step.reverts]
            redo.append(step)
        elif step.reverts is not None:
            redo = [one for one in redo if one.id != step.reverts]
            undo.append(step)
        elif step.intention not in _NEVER_UNDONE:
            undo.append(step)
            redo.clear()
    described = tuple((one.id, origins[one.id]) for one in (*undo, *redo))
    return UndoHistory(tuple(undo), tuple(redo), described)


class _Family:
    """From reverting steps to those that they revert, and on, beyond the stack's reach too."""

    def __init__(self, connection: Connection, steps: Iterable[Step]) -> None:
        self._connection = connection
        self._known: dict[uuid.UUID, Step | None] = {one.id: one for one in steps}

    def origin(self, step: Step) -> Step:
        """Return the step that all reverting began with."""
        return self._ancestors(step)[-1]

    def undoes(self, step: Step) -> bool:
        """Tell whether a step undoes something; reverting that again is redoing."""
        return len(self._ancestors(step)) % 2 == 0

    def _ancestors(self, step: Step) -> list[Step]:
        found = [step]
        while found[-1].reverts is not None:
            earlier = self._step(found[-1].reverts)
            if earlier is None:
                break
            found.append(earlier)
        return found

    def _step(self, step_id: uuid.UUID) -> Step | None:
        if step_id not in self._known:
            self._known[step_id] = change_log.step(self._connection, step_id)
        return self._known[step_id]


def revert(project: Project, actor: Actor, step_id: uuid.UUID) -> Changes:
    """Undo one of the actor's steps (or, given a reverting step, redo).

    Raises `MovedOn`, with nothing changed, when something that the step did was changed since.
    """
    with project.store.read() as connection:
        step = change_log.step(connection, step_id)
    if step is None:
        raise NotFound("not_found", kind="step")
    if step.person_id != actor.person_id:
        if actor.role is Role.ANNOTATOR:  # who must not even learn that others did something
            raise NotFound("not_found", kind="step")
        raise NotAllowed("not_your_step")
    with project.store.write(
        Intention.REVERT,
        actor.person_id,
        article_id=step.article_id,
        reverts=step.id,
        fields={"intention": step.fields.get("intention", step.intention.value)},
        patience=project.patience,
    ) as written:
        if written.changes.step.fields["intention"] == Intention.KEEP_APART.value:
            taken_apart.turn(written.unit, step)
        taken = _TakingBack(written.unit, step)
        taken.take_back(change_log.changes_of(written.unit.connection, step.id))
        taken.must_fit()
        settle_again(project, written.unit, taken.decided_places)
        if not written.unit.changed:
            raise MovedOn("nothing_to_revert")
    return written.changes


class _TakingBack:
    """Puts entities back into their earlier form, unless something has come to rest on them."""

    def __init__(self, unit: WriteUnit, step: Step) -> None:
        self._unit = unit
        self._step = step
        origin = step.fields.get("intention", step.intention.value)
        self._exact = origin in [one.value for one in REVISIONS_KEPT]
        """Whether the step brought forms from elsewhere: then these go as if never come."""
        self._now: dict[EntityKind, dict[uuid.UUID, Entity]] = {}
        self._were: dict[uuid.UUID, Entity] = {}

    def take_back(self, changes: Iterable[EntityChange]) -> None:
        """Take back the changes of a step, the last one first."""
        stays = () if self._exact else _STAYS
        ordered = [one for one in reversed(list(changes)) if one.kind not in stays]
        ids: dict[EntityKind, set[uuid.UUID]] = defaultdict(set)
        for change in ordered:
            ids[change.kind].add(change.after.id)
        for kind, some in ids.items():
            self._now[kind] = load(self._unit.connection, kind, some)
            self._were |= self._now[kind]
        for change in ordered:
            self._take_back(change)

    def _take_back(self, change: EntityChange) -> None:
        entities = self._now[change.kind]
        current = entities.get(change.after.id)
        if current is None or _hash(current) != _hash(change.after):
            raise MovedOn("moved_on", kind=change.kind.value)
        before = change.before or _gone(current.but(deleted_at=self._unit.now, revision=0))
        entities[current.id] = self._unit.put(
            _restored(before, current),
            before=current,
            revision=before.revision if self._exact else None,
        )

    @property
    def decided_places(self) -> set[tuple[uuid.UUID, uuid.UUID]]:
        """Return articles, with their rounds, whose decisions were taken back or brought back."""
        decisions = self._now.get(EntityKind.DECISION, {}).values()
        return {(one.article_id, one.round_id) for one in decisions if isinstance(one, Decision)}

    def must_fit(self) -> None:
        """Refuse when something living would be left without what it refers to.

        An article that was coded since, a speaker named since, work that was handed in since.
        """
        connection = self._unit.connection
        for kind, entities in self._now.items():
            living = [one for one in entities.values() if not one.deleted]
            gone = [
                id_ for id_, one in entities.items() if one.deleted and not self._were[id_].deleted
            ]
            if references.is_needed(connection, kind, gone) or references.lacks_something(
                connection, kind, living
            ):
                raise MovedOn("moved_on", kind=kind.value)
        sets = {
            one.set_id
            for one in self._now.get(EntityKind.ATTRIBUTION, {}).values()
            if isinstance(one, Attribution)
        }
        others = sets - self._now.get(EntityKind.ANNOTATION_SET, {}).keys()
        since = change_log.changed_since(connection, others, self._step.id)
        if work_queries.any_closed(connection, since):
            raise MovedOn("moved_on", kind=EntityKind.ANNOTATION_SET.value)
        gone = [id_ for id_, one in self._now.get(EntityKind.SUBMISSION, {}).items() if one.deleted]
        if work_queries.any_decided_on(connection, gone):
            raise MovedOn("moved_on", kind=EntityKind.DECISION.value)


def _gone(entity: Entity) -> Entity:
    """Return the tombstone of what a step made; one of feedback goes out, and must show nothing."""
    return entity.but(items=(), values={}) if isinstance(entity, Feedback) else entity


def _restored(before: Entity, current: Entity) -> Entity:
    """Return the earlier form; time measured since then stays measured."""
    if isinstance(before, AnnotationSet) and isinstance(current, AnnotationSet):
        return before.but(seconds=current.seconds)
    return before


def _hash(entity: Entity) -> str:
    return content_hash(to_document(entity))
