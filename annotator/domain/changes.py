"""Steps and changes: what one user intention did, as services return it and the log keeps it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.domain.entities import Entity, EntityKind


class Intention(StrEnum):
    """What a person meant to do: names a step in the log and, translated, in the Undo menu."""

    CREATE_PROJECT = "create_project"
    RENAME_PROJECT = "rename_project"
    ADD_PERSON = "add_person"
    IMPORT = "import"
    CREATE_ATTRIBUTION = "create_attribution"
    DUPLICATE_ATTRIBUTION = "duplicate_attribution"
    DELETE_ATTRIBUTION = "delete_attribution"
    SET_VALUE = "set_value"
    SET_SPEAKER = "set_speaker"
    SET_REPORTED_BY = "set_reported_by"
    SET_NOTE = "set_note"
    SET_FLAG = "set_flag"
    ADD_SPAN = "add_span"
    CHANGE_SPAN = "change_span"
    REMOVE_SPAN = "remove_span"
    CREATE_SPEAKER = "create_speaker"
    UPDATE_SPEAKER = "update_speaker"
    SET_ARTICLE_VALUE = "set_article_value"
    MARK_DONE = "mark_done"
    MARK_CANNOT_CODE = "mark_cannot_code"
    REOPEN = "reopen"
    ADD_ZONE = "add_zone"
    REMOVE_ZONE = "remove_zone"
    SET_ROLES = "set_roles"
    RENAME_PERSON = "rename_person"
    REMOVE_PERSON = "remove_person"
    ADD_ROUND = "add_round"
    CHANGE_ROUND = "change_round"
    SET_TARGETS = "set_targets"
    SET_DATASET_DETAILS = "set_dataset_details"
    ASSIGN = "assign"
    WITHDRAW_ASSIGNMENT = "withdraw_assignment"
    PUBLISH_SPEAKER = "publish_speaker"
    MERGE_SPEAKERS = "merge_speakers"
    KEEP_APART = "keep_apart"
    HAND_OUT = "hand_out"
    MERGE = "merge"
    SETTLE_CONFLICT = "settle_conflict"
    DECIDE = "decide"
    REJECT = "reject"
    DISCUSS = "discuss"
    ADD_GOLD = "add_gold"
    ACCEPT_EXACT = "accept_exact"
    PROMOTE = "promote"
    APPLY_TO_VERSION = "apply_to_version"
    RELEASE = "release"
    WITHDRAW_RELEASE = "withdraw_release"
    REVERT = "revert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One user intention in the change log: the unit of undo."""

    id: uuid.UUID
    intention: Intention
    person_id: uuid.UUID | None
    at: datetime
    article_id: uuid.UUID | None = None
    """Where it happened, so that undoing can show the place."""
    reverts: uuid.UUID | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    """What the step's description is filled in with."""


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity before and after; None where it did not exist before."""

    kind: EntityKind
    before: Entity | None
    after: Entity


@dataclass(frozen=True, slots=True)
class Changes:
    """What a service did: published once on the change hub, applied by every view alike."""

    step: Step
    entities: tuple[EntityChange, ...] = ()
    """Whole entities, for single edits."""
    bulk: bool = False
    """True when the work was too much to list: whatever is shown is to be read again."""

    def of(self, kind: EntityKind) -> tuple[EntityChange, ...]:
        """Return the changes to entities of one kind."""
        return tuple(change for change in self.entities if change.kind is kind)
