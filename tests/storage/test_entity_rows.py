"""Entities to rows and back, for every kind, singly and in bulk."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from annotator.domain.documents import content_hash, from_document, kind_of, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.storage import entity_rows
from annotator.storage.creation import create_file
from tests.storage.strategies import entities


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A project file without enforced references: rows may stand alone in it."""
    path: Path = tmp_path_factory.mktemp("rows") / "rows.stance"
    create_file(path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA foreign_keys=OFF")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def columns_of(entity: Entity) -> dict[str, object]:
    """What an importer adds to rows that services never make."""
    extra: dict[EntityKind, dict[str, object]] = {
        EntityKind.ARTICLE: {"position": 1, "filter_key": ""},
    }
    return extra.get(kind_of(entity), {})


def forget(connection: Connection, entity: Entity) -> None:
    kind = kind_of(entity)
    for part in entity_rows.mapping_of(kind).parts:
        connection.execute(part.table.delete())
    connection.execute(entity_rows.mapping_of(kind).table.delete())


@settings(max_examples=150)
@given(entity=entities)
def test_every_entity_comes_back_as_it_was(loose: Connection, entity: Entity) -> None:
    kind = kind_of(entity)
    forget(loose, entity)
    entity_rows.store_new(loose, kind, [entity], None, [columns_of(entity)])
    assert entity_rows.load_one(loose, kind, entity.id) == entity
    assert entity_rows.load(loose, kind, [entity.id]) == {entity.id: entity}
    table = entity_rows.mapping_of(kind).table
    hashed = loose.execute(table.select()).mappings().one()["content_hash"]
    assert hashed == content_hash(to_document(entity))


@settings(max_examples=100)
@given(one=entities, other=entities)
def test_an_entity_is_overwritten_whole(loose: Connection, one: Entity, other: Entity) -> None:
    if type(one) is not type(other):
        return
    kind, after = kind_of(one), other.but(id=one.id, revision=2)
    forget(loose, one)
    entity_rows.store_new(loose, kind, [one], None, [columns_of(one)])
    entity_rows.store(loose, kind, one, after)
    assert entity_rows.load_one(loose, kind, one.id) == after


@settings(max_examples=100)
@given(entity=entities)
def test_documents_lose_nothing_and_times_do_not_change_the_hash(entity: Entity) -> None:
    document = to_document(entity)
    assert from_document(type(entity), document) == entity
    assert content_hash(document) == content_hash(to_document(entity.but(revision=99)))


def test_unknown_identifiers_are_absent(loose: Connection) -> None:
    from annotator.domain.identifiers import new_id

    for kind in set(EntityKind) - {EntityKind.CODEBOOK}:
        assert entity_rows.load_one(loose, kind, new_id()) is None
        assert entity_rows.load(loose, kind, [new_id()]) == {}


def test_more_identifiers_than_one_statement_takes(loose: Connection) -> None:
    from annotator.domain.articles import Story
    from annotator.domain.identifiers import new_id

    stories = [Story(id=new_id(), revision=1, name=f"{n}") for n in range(1_200)]
    forget(loose, stories[0])
    entity_rows.store_new(loose, EntityKind.STORY, stories, None)
    found = entity_rows.load(loose, EntityKind.STORY, [one.id for one in stories])
    assert found == {one.id: one for one in stories}
