"""The list for the coders' meeting: what was parked, with what each annotator has."""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.adjudication.item import Item, ItemState
from annotator.domain.errors import Cancelled, FormatError, Refused
from annotator.domain.people import Actor, Role
from annotator.services.adjudication.discussion_page import page_end, page_of_article, page_start
from annotator.services.adjudication.items import only_adjudicators_and_managers
from annotator.services.adjudication.queue import ItemFilter, items, refresh_items
from annotator.services.adjudication.reading import Adjudication, read_adjudication
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, look_at_project

Progress = Callable[[int, int | None, str], None]
_STILL_A_PROJECT = (None, "project_newer", "project_damaged")
"""What looking at a file says of one that is a project, be it one that cannot be opened."""
_OPEN = frozenset({ItemState.DISCUSS, ItemState.OPEN, ItemState.STALE})
"""Not what is left for a blind check: the list would show what is to be judged without it."""


@dataclass(frozen=True, slots=True)
class DiscussedArticle:
    """An article with those of its items that are on the list, in reading order."""

    adjudication: Adjudication
    items: tuple[Item, ...]


def discussion_items(
    project: Project, actor: Actor, round_id: uuid.UUID, *, all_open: bool = False
) -> tuple[DiscussedArticle, ...]:
    """Return what is parked for discussion; with ``all_open`` all in which annotators differ.

    For adjudicators and managers. Raises `NotAllowed`.
    """
    articles = _article_ids(project, actor, round_id, all_open=all_open)
    return tuple(_discussed(project, actor, round_id, articles, all_open=all_open))


def discussion_count(
    project: Project, actor: Actor, round_id: uuid.UUID, *, all_open: bool = False
) -> int:
    """Return how many items the list would have."""
    return len(_lines(project, actor, round_id, all_open=all_open))


def write_discussion_list(
    project: Project,
    actor: Actor,
    round_id: uuid.UUID,
    out: Path,
    *,
    names: bool,
    all_open: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the list as one HTML page and return how many items it has.

    ``names``: people's names in the place of the letters. A file of that name is replaced at the
    very end. Raises `NotAllowed`, `Refused` (out_is_project), `FormatError` (export_failed),
    `Cancelled`; after any of these nothing is left behind.
    """
    articles = _article_ids(project, actor, round_id, all_open=all_open)
    if look_at_project(out).problem in _STILL_A_PROJECT:
        raise Refused("out_is_project", file=out.name)
    round_name = next((one.name for one in rounds(project) if one.id == round_id), "")
    unfinished = out.with_name(f".{out.name}.unfinished")
    count, codebook, listed, pages = 0, None, [], []
    found = _discussed(project, actor, round_id, articles, all_open=all_open)
    for place, one in enumerate(found, start=1):
        if cancelled is not None and cancelled():
            raise Cancelled
        codebook = one.adjudication.codebook
        pages.append(page_of_article(one.adjudication, one.items, place, count + 1, names=names))
        listed.append((one.adjudication.article.article.title, len(one.items)))
        count += len(one.items)
        if progress is not None:
            progress(place, len(articles), "discussion")
    today = datetime.now(UTC).astimezone().date()
    start = page_start(project.info.name, round_name, today, listed, names=names)
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines((start, *pages, page_end(codebook)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, out)
    except OSError as error:
        raise FormatError(
            "export_failed", file=out.name, folder=str(out.parent), detail=error.strerror or ""
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _lines(
    project: Project, actor: Actor, round_id: uuid.UUID, *, all_open: bool
) -> list[uuid.UUID]:
    """Return the article of each item that is on the list."""
    only_adjudicators_and_managers(actor)
    refresh_items(project, actor)
    chosen = ItemFilter(states=_states(all_open=all_open))
    return [one.article_id for one in items(project, _reader(actor), round_id, chosen)]


def _article_ids(
    project: Project, actor: Actor, round_id: uuid.UUID, *, all_open: bool
) -> list[uuid.UUID]:
    return list(dict.fromkeys(_lines(project, actor, round_id, all_open=all_open)))


def _discussed(
    project: Project,
    actor: Actor,
    round_id: uuid.UUID,
    articles: list[uuid.UUID],
    *,
    all_open: bool,
) -> Iterator[DiscussedArticle]:
    states = _states(all_open=all_open)
    for article_id in articles:
        found = read_adjudication(project, _reader(actor), article_id, round_id)
        wanted = tuple(one for one in found.items if one.state in states)
        if wanted:
            yield DiscussedArticle(found, wanted)


def _states(*, all_open: bool) -> frozenset[ItemState]:
    return _OPEN if all_open else frozenset({ItemState.DISCUSS})


def _reader(actor: Actor) -> Actor:
    """A manager reads what an adjudicator does."""
    return Actor(actor.person_id, Role.ADJUDICATOR)
