"""Merging what came by mail: in any order, any number of times, and nothing is overwritten unseen.

Each file goes in whole or is refused whole; all that goes in is one step, which can be undone.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annotator.domain.changes import Changes, Intention
from annotator.domain.errors import AnnotatorError, Cancelled, NotAllowed, Refused, StorageFailed
from annotator.domain.merging.exchanged import CodebookVersion
from annotator.domain.people import Actor
from annotator.services.exchange.incoming_files import PACKAGE, Incoming, read_incoming
from annotator.services.exchange.merge_checks import check_bundle
from annotator.services.exchange.merge_places import touched_rounds
from annotator.services.exchange.merge_planning import Planner
from annotator.services.exchange.merge_report import KindCounts, MergedFile, MergeReport, Problem
from annotator.services.exchange.merge_writing import MergeWriter, write_quietly
from annotator.services.interchange.importing import Progress
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import bulk, exchange_queries, handout_file, project_queries
from annotator.storage.store import Connection

__all__ = ["KindCounts", "MergeReport", "MergedFile", "Problem", "merge"]


@dataclass(slots=True)
class _Plan:
    """What is to be written."""

    planner: Planner
    files: list[MergedFile] = field(default_factory=list)
    codebooks: dict[str, CodebookVersion] = field(default_factory=dict)
    texts: dict[uuid.UUID, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return bool(self.codebooks) or any(one.changes for one in self.planner.entries.values())


class _Pulse(NamedTuple):
    of: int
    progress: Progress | None
    cancelled: Callable[[], bool] | None

    def beat(self, done: int, what: str) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(done, self.of, what)


def merge(
    project: Project,
    actor: Actor,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> MergeReport:
    """Merge packages and coders' handouts into a project, or newer handouts into a coder's file.

    A file that is damaged, foreign or breaks a rule is refused whole, and the others go in: the
    report says which. For managers; in a handout, for the person whose it is. Raises `NotAllowed`,
    `StorageFailed`, `Cancelled`, `Refused` (reported_by_cycle, where what came from two files does
    not fit together); then nothing was changed.
    """
    with project.store.read() as connection:
        own = handout_file.handout_for(connection)
        if own is None:
            only_managers(actor)
        elif actor.person_id != own:
            raise NotAllowed("handout_of_other")
        if project.read_only is not None and not dry_run:
            raise StorageFailed("project_read_only")
        files = list(paths)
        pulse = _Pulse(len(files), progress, cancelled)
        plan = _planned(connection, own, files, pulse)
    changes = None if dry_run else _write(project, actor, plan, pulse)
    with project.store.read() as connection:
        conflicts = len(exchange_queries.open_conflicts(connection))
        if changes is not None:
            project.info = project_queries.project_info(connection)
    if dry_run:
        conflicts += sum(one.conflicts for one in plan.files)
    return MergeReport(tuple(plan.files), dry_run, conflicts, changes)


def _planned(
    connection: Connection, own: uuid.UUID | None, files: list[Path], pulse: _Pulse
) -> _Plan:
    plan = _Plan(Planner(connection))
    for place, path in enumerate(files):
        pulse.beat(place, path.name)
        outcome = MergedFile(path)
        plan.files.append(outcome)
        try:
            incoming = read_incoming(path, whole=own is not None)
            _take(connection, own, plan, incoming, outcome)
        except Cancelled:
            raise
        except AnnotatorError as error:
            outcome.refuse(error)
    return plan


def _take(
    connection: Connection,
    own: uuid.UUID | None,
    plan: _Plan,
    incoming: Incoming,
    outcome: MergedFile,
) -> None:
    outcome.kind = incoming.kind
    outcome.person = incoming.bundle.person_name
    if own is not None and incoming.kind == PACKAGE:
        raise Refused("not_a_handout")
    checked = check_bundle(connection, plan.planner, incoming, own)
    outcome.person, outcome.mapped = checked.person, checked.mapped
    taken = plan.planner.take(incoming.bundle.claims, outcome)
    outcome.rounds = touched_rounds(plan.planner, taken)
    for one in incoming.bundle.codebooks:
        if one.codebook.ref in checked.codebooks:
            plan.codebooks[one.codebook.ref] = one
    plan.texts |= incoming.bundle.texts


def _write(project: Project, actor: Actor, plan: _Plan, pulse: _Pulse) -> Changes | None:
    if not plan.changes:
        write_quietly(project.store, plan.planner)
        return None
    step = bulk.begin_bulk(
        project.store, Intention.MERGE, actor.person_id, {"files": len(plan.files)}
    )
    try:
        writer = MergeWriter(project.store, step, plan.planner)
        writer.add_new(plan.texts, lambda what: pulse.beat(pulse.of, what))
        return writer.finish(plan.codebooks.values())
    except BaseException:
        step.abandon()
        raise
