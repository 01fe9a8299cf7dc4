"""Exporting: whole, checked, moved into place at the very end, and importable without loss."""

import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import AnnotatorError, Cancelled, FormatError, Refused
from annotator.domain.people import Actor, Role
from annotator.formats import registry
from annotator.formats.interfaces import TextMode, VerifyReport, WriteOptions, WriteReport
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.stance_annotator_jsonl import StanceAnnotatorJsonLines
from annotator.services.checking import check
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.exporting import (
    ExportOptions,
    export_project,
    exportable,
    preview,
)
from annotator.services.interchange.importing import import_paths, importable
from annotator.services.managing.people import people
from annotator.services.project import create_project, open_project
from annotator.services.sample import create_sample_project
from tests.services.processes import as_nobody
from tests.services.world import COMPLETE, HARBOUR, World, empty_project, raw, sound, span_of


def manager_of(project: Any) -> Actor:
    return Actor(next(one.id for one in people(project) if Role.MANAGER in one.roles), Role.MANAGER)


def test_the_sample_survives_export_and_import_to_the_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    with create_sample_project(tmp_path / "sample.stance", maker="Olga Brandt") as project:
        sound(project)
        report = export_project(project, manager_of(project), "stance-annotator", first)
        assert report.checked == report.rows > 50
        assert report.bytes == first.stat().st_size
    with create_project(
        tmp_path / "copy.stance", name="x", maker="Olga Brandt", codebook=default_codebook()
    ) as project:
        imported = import_paths(project, manager_of(project), [first])
        assert imported.complete
        assert imported.total("attributions") == report.rows
        sound(project)
        export_project(project, manager_of(project), "stance-annotator", second)
    assert second.read_bytes() == first.read_bytes()


def test_work_of_every_kind_survives_to_the_byte(world: World, tmp_path: Path) -> None:
    from annotator.domain.articles import ZoneKind
    from annotator.domain.entities import EntityKind
    from annotator.domain.speakers import SpeakerKind
    from annotator.domain.text.spans import Span, SpanRole
    from annotator.services import annotating, article_work, speakers
    from tests.services.world import created

    found = world.annotate(values={**COMPLETE, "conditional": True, "type": "mixed"})
    annotating.add_span(
        world.project, world.mira, found.id, SpanRole.CONDITION, span_of(HARBOUR, "on Monday")
    )
    annotating.set_note(world.project, world.mira, found.id, "=1+1\u2028 😀 “x”\r\n\ttab")
    for name, kind in (
        ("Ingrid Valmont", SpeakerKind.NAMED_PERSON),
        ("an aide", SpeakerKind.UNNAMED_PERSON),
    ):
        speakers.create_speaker(
            world.project,
            world.mira,
            name,
            kind,
            aliases=["V."],
            country="NO",
            article_id=world.articles[0],
            attribution_id=found.id,
        )
    other = world.annotate("Never", world.jonas)
    annotating.duplicate_attribution(world.project, world.jonas, other.id)
    deleted = world.annotate("talk")
    annotating.delete_attribution(world.project, world.mira, deleted.id)
    zone = article_work.add_zone(
        world.project, world.manager, world.articles[0], Span(0, 19), ZoneKind.CAPTION
    )
    assert created(zone, EntityKind.ZONE).kind is ZoneKind.CAPTION
    article_work.set_article_value(
        world.project, world.mira, world.articles[1], world.round_id, "relevance", "relevant"
    )
    article_work.mark_done(world.project, world.mira, world.articles[1], world.round_id)
    article_work.reopen(world.project, world.mira, world.articles[1], world.round_id)
    article_work.mark_cannot_code(
        world.project, world.mira, world.articles[1], world.round_id, "duplicate"
    )
    article_work.add_seconds(world.project, world.mira, world.articles[0], world.round_id, 77)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export_project(world.project, world.manager, "stance-annotator", first)
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Edda Holm") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        sound(copy.project)
        export_project(copy.project, copy.manager, "stance-annotator", second)
        again = import_paths(copy.project, copy.manager, [first, second])
        assert again.changes is None
    assert second.read_bytes() == first.read_bytes()


