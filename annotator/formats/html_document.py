"""What every HTML page of ours begins with: it needs nothing beside it, and runs nothing."""

import re
from html import escape

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever a text may smuggle in, nothing is run and nothing is fetched."""

_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")
_STAND_IN = "\ufffd"


def document_start(title: str, style: str) -> str:
    """Return a page up to the beginning of its body."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def document_end() -> str:
    """Return the end of a page."""
    return "</body>\n</html>\n"


def held_by_html(words: str) -> str:
    """Return words as HTML can hold them: NUL and lone surrogates become U+FFFD."""
    return _NOT_IN_HTML.sub(_STAND_IN, words)


class HtmlWriter:
    """Escapes words and counts the characters that it had to replace."""

    def __init__(self) -> None:
        self.replaced = 0

    def words(self, words: str) -> str:
        """Return words for the inside of an element or of an attribute's quotation marks."""
        held, count = _NOT_IN_HTML.subn(_STAND_IN, words)
        self.replaced += count
        # A browser would make a line end of a carriage return.
        return escape(held, quote=True).replace("\r", "&#13;")
