"""Words and tables as Markdown in which nothing that somebody typed becomes markup."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def plain(words: object) -> str:
    """Return words on one line, as they are to be read."""
    return _MARKUP.sub(r"\\\1", " ".join(str(words).split()))


def paragraphs(words: str) -> str:
    """Return running text with its paragraphs."""
    return "\n\n".join(plain(one) for one in re.split(r"\n\s*\n", words) if one.strip())


def code(words: object) -> str:
    """Return words as code; marks for code in them become apostrophes."""
    shown = " ".join(str(words).split()).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers_from: int = 99) -> str:
    """Return a table of cells that are Markdown already; columns of numbers stand at the right."""
    rule = ["---:" if place >= numbers_from else "---" for place in range(len(head))]
    lines = [_row(head), _row(rule), *(_row(one) for one in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
