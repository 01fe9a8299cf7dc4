import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Annotator

COMMANDS = [
    ("import", "one.txt"),
    ("export", "--format", "csv", "--out", "x.csv"),
    ("stats",),
    ("check",),
    ("backup", "--out", "copy.stance"),
]
every_command = pytest.mark.parametrize("words", COMMANDS, ids=[one[0] for one in COMMANDS])


@every_command
def test_newer_project(annotator: Annotator, sample: Path, words: tuple[str, ...]) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("PRAGMA user_version=99")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    before = sample.read_bytes()
    command, *more = words
    assert "newer version" in annotator.failed(command, sample, *more).reason
    assert sample.read_bytes() == before
    assert [one.name for one in Path().iterdir()] == ["sample.stance"]


@every_command
@pytest.mark.parametrize("content", [b"", b"words", b"SQLite format 3\x00" + bytes(200), None])
def test_foreign_file(annotator: Annotator, words: tuple[str, ...], content: bytes | None) -> None:
    path = Path("other.stance")
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    command, *more = words
    reason = annotator.failed(command, path, *more).reason
    assert "other.stance: This file is not a Stance Annotator project." in reason
    assert path.read_bytes() == before
    assert [one.name for one in Path().iterdir()] == ["other.stance"]


@every_command
@pytest.mark.parametrize("given", ["absent.stance", "."])
def test_no_file(annotator: Annotator, words: tuple[str, ...], given: str) -> None:
    command, *more = words
    annotator.failed(command, given, *more)
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("words", [*COMMANDS, ("new",)], ids=[*(one[0] for one in COMMANDS), "new"])
@pytest.mark.parametrize("address", ["postgresql://u:secret@host/db", "postgres+psycopg://host/db"])
def test_database_address(annotator: Annotator, words: tuple[str, ...], address: str) -> None:
    command, *more = words
    reason = annotator.failed(command, address, *more).reason
    assert reason.startswith("Projects on a database server are not supported yet.")
    assert "secret" not in reason
    assert list(Path().iterdir()) == []


def test_damaged_project(annotator: Annotator, sample: Path) -> None:
    data = bytearray(sample.read_bytes())
    data[4096:] = b"\x00" * (len(data) - 4096)
    sample.write_bytes(data)
    assert "damaged" in annotator.failed("stats", sample).reason
    assert sample.read_bytes() == bytes(data)
