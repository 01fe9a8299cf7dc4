"""The table of what there is to adjudicate: worked out elsewhere, kept here so that lists are fast.

Nothing in it is anybody's work: it follows from submissions, decisions and speakers.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, LargeBinary, Text, delete, func, insert, select, type_coerce

from annotator.domain.adjudication.item import ItemState
from annotator.storage.tables import adjudication, articles

_ITEM = adjudication.item.c
_ARTICLE = articles.article.c
_PROGRESS = adjudication.item_progress


class ItemLineParts(NamedTuple):
    """What a list shows of an item, in the order in which it is stored: flat, so read fast."""

    subject: str
    kinds: str
    """Separated by spaces, like all that are several."""
    speaker: str
    quote: str
    values: str
    """By letter, see `joined_values`."""
    letters: str
    speakers: str
    """Hex identifiers of all speakers whose names or merging may change the item."""
    outcome: str = ""
    """Of the decision that stands; empty where none does, or where it was listed before this was
    kept."""
    gold: str = ""
    """The gold's value in the attribute whose values are listed; empty where it has none."""


def joined_values(values: Iterable[str | None]) -> str:
    """Return values as one text; None stays apart from empty."""
    return "\n".join("-" if value is None else f"={value}" for value in values)


def separate_values(joined: str) -> tuple[str | None, ...]:
    """Return the values that `joined_values` made one text of."""
    return tuple(one[1:] if one.startswith("=") else None for one in joined.split("\n") if one)


class ItemRow(NamedTuple):
    """One item as it is stored."""

    id: uuid.UUID
    state: ItemState
    kind: str | None
    attribute: str | None
    severity: int
    own: tuple[uuid.UUID, ...]
    line: ItemLineParts


class ListedItem(NamedTuple):
    """One item as it is listed."""

    id: bytes
    article_id: bytes
    title: str
    filter_key: str
    state: str
    kind: str | None
    attribute: str | None
    severity: int
    own: str
    line: ItemLineParts


def replace(
    connection: Connection, article_id: uuid.UUID, round_id: uuid.UUID, rows: Sequence[ItemRow]
) -> None:
    """Store the items of an article in a round in place of those that were there."""
    there = (_ITEM.round_id == round_id, _ITEM.article_id == article_id)
    connection.execute(delete(adjudication.item).where(*there))
    if rows:
        connection.execute(
            insert(adjudication.item),
            [
                {
                    "id": row.id,
                    "round_id": round_id,
                    "article_id": article_id,
                    "ordinal": ordinal,
                    "state": row.state.value,
                    "kind": row.kind,
                    "attribute": row.attribute,
                    "severity": row.severity,
                    "own": " ".join(one.hex for one in row.own),
                    "line": list(row.line),
                }
                for ordinal, row in enumerate(rows)
            ],
        )


def listed(
    connection: Connection,
    round_id: uuid.UUID,
    states: Iterable[ItemState],
    kind: str | None = None,
    attribute: str | None = None,
) -> list[ListedItem]:
    """Return items of a round: articles by their worst item, then as they came in.

    Within an article the worst come first, then those that stand first.
    """
    worst = func.max(_ITEM.severity).over(partition_by=_ITEM.article_id)
    query = (
        # As bytes and text: making objects of each takes longer than reading it.
        select(
            type_coerce(_ITEM.id, LargeBinary),
            type_coerce(_ITEM.article_id, LargeBinary),
            _ARTICLE.title,
            _ARTICLE.filter_key,
            _ITEM.state,
            _ITEM.kind,
            _ITEM.attribute,
            _ITEM.severity,
            _ITEM.own,
            type_coerce(_ITEM.line, Text),
        )
        .join(articles.article, _ARTICLE.id == _ITEM.article_id)
        .where(
            _ITEM.round_id == round_id,
            _ITEM.state.in_([one.value for one in states]),
            _ARTICLE.deleted_at.is_(None),
            _ARTICLE.pending_step.is_(None),
        )
        .order_by(worst.desc(), _ARTICLE.position, _ITEM.severity.desc(), _ITEM.ordinal)
    )
    if kind is not None:
        query = query.where(_ITEM.kind == kind, _ITEM.attribute.is_not_distinct_from(attribute))
    rows = connection.execute(query).all()
    lines = json.loads("[" + ",".join(row[9] for row in rows) + "]")
    return [
        ListedItem._make((*row[:9], ItemLineParts(*line)))
        for row, line in zip(rows, lines, strict=True)
    ]


