"""Seeing what other windows and processes do with the same project."""

import uuid
from dataclasses import replace

from annotator.domain.annotation_sets import AnnotationSet, Submission
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes, EntityChange, Intention
from annotator.domain.conflicts import Conflict
from annotator.domain.decisions import Decision
from annotator.domain.entities import Entity
from annotator.domain.feedback import Feedback
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import Speaker
from annotator.services.project import Project
from annotator.storage import work_queries
from annotator.storage.watching import LogWatcher

_UNTOLD = frozenset({Intention.ACCEPT_EXACT})
"""Bulk work that concerns no annotator."""


class Watcher:
    """Ask `poll` now and then: it costs one number unless something was written."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._watcher = LogWatcher(project.store)

    def poll(self, actor: Actor) -> tuple[Changes, ...]:
        """Return what others did since the last call, oldest first, as far as the actor may know.

        Of what others coded or decided an annotator learns nothing, not even that it was done;
        bulk work is told without its contents.
        """
        found = self._watcher.poll()
        if actor.role is not Role.ANNOTATOR or not found:
            return found
        seen = (_as_seen_by(self._project, actor, one) for one in found)
        return tuple(
            one for one in seen if one.entities or (one.bulk and one.step.intention not in _UNTOLD)
        )

    def close(self) -> None:
        """Stop watching."""
        self._watcher.close()


def _as_seen_by(project: Project, actor: Actor, changes: Changes) -> Changes:
    ids = {
        one.after.set_id
        for one in changes.entities
        if isinstance(one.after, Attribution | Submission)
    }
    with project.store.read() as connection:
        own = work_queries.own_sets(connection, list(ids), actor.person_id) if ids else set()
    visible = []
    for one in changes.entities:
        if _may_know(actor, one.after, own):
            before = one.before if one.before and _may_know(actor, one.before, own) else None
            visible.append(EntityChange(one.kind, before, one.after))
    return replace(changes, entities=tuple(visible))


def _may_know(actor: Actor, entity: Entity, own_sets: set[uuid.UUID]) -> bool:
    if isinstance(entity, Decision | Conflict):
        return False
    if isinstance(entity, AnnotationSet | Feedback):
        return entity.person_id == actor.person_id
    if isinstance(entity, Attribution | Submission):
        return entity.set_id in own_sets
    if isinstance(entity, Speaker):
        return entity.owner_id in (None, actor.person_id)
    return True
