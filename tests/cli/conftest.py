"""What the tests of the command line share: commands as a person types them, and a sample."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import run
from annotator.services.sample import create_sample_project

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def reason(self) -> str:
        """The one line that says why it failed."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("annotator: ")
        return lines[0].removeprefix("annotator: ")


class Annotator:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Ran:
        self._capsys.readouterr()
        before = signal.getsignal(signal.SIGINT)
        status = run([str(word) for word in words])
        assert signal.getsignal(signal.SIGINT) is before
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    def fine(self, *words: object) -> Ran:
        ran = self(*words)
        assert (ran.status, ran.err) == (0, "")
        return ran

    def failed(self, *words: object) -> Ran:
        ran = self(*words)
        assert ran.status == 1, ran
        assert ran.reason.endswith(".")
        return ran


@pytest.fixture
def annotator(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Annotator:
    monkeypatch.chdir(tmp_path)
    return Annotator(capsys)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.stance"
    create_sample_project(path, maker="Rosa Lindqvist").close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample, made on another machine: four people, nobody remembered."""
    return Path(shutil.copy(sample_file, tmp_path / "sample.stance"))


@pytest.fixture
def empty(annotator: Annotator, tmp_path: Path) -> Path:
    annotator.fine("new", "empty.stance", "--as", "Ingrid Valmont")
    return tmp_path / "empty.stance"


def started(*words: object, **more: Any) -> "subprocess.Popen[str]":
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **more,
    )
