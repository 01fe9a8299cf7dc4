"""The stored lines of items follow the change log; here they are brought up to date with it."""

import time
from collections.abc import Callable

from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled
from annotator.services.adjudication.rows import refresh_article
from annotator.services.project import Project
from annotator.storage import adjudication_items, adjudication_queries, change_log
from annotator.storage.adjudication_queries import Place
from annotator.storage.store import Connection

_PORTION_SECONDS = 0.15
"""After that the transaction ends, for an article more may take as long as this again."""
_LET_OTHERS_SECONDS = 0.01


def bring_up_to_date(
    project: Project,
    progress: Callable[[int, int | None, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Work out the items of what was written since; return how many articles that were.

    Where nothing may be written, what was worked out last stays. Raises `Cancelled`; what was
    worked out until then stays, and is worked out again next time.
    """
    if project.read_only is not None:
        return 0
    with project.store.read() as connection:
        places, reached = _concerned(connection)
    done = 0
    while done < len(places):
        if done:
            time.sleep(_LET_OTHERS_SECONDS)
        with project.store.transaction() as connection:
            begun = time.monotonic()
            while done < len(places) and time.monotonic() - begun < _PORTION_SECONDS:
                refresh_article(project, connection, *places[done])
                done += 1
        if progress is not None:
            progress(done, len(places), "adjudication")
        if cancelled is not None and cancelled():
            raise Cancelled
    if reached is not None:
        with project.store.transaction() as connection:
            adjudication_items.set_sequence(connection, reached)
    return len(places)


def is_up_to_date(connection: Connection) -> bool:
    """Tell whether the stored items are those of all that was written."""
    return _concerned(connection)[1] is None


def _concerned(connection: Connection) -> tuple[list[Place], int | None]:
    """Return the articles to be worked out anew, and how far in the log that brings the items.

    None for how far: nothing was written.
    """
    before = adjudication_items.sequence(connection)
    if before is None:
        reached = change_log.last_sequence(connection)
        places = adjudication_queries.all_places(connection)
        return adjudication_queries.in_order(connection, places), reached
    written = adjudication_queries.written_since(connection, before)
    if written.sequence == before:
        return [], None
    places = adjudication_queries.places_of_work(connection, written)
    if speakers := written.of(EntityKind.SPEAKER):
        concerned = adjudication_queries.speakers_concerned(connection, speakers)
        places |= adjudication_items.naming(connection, concerned)
    if articles := written.of(EntityKind.ARTICLE):
        places |= adjudication_items.of_articles(connection, articles)
    if rounds := written.of(EntityKind.ROUND):
        places |= adjudication_items.of_rounds(connection, rounds)
    return adjudication_queries.in_order(connection, places), written.sequence
