"""Words in XML: escaped so that a parser gives them back, and what XML cannot hold replaced.

XML 1.0 has no place for most control characters, for U+FFFE, U+FFFF and for lone surrogates, not
even as references. U+FFFD stands for each of them, one for one, so that offsets hold.
"""

import re
from collections.abc import Mapping

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STAND_IN = "\ufffd"
_ESCAPED = re.compile('[&<>"\t\n\r\x7f-\x9f\u2028\u2029]')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def held_by_xml(words: str) -> str:
    """Return words as XML can hold them."""
    return FORBIDDEN.sub(STAND_IN, words)


class XmlWriter:
    """Makes elements and counts the characters that it had to replace."""

    def __init__(self) -> None:
        self.replaced = 0

    def words(self, words: str) -> str:
        """Return words for the inside of an element or of an attribute's quotation marks."""
        held, count = FORBIDDEN.subn(STAND_IN, words)
        self.replaced += count
        # White space and line ends of other kinds as references: parsers normalise them.
        return _ESCAPED.sub(lambda one: _NAMED.get(one[0], f"&#{ord(one[0])};"), held)

    def opening(self, name: str, attributes: Mapping[str, str | None]) -> str:
        """Return a start tag; attributes that are None are left out."""
        listed = "".join(
            f' {key}="{self.words(value)}"'
            for key, value in attributes.items()
            if value is not None
        )
        return f"<{name}{listed}>"

    def element(self, name: str, attributes: Mapping[str, str | None], *inside: str) -> str:
        """Return an element with what stands inside, which is XML already."""
        start = self.opening(name, attributes)
        content = "".join(inside)
        return f"{start}{content}</{name}>" if content else f"{start[:-1]}/>"
