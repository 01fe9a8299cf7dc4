"""From a choice to its figures: what is compared is read once; intervals come after the points."""

import uuid
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.domain.agreement.results import Agreement, AgreementReport
from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import Cancelled, NotAllowed
from annotator.domain.people import Actor, Person, Role
from annotator.services.agreement.choice import (
    AgreementChoice,
    AtHand,
    IntervalMethod,
    RoundAtHand,
)
from annotator.services.agreement.compared import Compared
from annotator.services.project import Project
from annotator.storage import agreement_queries, project_queries
from annotator.storage.agreement_queries import HandedIn

if TYPE_CHECKING:
    from annotator.domain.agreement.compared_units import ComparedUnits
    from annotator.domain.agreement.resampling import Resamples

__all__ = ["Compared", "agreement", "at_hand", "collect", "points", "with_intervals"]

Progress = Callable[[int, int | None, str], None]
IsCancelled = Callable[[], bool]


def at_hand(project: Project, actor: Actor) -> AtHand:
    """Return what can be chosen. Raises `NotAllowed` (agreement_for_managers)."""
    only_managers_see_it(actor)
    with project.store.read() as connection:
        rounds = project_queries.rounds(connection)
        batches = agreement_queries.batches(connection)
        people = project_queries.people(connection)
        firsts = {one.set_id: one for one in reversed(agreement_queries.handed_in(connection))}
    by_round: dict[uuid.UUID, list[HandedIn]] = defaultdict(list)
    for one in reversed(firsts.values()):
        by_round[one.round_id].append(one)
    working = {one.person_id for one in firsts.values()}
    return AtHand(
        rounds=tuple(
            RoundAtHand(
                one,
                tuple(each for each in batches if each.round_id == one.id),
                tuple(dict.fromkeys(each.codebook for each in by_round[one.id])),
                len(by_round[one.id]),
                _double(by_round[one.id]),
            )
            for one in rounds
        ),
        annotators=tuple(one for one in people if one.id in working),
    )


def collect(
    project: Project,
    actor: Actor,
    choice: AgreementChoice,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    *,
    order: Callable[[Person], str] | None = None,
) -> Compared:
    """Read what is compared. Raises `NotAllowed` (agreement_for_managers), `Cancelled`.

    Progress is told as ``agreement_reading``, in articles. ``order``: what the annotators are
    sorted by; None for the order in which they came.
    """
    only_managers_see_it(actor)
    from annotator.services.agreement.collecting import collected

    return collected(project, choice, progress, cancelled, order)


def points(
    compared: Compared,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> AgreementReport:
    """Return the figures without intervals; progress is told as ``agreement_points``."""
    return _made(compared, lambda _: None, "agreement_points", progress, cancelled)


def with_intervals(
    compared: Compared,
    report: AgreementReport,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> AgreementReport:
    """Return the report with the intervals that its choice asks for.

    Progress is told as ``agreement_intervals``; raises `Cancelled` between two parts.
    """
    choice = compared.choice
    if choice.interval is IntervalMethod.NONE or report.missing is not None:
        return report
    from annotator.services.agreement.drawing import Drawing

    return _made(compared, Drawing(choice).of, "agreement_intervals", progress, cancelled)


def agreement(
    project: Project,
    actor: Actor,
    choice: AgreementChoice,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> AgreementReport:
    """Read, compute, and resample: all figures of a choice."""
    compared = collect(project, actor, choice, progress, cancelled)
    report = points(compared, progress, cancelled)
    return with_intervals(compared, report, progress, cancelled)


def only_managers_see_it(actor: Actor) -> None:
    """Refuse others: figures tell how others code."""
    if actor.role is not Role.MANAGER:
        raise NotAllowed("agreement_for_managers")


def _made(
    compared: Compared,
    resamples: "Callable[[ComparedUnits], Resamples | None]",
    what: str,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> AgreementReport:
    from annotator.domain.agreement.assembling import agreement_of
    from annotator.services.agreement.reporting import count_of, report_of

    total = count_of(compared)
    done = 0

    def figures(units: "ComparedUnits") -> Agreement:
        nonlocal done
        if cancelled is not None and cancelled():
            raise Cancelled
        found = agreement_of(units, resamples(units))
        done += 1
        if progress is not None:
            progress(min(done, total), total, what)
        return found

    return report_of(compared, figures)


def _double(firsts: list[HandedIn]) -> int:
    """Return how many articles two have done by one codebook version."""
    people: dict[tuple[uuid.UUID, str], set[uuid.UUID]] = defaultdict(set)
    for one in firsts:
        if one.state == SetState.DONE:
            people[one.article_id, one.codebook].add(one.person_id)
    return len({article_id for (article_id, _), those in people.items() if len(those) > 1})
