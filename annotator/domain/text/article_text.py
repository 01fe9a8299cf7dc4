"""The one normalisation of a text, done at import; everything else refers to its result."""

import hashlib
import re
import uuid
from bisect import bisect_left
from dataclasses import dataclass

from annotator.domain.identifiers import derived_id

MAX_CODE_POINTS = 2_000_000

_LINE_END = re.compile("\r\n|[\r\v\f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text, and which code points of the original it no longer has."""

    text: str
    removed: tuple[int, ...]
    """Positions in the original of what is gone (a leading U+FEFF, the LF of a CRLF)."""

    def offset(self, original: int) -> int:
        """Map an offset in the original (code points) to one in the normalised text."""
        return original - bisect_left(self.removed, original)


def normalise(original: str) -> NormalisedText:
    """Normalise a text as it comes in: CRLF, CR, VT, FF become LF; one leading U+FEFF goes.

    Other C0 controls except TAB, and lone surrogates, become U+FFFD. Nothing else changes: no
    Unicode normalisation, no typing error corrected.
    """
    mark = 1 if original.startswith("\ufeff") else 0
    removed = (*range(mark), *(found.start() + 1 for found in re.finditer("\r\n", original)))
    text = _FORBIDDEN.sub("\ufffd", _LINE_END.sub("\n", original[mark:]))
    return NormalisedText(text, removed)


def is_normalised(text: str) -> bool:
    """Tell whether normalising some text can have given this one."""
    return normalise("\ufeff" + text).text == text


def without_lone_surrogates(text: str) -> str:
    """Return ``text`` with lone surrogates, which no UTF-8 file can hold, replaced by U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def digest_of(text: str) -> str:
    """Return the SHA-256, as 64 hex digits, of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id_of(digest: str) -> uuid.UUID:
    """Return the article's identifier, which follows from the digest of its text."""
    return derived_id(digest)
