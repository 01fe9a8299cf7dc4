"""An annotator's queue: which articles there are for one person, and how far they are."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound
from annotator.domain.people import Actor
from annotator.services.own_work import only_annotators
from annotator.services.project import Project
from annotator.storage import article_queries, queue_queries
from annotator.storage.queue_queries import QueueRecord as QueueRow
from annotator.storage.queue_queries import QueueState

__all__ = [
    "IdList",
    "QueueCounts",
    "QueueFilter",
    "QueueRow",
    "QueueState",
    "queue_counts",
    "queue_ids",
    "queue_rows",
    "story_rows",
]


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a queue shows: one tab, and words that titles, outlets or bylines must contain."""

    state: QueueState = QueueState.TO_DO
    words: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many articles each tab has; in progress counts as to do, cannot code as done."""

    to_do: int
    done: int
    flagged: int
    all: int


class IdList(Sequence[uuid.UUID]):
    """Many identifiers in little room: 16 bytes each until one is asked for."""

    def __init__(self, raw: list[bytes]) -> None:
        self._raw = raw
        self._places: dict[bytes, int] | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._raw)

    @overload
    def __getitem__(self, index: int) -> uuid.UUID: ...
    @overload
    def __getitem__(self, index: slice) -> "IdList": ...
    def __getitem__(self, index: int | slice) -> "uuid.UUID | IdList":
        """Return one, or a part of them."""
        if isinstance(index, slice):
            return IdList(self._raw[index])
        return uuid.UUID(bytes=self._raw[index])

    def __iter__(self) -> Iterator[uuid.UUID]:
        """Yield them in order."""
        return (uuid.UUID(bytes=one) for one in self._raw)

    def __contains__(self, value: object) -> bool:
        """Tell whether this identifier is there."""
        return isinstance(value, uuid.UUID) and value.bytes in self._index()

    def place(self, value: uuid.UUID) -> int | None:
        """Return the place of an identifier, or None."""
        return self._index().get(value.bytes)

    def _index(self) -> dict[bytes, int]:
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self._raw)}
        return self._places


def queue_ids(project: Project, actor: Actor, round_id: uuid.UUID, chosen: QueueFilter) -> IdList:
    """Return the articles of the actor's queue in the order in which they came in."""
    only_annotators(actor)
    with project.store.read() as connection:
        raw = queue_queries.ids(connection, actor.person_id, round_id, chosen.state, chosen.words)
    return IdList(raw)


def queue_rows(
    project: Project, actor: Actor, round_id: uuid.UUID, ids: Sequence[uuid.UUID]
) -> tuple[QueueRow, ...]:
    """Return the lines for these articles; counts are the actor's own."""
    only_annotators(actor)
    with project.store.read() as connection:
        return tuple(queue_queries.records(connection, actor.person_id, round_id, ids))


def queue_counts(
    project: Project, actor: Actor, round_id: uuid.UUID, words: str = ""
) -> QueueCounts:
    """Return how many articles each tab has."""
    only_annotators(actor)
    with project.store.read() as connection:
        return QueueCounts(*queue_queries.counts(connection, actor.person_id, round_id, words))


def story_rows(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> tuple[QueueRow, ...]:
    """Return the lines of the queue's articles that tell the same story, this one among them.

    They are as many as `Coding.versions`: what the actor has not in this round is neither named
    nor counted. This one alone where it has no story. Raises `NotFound` for an article that is
    not in the actor's queue.
    """
    only_annotators(actor)
    mine = (actor.person_id, round_id)
    with project.store.read() as connection:
        here = queue_queries.records(connection, *mine, [article_id])
        article = article_queries.article(connection, article_id) if here else None
        if article is None:
            raise NotFound("not_found", kind=EntityKind.ARTICLE.value)
        found = queue_queries.in_story(connection, *mine, article.story_id)
        return tuple(queue_queries.records(connection, *mine, found) if found else here)
