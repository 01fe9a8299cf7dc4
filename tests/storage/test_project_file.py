"""Looking at files before opening them: what is not ours, or too new, stays as it is."""

import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from annotator.domain.codebook import Codebook
from annotator.domain.errors import ProjectFileError
from annotator.services.codebooks import default_codebook
from annotator.services.project import create_project, look_at_project, open_project
from annotator.storage.project_file import APPLICATION_ID, look
from tests.services.processes import as_nobody
from tests.services.world import TEXTS, World, raw, sound


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def refused(path: Path, code: str) -> None:
    """All ways in refuse the file with this code, and leave its folder as it was."""
    before = tree(path.parent)
    for way_in in (look, open_project, lambda path: open_project(path, read_only=True)):
        with pytest.raises(ProjectFileError) as error:
            way_in(path)
        assert error.value.code == code
    assert look_at_project(path).problem == code
    assert tree(path.parent) == before


def in_folder(tmp_path: Path, name: str = "file.stance") -> Path:
    folder = tmp_path / "alone"
    folder.mkdir()
    return folder / name


def a_database(path: Path, wal: bool) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        if wal:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("INSERT INTO notes VALUES ('not yours')")
        connection.commit()
    return path


@pytest.mark.parametrize("wal", [False, True])
def test_somebody_elses_database_is_left_alone(tmp_path: Path, wal: bool) -> None:
    refused(a_database(in_folder(tmp_path), wal), "not_a_project")


def test_somebody_elses_database_in_use_is_left_alone(tmp_path: Path) -> None:
    path = in_folder(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()
        with pytest.raises(ProjectFileError, match="not_a_project"):
            look(path)
        connection.execute("INSERT INTO notes VALUES ('still mine')")
        connection.commit()
    assert raw(path, "SELECT text FROM notes") == [("still mine",)]


@pytest.mark.parametrize("wal", [False, True])
def test_a_project_of_a_newer_program_is_left_alone(
    template: Path, tmp_path: Path, wal: bool
) -> None:
    path = in_folder(tmp_path)
    shutil.copyfile(template, path)
    raw(path, "PRAGMA user_version=999")
    raw(path, f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
    refused(path, "project_newer")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + bytes(60),
        b"Talks go on\n" * 40,
        bytes(4096),
        b"PK\x03\x04" + bytes(200),
    ],
)
def test_files_of_other_kinds_are_left_alone(tmp_path: Path, data: bytes) -> None:
    path = in_folder(tmp_path)
    path.write_bytes(data)
    refused(path, "not_a_project")


def test_folders_and_missing_files(tmp_path: Path) -> None:
    folder = tmp_path / "folder.stance"
    folder.mkdir()
    refused(folder, "project_is_folder")
    path = in_folder(tmp_path)
    refused(path, "project_not_found")
    assert not path.exists()


@pytest.mark.parametrize("place", ["schema", "cut", "no tables"])
def test_a_damaged_project_is_refused_and_left_as_it_is(
    template: Path, tmp_path: Path, place: str
) -> None:
    path = in_folder(tmp_path)
    data = bytearray(template.read_bytes())
    if place == "schema":
        data[100:4096] = b"\xff" * 3996
    elif place == "cut":
        del data[5000:]
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA user_version=1")
            connection.execute("CREATE TABLE other (x)")
            connection.commit()
        data = bytearray(path.read_bytes())
    path.write_bytes(data)
    refused(path, "project_damaged")


def test_looking_at_a_sound_project_changes_nothing(template: Path, tmp_path: Path) -> None:
    path = in_folder(tmp_path)
    shutil.copyfile(template, path)
    before = tree(path.parent)
    found = look_at_project(path)
    assert (found.name, found.articles, found.people, found.problem) == (
        "Harbour",
        len(TEXTS),
        3,
        None,
    )
    assert tree(path.parent) == before


def test_looking_at_a_project_in_use_sees_the_newest_state(world: World) -> None:
    from annotator.services.managing.people import add_person

    add_person(world.project, world.manager, "Ines Falk")
    assert look_at_project(world.path).people == 4


def test_names_that_are_special_in_addresses(template: Path, tmp_path: Path) -> None:
    path = in_folder(tmp_path, "50% of #1? 'ü'.stance")
    shutil.copyfile(template, path)
    with open_project(path) as project:
        sound(project)
    with open_project(path, read_only=True) as project:
        assert project.read_only == "asked"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_new_project_never_replaces_a_file(tmp_path: Path) -> None:
    from annotator.services.codebooks import default_codebook

    path = in_folder(tmp_path)
    path.write_bytes(b"precious")
    book = default_codebook()
    with pytest.raises(ProjectFileError, match="project_exists"):
        create_project(path, name="x", maker="Edda Holm", codebook=book)
    assert path.read_bytes() == b"precious"
    for out, maker, code in (
        (tmp_path / "nowhere" / "x.stance", "Edda Holm", "folder_missing"),
        (tmp_path / "x.stance", "  ", "maker_missing"),
    ):
        with pytest.raises(ProjectFileError, match=code):
            create_project(out, name="x", maker=maker, codebook=book)
        assert not out.exists()
    assert not list(tmp_path.glob("x.stance*"))


def test_reading_where_nothing_may_be_written(world: World, tmp_path: Path) -> None:
    """As somebody who may read the file and its folder, but not write either."""
    world.annotate()
    world.project.close()
    folder = tmp_path / "alone"
    folder.mkdir(mode=0o755)
    path = folder / "file.stance"
    shutil.copyfile(world.path, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    before = tree(folder)
    assert as_nobody(_open_and_look, path) == ["no_permission", "1 attribution", "refused"]
    assert tree(folder) == before
    folder.chmod(0o755)
    world.project = open_project(world.path)


def test_a_project_that_may_not_be_read(world: World, tmp_path: Path) -> None:
    world.project.close()
    path = tmp_path / "secret.stance"
    shutil.copyfile(world.path, path)
    path.chmod(0o000)
    assert as_nobody(_problem, path) == ["no_permission"]
    world.project = open_project(world.path)


def test_a_new_project_in_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    # Read here, for nobody may not even read this checkout.
    codebook = default_codebook()
    assert as_nobody(partial(_create, codebook), folder / "new.stance") == ["no_permission"]
    assert list(folder.iterdir()) == []
    folder.chmod(0o755)


def _open_and_look(path: Path) -> list[str]:
    from annotator.domain.errors import StorageFailed
    from annotator.services.interchange.importing import import_paths
    from annotator.services.statistics import stats
    from tests.services.world import enter

    world = enter(path)
    with world.project:
        count = sum(one.attributions or 0 for one in stats(world.project, world.manager).people)
        try:
            import_paths(world.project, world.manager, [])
            outcome = "written"
        except StorageFailed:
            outcome = "refused"
        return [str(world.project.read_only), f"{count} attribution", outcome]


def _problem(path: Path) -> list[str]:
    return [str(look_at_project(path).problem)]


def _create(codebook: Codebook, path: Path) -> list[str]:
    try:
        create_project(path, name="x", maker="Edda Holm", codebook=codebook)
    except ProjectFileError as error:
        return [error.code]
    return [f"made as {os.getuid()}"]
