"""Whether the speakers that a file brings, or names, are the person's to bring or to name."""

import uuid
from collections.abc import Mapping

from annotator.domain.attributions import Attribution
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import Refused
from annotator.domain.merging.exchanged import Bundle, Claim, version_of
from annotator.domain.merging.versions import Lineage
from annotator.domain.speakers import Speaker
from annotator.services.exchange.merge_planning import Planner
from annotator.storage import exchange_queries, lineage
from annotator.storage.store import Connection

_Claims = Mapping[EntityKind, list[Claim]]


def check_speakers(
    connection: Connection, planner: Planner, bundle: Bundle, claims: _Claims
) -> None:
    """Refuse speakers of others, changed ones that are published, and names that are nobody's.

    A handout, which the manager made, brings published speakers too.
    """
    shared = bool(claims[EntityKind.PERSON])
    brought = {one.id: one for one in claims[EntityKind.SPEAKER]}
    _check_brought(connection, planner, bundle.person_id, brought, shared=shared)
    _check_roles(connection, brought)
    _check_named(connection, planner, bundle.person_id, claims, brought)


def _check_brought(
    connection: Connection,
    planner: Planner,
    person_id: uuid.UUID,
    brought: Mapping[uuid.UUID, Claim],
    *,
    shared: bool,
) -> None:
    here = planner.stands(EntityKind.SPEAKER, brought)
    edges = lineage.edges_of(connection, list(here))
    strange = [
        id_ for id_, one in here.items() if isinstance(one, Speaker) and one.owner_id != person_id
    ]
    once_own = exchange_queries.speakers_once(connection, strange, person_id)
    into: set[uuid.UUID] = set()
    articles: set[uuid.UUID] = set()
    for claim in brought.values():
        for form in claim.forms:
            if not isinstance(form, Speaker):
                raise Refused("foreign_entity", kind=claim.kind.value)
            _must(form.owner_id == person_id or (shared and form.owner_id is None))
            into |= {form.merged_into} - {None}  # type: ignore[arg-type]
            articles |= {form.article_id} - {None}  # type: ignore[arg-type]
            there = here.get(form.id)
            if shared or not isinstance(there, Speaker) or there.owner_id == person_id:
                continue
            # Published since, or somebody else's: it may bring an older form, not go on from this.
            known = Lineage(edges[form.id] | claim.edges)
            later = known.descends(version_of(form), version_of(there))
            _must(form.id in once_own and not later)
    _must(into <= {*planner.stands(EntityKind.SPEAKER, into), *brought})
    if not shared:
        living = exchange_queries.living_ids(connection, EntityKind.ARTICLE, articles)
        if articles - living:
            raise Refused("article_not_here")


def _check_roles(connection: Connection, brought: Mapping[uuid.UUID, Claim]) -> None:
    """A dated role belongs to one speaker."""
    owners: dict[uuid.UUID, uuid.UUID] = {}
    for claim in brought.values():
        for form in claim.forms:
            roles = [one.id for one in form.roles] if isinstance(form, Speaker) else []
            _must(len(set(roles)) == len(roles))
            for role in roles:
                _must(owners.setdefault(role, form.id) == form.id)
    for role, owner in exchange_queries.role_owners(connection, owners).items():
        _must(owners[role] == owner)


def _check_named(
    connection: Connection,
    planner: Planner,
    person_id: uuid.UUID,
    claims: _Claims,
    brought: Mapping[uuid.UUID, Claim],
) -> None:
    """A living attribution names a speaker that goes in with it, or is here for the person."""
    forms = [
        form
        for claim in claims[EntityKind.ATTRIBUTION]
        for form in claim.forms
        if isinstance(form, Attribution) and form.speaker_id is not None
    ]
    named = {one.speaker_id for one in forms if one.speaker_id is not None}
    here: dict[uuid.UUID, Entity] = planner.stands(EntityKind.SPEAKER, named - brought.keys())
    others = [
        id_
        for id_, one in here.items()
        if isinstance(one, Speaker) and one.owner_id not in (None, person_id)
    ]
    once_published = exchange_queries.speakers_once(connection, others, None)
    for form in forms:
        assert form.speaker_id is not None
        claim = brought.get(form.speaker_id)
        speaker = claim.forms[0] if claim else here.get(form.speaker_id)
        if not isinstance(speaker, Speaker):
            raise Refused("speaker_unknown")
        if form.speaker_id in others and form.speaker_id not in once_published:
            raise Refused("speaker_unknown")
        if form.deleted:
            continue
        if claim and all(one.deleted for one in claim.forms):
            raise Refused("speaker_unknown")
        if speaker.article_id not in (None, form.article_id):
            raise Refused("speaker_of_other_article")


def _must(holds: bool) -> None:
    if not holds:
        raise Refused("foreign_entity", kind=EntityKind.SPEAKER.value)
