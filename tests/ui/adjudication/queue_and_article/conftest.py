"""The sample project, coded by two, with its queue and its articles in real windows."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.adjudication.item import DifferenceKind, Item, ItemState
from annotator.domain.decisions import Subject
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.services.adjudication.queue import (
    ItemCounts,
    ItemFilter,
    ItemLine,
    item_counts,
    items,
    refresh_items,
)
from annotator.services.adjudication.reading import Adjudication, read_adjudication
from annotator.services.codebooks import default_codebook
from annotator.services.managing.people import people
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, open_project
from annotator.services.sample import create_sample_project
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.adjudication_article import AdjudicationArticle
from annotator.ui.widgets.adjudication.disagreement_queue import DisagreementQueue
from tests.services.coded import let_be_drawn

CODEBOOK = default_codebook()
PRIMARY = f"attribute:{CODEBOOK.primary.key}"


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which items are drawn for a blind check differs from project to project."""
    let_be_drawn(monkeypatch, False)


@dataclass
class Table:
    """The sample's one round, and its adjudicator."""

    project: Project
    actor: Actor
    round_id: uuid.UUID

    def lines(self, chosen: ItemFilter | None = None) -> tuple[ItemLine, ...]:
        refresh_items(self.project, self.actor)
        return items(self.project, self.actor, self.round_id, chosen or ItemFilter())

    def counts(self) -> ItemCounts:
        return item_counts(self.project, self.actor, self.round_id)

    def read(self, article_id: uuid.UUID) -> Adjudication:
        return read_adjudication(self.project, self.actor, article_id, self.round_id)

    def article(self, title: str) -> Adjudication:
        found = next(one for one in self.lines() if title in one.article_title)
        return self.read(found.article_id)


def item_with(shown: Adjudication, kind: DifferenceKind, *, exactly: bool = False) -> Item:
    """Return the first item of an article whose worst difference is of this kind."""
    return next(
        one
        for one in shown.items
        if one.subject is Subject.ATTRIBUTION
        and one.main is not None
        and one.main.kind is kind
        and (not exactly or len(one.differences) == 1)
    )


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("border") / "talks.stance"
    create_sample_project(path, maker="Edda Voss").close()
    return path


@pytest.fixture
def table(template: Path, tmp_path: Path) -> Iterator[Table]:
    path = tmp_path / "talks.stance"
    shutil.copyfile(template, path)
    with open_project(path) as project:
        edda = next(one for one in people(project) if one.name == "Edda Voss")
        yield Table(project, Actor(edda.id, Role.ADJUDICATOR), rounds(project)[0].id)


@pytest.fixture
def theme() -> Theme:
    theme = Theme("light")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    return theme


@pytest.fixture
def queue(qtbot: QtBot, theme: Theme) -> DisagreementQueue:
    widget = DisagreementQueue(theme)
    qtbot.addWidget(widget)
    widget.resize(264, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


@pytest.fixture
def article(qtbot: QtBot, theme: Theme) -> AdjudicationArticle:
    widget = AdjudicationArticle(theme)
    qtbot.addWidget(widget)
    widget.resize(760, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


@pytest.fixture
def collected() -> Callable[[object], list[object]]:
    """Collect what a signal carries."""

    def collect(signal: object) -> list[object]:
        result: list[object] = []
        signal.connect(lambda *carried: result.append(carried[0] if carried else None))  # type: ignore[attr-defined]
        return result

    return collect


def state_line(line: ItemLine, state: ItemState) -> ItemLine:
    """Return a line as it would be in another state."""
    return line._replace(state=state)


def span_of(shown: Adjudication, words: str) -> Span:
    start = shown.article.text.index(words)
    return Span(start, start + len(words))
