"""Reading what was planned, a portion of articles at a time: memory does not grow with them."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from annotator.domain.agreement.submission_reader import ReadWork, read_work, work_of
from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import Cancelled
from annotator.domain.text.spans import Span
from annotator.services.agreement.planning import PlannedArticle
from annotator.storage import agreement_queries
from annotator.storage.agreement_queries import HandedIn
from annotator.storage.store import Connection

PORTION: Final = 100
"""Articles that are held at once."""


@dataclass(frozen=True, slots=True)
class FirstWork:
    """The first submission of a set that can be read."""

    handed_in: HandedIn
    work: ReadWork


@dataclass(frozen=True, slots=True)
class GoldWork:
    """The gold of an article in a round."""

    codebook: str | None
    """By which version its attributions were coded; None where it has none."""
    work: ReadWork


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """An article with all that is compared of it."""

    plan: PlannedArticle
    text: str
    zones: tuple[Span, ...]
    work: dict[uuid.UUID, dict[uuid.UUID, FirstWork]]
    """By round and person."""
    gold: dict[uuid.UUID, GoldWork]
    """By round."""


def read_articles(
    connection: Connection,
    planned: Sequence[PlannedArticle],
    progress: Callable[[int, int | None, str], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[ArticleRead]:
    """Yield the articles in the order of the plan. Raises `Cancelled`."""
    for start in range(0, len(planned), PORTION):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(start, len(planned), "agreement_reading")
        yield from _portion(connection, planned[start : start + PORTION])
    if progress is not None:
        progress(len(planned), len(planned), "agreement_reading")


def _portion(connection: Connection, planned: Sequence[PlannedArticle]) -> Iterator[ArticleRead]:
    ids = [one.article_id for one in planned]
    texts, zones = (
        agreement_queries.texts(connection, ids),
        agreement_queries.zones(connection, ids),
    )
    firsts = [
        one[0].submission_id
        for article in planned
        for people in article.work.values()
        for one in people.values()
    ]
    snapshots = agreement_queries.snapshots(connection, firsts)
    golds = _gold(connection, [one for article in planned for one in article.gold.values()])
    for article in planned:
        work: dict[uuid.UUID, dict[uuid.UUID, FirstWork]] = {}
        for round_id, people in article.work.items():
            for person_id, handed_in in people.items():
                found = _first(connection, handed_in, snapshots)
                if found is not None:
                    work.setdefault(round_id, {})[person_id] = found
        yield ArticleRead(
            article,
            texts.get(article.article_id, ""),
            zones.get(article.article_id, ()),
            work,
            {round_id: golds[set_id] for round_id, set_id in article.gold.items()},
        )


def _first(
    connection: Connection, handed_in: Sequence[HandedIn], snapshots: dict[uuid.UUID, str]
) -> FirstWork | None:
    """Return the first that can be read; later ones are only looked at where it is broken."""
    for one in handed_in:
        if one.submission_id not in snapshots:
            snapshots |= agreement_queries.snapshots(connection, [one.submission_id])
        work = _read(snapshots.get(one.submission_id), SetState(one.state))
        if work is not None:
            return FirstWork(one, work)
    return None


def _read(snapshot: str | None, state: SetState) -> ReadWork | None:
    try:
        document = orjson.loads(snapshot or "")
    except orjson.JSONDecodeError:
        return None
    return read_work(document, state) if isinstance(document, dict) else None


def _gold(connection: Connection, set_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, GoldWork]:
    values = agreement_queries.article_values(connection, set_ids)
    found = {}
    for set_id, attributions in agreement_queries.gold_of(connection, set_ids).items():
        refs = sorted({one.codebook for one in attributions})
        work = work_of(attributions, values.get(set_id, {}), SetState.DONE)
        found[set_id] = GoldWork(refs[-1] if refs else None, work)
    return found
