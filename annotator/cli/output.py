"""What goes to the terminal: words on one stream, reasons on the other, JSON whole."""

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any, TextIO

from annotator.domain.errors import AnnotatorError
from annotator.wording.problems import sentence_for
from annotator.words import tr

_CONTROLS = ("Cc", "Cs", "Zl", "Zp")
_PIPED_WIDTH = 120


class CommandFailed(Exception):
    """A command ends with status 1; the text is the one line that says why."""


def say(line: str) -> None:
    """Print one line to standard output."""
    _write(sys.stdout, _without_controls(line))


def complain(text: str) -> None:
    """Print one line to standard error, under the program's name."""
    _write(sys.stderr, f"annotator: {one_line(text)}")


def say_json(document: dict[str, Any]) -> None:
    """Print one JSON document; characters that the stream cannot carry are escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(document, indent=2)
    _write(sys.stdout, text)


def say_table(headers: Sequence[str], rows: Sequence[Sequence[str]], numbers_from: int = 1) -> None:
    """Print a table; the columns from ``numbers_from`` on hold numbers."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, header in enumerate(headers):
        table.add_column(Text(header), justify="right" if place >= numbers_from else "left")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    console = Console(width=width, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        say(line.rstrip())


def reason_of(error: AnnotatorError) -> str:
    """Return what a person is told about an error, the file that it is about first."""
    sentence = sentence_for(error.code, error.fields)
    about = error.fields.get("file") or error.fields.get("path")
    return tr("{file}: {sentence}", file=about, sentence=sentence) if about else sentence


def one_line(text: str) -> str:
    """Return the text on one line: names may hold line breaks."""
    return " ".join(_without_controls(text).split())


def _without_controls(text: str) -> str:
    """Names may hold what a terminal would obey; joiners and the like are part of words."""
    return "".join(
        c if unicodedata.category(c) not in _CONTROLS else " " if c.isspace() else "�" for c in text
    )


def _write(stream: TextIO, text: str) -> None:
    """Print a line, with marks in place of characters that the stream cannot carry."""
    try:
        print(text, file=stream, flush=True)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        print(text.encode(encoding, "replace").decode(encoding), file=stream, flush=True)
