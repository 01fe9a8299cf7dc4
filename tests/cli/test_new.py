import getpass
from pathlib import Path

import pytest

from annotator.domain.people import ALL_ROLES
from annotator.services.codebooks import codebook_of
from annotator.services.managing.people import people
from annotator.services.managing.rounds import current_round
from annotator.services.project import open_project
from tests.cli.conftest import Annotator


def test_makes_a_project_with_one_person_in_all_roles(annotator: Annotator) -> None:
    ran = annotator.fine("new", "study.stance", "--name", "Border study", "--as", "Zahra Halimi")
    assert "study.stance" in ran.out
    with open_project(Path("study.stance")) as project:
        (person,) = people(project)
        assert (project.info.name, person.name) == ("Border study", "Zahra Halimi")
        assert person.roles == ALL_ROLES
        assert current_round(project).codebook == "taliban-cooperation@1"


@pytest.mark.parametrize(
    ("given", "made"),
    [("study", "study.stance"), ("Wave 2.1", "Wave 2.1.stance"), ("s.STANCE", "s.STANCE")],
)
def test_ending(annotator: Annotator, given: str, made: str) -> None:
    annotator.fine("new", given)
    assert [one.name for one in Path().iterdir()] == [made]
    annotator.fine("stats", given)


def test_maker_is_the_systems_user(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "tekdahl")
    assert "tekdahl" in annotator.fine("new", "a").out

    def unknown() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", unknown)
    annotator.fine("new", "b")
    with open_project(Path("b.stance")) as project:
        assert people(project)[0].name == "me"


def test_existing_file_is_refused_untouched(annotator: Annotator, empty: Path) -> None:
    before = empty.read_bytes()
    assert "already" in annotator.failed("new", empty).reason
    assert "already" in annotator.failed("new", "empty", "--sample").reason
    assert empty.read_bytes() == before


def test_missing_folder_and_missing_name(annotator: Annotator) -> None:
    assert "folder does not exist" in annotator.failed("new", "nowhere/study").reason
    assert "name is missing" in annotator.failed("new", "study", "--as", " ").reason
    assert list(Path().iterdir()) == []


def test_codebook_by_key_and_by_file(annotator: Annotator) -> None:
    Path("own.yaml").write_text(
        "key: own\nversion: 3\nlabel: Own\ntarget: water\nattributes:\n"
        "  - key: tone\n    label: Tone\n    kind: choice\n    rank: primary\n"
        "    values: [{key: warm, label: Warm}, {key: cold, label: Cold}]\n",
        encoding="utf-8",
    )
    annotator.fine("new", "a", "--codebook", "favor-against-none")
    annotator.fine("new", "b", "--codebook", "own.yaml")
    for path, ref in (("a.stance", "favor-against-none@1"), ("b.stance", "own@3")):
        with open_project(Path(path)) as project:
            assert codebook_of(project, ref).ref == current_round(project).codebook


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("key: [", "own.yaml: Line 2: This is not valid YAML"),
        ("key: own\nkey: two\n", "own.yaml: Line 2: A key is there twice: key."),
        ("key: own\nversion: 0\n", "version must be a whole number"),
    ],
)
def test_bad_codebook(annotator: Annotator, content: str, said: str) -> None:
    Path("own.yaml").write_text(content, encoding="utf-8")
    assert said in annotator.failed("new", "a", "--codebook", "own.yaml").reason
    assert "favor-against-none" in annotator.failed("new", "a", "--codebook", "absent").reason
    assert not Path("a.stance").exists()


def test_sample(annotator: Annotator) -> None:
    annotator.fine("new", "try", "--sample", "--name", "Trial", "--as", "Rosa Lindqvist")
    found = annotator.fine("stats", "try", "--json").json
    assert (found["project"], found["person"], found["role"]) == (
        "Trial",
        "Rosa Lindqvist",
        "manager",
    )
    assert found["articles"] >= 10
    assert sum(one["attributions"] > 50 for one in found["people"]) == 2


def test_sample_with_codebook_is_wrong_usage(annotator: Annotator) -> None:
    assert annotator("new", "try", "--sample", "--codebook", "favor-against-none").status == 2
    assert list(Path().iterdir()) == []
