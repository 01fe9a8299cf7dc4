"""What the tests of data sets share: the sample project with some gold, and its manager."""

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.services.adjudication.bulk import accept_exact
from annotator.services.adjudication.queue import refresh_items
from annotator.services.annotating import create_attribution, set_note
from annotator.services.managing.people import person_named
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, open_project
from annotator.services.sample import create_sample_project

HOSTILE = '=1+1 "so", she\nwrote;\t\u202eאבג\u202c 😀 e\u0301\u00a0\u2028|`$x'


@dataclass
class Sample:
    """The open sample project with gold where two said the same, and a hostile note."""

    project: Project
    manager: Actor
    mira: Actor
    folder: Path


@pytest.fixture(scope="session")
def sample_with_gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("with-gold") / "sample.stance"
    with create_sample_project(path, maker="Edda Voss") as project:
        edda = person_named(project, "Edda Voss")
        assert edda is not None
        (main,) = rounds(project)
        adjudicator = Actor(edda.id, Role.ADJUDICATOR)
        refresh_items(project, adjudicator)
        accept_exact(project, adjudicator, main.id)
        with project.store.read() as connection:
            first = connection.exec_driver_sql("SELECT id FROM article LIMIT 1").scalar_one()
        own = Actor(edda.id, Role.ANNOTATOR)
        made = create_attribution(
            project, own, uuid.UUID(bytes=first), main.id, [Span(0, 8)], {"stance": "unclear"}
        )
        set_note(project, own, made.entities[-1].after.id, HOSTILE)
    return path


@pytest.fixture
def sample(sample_with_gold: Path, tmp_path: Path) -> Iterator[Sample]:
    path = Path(shutil.copy(sample_with_gold, tmp_path / "sample.stance"))
    with open_project(path) as project:
        edda, mira = (person_named(project, name) for name in ("Edda Voss", "Mira Sorel"))
        assert edda is not None
        assert mira is not None
        yield Sample(
            project, Actor(edda.id, Role.MANAGER), Actor(mira.id, Role.ANNOTATOR), tmp_path
        )