def counted(
    connection: Connection, round_id: uuid.UUID
) -> list[tuple[ItemState, str | None, str | None, int]]:
    """Return how many items of a round have a state and a worst difference (kind, attribute)."""
    query = (
        select(_ITEM.state, _ITEM.kind, _ITEM.attribute, func.count())
        .join(articles.article, _ARTICLE.id == _ITEM.article_id)
        .where(
            _ITEM.round_id == round_id,
            _ARTICLE.deleted_at.is_(None),
            _ARTICLE.pending_step.is_(None),
        )
        .group_by(_ITEM.state, _ITEM.kind, _ITEM.attribute)
    )
    return [(ItemState(row[0]), row[1], row[2], int(row[3])) for row in connection.execute(query)]


class EqualItem(NamedTuple):
    """An item that is equal by rule, and not decided."""

    id: uuid.UUID
    article_id: uuid.UUID
    state: ItemState
    """``exact`` or ``check``."""
    coded_by: frozenset[uuid.UUID]


def equal_by_rule(connection: Connection, round_id: uuid.UUID) -> list[EqualItem]:
    """Return what is equal by rule in a round and not decided, and who coded each."""
    query = (
        select(_ITEM.id, _ITEM.article_id, _ITEM.state, _ITEM.own)
        .join(articles.article, _ARTICLE.id == _ITEM.article_id)
        .where(
            _ITEM.round_id == round_id,
            _ITEM.state.in_([ItemState.EXACT.value, ItemState.CHECK.value]),
            _ARTICLE.deleted_at.is_(None),
            _ARTICLE.pending_step.is_(None),
        )
    )
    people: dict[str, frozenset[uuid.UUID]] = {}
    found = []
    for row in connection.execute(query):
        if row[3] not in people:
            people[row[3]] = frozenset(uuid.UUID(hex=one) for one in row[3].split())
        found.append(EqualItem(row[0], row[1], ItemState(row[2]), people[row[3]]))
    return found


def articles_with(
    connection: Connection, round_id: uuid.UUID, states: Iterable[ItemState]
) -> list[uuid.UUID]:
    """Return the articles that have items in one of these states, as they came in."""
    query = (
        select(_ITEM.article_id)
        .join(articles.article, _ARTICLE.id == _ITEM.article_id)
        .where(_ITEM.round_id == round_id, _ITEM.state.in_([one.value for one in states]))
        .group_by(_ITEM.article_id)
        .order_by(_ARTICLE.position)
    )
    return list(connection.execute(query).scalars())


def naming(connection: Connection, speakers: set[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return articles, with their rounds, that have an item with one of these speakers."""
    wanted = {one.hex for one in speakers}
    query = select(_ITEM.article_id, _ITEM.round_id, _ITEM.line)
    return {
        (row[0], row[1])
        for row in connection.execute(query)
        if not wanted.isdisjoint(ItemLineParts(*row[2]).speakers.split())
    }


def of_articles(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return these articles with each round in which they have items."""
    query = select(_ITEM.article_id, _ITEM.round_id).where(_ITEM.article_id.in_(article_ids))
    return {(row[0], row[1]) for row in connection.execute(query.distinct())}


def of_rounds(
    connection: Connection, round_ids: Sequence[uuid.UUID]
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return the articles that have items in these rounds, each with its round."""
    query = select(_ITEM.article_id, _ITEM.round_id).where(_ITEM.round_id.in_(round_ids))
    return {(row[0], row[1]) for row in connection.execute(query.distinct())}


def sequence(connection: Connection) -> int | None:
    """Return up to which row of the change log the items are worked out; None before the first."""
    found = connection.execute(select(_PROGRESS.c.sequence)).scalar()
    return None if found is None else int(found)


def set_sequence(connection: Connection, reached: int) -> None:
    """Store up to which row of the change log the items are worked out; never goes back."""
    before = sequence(connection)
    if before is not None and before >= reached:
        return
    connection.execute(delete(_PROGRESS))
    connection.execute(insert(_PROGRESS), {"id": 1, "sequence": reached})
