"""The pages on data sets: what they name is there, and the worked example runs as it says."""

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator.cli.main import run
from annotator.services.sample import create_sample_project

CHECKOUT = Path(__file__).resolve().parents[2]
DATASETS = CHECKOUT / "docs" / "datasets.md"
EXAMPLE = CHECKOUT / "docs" / "example-baseline.md"
_FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(document: Path) -> list[list[str]]:
    """Return the commands of the examples, as a shell would take them apart."""
    text = "\n".join(_FENCED.findall(document.read_text(encoding="utf-8")))
    return [shlex.split(line) for line in text.replace("\\\n", " ").splitlines() if line]


@pytest.mark.parametrize("document", [DATASETS, EXAMPLE], ids=lambda one: one.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if path.startswith("https://"):
            continue
        other = document.parent / path
        assert other.is_file(), target
        headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
        assert not anchor or anchor in anchors, target


def test_the_example_runs_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for program, *arguments in commands(EXAMPLE):
        if program == "annotator":
            assert run(arguments) == 0, arguments
            continue
        script = CHECKOUT / arguments[0]
        ran = subprocess.run(
            [sys.executable, str(script), *arguments[1:]],
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr == ""
        figures = dict(re.findall(r"^macro F1 on test, (.+): ([\d.]+)$", ran.stdout, re.MULTILINE))
        told = re.search(r"macro F1 of about ([\d.]+)", EXAMPLE.read_text(encoding="utf-8"))
        assert told is not None
        assert abs(float(figures["baseline"]) - float(told[1])) < 0.05
        assert float(figures["baseline"]) > float(figures["most frequent"])
        return
    pytest.fail("the example is not run")


def test_files_that_are_named_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    create_sample_project(tmp_path / "harbour.stance", maker="Edda Voss").close()
    for program, *arguments in commands(DATASETS):
        assert program == "annotator"
        assert run([*arguments, "--as", "Edda Voss"]) == 0, arguments
    export = ["export", "harbour.stance", "--format", "csv", "--card", "--out", "set"]
    assert run([*export, "--as", "Edda Voss"]) == 0
    page = DATASETS.read_text(encoding="utf-8")
    _, _, card, bundle = page.split("\n## ")[:4]
    made = {one.relative_to("set").as_posix() for one in Path("set").rglob("*") if one.is_file()}
    with zipfile.ZipFile("harbour-bundle.zip") as archive:
        packed = set(archive.namelist())
        settings = json.loads(archive.read("project.json"))
    assert settings["dataset"]["title"] == "Harbour talks"
    for there, section in ((made, card), (packed, bundle)):
        for name in there - {".stance-annotator-export.json"}:
            known = name in section or name.partition("/")[0] in ("codebooks", "submissions")
            assert known, name


def test_options_of_the_page_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dataset", "--help"]) == 0
    assert run(["bundle", "--help"]) == 0
    assert run(["export", "--help"]) == 0
    shown = capsys.readouterr().out
    named = set(re.findall(r"--[a-z][a-z-]+", DATASETS.read_text(encoding="utf-8")))
    assert {one for one in named if one not in shown} - {"--codebook"} == set()
