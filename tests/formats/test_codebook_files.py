"""Codebooks as files."""

import json
from pathlib import Path

import pytest

from annotator.domain.codebook_document import codebook_to_document
from annotator.domain.errors import CodebookError, FormatError
from annotator.formats.codebook_files import codebook_yaml, read_codebook, write_codebook
from annotator.shipped import resources_folder
from tests.domain.samples import codebook, codebook_document

SHIPPED = sorted((resources_folder() / "codebooks").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_codebooks_survive_writing(path: Path, tmp_path: Path) -> None:
    book = read_codebook(path)
    assert book.key == path.stem
    out = tmp_path / "book.yaml"
    write_codebook(book, out)
    assert read_codebook(out) == book


def test_there_are_three() -> None:
    assert len(SHIPPED) == 3


@pytest.mark.parametrize("name", ["book.json", "book.yaml"])
def test_json_is_read_by_either_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(codebook_document(), indent=2), encoding="utf-8")
    assert read_codebook(path) == codebook()


def test_words_that_older_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    document = codebook_to_document(codebook())
    text = codebook_yaml(codebook())
    assert "key: 'yes'" in text, "quoted for other programs"
    path = tmp_path / "book.yaml"
    path.write_text(text.replace("'yes'", "yes").replace("'no'", "no"), encoding="utf-8")
    assert codebook_to_document(read_codebook(path)) == document
    path.write_text(
        text.replace("Who knows?", "12:30").replace("Never.", "2021-09-02"), encoding="utf-8"
    )
    unclear = read_codebook(path).attributes[0].values[2]
    assert unclear.positive_examples == ("12:30",)
    assert unclear.negative_examples == ("2021-09-02",)


@pytest.mark.parametrize("name", ["book.json", "book.yaml"])
def test_doubled_keys_are_refused_with_their_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = json.dumps(codebook_document(), indent="\t" if name.endswith("json") else 2)
    path.write_text(text.replace('"version": 2', '"version": 2,\n"key": "other"'), encoding="utf-8")
    with pytest.raises(FormatError) as raised:
        read_codebook(path)
    assert raised.value.code == "duplicate_key"
    assert raised.value.fields == {"key": "key", "line": 4, "file": name}


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("book.yaml", "key: a\nlabel: [b\n", "bad_yaml", 3),
        ("book.yaml", "key: !!python/name:os.system x\n", "bad_yaml", 1),
        ("book.yaml", "a" * 10 + ": &a [*a]\n? {}\n: x\n", "bad_yaml", 2),
        ("book.yaml", "[" * 20_000, "bad_yaml", None),
        ("book.json", '{"key": "a",\n "label": }', "bad_json", 2),
        ("book.json", "[" * 20_000, "bad_json", None),
        ("book.yaml", "", "empty", None),
        ("book.yaml", "just words\n", "codebook_invalid", None),
    ],
)
def test_what_is_no_codebook(
    tmp_path: Path, name: str, text: str, code: str, line: int | None
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises((FormatError, CodebookError)) as raised:
        read_codebook(path)
    if code != "empty":
        assert raised.value.code == code
    if line:
        assert raised.value.fields["line"] == line


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        read_codebook(tmp_path / "none.yaml")
    assert raised.value.code == "not_found"
