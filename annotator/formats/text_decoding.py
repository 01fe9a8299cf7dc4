"""From the bytes of a text file to its characters: Unicode by its marks, else by a detector."""

import codecs
import re
from dataclasses import dataclass

from annotator.domain.errors import FormatError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"SQLite format 3\x00",
)
_NOT_TEXT = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_TOO_MANY = 0.01
"""A larger share of control characters than this (and more than one) is no text."""

_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "cp1258", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874", "mac_roman"),
]
"""What texts were saved in before Unicode, likelier first. The detector knows many more, with which
short texts are mistaken; ISO 8859 is covered by the Windows code pages."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a file, without its byte order mark."""

    text: str
    guessed: str | None = None
    """The encoding, where it was guessed rather than known to be a form of Unicode."""


def decode(data: bytes) -> DecodedText:
    """Return the text of a whole file, every character of it.

    Raises FormatError ``binary_file`` or ``undecodable``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return DecodedText(_strictly(data[len(mark) :], encoding))
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return DecodedText(_strictly(data, unmarked))
    if looks_binary(data):
        raise FormatError("binary_file")
    try:
        return DecodedText(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(data)


def looks_binary(data: bytes) -> bool:
    """Tell whether this is the beginning (or all) of something that is not text."""
    if data.startswith(_SIGNATURES):
        return True
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _unmarked_utf16(data):
        return False
    sample = data[:_SAMPLE]
    return len(_NOT_TEXT.findall(sample)) > _TOO_MANY * len(sample) + 1


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError("undecodable", encoding=encoding, position=error.start) from error


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without mark: its spaces and ASCII letters have NUL as their other half."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[::2], sample[1::2]
    if not sample or len(data) % 2 or not even.count(0) + odd.count(0):
        return None
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) > 0.1 * len(high) and low.count(0) <= 0.01 * len(low) + 1:
            text = sample.decode(encoding, "replace")
            # Pairs of arbitrary bytes are rarely all assigned, let alone without controls.
            controls = sum(1 for one in text if ord(one) < 32 and one not in "\t\n\v\f\r")
            if controls + text.count("\ufffd") <= _TOO_MANY * len(text) + 1:
                return encoding
    return None


def _legacy(data: bytes) -> DecodedText:
    from charset_normalizer import from_bytes

    found = list(from_bytes(data, cp_isolation=_LEGACY))
    if not found:
        raise FormatError("undecodable", encoding=None, position=None)
    best = min(found, key=lambda one: (one.chaos, -one.coherence))
    # Equally likely ones are told apart by how common they are; twins give the very same text.
    equals = [one for one in found if (one.chaos, one.coherence) == (best.chaos, best.coherence)]
    names = {name for one in equals for name in (one.encoding, *one.could_be_from_charset)}
    encoding = next((name for name in _LEGACY if name in names), best.encoding)
    return DecodedText(_strictly(data, encoding), guessed=encoding)
