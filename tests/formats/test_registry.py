"""Which formats there are, and which one a file is in."""

import importlib
import logging
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.domain.errors import FormatError
from annotator.formats import registry
from annotator.formats.records import ReadItem
from annotator.formats.text_files import TextFiles


class NewsML(TextFiles):
    name = "newsml"
    endings = (".newsml",)

    def can_read(self, head: bytes, path: Path) -> float:
        return 1.0 if b"<newsItem" in head else 0.0

    def read(self, path: Path) -> Iterator[ReadItem]:
        yield from ()


class TakenName(TextFiles):
    name = "csv"


@pytest.fixture
def fresh() -> Iterator[None]:
    registry._formats.cache_clear()
    yield
    registry._formats.cache_clear()


def test_ours_are_there_without_installed_metadata() -> None:
    assert [one.name for one in registry.import_formats()][:2] == ["stance-annotator", "text"]
    assert [one.name for one in registry.export_formats()][:3] == ["stance-annotator", "csv", "tsv"]
    for one in (*registry.import_formats(), *registry.export_formats()):
        assert one.label
        assert one.description.endswith(".")
        assert len(one.description) <= 60, "a line of the list that one chooses from"
        assert all(ending.startswith(".") for ending in one.endings)


def test_listing_the_formats_loads_no_heavy_library() -> None:
    code = (
        "import sys; from annotator.formats.registry import export_formats, import_formats\n"
        "for one in (*export_formats(), *import_formats()): one.label, one.description\n"
        "heavy = {'cassis', 'lxml', 'numpy', 'openpyxl', 'pyarrow', 'spacy', 'sqlalchemy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_formats_by_name() -> None:
    assert registry.import_format("text").name == "text"
    assert registry.export_format("csv").name == "csv"
    with pytest.raises(FormatError) as raised:
        registry.import_format("csv")
    assert raised.value.code == "unknown_format"
    assert "text" in str(raised.value.fields["known"])


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"Some words.", "text"),
        ("a", b"Some words.", "text"),
        ("a.txt", b"\x00\x01\x02" * 9, "text"),
        ("a.txt", b"", "text"),
        ("a.md", "“Words.”".encode("utf-16"), "text"),
        ("a.jsonl", b'{"format": "stance-annotator/1", "project": {}}', "stance-annotator"),
        ("a.txt", b'\xef\xbb\xbf{"format":"stance-annotator/1"}', "stance-annotator"),
        ("a.json", b'{"article": {"text": "' + b"x" * 99_999, "stance-annotator"),
        ("a.jsonl", b'{"broken', "stance-annotator"),
        ("a.jsonl", b"", "stance-annotator"),
        ("a.csv", b"a,b\r\n", "unrecognised_file"),
        ("a.html", b"<html></html>", "unrecognised_file"),
        ("page", b"<!DOCTYPE html><html></html>", "unrecognised_file"),
        ("a.bin", b"\x00\x01\x02" * 9, "binary_file"),
        ("a.pdf", b"%PDF-1.7", "binary_file"),
    ],
)
def test_formats_by_content(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        found = registry.guess_format(path).name
    except FormatError as error:
        found = error.code
    assert found == expected


def test_a_missing_file_has_no_format(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        registry.guess_format(tmp_path / "none.txt")
    assert raised.value.code == "not_found"


@pytest.mark.usefixtures("fresh")
def test_other_packages_add_theirs_and_break_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = __name__
    assert importlib.import_module(here).NewsML.name == "newsml"

    def entry_points(*, group: str) -> list[EntryPoint]:
        return [
            EntryPoint("gone", "there_is_no_such_module:Format", group),
            EntryPoint("none", "pathlib:Path", group),
            EntryPoint("taken", f"{here}:TakenName", group),
            EntryPoint("newsml", f"{here}:NewsML", group),
        ]

    monkeypatch.setattr(registry, "entry_points", entry_points)
    with caplog.at_level(logging.ERROR):
        names = [one.name for one in registry.import_formats()]
    assert names == ["stance-annotator", "text", "newsml"]
    assert len(caplog.records) == 3
    caplog.clear()
    path = tmp_path / "a.xml"
    path.write_bytes(b"<?xml version='1.0'?><newsItem/>")
    assert registry.guess_format(path).name == "newsml"
