"""The Stata script of a bundle: an import with types, value labels and variable labels."""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotator.formats.table_columns import CellKind
from annotator.services.datasets.described_columns import DescribedColumn

STATA_SCRIPT = "scripts/read_attributions.do"
_LONGEST_NAME = 32
_LONGEST_LABEL = 80
_RESERVED = {"_all", "_b", "_coef", "_cons", "_n", "_N", "_pi", "_pred", "_rc", "_skip"} | {
    *("byte", "double", "float", "if", "in", "int", "long", "strL", "using", "with")
}

_HEAD = """\
* Reads data/attributions.csv with types, value labels and variable labels.
* Run it in the folder of the bundle: do scripts/read_attributions.do
* It needs Stata 14 or newer. Variables that end in _spans stay text: lists of [start, end) in
* Unicode code points of the article's text. Several choices in one cell are parted by "|".

version 14
clear
import delimited using "data/attributions.csv", delimiters(",") varnames(nonames) rowrange(2:) ///
    bindquote(strict) maxquotedrows(unlimited) stringcols(_all) encoding("utf-8")
assert _N == {rows}

"""
_APOSTROPHES = """\

* Cells that a spreadsheet would run as a formula have an apostrophe before them: off with it.
foreach variable of varlist _all {
    replace `variable' = substr(`variable', 2, .) if substr(`variable', 1, 1) == "'"
}
"""


def stata_script(columns: Iterable[DescribedColumn], rows: int) -> str:
    """Return the script for a table with these columns and so many rows."""
    described = list(columns)
    names = variable_names([one.name for one in described])
    lines = [_HEAD.replace("{rows}", str(rows)).rstrip("\n"), ""]
    lines += [f"rename v{place} {name}" for place, name in enumerate(names, start=1)]
    lines.append(_APOSTROPHES)
    for one, name in zip(described, names, strict=True):
        lines += _conversion(one, name)
        if one.label != name:
            lines.append(f"label variable {name} {stata_text(one.label[:_LONGEST_LABEL])}")
    lines += [f"order {' '.join(names)}", "compress", "describe"]
    return "\n".join(lines) + "\n"


def variable_names(columns: Sequence[str]) -> list[str]:
    """Return a name that Stata allows for each column, no two of them the same."""
    found: list[str] = []
    for column in columns:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", column)
        if not plain or plain[0].isdigit() or plain in _RESERVED or re.fullmatch(r"str\d+", plain):
            plain = f"v_{plain}"
        name, number = plain[:_LONGEST_NAME], 1
        while name in found:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
        found.append(name)
    return found


def stata_text(words: str) -> str:
    """Return words as a literal, in which nothing begins a macro."""
    plain = " ".join(words.split()).replace("`", "\\`").replace("$", "\\$")
    return f'`"{plain}"\''


def _conversion(one: DescribedColumn, name: str) -> Iterator[str]:
    if one.kind in (CellKind.INTEGER, CellKind.NUMBER):
        yield f"destring {name}, replace"
    elif one.kind is CellKind.BOOLEAN:
        yield from _new("byte", name, f'{name} == "true" if {name} != ""')
        yield 'capture label define truth_ 0 "no" 1 "yes"'
        yield f"label values {name} truth_"
    elif one.kind is CellKind.DAY:
        yield from _new("int", name, f'daily({name}, "YMD")')
        yield f"format {name} %td"
    elif one.kind is CellKind.INSTANT:
        yield from _new("double", name, f'clock(substr({name}, 1, 19), "YMD#hms")')
        yield f"format {name} %tc"
    elif one.kind is CellKind.TEXT and one.values:
        yield from _choice(one, name)


def _choice(one: DescribedColumn, name: str) -> Iterator[str]:
    """Ordered values come first, lowest first, so that the codes keep their order."""
    labels = dict(one.values)
    keys = [key for key in one.order if key in labels]
    keys += [key for key in labels if key not in keys]
    label = f"{name[: _LONGEST_NAME - 1]}_"
    yield "generate int code__ = ."
    for code, key in enumerate(keys, start=1):
        yield f"replace code__ = {code} if {name} == {stata_text(key)}"
        change = "replace" if code == 1 else "add"
        yield f"label define {label} {code} {stata_text(labels[key])}, {change}"
    yield f'assert !missing(code__) if {name} != ""'
    yield f"drop {name}"
    yield f"rename code__ {name}"
    yield f"label values {name} {label}"


def _new(kind: str, name: str, expression: str) -> Iterator[str]:
    yield f"generate {kind} code__ = {expression}"
    yield f"drop {name}"
    yield f"rename code__ {name}"
