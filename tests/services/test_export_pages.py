"""Exports are read in pages: where one ends must not show, and its size is bounded."""

import gc
from pathlib import Path

import pytest

from annotator.domain.people import Actor, Role
from annotator.services import annotating
from annotator.services.interchange.exporting import export_project
from annotator.services.managing.people import people
from annotator.services.project import Project
from annotator.services.sample import create_sample_project
from annotator.storage import article_queries, entity_rows, page_queries, work_queries
from annotator.storage.attribution_pages import attributions_of_sets
from tests.services.world import COMPLETE, HARBOUR, World, span_of


def _manager(project: Project) -> Actor:
    return Actor(next(one.id for one in people(project) if Role.MANAGER in one.roles), Role.MANAGER)


@pytest.mark.parametrize(("articles", "words", "chunk"), [(1, 1, 1), (7, 10**9, 3), (99, 5000, 2)])
def test_where_a_page_ends_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: int, words: int, chunk: int
) -> None:
    with create_sample_project(tmp_path / "sample.stance", maker="Olga Brandt") as project:
        whole, pages = tmp_path / "whole.jsonl", tmp_path / "pages.jsonl"
        first = export_project(project, _manager(project), "stance-annotator", whole)
        monkeypatch.setattr(page_queries, "_ARTICLES", articles)
        monkeypatch.setattr(page_queries, "_WORDS", words)
        monkeypatch.setattr(entity_rows, "_CHUNK", chunk)
        second = export_project(project, _manager(project), "stance-annotator", pages)
    assert first.rows == second.rows > 50
    assert pages.read_bytes() == whole.read_bytes()


def test_pages_are_bounded_by_articles_and_by_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.project.store.read() as connection:
        ids = article_queries.article_ids(connection)

        def sizes() -> list[int]:
            return [len(page) for page in page_queries.pages(connection, ids)]

        assert sizes() == [3]
        monkeypatch.setattr(page_queries, "_ARTICLES", 2)
        assert sizes() == [2, 1]
        monkeypatch.setattr(page_queries, "_WORDS", 1)
        assert sizes() == [1, 1, 1]
        backwards = [page[0].article.id for page in page_queries.pages(connection, ids[::-1])]
        assert backwards == ids[::-1]


def test_rows_read_in_bulk_say_the_same_as_entities(world: World) -> None:
    one = world.annotate(
        values={**COMPLETE, "conditional": True}, source=[span_of(HARBOUR, "Ingrid Valmont")]
    )
    annotating.set_note(world.project, world.mira, one.id, "“=1” 😀")
    annotating.set_flag(world.project, world.mira, one.id, flagged=True)
    other = world.annotate("Never")
    annotating.set_reported_by(world.project, world.mira, other.id, one.id)
    gone = world.annotate("talk")
    annotating.delete_attribution(world.project, world.mira, gone.id)
    with world.project.store.read() as connection:
        set_id = one.set_id
        entities = work_queries.attributions_of(connection, [set_id])
        stored = attributions_of_sets(connection, [set_id])[set_id.bytes]
    stored.sort(key=lambda each: each.place)
    assert len(stored) == len(entities) == 2
    for bare, entity in zip(stored, entities, strict=True):
        assert bare.speaker == (entity.speaker_id and entity.speaker_id.bytes)
        for name in set(bare._fields) - {"place", "speaker"}:
            assert getattr(bare, name) == getattr(entity, name), name


def test_the_collector_is_as_it_was_after_an_export(world: World, tmp_path: Path) -> None:
    world.annotate()
    export_project(world.project, world.manager, "stance-annotator", tmp_path / "out.jsonl")
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
