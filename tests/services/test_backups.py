"""Backups: on request, and by themselves; which ones stay."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.domain.errors import AnnotatorError
from annotator.services.backups import back_up, back_up_if_due, backup_folder
from annotator.services.project import open_project
from tests.services.processes import as_nobody
from tests.services.world import World, contents, sound

START = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


def made(world: World) -> list[str]:
    return sorted(one.name for one in backup_folder(world.project).iterdir())


def touch(world: World, at: datetime) -> None:
    """Write something, at this time."""
    world.annotate()
    world.project.tidy()
    for path in (world.path, world.path.with_name(world.path.name + "-wal")):
        os.utime(path, (at.timestamp(), at.timestamp()))


def test_a_backup_on_request_opens_with_everything(world: World, tmp_path: Path) -> None:
    world.annotate()
    out = back_up(world.project, tmp_path / "copy.stance")
    with open_project(out) as copy:
        assert contents(out) == contents(world.path)
        sound(copy)
    with pytest.raises(AnnotatorError):
        back_up(world.project, world.path)
    with pytest.raises(AnnotatorError):
        back_up(world.project, tmp_path)
    sound(world.project)


def test_a_backup_is_due_after_an_hour_and_a_change(world: World) -> None:
    first = back_up_if_due(world.project, START)
    assert first is not None
    assert first.name == "harbour 2027-03-01T080000Z.stance"
    touch(world, START + timedelta(minutes=10))
    assert back_up_if_due(world.project, START + timedelta(minutes=59)) is None
    assert back_up_if_due(world.project, START + timedelta(minutes=61)) is not None
    # Nothing was written since: the last one is as good as another.
    assert back_up_if_due(world.project, START + timedelta(hours=9)) is None
    assert len(made(world)) == 2


def test_the_newest_stay_and_one_for_each_day(world: World) -> None:
    for day in range(20):
        for hour in range(0, 8, 2):
            now = START + timedelta(days=day, hours=hour)
            touch(world, now - timedelta(minutes=1))
            assert back_up_if_due(world.project, now) is not None
    names = made(world)
    days = [name.split()[1][:10] for name in names]
    assert len(set(days)) == 14
    newest = [
        name
        for day in (18, 19)
        for name in names
        if (START + timedelta(days=day)).strftime("%Y-%m-%d") in name
    ]
    # The five newest: four of the last day and the last of the day before, which is its daily one.
    assert len(newest) == 5
    # Of older days the last one stays.
    assert all("T140000Z" in name for name in names if name not in newest)
    with open_project(backup_folder(world.project) / names[0]) as copy:
        sound(copy)


def test_what_is_not_ours_in_the_folder_is_left_alone(world: World) -> None:
    folder = backup_folder(world.project)
    folder.mkdir()
    own = [
        folder / "harbour before the workshop.stance",
        folder / "other 2020-01-01T000000Z.stance",
        folder / "notes.txt",
    ]
    for path in own:
        path.write_text("mine")
    for day in range(20):
        touch(world, START + timedelta(days=day, minutes=-1))
        back_up_if_due(world.project, START + timedelta(days=day))
    assert all(path.read_text() == "mine" for path in own)
    assert len(made(world)) == 14 + len(own)


def test_projects_of_another_ending_rotate_too(world: World, tmp_path: Path) -> None:
    world.project.close()
    path = tmp_path / "study.project"
    shutil.copyfile(world.path, path)
    with open_project(path) as project:
        assert back_up_if_due(project, START) is not None
        assert back_up_if_due(project, START + timedelta(minutes=5)) is None
    world.project = open_project(world.path)


def test_a_project_for_reading_is_not_backed_up(world: World) -> None:
    with open_project(world.path, read_only=True) as project:
        assert back_up_if_due(project, START) is None
    assert not backup_folder(world.project).exists()


def test_a_folder_that_may_not_be_written_is_said(world: World, tmp_path: Path) -> None:
    world.project.tidy()
    world.project.close()
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    os.chmod(tmp_path, 0o755)
    world.path.chmod(0o644)
    assert as_nobody(_back_up, world.path) == ["no_permission"]
    world.project = open_project(world.path)


def _back_up(path: Path) -> list[str]:
    with open_project(path, read_only=True) as project:
        try:
            back_up(project, path.parent / "locked" / "copy.stance")
        except AnnotatorError as error:
            return [error.code]
    return ["written"]
