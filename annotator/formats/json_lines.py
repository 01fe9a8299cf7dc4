"""JSON Lines: of each line the object or what is wrong with it, never more than one in memory."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.written_json import WrittenJson
from annotator.formats.file_problems import file_problems, with_place
from annotator.formats.json_fields import in_order

MAX_LINE_BYTES = 512 * 1024 * 1024
"""A longer line is not read. Holds the longest text with all its work, and large registries."""

MAX_DEPTH = 100
"""Objects and lists inside one another; deeper ones could be read, but not always written."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPES = tuple(
    (character.encode(), f"\\u{ord(character):04x}".encode()) for character in "\u0085\u2028\u2029"
)

NumberedLine = tuple[int, dict[str, Any] | FormatError]


def objects_of(path: Path) -> Iterator[NumberedLine]:
    """Yield each line's number, from 1, and its object or error; blank lines are passed over.

    Errors: ``bad_json``, ``not_an_object``, ``duplicate_key``, ``too_deep``, ``not_utf8``,
    ``line_too_long``; ``not_json_lines`` for a file that is one JSON value over many lines, after
    which nothing comes.
    Raises FormatError when the file cannot be read.
    """
    with file_problems(path), path.open("rb") as file:
        for number, line in _lines(file):
            if line is None:
                error = FormatError("line_too_long", limit=MAX_LINE_BYTES)
                yield number, with_place(error, path, number)
                continue
            if not line.strip():
                continue
            if number == 1 and line.strip() in (b"{", b"["):
                yield number, with_place(FormatError("not_json_lines"), path, number)
                return
            try:
                yield number, object_of(line)
            except FormatError as error:
                yield number, with_place(error, path, number)


def object_of(line: bytes) -> dict[str, Any]:
    """Return the object that a line is, without lone surrogates. Raises FormatError."""
    try:
        value = json.loads(
            line.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_not_json,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise FormatError("not_utf8", position=error.start) from error
    except json.JSONDecodeError as error:
        raise FormatError("bad_json", what=error.msg, position=error.pos) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; nesting
        raise FormatError("bad_json", what=str(error), position=None) from error
    if not isinstance(value, dict):
        raise FormatError("not_an_object")
    _check_depth(value, MAX_DEPTH)
    if _ESCAPED_SURROGATE.search(line):
        cleaned: dict[str, Any] = _cleaned(value)
        return cleaned
    return value


def line_of(document: dict[str, Any]) -> bytes:
    """Return the object as one line of UTF-8 with its end: the same object, the same bytes.

    Characters that some programs take for the end of a line (U+0085, U+2028, U+2029) are escaped.
    """
    import orjson

    try:
        line = orjson.dumps(document)
    except TypeError:  # half a surrogate pair, a number of more than 64 bits, deep nesting
        line = _slow_line(document)
    for character, escape in _ESCAPES:
        # One rare byte is looked for first: much faster where other marks of U+20xx are about.
        if character[-1] in line and character in line:  # can only stand inside a string
            line = line.replace(character, escape)
    return line + b"\n"


def _slow_line(document: dict[str, Any]) -> bytes:
    text = json.dumps(
        document, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_written
    )
    return without_lone_surrogates(text).encode("utf-8")


def sorted_json(value: Mapping[str, Any]) -> Any:
    """Return free-form JSON for a document of `line_of`, in writing already, all its keys sorted.

    The line is the same as with `in_order`, which takes twenty times as long. What is stored as
    JSON stays as it is stored: its keys have an order.
    """
    import orjson

    if isinstance(value, WrittenJson):
        return orjson.Fragment(value.text)
    try:
        return orjson.Fragment(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))
    except TypeError:  # as above; or no plain dict
        return in_order(value)


def _written(part: Any) -> Any:
    """Return what `sorted_json` has written as the value that it was; raises TypeError."""
    import orjson

    if not isinstance(part, orjson.Fragment):
        raise TypeError(f"no JSON: {type(part).__name__}")
    return json.loads(orjson.dumps(part))


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE_BYTES)
            yield number, None
        else:
            yield number, line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise FormatError("duplicate_key", key=counts.most_common(1)[0][0])
    return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        _not_json(text)
    return number


def _not_json(text: str) -> NoReturn:
    raise FormatError("bad_json", what=f"not a number: {text[:40]}", position=None)


def _check_depth(value: dict[str, Any] | list[Any], left: int) -> None:
    if not left:
        raise FormatError("too_deep", limit=MAX_DEPTH)
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, (dict, list)):
            _check_depth(one, left - 1)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return without_lone_surrogates(value)
    if isinstance(value, dict):
        return {without_lone_surrogates(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return value
