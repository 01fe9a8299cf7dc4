"""What may stand in a cell of an XLSX sheet, and how a cell is read back.

Texts are always texts, never formulas or error values, whatever they begin with. Characters that
XML cannot hold, and carriage returns, which it would change, are written ``_xHHHH_``; what looks
like that already has its underline written as ``_x005F_``. That is what the file format says
(ST_Xstring), and Excel and LibreOffice read it so. A cell holds at most `MAX_UNITS` UTF-16 units.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.csv_columns import offsets_text
from annotator.formats.table_columns import CellKind, joined

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MAX_UNITS = 32_767
CUT = "…"
"""The end of a text that was longer than a cell."""
_AS_THEY_ARE = (CellKind.INTEGER, CellKind.NUMBER)
_FIRST_DAY = date(1900, 3, 1)
"""Before it, programs do not agree on which day a number is."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(
    "[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"  # TAB and LF stay
)
_PIECE = re.compile("_x[0-9A-F]{4}_|.", re.DOTALL)


class XlsxCells:
    """Makes cells, and counts the texts that were longer than one."""

    def __init__(self) -> None:
        self.cut = 0

    def row(
        self, sheet: "WriteOnlyWorksheet", kinds: Sequence[CellKind], cells: Iterable[Any]
    ) -> list[Any]:
        """Return cells of a table as this sheet takes them."""
        return [
            None if cell is None else self._cell(sheet, kind, cell)
            for kind, cell in zip(kinds, cells, strict=True)
        ]

    def _cell(self, sheet: "WriteOnlyWorksheet", kind: CellKind, cell: Any) -> Any:
        if kind in _AS_THEY_ARE or (kind is CellKind.BOOLEAN and isinstance(cell, bool)):
            return cell
        if kind is CellKind.DAY:
            return cell if cell >= _FIRST_DAY else cell.isoformat()
        if kind is CellKind.INSTANT:
            naive = cell.astimezone(UTC).replace(tzinfo=None)
            return naive if naive.date() >= _FIRST_DAY else naive.isoformat(sep=" ")
        return self._text(sheet, offsets_text(cell) if kind is CellKind.SPANS else joined(cell))

    def _text(self, sheet: "WriteOnlyWorksheet", words: str) -> Any:
        """Return a text as a cell that is shown as it is, and never run."""
        from openpyxl.cell import WriteOnlyCell

        written = escaped(without_lone_surrogates(words))
        if len(written) * 2 > MAX_UNITS < utf16_units(written):
            self.cut += 1
            written = _beginning(written)
        if written[:1] not in ("=", "#"):  # nothing else would be a formula or an error value
            return written
        cell = WriteOnlyCell(sheet, written)
        cell.data_type = "s"
        return cell


def escaped(words: str) -> str:
    """Return the words as they stand in the file."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def unescaped(words: str) -> str:
    """Return the words that `escaped` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def utf16_units(words: str) -> int:
    """Return how long a cell with these words is."""
    return len(words.encode("utf-16-le")) // 2


def same_instant(found: object, wanted: datetime) -> bool:
    """Tell whether a cell has an instant; it counts in milliseconds."""
    if isinstance(found, str):
        found = datetime.fromisoformat(found)
    if not isinstance(found, datetime):
        return False
    return abs(found.replace(tzinfo=UTC) - wanted) <= timedelta(milliseconds=1)


def same_day(found: object, wanted: date) -> bool:
    """Tell whether a cell has a day."""
    if isinstance(found, datetime):
        return found == datetime(wanted.year, wanted.month, wanted.day)
    return found == wanted.isoformat()


def _beginning(written: str) -> str:
    """Return as much of an escaped text as fits into a cell with the mark that it was cut."""
    left = MAX_UNITS - len(CUT)
    end = 0
    for piece in _PIECE.finditer(written):
        left -= utf16_units(piece[0])
        if left < 0:
            break
        end = piece.end()
    return written[:end] + CUT
