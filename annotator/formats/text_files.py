"""Import format ``text``: one article per plain text file, with every character kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import MAX_CODE_POINTS, normalise
from annotator.formats.file_problems import file_problems, with_place
from annotator.formats.identity import identified
from annotator.formats.records import AppearanceRecord, ArticleRecord, ReadItem, plain_article
from annotator.formats.text_decoding import DecodedText, decode, looks_binary
from annotator.words import tr

_MAX_BYTES = 8 * MAX_CODE_POINTS + 4
"""The longest text in the widest encoding (UTF-32), every line end two characters."""

_ENDINGS = (".txt", ".text")
_OF_OTHER_KINDS = (
    *(".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".ini"),
    *(".xml", ".html", ".htm", ".xhtml", ".svg", ".css", ".js", ".py", ".r", ".rtf", ".log"),
    *(".ann", ".conll", ".qdc"),
)


class TextFiles:
    """Plain text in UTF-8, UTF-16 or an encoding from before Unicode."""

    name = "text"
    endings = _ENDINGS
    cannot_hold = ""

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Plain text")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("One article per file, in any common encoding.")

    def can_read(self, head: bytes, path: Path) -> float:
        """Return how sure it is; one named as text is ours, so that we say what is wrong."""
        ending = path.suffix.lower()
        if ending in _ENDINGS:
            return 0.8
        if ending in _OF_OTHER_KINDS or not head or looks_binary(head):
            return 0.0
        if head.lstrip()[:5].lower() in (b"<!doc", b"<html", b"{\\rtf", b"<?xml"):
            return 0.0
        return 0.2

    def read(self, path: Path) -> Iterator[ReadItem]:
        """Yield the file's article, or what is wrong: see `read_article`."""
        try:
            yield read_article(path)
        except FormatError as error:
            yield error


def read_article(path: Path) -> ArticleRecord:
    """Return the article that a text file holds.

    Raises FormatError: not_found, no_permission, is_a_folder, read_failed, too_long, binary_file,
    undecodable, empty_file.
    """
    decoded = read_text(path)
    text = normalise(decoded.text).text
    if len(text) > MAX_CODE_POINTS:
        raise FormatError("too_long", file=path.name, limit=MAX_CODE_POINTS)
    if not text.strip():
        raise FormatError("empty_file", file=path.name)
    record = plain_article(text, AppearanceRecord(source_file=path.name))
    return identified(replace(record, source_file=path.name, encoding=decoded.guessed))


def read_text(path: Path, limit: int = _MAX_BYTES) -> DecodedText:
    """Return the characters of a file that is at most ``limit`` bytes long. Raises FormatError."""
    with file_problems(path), path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        code = "binary_file" if looks_binary(data) else "too_long"
        raise FormatError(code, file=path.name, limit=MAX_CODE_POINTS)
    try:
        return decode(data)
    except FormatError as error:
        raise with_place(error, path) from error
