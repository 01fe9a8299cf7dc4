"""What files exchange: for each entity its present forms, and where these came from."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from annotator.domain.annotation_sets import AnnotationSet, SetState
from annotator.domain.codebook import Codebook
from annotator.domain.conflicts import Conflict
from annotator.domain.documents import content_hash, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.identifiers import derived_id
from annotator.domain.merging.versions import Edge, Lineage, Version, heads, standing

MAX_REVISION = 1_000_000
"""No entity is changed so often: a file that says so is not one of ours."""


def version_of(entity: Entity) -> Version:
    """Return which form of an entity this is."""
    return Version(entity.revision, content_hash(to_document(entity)))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says of one entity."""

    kind: EntityKind
    id: uuid.UUID
    forms: tuple[Entity, ...]
    """The forms that stand there: one, or several where a conflict is open; tombstones too."""
    edges: frozenset[Edge] = frozenset()


@dataclass(frozen=True, slots=True)
class Heads:
    """What an entity is after merging: the form that stands, and those set aside."""

    stands: Entity
    aside: tuple[Entity, ...] = ()
    """Open conflicts, in the order of their versions."""

    @property
    def versions(self) -> frozenset[Version]:
        """Return all of them."""
        return frozenset(version_of(one) for one in (self.stands, *self.aside))


def heads_of(forms: Iterable[Entity], lineage: Lineage) -> Heads:
    """Return what becomes of these forms of one entity, of which there is at least one."""
    by_version = {version_of(one): one for one in forms}
    found = heads(by_version, lineage, lambda one: _is_blank(by_version[one]))
    first = standing(found, lambda one: one, lambda one: by_version[one].deleted)
    aside = tuple(by_version[one] for one in found if one != first)
    return Heads(by_version[first], aside)


def conflict_of(kind: EntityKind, form: Entity, found_at: datetime) -> Conflict:
    """Return the conflict by which a form is set aside: the same one in whatever file."""
    version = version_of(form)
    return Conflict(
        id=derived_id("conflict", str(form.id), str(version.revision), version.hash),
        revision=1,
        kind=kind,
        entity_id=form.id,
        entity_revision=version.revision,
        entity_hash=version.hash,
        document=to_document(form),
        found_at=found_at,
    )


def _is_blank(entity: Entity) -> bool:
    """A set as it is handed to a person, before anything is done with it."""
    return (
        isinstance(entity, AnnotationSet)
        and entity.revision == 1
        and entity.state is SetState.TO_DO
        and not entity.values
        and not entity.deleted
    )


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A codebook version with what leads to it from the version before."""

    codebook: Codebook
    mapping: dict[str, dict[str, str]] | None = None
    """Attribute key to ``{value before: value now}``."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One person's share as a file holds it, read and found well-formed."""

    project_id: uuid.UUID
    project_name: str
    person_id: uuid.UUID
    person_name: str
    codebooks: tuple[CodebookVersion, ...]
    round_codebooks: dict[uuid.UUID, str]
    """By which version each round is coded there."""
    claims: tuple[Claim, ...]
    """Owners before what refers to them."""
    texts: dict[uuid.UUID, str] = field(default_factory=dict)
    """Texts of articles; only handouts have them."""
