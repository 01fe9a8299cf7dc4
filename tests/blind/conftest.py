"""One project, made once; a quiet and a busy copy for every test that asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.blind.secrets import Busy, make_quiet, open_busy, open_quiet


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_quiet(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def quiet(shared_project: Path, tmp_path: Path) -> Iterator[Busy]:
    found = open_quiet(shared_project, tmp_path / "quiet")
    yield found
    found.project.close()


@pytest.fixture
def busy(shared_project: Path, tmp_path: Path) -> Iterator[Busy]:
    found = open_busy(shared_project, tmp_path / "busy")
    yield found
    found.project.close()
