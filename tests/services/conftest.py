"""Every test of services works on a real file of its own: a copy of one small project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.coded import let_be_drawn
from tests.services.world import World, a_copy, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    with a_copy(template, tmp_path) as opened:
        yield opened


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no item be drawn for a blind check."""
    let_be_drawn(monkeypatch, False)
