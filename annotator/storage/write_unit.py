"""One user intention as one transaction: entities are put, and logged with before and after."""

import uuid
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, update

from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes, EntityChange, Step
from annotator.domain.documents import content_hash, kind_of, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import NotFound
from annotator.storage import entity_rows
from annotator.storage.tables import log, work

_E = TypeVar("_E", bound=Entity)
_SET = work.annotation_set
# Built once: making a statement takes longer than running it.
_LOG = insert(log.change)
_ADD_COUNTS = (
    update(_SET)
    .where(_SET.c.id == bindparam("row_id"))
    .values(
        attribution_count=_SET.c.attribution_count + bindparam("attributions"),
        flagged_count=_SET.c.flagged_count + bindparam("flagged"),
    )
)


class WriteUnit:
    """What a service does inside one write transaction. Made by `Store.write`."""

    def __init__(self, connection: Connection, step: Step) -> None:
        self.connection = connection
        self.step = step
        self._changes: list[EntityChange] = []
        self._logged: list[dict[str, Any]] = []
        self._counts: dict[uuid.UUID, tuple[int, int]] = {}
        self._beside_entities = False

    @property
    def now(self) -> datetime:
        """Return the instant of this step, the same for all that it writes."""
        return self.step.at

    @property
    def changed(self) -> bool:
        """Tell whether anything was written."""
        return bool(self._changes) or self._beside_entities

    def counts_as_changed(self) -> None:
        """Keep the step although no entity changes: it wrote, or means, something beside them."""
        self._beside_entities = True

    def find(self, cls: type[_E], kind: EntityKind, id_: uuid.UUID) -> _E | None:
        """Return an entity as it stands in this transaction, tombstones included.

        Raises `StorageFailed` (project_busy) for one that an import is just bringing.
        """
        found = entity_rows.load_one(self.connection, kind, id_, self.step.id)
        return found if isinstance(found, cls) else None

    def get(self, cls: type[_E], kind: EntityKind, id_: uuid.UUID) -> _E:
        """Return a living entity; raises `NotFound`."""
        found = self.find(cls, kind, id_)
        if found is None or found.deleted:
            raise NotFound("not_found", kind=kind.value)
        return found

    def put(
        self,
        entity: _E,
        before: Entity | None = None,
        *,
        new: bool = False,
        revision: int | None = None,
    ) -> _E:
        """Store an entity in its new form and log it; nothing happens if its content is the same.

        ``before``: its stored form, where the caller has just read it in this transaction; with
        ``new`` the caller knows that there is none. ``revision``: that of a form from elsewhere, or
        from before; without it the form is one more than the one before.
        """
        kind = kind_of(entity)
        if before is None and not new:
            before = self.find(type(entity), kind, entity.id)
        if before == entity and revision in (None, entity.revision):
            return entity
        if revision is None:
            after = entity.but(revision=before.revision + 1 if before else 1)
        else:
            after = entity.but(revision=revision)
        before_document = to_document(before) if before else None
        after_document = to_document(after)
        before_hash = content_hash(before_document) if before_document else None
        after_hash = content_hash(after_document)
        if before_hash == after_hash and (before is None or revision in (None, before.revision)):
            return entity.but(revision=before.revision if before else 0)
        entity_rows.store(self.connection, kind, before, after)
        self._count(before, after)
        self._changes.append(EntityChange(kind, before, after))
        self._logged.append(
            {
                "step_id": self.step.id,
                "kind": kind.value,
                "entity_id": after.id,
                "revision": after.revision,
                "before": before_document,
                "after": after_document,
                "before_hash": before_hash,
                "after_hash": after_hash,
            }
        )
        return after

    def delete(self, entity: Entity) -> Entity:
        """Make an entity a tombstone."""
        return self.put(entity.but(deleted_at=self.now), before=entity)

    def finish(self) -> Changes:
        """Write counters and log rows; called by `Store.write` before the commit."""
        for set_id, (attributions, flagged) in self._counts.items():
            if attributions or flagged:
                self.connection.execute(
                    _ADD_COUNTS,
                    {"row_id": set_id, "attributions": attributions, "flagged": flagged},
                )
        if self._logged:
            self.connection.execute(_LOG, self._logged)
        return Changes(self.step, tuple(self._changes))

    def _count(self, before: Entity | None, after: Entity) -> None:
        for entity, sign in ((before, -1), (after, +1)):
            if isinstance(entity, Attribution) and not entity.deleted:
                attributions, flagged = self._counts.get(entity.set_id, (0, 0))
                self._counts[entity.set_id] = (
                    attributions + sign,
                    flagged + sign * entity.flagged,
                )
