"""The least that an export can cost: bare `sqlite3` reads rows, `orjson` or `pyarrow` writes them.

Nothing is checked, whoever may read it, nothing is put in order, no column is turned into another.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from pyarrow import parquet

_COLUMNS = {
    "article": "id digest title language imported_at",
    "article_text": "article_id text",
    "appearance": "id article_id ordinal title outlet published_on url",
    "annotation_set": "id article_id round_id person_id kind state seconds",
    "article_value": "annotation_set_id attribute ordinal value",
    "submission": "id set_id ordinal state codebook submitted_at snapshot",
    "attribution": "id set_id speaker_id note flagged origin codebook created_at updated_at",
    "attribution_span": "attribution_id role ordinal start end quote",
    "attribution_value": "attribution_id attribute ordinal value derived",
}
_NOT_IN_TABLES = ("article_text", "submission")
_PAGE, _FEW, _GROUP = 100, 1000, 20_000

Object = dict[str, Any]


def rows_as_lines(path: Path, out: Path) -> None:
    """Write every row as a JSON list, table by table, cells as the database has them."""
    with closing(sqlite3.connect(path)) as connection, out.open("wb") as file:
        for table in _COLUMNS:
            found = connection.execute(_select(table))
            while rows := found.fetchmany(_FEW):
                file.write(b"\n".join(map(orjson.dumps, rows)))


def rows_as_parquet(path: Path, out: Path) -> None:
    """Write the tables that the product's file is of as Parquet files, cells as they are."""
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in _COLUMNS.items():
            if table in _NOT_IN_TABLES:
                continue
            found = connection.execute(_select(table))
            writer = None
            while rows := found.fetchmany(_GROUP):
                arrays = map(pa.array, zip(*rows, strict=True))
                group = pa.table(dict(zip(columns.split(), arrays, strict=True)))
                if writer is None:
                    name = out.with_suffix(f".{table}")
                    writer = parquet.ParquetWriter(name, group.schema, compression="zstd")
                writer.write_table(group)
            if writer is not None:
                writer.close()


def articles_as_lines(path: Path, out: Path) -> None:
    """Write the same rows as one object per article, as anybody would who needs such lines."""
    with closing(sqlite3.connect(path)) as connection, out.open("wb") as file:
        found = connection.execute("SELECT id FROM article ORDER BY position")
        while keys := [row[0] for row in found.fetchmany(_PAGE)]:
            for one in _articles(connection, keys):
                file.write(orjson.dumps(one) + b"\n")


def _articles(connection: sqlite3.Connection, keys: list[bytes]) -> Iterator[Object]:
    def read(table: str, where: str, values: list[bytes]) -> Iterator[Object]:
        places = ",".join("?" * len(values))
        names = _COLUMNS[table].split()
        for row in connection.execute(f"{_select(table)} WHERE {where} IN ({places})", values):
            yield dict(zip(names, row, strict=True))

    made = list(read("article", "id", keys))
    ids = [one["id"] for one in made]
    texts = {one["article_id"]: one["text"] for one in read("article_text", "article_id", keys)}
    appearances = _by("article_id", read("appearance", "article_id", keys))
    sets = list(read("annotation_set", "article_id", keys))
    set_keys = [bytes.fromhex(one["id"]) for one in sets]
    values = _by("annotation_set_id", read("article_value", "annotation_set_id", set_keys))
    submissions = _by("set_id", read("submission", "set_id", set_keys), _parsed)
    work = list(read("attribution", "set_id", set_keys))
    spans: dict[str, list[Object]] = defaultdict(list)
    coded: dict[str, list[Object]] = defaultdict(list)
    for start in range(0, len(work), 500):
        some = [bytes.fromhex(one["id"]) for one in work[start : start + 500]]
        for one in read("attribution_span", "attribution_id", some):
            spans[one["attribution_id"]].append(one)
        for one in read("attribution_value", "attribution_id", some):
            coded[one["attribution_id"]].append(one)
    for one in work:
        one["spans"], one["values"] = spans[one["id"]], coded[one["id"]]
    attributions = _by("set_id", iter(work))
    for one in sets:
        one["values"], one["submissions"] = values[one["id"]], submissions[one["id"]]
        one["attributions"] = attributions[one["id"]]
    work_on = _by("article_id", iter(sets))
    for article, key in zip(made, ids, strict=True):
        article["text"], article["sets"] = texts[key], work_on[key]
        article["appearances"] = appearances[key]
        yield article


def _by(
    key: str, found: Iterator[Object], turned: Callable[[Object], Object] | None = None
) -> dict[str, list[Object]]:
    result: dict[str, list[Object]] = defaultdict(list)
    for one in found:
        result[one[key]].append(one if turned is None else turned(one))
    return result


def _parsed(submission: Object) -> Object:
    submission["snapshot"] = orjson.loads(submission["snapshot"])
    return submission


def _select(table: str) -> str:
    names = [
        f'lower(hex("{one}"))' if one.endswith("id") or one == "digest" else f'"{one}"'
        for one in _COLUMNS[table].split()
    ]
    return f"SELECT {', '.join(names)} FROM {table}"
