from pathlib import Path

import pytest

from annotator.services.managing.last_person import last_people_file, last_person, remember_person
from annotator.services.managing.people import person_named
from annotator.services.project import open_project
from tests.cli.conftest import Annotator

COMMANDS = [
    ("import", "one.txt"),
    ("export", "--format", "csv", "--out", "x.csv"),
    ("stats",),
    ("check",),
    ("backup", "--out", "copy.stance"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_nobody_known_is_refused(
    annotator: Annotator, sample: Path, words: tuple[str, ...]
) -> None:
    Path("one.txt").write_text("Words of it", encoding="utf-8")
    command, *more = words
    reason = annotator.failed(command, sample, *more).reason
    assert "--as NAME" in reason
    assert "Mira" not in reason  # who else works here is not for everybody
    assert (
        "Nobody called Ann Other"
        in annotator.failed(command, sample, *more, "--as", "Ann Other").reason
    )
    assert {one.name for one in Path().iterdir()} == {"sample.stance", "one.txt"}


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_the_only_person_acts(annotator: Annotator, empty: Path, words: tuple[str, ...]) -> None:
    Path("one.txt").write_text("Words of it", encoding="utf-8")
    annotator.fine("import", empty, "one.txt")
    last_people_file().unlink()
    command, *more = words
    annotator.fine(command, empty, *more)


def test_the_last_one_acts(annotator: Annotator, sample: Path) -> None:
    annotator.fine("stats", sample, "--as", "Jonas Reit")
    assert annotator.fine("stats", sample, "--json").json["person"] == "Jonas Reit"
    annotator.fine("check", sample, "--as", "Edda Voss")
    found = annotator.fine("stats", sample, "--json").json
    assert (found["person"], found["role"]) == ("Edda Voss", "manager")


def test_a_name_creates_nobody(annotator: Annotator, empty: Path) -> None:
    before = empty.read_bytes()
    annotator.failed("stats", empty, "--as", "Tomas Ekdahl")
    assert empty.read_bytes() == before


def test_last_person_is_kept_by_project(annotator: Annotator, sample: Path, empty: Path) -> None:
    with open_project(sample) as project, open_project(empty) as other:
        assert last_person(project) is None
        mira = person_named(project, "Mira Sorel")
        assert mira is not None
        remember_person(project, mira)
        assert last_person(project) == mira
        kept = last_person(other)
        assert kept is not None
        assert kept.name == "Ingrid Valmont"


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1', '{"x": {}}', "\udcff"])
def test_damaged_memory_is_no_memory(annotator: Annotator, sample: Path, content: str) -> None:
    path = last_people_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    annotator.failed("stats", sample)
    annotator.fine("stats", sample, "--as", "Edda Voss")
    annotator.fine("stats", sample)


def test_memory_that_cannot_be_written_stops_nothing(annotator: Annotator, sample: Path) -> None:
    path = last_people_file()
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file where the folder should be", encoding="utf-8")
    annotator.fine("stats", sample, "--as", "Edda Voss")
    annotator.failed("stats", sample)
