"""A small invented project for the tests of storage and services, and short ways to work in it."""

import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.attributions import Attribution, Values
from annotator.domain.changes import Changes
from annotator.domain.codebook import Codebook
from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.services.annotating import create_attribution
from annotator.services.checking import check
from annotator.services.codebooks import default_codebook
from annotator.services.coding import Coding, read_coding
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import add_person, person_named
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, create_project, open_project

HARBOUR = (
    "Harbour talks go on\n\n"
    "“We will talk to them,” Ingrid Valmont said on Monday. "
    "Tomas Ekdahl said the plan was empty. “Never,” he added, “not with them.” "
    "An official who asked not to be named said that Valmont had promised talks.\n"
)
FLOUR = (
    "Flour on the road\n\nThe convoy waits at the pass. “Let it through,” Zahra Halimi said. "
    "“We are hungry,” 😀 a driver said.\n"
)
APRICOTS = "Apricots ripen early\n\nNobody spoke of anything else. Édouard Brask said nothing.\n"
TEXTS = (HARBOUR, FLOUR, APRICOTS)
OUTLETS = ("Eastgate Wire", "Nørdlys 100%", "The_Pass")

COMPLETE: Values = {"stance": "supports", "confidence": "high"}
"""What the default codebook requires of an attribution."""

ENTITY_TABLES = (
    "project",
    "person",
    "round",
    "batch",
    "article",
    "appearance",
    "zone",
    "story",
    "speaker",
    "annotation_set",
    "submission",
    "attribution",
    "decision",
    "feedback",
    "conflict",
)


@dataclass
class World:
    """An open project with a manager (who may do everything) and two annotators."""

    project: Project
    manager: Actor
    adjudicator: Actor
    maker: Actor
    """The manager as an annotator."""
    mira: Actor
    jonas: Actor
    round_id: uuid.UUID
    articles: tuple[uuid.UUID, ...]
    """Of `TEXTS`, in order."""

    @property
    def path(self) -> Path:
        return self.project.path

    def annotate(
        self,
        quote: str = "We will talk to them",
        actor: Actor | None = None,
        article: int = 0,
        **more: Any,
    ) -> Attribution:
        """Mark the first place of a quote; returns what was stored."""
        actor, article_id = actor or self.mira, self.articles[article]
        spans = [span_of(TEXTS[article], quote)]
        found: Attribution = created(
            create_attribution(self.project, actor, article_id, self.round_id, spans, **more)
        )
        return found

    def coding(self, article: int = 0, actor: Actor | None = None) -> Coding:
        return read_coding(self.project, actor or self.mira, self.articles[article], self.round_id)

    def reopen(self) -> None:
        """Close the project and open it again, as after a restart."""
        self.project.close()
        self.project = open_project(self.path)


def span_of(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def created(changes: Changes, kind: EntityKind = EntityKind.ATTRIBUTION) -> Any:
    """Return the one entity of this kind that a step left."""
    return changes.of(kind)[-1].after


def raw(path: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Run SQL on the file behind the program's back; what it writes is stored."""
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        rows = connection.execute(sql, parameters).fetchall()
        connection.commit()
        return rows


def contents(path: Path) -> dict[str, set[tuple[str, str]]]:
    """Return what lives in the file: for each table of entities, identifier and content hash."""
    return {
        table: {
            (row[0], row[1])
            for row in raw(
                path,
                f"SELECT hex(id), hex(content_hash) FROM {table}"
                " WHERE deleted_at IS NULL AND pending_step IS NULL",
            )
        }
        for table in ENTITY_TABLES
    }


def sound(project: Project) -> None:
    """Fail with the findings unless the project is whole."""
    assert check(project).findings == ()


def article_line(text: str, **more: Any) -> str:
    """Return a line of ``stance-annotator/1`` with this text."""
    article = {"text": text, **{key: more.pop(key) for key in list(more) if key in _PLACE}}
    document = {"format": "stance-annotator/1", "article": article, **more}
    return json.dumps(document, ensure_ascii=False) + "\n"


_PLACE = ("title", "outlet", "byline", "published_on", "url", "source_file", "appearances", "story")


def write_lines(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def make_template(folder: Path) -> Path:
    """Make the project that every test gets a copy of: one file, nothing beside it."""
    path = folder / "template.stance"
    lines = [article_line(text, outlet=outlet) for text, outlet in zip(TEXTS, OUTLETS, strict=True)]
    source = write_lines(folder / "articles.jsonl", lines)
    with create_project(
        path, name="Harbour", maker="Edda Holm", codebook=default_codebook()
    ) as project:
        edda = person_named(project, "Edda Holm")
        assert edda is not None
        manager = Actor(edda.id, Role.MANAGER)
        add_person(project, manager, "Mira Sorel")
        add_person(project, manager, "Jonas Reit")
        report = import_paths(project, manager, [source])
        assert report.complete
        assert report.total("articles") == len(TEXTS)
    assert [one.name for one in folder.glob("template*")] == ["template.stance"]
    return path


def enter(path: Path) -> World:
    """Open a copy of the template."""
    project = open_project(path)
    people = {
        name: person
        for name in ("Edda Holm", "Mira Sorel", "Jonas Reit")
        if (person := person_named(project, name))
    }
    edda = people["Edda Holm"].id
    with project.store.read() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM article ORDER BY position").scalars().all()
    return World(
        project=project,
        manager=Actor(edda, Role.MANAGER),
        adjudicator=Actor(edda, Role.ADJUDICATOR),
        maker=Actor(edda, Role.ANNOTATOR),
        mira=Actor(people["Mira Sorel"].id, Role.ANNOTATOR),
        jonas=Actor(people["Jonas Reit"].id, Role.ANNOTATOR),
        round_id=rounds(project)[0].id,
        articles=tuple(uuid.UUID(bytes=one) for one in ids),
    )


@contextmanager
def a_copy(template: Path, folder: Path) -> Iterator[World]:
    path = folder / "harbour.stance"
    shutil.copyfile(template, path)
    world = enter(path)
    try:
        yield world
    finally:
        world.project.close()


@contextmanager
def empty_project(path: Path, codebook: Codebook, maker: str = "Edda Holm") -> Iterator[World]:
    """Open a new project with this codebook, its maker being everybody in it."""
    with create_project(path, name=path.stem, maker=maker, codebook=codebook) as project:
        person = person_named(project, maker)
        assert person is not None
        yield World(
            project=project,
            manager=Actor(person.id, Role.MANAGER),
            adjudicator=Actor(person.id, Role.ADJUDICATOR),
            maker=Actor(person.id, Role.ANNOTATOR),
            mira=Actor(person.id, Role.ANNOTATOR),
            jonas=Actor(person.id, Role.ANNOTATOR),
            round_id=rounds(project)[0].id,
            articles=(),
        )
