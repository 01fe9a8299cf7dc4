"""Where a project lies, and how it is opened where a WAL is not safe."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.domain.errors import StorageFailed
from annotator.services.project import open_project
from annotator.storage.file_location import Location, location_of
from tests.services.processes import finished, start
from tests.services.world import World, contents, enter, raw, sound


@pytest.mark.parametrize(
    "folder",
    [
        "Dropbox/study",
        "OneDrive - University of the North/study",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "Library/CloudStorage/GoogleDrive-mira/My Drive",
        "Nextcloud",
        "sciebo",
    ],
)
def test_synchronised_folders_are_known_by_name(tmp_path: Path, folder: str) -> None:
    assert location_of(tmp_path / folder / "x.stance") is Location.SYNCHRONISED


@pytest.mark.parametrize("folder", ["study", "my box", "drop box", "cloudy", "documents"])
def test_other_folders_are_local(tmp_path: Path, folder: str) -> None:
    assert location_of(tmp_path / folder / "Dropbox.stance") is Location.LOCAL


def test_a_link_into_a_synchronised_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert location_of(tmp_path / "link" / "x.stance") is Location.SYNCHRONISED


class _Mount(NamedTuple):
    mountpoint: str
    fstype: str


@pytest.mark.parametrize(
    ("folder", "location"),
    [
        ("/home/mira", Location.LOCAL),
        ("/net/share", Location.NETWORK),
        ("/net/share/deep/er", Location.NETWORK),
        ("/net/shared", Location.LOCAL),
        ("/net/share/local", Location.LOCAL),
        ("/mnt/windows", Location.NETWORK),
        ("/mnt/stick", Location.LOCAL),
    ],
)
def test_the_nearest_mount_decides(
    monkeypatch: pytest.MonkeyPatch, folder: str, location: Location
) -> None:
    mounts = [
        _Mount("/", "ext4"),
        _Mount("/net/share", "nfs4"),
        _Mount("/net/share/local", "ext4"),
        _Mount("/mnt/windows", "CIFS"),
        _Mount("/mnt/stick", "exfat"),
    ]
    monkeypatch.setattr("psutil.disk_partitions", lambda all=False: mounts)
    monkeypatch.setattr("annotator.storage.file_location.sys.platform", "linux")
    assert location_of(Path(folder) / "x.stance") is location


@pytest.fixture
def synchronised(world: World, tmp_path: Path) -> Path:
    """A project that was made elsewhere, as a WAL file, and moved into a synchronised folder."""
    world.annotate()
    world.project.close()
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = folder / "harbour.stance"
    shutil.copyfile(world.path, path)
    world.project = open_project(world.path)
    return path


def test_a_synchronised_project_is_one_file_with_a_rollback_journal(synchronised: Path) -> None:
    world = enter(synchronised)
    with world.project:
        assert world.project.read_only is None
        world.annotate("Never")
        with world.project.store.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert not synchronised.with_name(synchronised.name + "-wal").exists()
        world.project.tidy()
        sound(world.project)
    assert [one.name for one in synchronised.parent.glob("*-*")] == []
    assert len(contents(synchronised)["attribution"]) == 2


def test_the_second_opener_reads_and_is_told_why(synchronised: Path) -> None:
    first = enter(synchronised)
    with first.project:
        second = enter(synchronised)
        with second.project:
            assert second.project.read_only == "open_elsewhere_synchronised"
            assert len(second.coding().attributions) == 1
            with pytest.raises(StorageFailed, match="project_read_only"):
                second.annotate("Never")
            first.annotate("Never")
            assert len(second.coding().attributions) == 2
        first.annotate("talk")
    with open_project(synchronised) as third:
        assert third.read_only is None
        sound(third)


def test_another_process_is_an_opener_too(synchronised: Path) -> None:
    first = enter(synchronised)
    with first.project:
        out = finished(start(print_read_only, synchronised))
        assert out.strip() == "open_elsewhere_synchronised"
    assert finished(start(print_read_only, synchronised)).strip() == "None"


def test_the_lock_goes_with_the_process_that_held_it(synchronised: Path) -> None:
    process = start(hold_open, synchronised)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "open"
    with open_project(synchronised) as project:
        assert project.read_only == "open_elsewhere_synchronised"
    process.kill()
    process.communicate()
    with open_project(synchronised) as project:
        assert project.read_only is None


def test_a_local_project_may_be_open_twice(world: World) -> None:
    with open_project(world.path) as second:
        assert second.read_only is None
    assert list(world.path.parent.glob("*.lock")) == []


def test_a_new_project_in_a_synchronised_folder(tmp_path: Path) -> None:
    from annotator.services.codebooks import default_codebook
    from annotator.services.project import create_project

    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    path = folder / "x.stance"
    with create_project(path, name="x", maker="Edda Holm", codebook=default_codebook()) as project:
        assert project.read_only is None
    assert raw(path, "PRAGMA journal_mode") == [("delete",)]


def print_read_only(path: str) -> None:
    with open_project(Path(path)) as project:
        print(project.read_only)


def hold_open(path: str) -> None:
    with open_project(Path(path)):
        print("open", flush=True)
        input()
