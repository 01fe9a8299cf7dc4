"""Exports are read in pages: where one ends must not show, and its size is bounded."""

import gc
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import SpanRole
from annotator.services import annotating
from annotator.services.interchange.exporting import export_project
from annotator.services.managing.people import people
from annotator.services.project import Project
from annotator.services.sample import create_sample_project
from annotator.storage import article_queries, entity_rows, page_queries, work_queries
from annotator.storage.attribution_pages import attributions_of_sets
from annotator.storage.submission_pages import submissions_of_sets
from tests.services.coded import hand_in, hand_in_again, mark
from tests.services.world import COMPLETE, HARBOUR, World, raw, span_of


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


_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.dictionaries(_words, _words | st.booleans() | st.lists(_words, min_size=1), max_size=5),
    st.lists(
        st.tuples(st.sampled_from(SpanRole), st.integers(0, 2**40), _words),
        max_size=5,
    ),
)
@example({"stance": ["a", "b"], "text": '\x00\u2028"\\ 😀' * 300}, [(SpanRole.CUE, 3, "\x00'")])
def test_any_values_and_words_are_read_in_bulk_as_they_are_one_by_one(
    world: World, values: dict[str, str | bool | list[str]], spans: list[tuple[SpanRole, int, str]]
) -> None:
    one = world.annotate()
    raw(world.path, "DELETE FROM attribution_value")
    raw(world.path, "DELETE FROM attribution_span")
    key = one.id.bytes
    for ordinal, (role, start, quote) in enumerate(spans):
        cells = (key, role.value, ordinal, start, start + len(quote), quote)
        raw(world.path, "INSERT INTO attribution_span VALUES (?, ?, ?, ?, ?, ?)", *cells)
    for attribute, value in values.items():
        choices = enumerate(value, start=1) if isinstance(value, list) else ((0, value),)
        for ordinal, choice in choices:
            cells = (key, attribute, ordinal, json.dumps(choice, ensure_ascii=False), ordinal == 1)
            raw(world.path, "INSERT INTO attribution_value VALUES (?, ?, ?, ?, ?)", *cells)
    with world.project.store.read() as connection:
        (entity,) = work_queries.attributions_of(connection, [one.set_id])
        (bare,) = attributions_of_sets(connection, [one.set_id])[one.set_id.bytes]
    assert bare.values == entity.values
    assert sorted(bare.derived) == sorted(entity.derived)
    assert bare.spans == entity.spans
    annotating.delete_attribution(world.project, world.mira, one.id)


def test_submissions_read_in_bulk_say_the_same_as_entities(world: World) -> None:
    one = mark(world, world.mira)
    hand_in(world, world.mira)
    hand_in_again(world, world.mira, one, "stance", "opposes")
    with world.project.store.read() as connection:
        entities = work_queries.submissions_of(connection, [one.set_id])
        stored = submissions_of_sets(connection, [one.set_id])[one.set_id.bytes]
    assert len(stored) == len(entities) == 2
    for bare, entity in zip(stored, entities, strict=True):
        for name in bare._fields:
            assert getattr(bare, name) == getattr(entity, name), name
        assert len(bare.snapshot) == len(entity.snapshot) > 1


def test_the_collector_is_as_it_was_after_an_export(world: World, tmp_path: Path) -> None:
    world.annotate()
    export_project(world.project, world.manager, "stance-annotator", tmp_path / "out.jsonl")
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
