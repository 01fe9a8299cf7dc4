"""Coders who work in files of their own, for the tests of exchange by mail."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.people import Actor, Person, Role
from annotator.services.exchange.handing_out import hand_out
from annotator.services.exchange.merge_report import MergeReport
from annotator.services.exchange.merging import merge
from annotator.services.exchange.packaging import package
from annotator.services.managing.people import people
from annotator.services.project import Project, open_project
from tests.services.world import ENTITY_TABLES, World, raw

CODERS = ("Mira Sorel", "Jonas Reit")


def person(project: Project, name: str) -> Person:
    return next(one for one in people(project) if one.name == name)


def file_for(world: World, name: str, folder: Path, **more: object) -> Path:
    """Hand out to a coder; returns the file."""
    out = folder / f"{name.split(maxsplit=1)[0].lower()}.stance"
    hand_out(world.project, world.manager, person(world.project, name), out, **more)  # type: ignore[arg-type]
    return out


@contextmanager
def at_desk(world: World, name: str, path: Path) -> Iterator[World]:
    """Open a coder's file; ``mira`` of what is yielded is that coder, whoever it is."""
    with open_project(path) as project:
        coder = Actor(person(project, name).id, Role.ANNOTATOR)
        yield World(
            project=project,
            manager=Actor(coder.person_id, Role.MANAGER),
            adjudicator=Actor(coder.person_id, Role.ADJUDICATOR),
            maker=coder,
            mira=coder,
            jonas=coder,
            round_id=world.round_id,
            articles=world.articles,
        )


def sent(desk: World, folder: Path, name: str = "work.stancepack") -> Path:
    """Package the work of whoever sits at a desk."""
    out = folder / name
    owner = next(one for one in people(desk.project) if one.id == desk.mira.person_id)
    package(desk.project, desk.mira, owner, out)
    return out


def taken_in(world: World, *paths: Path, **more: object) -> MergeReport:
    """Merge into the manager's project; nothing may be refused."""
    report = merge(world.project, world.manager, paths, **more)  # type: ignore[arg-type]
    assert [one.problem for one in report.files] == [None] * len(paths)
    return report


def state(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return all that merging must bring out equal: entities with tombstones, and open conflicts.

    What undoing a merge took away is as if it had never come.
    """
    found: dict[str, set[tuple[object, ...]]] = {
        table: set(
            raw(
                path,
                f"SELECT hex(id), hex(content_hash), deleted_at IS NULL FROM {table}"
                " WHERE pending_step IS NULL AND revision > 0",
            )
        )
        for table in ENTITY_TABLES
        if table != "conflict"
    }
    found["conflict"] = set(
        raw(
            path,
            "SELECT hex(entity_id), entity_revision, hex(entity_hash) FROM conflict"
            " WHERE resolution IS NULL AND deleted_at IS NULL",
        )
    )
    return found


def steps(path: Path) -> int:
    return int(raw(path, "SELECT count(*) FROM step")[0][0])


def copied(path: Path, to: Path) -> Path:
    shutil.copyfile(path, to)
    return to
