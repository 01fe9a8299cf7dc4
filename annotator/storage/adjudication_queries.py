"""What adjudication asks: which articles are concerned by what was written, and who is meant."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, func, or_, select

from annotator.domain.annotation_sets import SetKind
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.storage import speaker_queries
from annotator.storage.change_log import BULK_FINISHED
from annotator.storage.entity_rows import chunks
from annotator.storage.tables import adjudication, articles, attributions, log, speakers, work

Place = tuple[uuid.UUID, uuid.UUID]
"""An article and a round."""

_SET = work.annotation_set.c
_DECISION = adjudication.decision.c
_WATCHED = (
    EntityKind.ANNOTATION_SET,
    EntityKind.SUBMISSION,
    EntityKind.ATTRIBUTION,
    EntityKind.DECISION,
    EntityKind.SPEAKER,
    EntityKind.ROUND,
    EntityKind.ARTICLE,
)


@dataclass(slots=True)
class Written:
    """What was written since a row of the change log, by kind."""

    entities: dict[EntityKind, set[uuid.UUID]] = field(default_factory=dict)
    sequence: int = 0
    """The last row that was looked at."""

    def of(self, kind: EntityKind) -> list[uuid.UUID]:
        """Return the identifiers of one kind."""
        return sorted(self.entities.get(kind, ()))


def written_since(connection: Connection, sequence: int) -> Written:
    """Return what finished steps wrote after a row of the change log.

    A bulk step's rows count when its last one says that it is finished: they can be read since
    then only, and other steps may have gone on in between.
    """
    rows = log.change.c
    found = Written(sequence=sequence)
    bulk: list[uuid.UUID] = []
    query = (
        select(rows.seq, rows.kind, rows.entity_id, rows.step_id, log.step.c.bulk)
        .join(log.step, log.step.c.id == rows.step_id)
        .where(rows.seq > sequence)
        .order_by(rows.seq)
    )
    for seq, kind, entity_id, step_id, in_bulk in connection.execute(query):
        found.sequence = seq
        if kind == BULK_FINISHED:
            bulk.append(step_id)
        elif not in_bulk and kind in _WATCHED:
            found.entities.setdefault(EntityKind(kind), set()).add(entity_id)
    for step_id in bulk:
        finished = select(rows.kind, rows.entity_id).where(
            rows.step_id == step_id, rows.kind.in_(_WATCHED)
        )
        for kind, entity_id in connection.execute(finished):
            found.entities.setdefault(EntityKind(kind), set()).add(entity_id)
    return found


def places_of_work(connection: Connection, written: Written) -> set[Place]:
    """Return the articles, with their rounds, of written sets, submissions, gold and decisions."""
    found: set[Place] = set()
    submission, attribution = work.submission.c, attributions.attribution.c
    of_set = select(_SET.article_id, _SET.round_id)
    lookups = (
        (EntityKind.ANNOTATION_SET, _SET.id, of_set),
        (
            EntityKind.SUBMISSION,
            submission.id,
            of_set.join(work.submission, submission.set_id == _SET.id),
        ),
        (
            EntityKind.ATTRIBUTION,
            attribution.id,
            of_set.join(attributions.attribution, attribution.set_id == _SET.id).where(
                _SET.kind == SetKind.GOLD.value
            ),
        ),
        (
            EntityKind.DECISION,
            _DECISION.id,
            select(_DECISION.article_id, _DECISION.round_id),
        ),
    )
    for kind, column, query in lookups:
        for chunk in chunks(written.of(kind)):
            rows = connection.execute(query.where(column.in_(chunk)).distinct())
            found |= {(row[0], row[1]) for row in rows}
    return found


def all_places(connection: Connection) -> set[Place]:
    """Return every article and round with something handed in, or decided."""
    handed_in = (
        select(_SET.article_id, _SET.round_id)
        .join(work.submission, work.submission.c.set_id == _SET.id)
        .distinct()
    )
    decided = select(_DECISION.article_id, _DECISION.round_id).distinct()
    rows = [*connection.execute(handed_in), *connection.execute(decided)]
    return {(row[0], row[1]) for row in rows}


def in_order(connection: Connection, places: Collection[Place]) -> list[Place]:
    """Return places in the order in which the articles came in; unknown articles are left out."""
    positions: dict[uuid.UUID, int] = {}
    for chunk in chunks(sorted({article_id for article_id, _ in places})):
        query = select(articles.article.c.id, articles.article.c.position).where(
            articles.article.c.id.in_(chunk)
        )
        positions |= {row[0]: row[1] for row in connection.execute(query)}
    known = [place for place in places if place[0] in positions]
    return sorted(known, key=lambda place: (positions[place[0]], place[1]))


def speakers_meant(connection: Connection, named: Iterable[uuid.UUID]) -> dict[uuid.UUID, Speaker]:
    """Return these speakers, those that they were merged into, and published ones of their name."""
    found: dict[uuid.UUID, Speaker] = {}
    wanted = set(named)
    while wanted:
        read = speaker_queries.speakers_by_id(connection, wanted)
        found |= read
        wanted = {one.merged_into for one in read.values() if one.merged_into} - found.keys()
    keys = sorted({key for one in found.values() if one.owner_id for key in one.match_keys})
    for start in range(0, len(keys), 200):
        same = speaker_queries.with_match_keys(connection, keys[start : start + 200], None)
        found |= {one.id: one for one in same}
    return found


def speakers_concerned(connection: Connection, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return speakers whose meaning may depend on these: merged into them, or of the same name.

    Names that they had before count, too: they stand in the change log.
    """
    table, alias, rows = speakers.speaker.c, speakers.speaker_alias.c, log.change.c
    found = set(ids)
    keys: set[str] = set()
    for chunk in chunks(list(ids)):
        for one in speaker_queries.speakers_by_id(connection, chunk).values():
            keys |= one.match_keys
        earlier = select(rows.before).where(
            rows.entity_id.in_(chunk),
            rows.kind == EntityKind.SPEAKER.value,
            rows.before.isnot(None),
        )
        for document in connection.execute(earlier).scalars():
            keys |= _names(document)
    ordered = sorted(keys)
    for start in range(0, len(ordered), 200):
        chunk_of_keys = ordered[start : start + 200]
        aliased = select(alias.speaker_id).where(alias.match_key.in_(chunk_of_keys))
        query = select(table.id).where(
            or_(table.match_key.in_(chunk_of_keys), table.id.in_(aliased))
        )
        found |= set(connection.execute(query).scalars())
    level = found
    while level:
        merged: set[uuid.UUID] = set()
        for chunk in chunks(sorted(level)):
            query = select(table.id).where(table.merged_into.in_(chunk))
            merged |= set(connection.execute(query).scalars())
        level = merged - found
        found |= level
    return found


