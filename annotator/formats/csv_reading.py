"""Tables of RFC 4180 read back: another reader than the one that the writer's library brings."""

import re
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import FormatError
from annotator.formats.csv_cells import decode_cell
from annotator.formats.file_problems import file_problems


def read_rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Yield the rows of a table that we wrote, by column, with the words that were exported.

    Raises FormatError: ``malformed_row``, ``uneven_row``, ``not_utf8``, ``empty_file``, or what
    `file_problems` says.
    """
    rows = read_cells(path, delimiter)
    first = next(rows, None)
    if first is None:
        raise FormatError("empty_file", file=path.name)
    header = [decode_cell(cell) for cell in first[1]]
    for line, cells in rows:
        if len(cells) != len(header):
            raise FormatError("uneven_row", file=path.name, line=line)
        yield dict(zip(header, map(decode_cell, cells), strict=True))


def read_cells(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield the line that each row begins on, from 1, and its cells just as they stand there.

    UTF-8 with or without mark; rows end with CRLF or LF. Raises FormatError like `read_rows`.
    """
    cell = re.compile(
        f'(?:"([^"]*(?:""[^"]*)*)"|([^"{re.escape(delimiter)}\r\n]*))'
        f"({re.escape(delimiter)}|\r?\n|\\Z)"
    )
    with file_problems(path), path.open(encoding="utf-8-sig", newline="\n") as file:
        pending: list[str] = []
        quotes = started = number = 0
        try:
            for number, physical in enumerate(file, start=1):
                started = started if pending else number
                pending.append(physical)
                quotes += physical.count('"')
                if quotes % 2 == 0:  # else a line break inside a cell
                    yield started, _cells("".join(pending), cell, path, started)
                    pending, quotes = [], 0
        except UnicodeDecodeError as error:
            raise FormatError("not_utf8", file=path.name, line=number + 1) from error
        if pending:
            raise FormatError("malformed_row", file=path.name, line=started)


def _cells(row: str, cell: re.Pattern[str], path: Path, line: int) -> list[str]:
    cells: list[str] = []
    position, more = 0, True
    while more:
        found = cell.match(row, position)
        if found is None or (found[3] == "" and found.end() < len(row)):
            raise FormatError("malformed_row", file=path.name, line=line)
        quoted, bare, end = found.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        position, more = found.end(), end not in ("", "\n", "\r\n")
    if position < len(row):
        raise FormatError("malformed_row", file=path.name, line=line)
    return cells