def test_real_articles_keep_every_character(
    world: World, tmp_path: Path, real_articles: list[Path]
) -> None:
    report = import_paths(world.project, world.manager, real_articles)
    assert report.complete
    assert report.total("articles") == len(real_articles)
    stored = {row[0] for row in raw(world.path, "SELECT text FROM article_text")}
    for path in real_articles:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        assert text in stored
    out = tmp_path / "out.jsonl"
    export_project(world.project, world.manager, "stance-annotator", out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    assert stored == {line["article"]["text"] for line in lines if "article" in line}
    sound(world.project)


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_every_span_of_an_export_is_what_stands_in_the_text(
    world: World, tmp_path: Path, name: str
) -> None:
    world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid Valmont")])
    world.annotate("a driver", article=1)
    out = tmp_path / f"out.{name}"
    report = export_project(world.project, world.manager, name, out)
    # Of an attribution that a format cannot carry it says so.
    left_out = sum(loss.count for loss in report.losses) if name == "dna" else 0
    assert report.rows == report.checked == 2 - left_out
    shown = preview(world.project, world.manager, name)
    assert (shown.articles, shown.attributions, len(shown.rows)) == (3, 2, 2)
    assert len(shown.columns) == len(shown.rows[0])
    if name == "stance-annotator":
        for line in out.read_text(encoding="utf-8").split("\n")[1:]:
            document = json.loads(line) if line else {}
            for one in document.get("attributions", ()):
                for span in one["content"] + one["source"]:
                    text = document["article"]["text"]
                    assert text[span["start"] : span["end"]] == span["quote"]


def test_an_older_export_is_replaced_at_the_very_end(world: World, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("the old one")
    seen: list[str] = []
    export_project(
        world.project,
        world.manager,
        "stance-annotator",
        out,
        progress=lambda *_: seen.append(out.read_text(encoding="utf-8")),
    )
    assert set(seen) == {"the old one"}
    assert len(seen) == 6  # three written, three read back
    assert out.read_text(encoding="utf-8") != "the old one"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("after", [0, 2, 4])
def test_a_cancelled_export_leaves_the_old_file(world: World, tmp_path: Path, after: int) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out.jsonl"
    out.write_text("the old one")
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    with pytest.raises(Cancelled):
        export_project(world.project, world.manager, "stance-annotator", out, cancelled=cancelled)
    assert [one.name for one in folder.iterdir()] == ["out.jsonl"]
    assert out.read_text() == "the old one"


def test_places_that_cannot_be_written(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    before = set(tmp_path.iterdir())
    missing = tmp_path / "nowhere"
    for out, code in (
        (missing / "out.jsonl", "folder_missing"),
        (folder, "export_failed"),
        (tmp_path / ("x" * 300), "export_failed"),
        (tmp_path / ("x" * 250), "export_failed"),  # too long with what it is called meanwhile
        (Path(), "out_without_name"),
        (Path("/"), "out_without_name"),
    ):
        for card in (False, True):
            options = ExportOptions(card=card)
            if card and out == folder:
                continue
            with pytest.raises(AnnotatorError, match=code) as raised:
                export_project(world.project, world.manager, "stance-annotator", out, options)
            if out.parent == missing:
                assert raised.value.fields["path"] == str(missing)
    assert list(folder.iterdir()) == []
    assert set(tmp_path.iterdir()) == before


def test_what_is_no_file_is_never_replaced(world: World, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.csv", tmp_path / "link.csv"
    os.mkfifo(pipe)
    link.symlink_to(os.devnull)
    for out in (pipe, link):
        for options in (ExportOptions(), ExportOptions(card=True)):
            with pytest.raises(Refused, match="out_is_device"):
                export_project(world.project, world.manager, "csv", out, options)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()


def test_there_is_no_export_of_a_project_without_articles(tmp_path: Path) -> None:
    with (
        create_project(
            tmp_path / "new.stance", name="New", maker="Ingrid Valmont", codebook=default_codebook()
        ) as project,
        pytest.raises(Refused, match="nothing_to_export"),
    ):
        export_project(project, manager_of(project), "csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_that_may_not_be_written(world: World, tmp_path: Path) -> None:
    world.project.tidy()
    world.project.close()
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "out.jsonl").write_text("the old one")
    folder.chmod(0o555)
    os.chown(tmp_path, 65_534, 65_534)
    os.chown(world.path, 65_534, 65_534)
    try:
        assert as_nobody(_export_beside, world.path) == ["export_failed"]
    finally:
        os.chown(tmp_path, 0, 0)
        os.chown(world.path, 0, 0)
        folder.chmod(0o755)
        world.project = open_project(world.path)
    assert [one.name for one in folder.iterdir()] == ["out.jsonl"]
    assert (folder / "out.jsonl").read_text() == "the old one"


def _export_beside(path: Path) -> list[str]:
    from tests.services.world import enter

    world = enter(path)
    with world.project:
        try:
            export_project(
                world.project,
                world.manager,
                "stance-annotator",
                path.parent / "locked" / "out.jsonl",
            )
        except AnnotatorError as error:
            return [error.code]
    return ["written"]


def test_the_project_is_never_exported_over_itself(world: World) -> None:
    link = world.path.with_name("link.jsonl")
    link.symlink_to(world.path)
    for out in (world.path, link):
        with pytest.raises(Refused, match="out_is_project"):
            export_project(world.project, world.manager, "stance-annotator", out)
    world.annotate()
    sound(world.project)


class Corrupting(StanceAnnotatorJsonLines):
    """Writes as it should, then changes the file: what a failing disk does."""

    name = "corrupting"

    def __init__(self, old: bytes, new: bytes) -> None:
        self._old, self._new = old, new

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        report = super().write(out, project, articles, options)
        data = out.read_bytes()
        assert self._old in data
        out.write_bytes(data.replace(self._old, self._new, 1))
        return report


class Forgetful(StanceAnnotatorJsonLines):
    """Says that it found fewer than were written."""

    name = "forgetful"

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        found = super().verify(path, project, articles, options)
        return VerifyReport(found.rows - 1, found.problems)


@pytest.mark.parametrize(
    "writer",
    [
        Corrupting("“We will talk".encode(), "“We will balk".encode()),
        Corrupting(b'"start":22', b'"start":23'),
        Corrupting("😀".encode(), b"?"),
        Corrupting(b"\n", b""),
        Corrupting(b"}\n", b"\n"),
        Forgetful(),
    ],
)
def test_a_file_that_is_not_what_was_written_is_not_kept(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: Any
) -> None:
    world.annotate(values=COMPLETE)
    monkeypatch.setattr(registry, "_formats", lambda: (writer,))
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "out.jsonl").write_text("the old one")
    with pytest.raises(FormatError) as failed:
        export_project(world.project, world.manager, writer.name, folder / "out.jsonl")
    assert failed.value.code == "verification_failed"
    assert [one.name for one in folder.iterdir()] == ["out.jsonl"]
    assert (folder / "out.jsonl").read_text() == "the old one"


def test_shares_by_layer_and_name(world: World, tmp_path: Path) -> None:
    world.annotate()
    world.annotate("Never", world.jonas)

    def rows(**options: Any) -> int:
        out = tmp_path / "out.jsonl"
        chosen = ExportOptions(**options)
        return export_project(world.project, world.manager, "stance-annotator", out, chosen).rows

    assert rows() == rows(layer="annotators") == 2
    assert rows(annotators=("mira sorel",)) == 1
    assert rows(annotators=("Mira Sorel", "Jonas Reit")) == 2
    with pytest.raises(AnnotatorError, match="unknown_person"):
        rows(annotators=("Nobody",))
    with pytest.raises(FormatError, match="unknown_format"):
        export_project(world.project, world.manager, "papyrus", tmp_path / "x")


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_text_that_was_not_asked_for_is_not_in_the_file(
    world: World, tmp_path: Path, mode: TextMode
) -> None:
    world.annotate()
    for name in ("stance-annotator", "csv"):
        out = tmp_path / f"out.{name}"
        export_project(world.project, world.manager, name, out, ExportOptions(text=mode))
        text = out.read_text(encoding="utf-8-sig")
        assert "Nobody spoke of anything else" not in text
        assert ("We will talk to them" in text) == (mode is TextMode.QUOTES)


def test_formats_say_what_they_are() -> None:
    assert {"stance-annotator", "csv"} <= {one.name for one in exportable()}
    assert {"stance-annotator", "text"} <= {one.name for one in importable()}
    for one in (*exportable(), *importable()):
        assert one.label
        assert one.description


def test_exporting_while_others_write_shows_one_state(world: World, tmp_path: Path) -> None:
    world.annotate()

    def meanwhile(done: int, of: int | None, what: str) -> None:
        world.annotate("Never", world.jonas)

    report = export_project(
        world.project, world.manager, "stance-annotator", tmp_path / "o.jsonl", progress=meanwhile
    )
    assert (report.rows, report.checked) == (1, 1)
    assert check(world.project).sound