def articles_with_one_submitted_set(connection: Connection, round_id: uuid.UUID) -> int:
    """Return how many articles exactly one annotator handed in, gold ones left out."""
    single = _submitted_once(round_id).subquery()
    return int(connection.execute(select(func.count()).select_from(single)).scalar_one())


def submitted_once(
    connection: Connection, round_id: uuid.UUID
) -> list[tuple[uuid.UUID, str, uuid.UUID]]:
    """Return these articles, as they came in, with their titles and who handed each in."""
    single = _submitted_once(round_id).subquery()
    article = articles.article.c
    query = (
        select(article.id, article.title, single.c.person_id)
        .join(single, single.c.article_id == article.id)
        .order_by(article.position)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def _submitted_once(round_id: uuid.UUID) -> Select[tuple[uuid.UUID, uuid.UUID]]:
    living = (_SET.round_id == round_id, _SET.deleted_at.is_(None), _SET.pending_step.is_(None))
    gold = select(_SET.article_id).where(*living, _SET.kind == SetKind.GOLD.value)
    return (
        select(_SET.article_id, func.min(_SET.person_id).label("person_id"))
        .join(work.submission, work.submission.c.set_id == _SET.id)
        .join(articles.article, articles.article.c.id == _SET.article_id)
        .where(
            *living,
            _SET.kind == SetKind.ANNOTATOR.value,
            work.submission.c.deleted_at.is_(None),
            work.submission.c.pending_step.is_(None),
            articles.article.c.deleted_at.is_(None),
            articles.article.c.pending_step.is_(None),
            _SET.article_id.not_in(gold),
        )
        .group_by(_SET.article_id)
        .having(func.count(_SET.id.distinct()) == 1)
    )


def versions(connection: Connection, story_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the living articles of a story, as they came in."""
    table = articles.article.c
    query = (
        select(table.id)
        .where(table.story_id == story_id, table.deleted_at.is_(None), table.pending_step.is_(None))
        .order_by(table.position)
    )
    return list(connection.execute(query).scalars())


def _names(document: dict[str, object]) -> set[str]:
    aliases = document.get("aliases")
    names = [document.get("name"), *(aliases if isinstance(aliases, list) else [])]
    return {key for name in names if isinstance(name, str) and (key := match_key(name))}
