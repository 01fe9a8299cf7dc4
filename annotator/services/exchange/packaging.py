"""Packaging: one person's work in a file, to be sent to whoever manages the project."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.annotation_sets import AnnotationSet, SetState
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled, FormatError, NotAllowed, ProjectFileError, Refused
from annotator.domain.people import Actor, Person, Role
from annotator.formats.work_package import SUFFIX, write_package
from annotator.formats.work_package_reading import read_package
from annotator.services.exchange.shares import package_share
from annotator.services.interchange.importing import Progress
from annotator.services.project import Project, look_at_project
from annotator.storage import project_queries, statistics_queries
from annotator.storage.store import Connection

__all__ = ["SUFFIX", "PackageReport", "RoundWork", "may_replace", "package", "work_to_package"]

_STILL_A_PROJECT = (None, "project_newer", "project_damaged")


@dataclass(frozen=True, slots=True)
class RoundWork:
    """A person's work in one round, as it goes into a package."""

    name: str
    begun: int
    """Articles that are begun and not done yet: sent as they stand."""
    closed: int
    """Articles that are done or cannot be coded."""
    attributions: int

    @property
    def articles(self) -> int:
        """Return how many articles there is work on."""
        return self.begun + self.closed


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a package holds."""

    path: Path
    person: str
    rounds: tuple[RoundWork, ...]
    """By round, in the order of the rounds; those without work are left out."""
    sets: int
    """Articles that the person has begun; one that is coded in two rounds counts in both."""
    closed: int
    """Of these, articles that are done or cannot be coded."""
    attributions: int
    speakers: int
    """Speakers that the person made and that are not published."""
    deleted: int
    """Deleted things that the package tells of."""
    bytes: int


def work_to_package(project: Project, actor: Actor, person: Person) -> tuple[RoundWork, ...]:
    """Return what a package of ``person``'s work would hold now, counted as its report counts.

    For the person, and for managers. Raises `NotAllowed` (not_your_work).
    """
    _only_own_or_managers(actor, person)
    with project.store.read() as connection:
        return _work_of(connection, person)


def may_replace(out: Path) -> bool:
    """Tell whether a package may take the place of what is at ``out``: not that of a project."""
    return look_at_project(out).problem not in _STILL_A_PROJECT


def package(
    project: Project,
    actor: Actor,
    person: Person,
    out: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PackageReport:
    """Write ``person``'s work to ``out``; an older package of that name is replaced at the end.

    For the person, and for managers. Raises `NotAllowed` (not_your_work); `Refused`
    (out_is_project, nothing_to_package); `FormatError` (export_failed, verification_failed);
    `ProjectFileError` (folder_missing); `Cancelled`. Then nothing is left behind.
    """
    _only_own_or_managers(actor, person)
    if not may_replace(out):
        raise Refused("out_is_project", file=out.name)
    if not out.parent.is_dir():
        raise ProjectFileError("folder_missing", path=str(out.parent))
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with project.store.read() as connection:
            report = _written(connection, person, unfinished, out, progress, cancelled)
        os.replace(unfinished, out)
    except OSError as error:
        raise FormatError(
            "export_failed", file=out.name, folder=str(out.parent), detail=error.strerror or ""
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return report


def _written(
    connection: Connection,
    person: Person,
    unfinished: Path,
    out: Path,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> PackageReport:
    def beat(place: int, what: str) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(place, 3, what)

    beat(0, "read")
    bundle = package_share(connection, person)
    if not bundle.claims:
        raise Refused("nothing_to_package", name=person.name)
    beat(1, "write")
    size = write_package(unfinished, bundle)
    beat(2, "check")
    try:
        found = read_package(unfinished)
    except FormatError as error:
        raise FormatError(
            "verification_failed", file=out.name, problems=1, first=error.code
        ) from error
    if found.claims != bundle.claims:
        raise FormatError("verification_failed", file=out.name, problems=1, first="rows_missing")
    living = [(one.kind, one.forms[0]) for one in bundle.claims if not one.forms[0].deleted]
    sets = [one for _, one in living if isinstance(one, AnnotationSet)]
    return PackageReport(
        path=out,
        person=person.name,
        rounds=_work_of(connection, person),
        sets=len(sets),
        closed=sum(one.state.closed for one in sets),
        attributions=sum(kind is EntityKind.ATTRIBUTION for kind, _ in living),
        speakers=sum(kind is EntityKind.SPEAKER for kind, _ in living),
        deleted=len(bundle.claims) - len(living),
        bytes=size,
    )


def _only_own_or_managers(actor: Actor, person: Person) -> None:
    if actor.role is not Role.MANAGER and actor.person_id != person.id:
        raise NotAllowed("not_your_work")


def _work_of(connection: Connection, person: Person) -> tuple[RoundWork, ...]:
    found = []
    for one in project_queries.rounds(connection):
        states = statistics_queries.set_counts(connection, person.id, one.id)
        attributions, _flagged = statistics_queries.attribution_counts(
            connection, person.id, one.id
        )
        closed = sum(count for state, count in states.items() if state.closed)
        work = RoundWork(one.name, states.get(SetState.IN_PROGRESS, 0), closed, attributions)
        if work.articles:
            found.append(work)
    return tuple(found)
