"""The tables as SQLite has them, and our column types through a STRICT table and back."""

import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, insert, select

from annotator.domain.entities import EntityKind
from annotator.storage import column_types
from annotator.storage.creation import create_file
from annotator.storage.entity_rows import mapping_of
from annotator.storage.project_file import APPLICATION_ID, SCHEMA_VERSION
from annotator.storage.tables import metadata
from tests.services.world import ENTITY_TABLES, World, raw

TABLES = """
project setting person article article_text appearance zone story import_run speaker
speaker_alias speaker_role speaker_keep_apart codebook round batch annotation_set
submission review_request attribution attribution_span attribution_value article_value
suggestion decision decision_candidate decision_set decision_gold step change conflict
feedback lineage adjudication_item adjudication_progress
"""


def test_every_table_of_the_design_is_there_and_strict(world: World) -> None:
    rows = raw(world.path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    strict = {name: flag for name, flag in rows if not name.startswith("sqlite_")}
    assert set(strict) == set(TABLES.split()) == set(metadata.tables)
    assert set(strict.values()) == {1}


def test_whole_entities_carry_revision_hash_and_tombstone() -> None:
    for name in ENTITY_TABLES:
        assert {"id", "revision", "content_hash", "deleted_at", "extra"} <= set(
            metadata.tables[name].c.keys()
        )


def test_every_kind_but_codebooks_is_mapped_to_a_table() -> None:
    kinds = set(EntityKind) - {EntityKind.CODEBOOK}
    assert {mapping_of(kind).table.name for kind in kinds} == set(ENTITY_TABLES)


def test_a_new_file_bears_the_marks_of_a_project(tmp_path: Path) -> None:
    path = tmp_path / "new.stance"
    create_file(path)
    assert raw(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert raw(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_strict_table_refuses_what_does_not_fit(world: World) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw(world.path, "UPDATE article SET length = 'long'")
    with pytest.raises(sqlite3.IntegrityError):
        raw(world.path, "UPDATE article SET id = 'not bytes'")


_SAMPLES = MetaData()
_SAMPLE = Table(
    "sample",
    _SAMPLES,
    Column("n", Integer, primary_key=True),
    Column("id", column_types.Id),
    Column("digest", column_types.Digest),
    Column("instant", column_types.Instant),
    Column("day", column_types.Day),
    Column("flag", column_types.Flag),
    Column("json", column_types.Json),
    Column("whole", column_types.Whole),
    sqlite_strict=True,
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("types") / "types.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        _SAMPLES.create_all(connection)
        yield connection
    engine.dispose()


def stored(connection: Connection, column: str, value: Any) -> Any:
    key = connection.execute(insert(_SAMPLE).values({column: value})).inserted_primary_key
    assert key is not None
    return connection.execute(select(_SAMPLE.c[column]).where(_SAMPLE.c.n == key[0])).scalar_one()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abü", max_size=3), inner),
    max_leaves=8,
)
values = st.one_of(
    st.tuples(st.just("id"), st.uuids()),
    st.tuples(st.just("digest"), st.binary(min_size=32, max_size=32).map(bytes.hex)),
    st.tuples(st.just("instant"), st.datetimes(datetime(1, 1, 3), timezones=st.just(UTC))),
    st.tuples(st.just("day"), st.dates()),
    st.tuples(st.just("flag"), st.booleans()),
    st.tuples(st.just("json"), json_values.filter(lambda value: value != {})),
    st.tuples(st.just("whole"), st.integers(-(2**63), 2**63 - 1)),
)


@given(case=values)
def test_column_types_lose_nothing(samples: Connection, case: tuple[str, Any]) -> None:
    column, value = case
    found = stored(samples, column, value)
    assert found == value
    assert type(found) is type(value)
    assert stored(samples, column, None) is None


def test_instants_are_utc_whatever_their_zone(samples: Connection) -> None:
    kabul = timezone(timedelta(hours=4, minutes=30))
    found = stored(samples, "instant", datetime(2021, 8, 30, 23, 59, 59, 999_999, tzinfo=kabul))
    assert found == datetime(2021, 8, 30, 19, 29, 59, 999_999, tzinfo=UTC)
    assert found.tzinfo is UTC
    with pytest.raises(Exception, match="time zone"):
        stored(samples, "instant", datetime(2021, 8, 30))


def test_an_empty_mapping_takes_no_room(samples: Connection) -> None:
    assert stored(samples, "json", {}) is None
    assert stored(samples, "json", []) == []


def test_identifiers_take_sixteen_bytes_and_days_can_be_read_as_text(
    samples: Connection,
) -> None:
    stored(samples, "id", uuid.uuid4())
    stored(samples, "day", date(2021, 9, 2))
    raw_values = samples.exec_driver_sql(
        "SELECT length(id), day FROM sample ORDER BY n DESC LIMIT 2"
    ).all()
    assert [tuple(row) for row in raw_values] == [(None, "2021-09-02"), (16, None)]
