"""Hashes in the place of words, for data sets whose articles may not be passed on.

Whoever has the articles can find every quote again: by its offsets, its hash, and the hashes of the
`CONTEXT` code points before and after it.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

CONTEXT = 32
"""Code points on either side of a quote that are hashed."""


def hidden_quote(span: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return a span with the hashes of its quote and context in the place of the quote."""
    start, end = span["start"], span["end"]
    rest = {key: value for key, value in span.items() if key not in ("start", "end", "quote")}
    return {
        "start": start,
        "end": end,
        "quote_sha256": _sha256(span["quote"]),
        "before_sha256": _sha256(text[max(0, start - CONTEXT) : start]),
        "after_sha256": _sha256(text[end : end + CONTEXT]),
        **rest,
    }


def without_quotes(value: Any, text: str) -> Any:
    """Return free-form JSON with every span in it, however deep, without its words."""
    if isinstance(value, dict):
        if (
            isinstance(value.get("quote"), str)
            and isinstance(value.get("start"), int)
            and isinstance(value.get("end"), int)
        ):
            return hidden_quote(value, text)
        return {key: without_quotes(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [without_quotes(one, text) for one in value]
    return value


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()
