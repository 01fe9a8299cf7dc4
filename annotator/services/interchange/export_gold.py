"""An export of gold alone: which articles are not in it, and whose coding it was made of."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from annotator.domain.adjudication.item import TO_DECIDE
from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import StorageFailed
from annotator.formats.interfaces import Loss
from annotator.services.adjudication.refreshing import bring_up_to_date, is_up_to_date
from annotator.services.interchange.export_share import Share
from annotator.services.project import Project
from annotator.storage import export_queries
from annotator.storage.store import Connection


@dataclass(frozen=True, slots=True)
class GoldOrigin:
    """Who coded the articles of an export of gold, in which their coding is not."""

    annotators: int
    """Who handed something in."""
    double: int
    """Articles for which two or more did."""


def articles_left_out(connection: Connection, share: Share) -> tuple[Loss, ...]:
    """Return how many articles are not in an export of settled gold alone, by reason.

    `nothing_gold`: all of them, nothing is settled; `gold_not_settled`: somebody is still to
    decide; `gold_cannot_code`: it was decided that they cannot be coded. None for other exports.
    """
    if share.settled_of is None:
        return ()
    asked_for = export_queries.article_count(connection, share.settled_of)
    held = set(export_queries.chosen_articles(connection, share.articles))
    closed = replace(share.work, states=frozenset({SetState.CANNOT_CODE}))
    choice = replace(share.articles, with_work=closed)
    impossible = len(set(export_queries.chosen_articles(connection, choice)) - held)
    open_ = asked_for - len(held) - impossible
    counts = {
        "gold_not_settled" if held else "nothing_gold": open_,
        "gold_cannot_code": impossible,
    }
    return tuple(
        Loss(code, count) for code, count in counts.items() if count or code == "nothing_gold"
    )


def work_out_items(
    project: Project, share: Share, cancelled: Callable[[], bool] | None = None
) -> None:
    """Work out what is to decide in articles, which `undecided` counts; raises `Cancelled`.

    Where the file is busy it stays as it is: then nothing is said of it.
    """
    if share.settled_of is not None:
        with suppress(StorageFailed):
            bring_up_to_date(project, cancelled=cancelled)


def undecided(connection: Connection, share: Share) -> tuple[Loss, ...]:
    """Return how many disagreements in articles of settled gold nobody has decided.

    Where all gold of the article was decided here they came up after it was settled, and are not
    in gold (`gold_reopened`). Where some was imported nobody knows whether they were looked at
    before it was made (`gold_imported_undecided`). None for other exports, and where what is to
    decide is not worked out (see `work_out_items`): a part of it would be a wrong number.
    """
    if share.settled_of is None or not is_up_to_date(connection):
        return ()
    states = {one.value for one in TO_DECIDE}
    chosen = (connection, share.articles, share.rounds)
    count = export_queries.open_items(*chosen, states)
    if not count:
        return ()
    imported = export_queries.open_items(*chosen, states, imported_gold=True)
    counts = {"gold_reopened": count - imported, "gold_imported_undecided": imported}
    return tuple(Loss(code, number) for code, number in counts.items() if number)


def gold_origin(connection: Connection, share: Share) -> GoldOrigin:
    """Return who coded the articles of the share, in its rounds."""
    pairs = export_queries.handed_in(connection, share.articles, share.rounds)
    coders = Counter(article_id for article_id, _ in pairs)
    return GoldOrigin(
        annotators=len({person_id for _, person_id in pairs}),
        double=sum(count > 1 for count in coders.values()),
    )
