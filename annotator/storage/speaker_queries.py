"""Reading the registry of speakers, and how often each was used."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true

from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import attributions, speakers, work

_SPEAKER = speakers.speaker.c


def speakers_by_id(connection: Connection, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Speaker]:
    """Return these speakers, deleted and merged ones too."""
    found = entity_rows.load(connection, EntityKind.SPEAKER, set(ids))
    return {key: one for key, one in found.items() if isinstance(one, Speaker)}


def resolved_by_id(
    connection: Connection, ids: Iterable[uuid.UUID], person_id: uuid.UUID | None
) -> dict[uuid.UUID, Speaker]:
    """Return for each identifier the entry that it was merged into, or the entry itself.

    Goes only as far as the person may see (None: everything), and never round in a circle.
    """
    found = speakers_by_id(connection, ids)
    result = dict(found)
    seen: dict[uuid.UUID, set[uuid.UUID]] = {key: {key} for key in found}
    while True:
        wanted = {
            key: one.merged_into
            for key, one in result.items()
            if one.merged_into is not None and one.merged_into not in seen[key]
        }
        if not wanted:
            return result
        known = speakers_by_id(connection, wanted.values())
        for key, target in wanted.items():
            seen[key].add(target)
            one = known.get(target)
            if one and not one.deleted and one.owner_id in (None, person_id or one.owner_id):
                result[key] = one


def matching(
    connection: Connection,
    typed: str,
    person_id: uuid.UUID | None,
    article_id: uuid.UUID | None,
    limit: int,
) -> list[Speaker]:
    """Return speakers that a person may see, with every typed word in their name or in an alias.

    Unnamed speakers only of this article. Those whom the person has named in this article come
    first, then names that begin with what was typed.
    """
    key = match_key(typed)
    alias = speakers.speaker_alias.c
    named = _contains(_SPEAKER.match_key, key)
    aliased = _SPEAKER.id.in_(select(alias.speaker_id).where(_contains(alias.match_key, key)))
    query = (
        _visible(select(speakers.speaker), person_id)
        .where(
            or_(named, aliased),
            or_(_SPEAKER.article_id.is_(None), _SPEAKER.article_id == article_id),
        )
        .order_by(
            _SPEAKER.id.in_(_named_in(article_id, person_id)).desc(),
            _SPEAKER.match_key.startswith(key, autoescape=True).desc(),
            _SPEAKER.match_key,
            _SPEAKER.id,
        )
        .limit(limit)
    )
    return _read(connection, query)


def all_visible(connection: Connection, person_id: uuid.UUID | None) -> list[Speaker]:
    """Return all speakers that are published, or this person's own; all there are for None.

    Merged ones, too: attributions still name them.
    """
    query = select(speakers.speaker).where(
        _SPEAKER.deleted_at.is_(None), _SPEAKER.pending_step.is_(None)
    )
    if person_id is not None:
        query = query.where(or_(_SPEAKER.owner_id.is_(None), _SPEAKER.owner_id == person_id))
    return _read(connection, query.order_by(_SPEAKER.match_key, _SPEAKER.id))


def with_match_keys(
    connection: Connection, keys: Sequence[str], person_id: uuid.UUID | None
) -> list[Speaker]:
    """Return visible named speakers one of whose names has one of these match keys."""
    alias = speakers.speaker_alias.c
    query = _visible(select(speakers.speaker), person_id).where(
        _SPEAKER.article_id.is_(None),
        or_(
            _SPEAKER.match_key.in_(keys),
            _SPEAKER.id.in_(select(alias.speaker_id).where(alias.match_key.in_(keys))),
        ),
    )
    return _read(connection, query.order_by(_SPEAKER.id))


def use_counts(
    connection: Connection, person_id: uuid.UUID, speaker_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, int]:
    """Return how many attributions of this person name each of these speakers."""
    table = attributions.attribution
    counts: dict[uuid.UUID, int] = dict.fromkeys(speaker_ids, 0)
    for chunk in entity_rows.chunks(speaker_ids):
        query = (
            select(table.c.speaker_id, func.count())
            .join(work.annotation_set, work.annotation_set.c.id == table.c.set_id)
            .where(
                table.c.speaker_id.in_(chunk),
                table.c.deleted_at.is_(None),
                work.annotation_set.c.person_id == person_id,
            )
            .group_by(table.c.speaker_id)
        )
        for speaker_id, count in connection.execute(query):
            counts[speaker_id] += int(count)
    return counts


def articles_naming(connection: Connection, speaker_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the articles in which any living attribution names this speaker."""
    table = attributions.attribution
    query = select(table.c.article_id).where(
        table.c.speaker_id == speaker_id, table.c.deleted_at.is_(None)
    )
    return set(connection.execute(query.distinct()).scalars())


def _named_in(article_id: uuid.UUID | None, person_id: uuid.UUID | None) -> Select[Any]:
    table = attributions.attribution
    return (
        select(table.c.speaker_id)
        .join(work.annotation_set, work.annotation_set.c.id == table.c.set_id)
        .where(
            table.c.article_id == article_id,
            table.c.speaker_id.isnot(None),
            table.c.deleted_at.is_(None),
            work.annotation_set.c.person_id == person_id,
        )
    )


def _contains(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    return and_(true(), *(column.contains(word, autoescape=True) for word in key.split()))


def _visible(query: Select[Any], person_id: uuid.UUID | None) -> Select[Any]:
    return query.where(
        _SPEAKER.deleted_at.is_(None),
        _SPEAKER.pending_step.is_(None),
        _SPEAKER.merged_into.is_(None),
        or_(_SPEAKER.owner_id.is_(None), _SPEAKER.owner_id == person_id),
    )


def _read(connection: Connection, query: Select[Any]) -> list[Speaker]:
    rows = connection.execute(query).mappings().all()
    return list(only(entity_rows.assembled(connection, EntityKind.SPEAKER, rows), Speaker))
