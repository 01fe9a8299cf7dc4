"""The R script of a bundle: base R alone, so that it runs without any package."""

from collections.abc import Iterable, Iterator

from annotator.formats.table_columns import CellKind
from annotator.services.datasets.described_columns import DescribedColumn

R_SCRIPT = "scripts/read_attributions.R"

_HEAD = """\
# Reads data/attributions.csv with types and labels into the data frame `attributions`.
# Run it in the folder of the bundle: Rscript scripts/read_attributions.R
# It needs R 3.5 or newer and no package. Columns that end in _spans stay JSON text: lists of
# [start, end) in Unicode code points of the article's text.

attributions <- read.csv("data/attributions.csv", colClasses = "character", na.strings = "",
                         encoding = "UTF-8", quote = "\\"", comment.char = "",
                         check.names = FALSE, stringsAsFactors = FALSE)
names(attributions)[1] <- {first}  # The file begins with a byte order mark.
# Cells that a spreadsheet would run as a formula have an apostrophe before them: off with it.
names(attributions) <- sub("^'", "", names(attributions))
attributions[] <- lapply(attributions, function(column) sub("^'", "", column))
stopifnot(nrow(attributions) == {rows})

truth <- function(column) ifelse(is.na(column), NA, column == "true")
instant <- function(column) as.POSIXct(column, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
choice <- function(column, levels, labels) factor(column, levels = levels, labels = labels)
"""


def r_script(columns: Iterable[DescribedColumn], rows: int) -> str:
    """Return the script for a table with these columns and so many rows."""
    described = list(columns)
    first = r_text(described[0].name)
    lines = [_HEAD.replace("{rows}", f"{rows}L").replace("{first}", first)]
    for one in described:
        lines += _conversion(one)
        if one.label != one.name:
            lines.append(f'attr({_of(one)}, "label") <- {r_text(one.label)}')
    lines += ["", "str(attributions, give.attr = FALSE, vec.len = 1, nchar.max = 60)"]
    return "\n".join(lines) + "\n"


def r_text(words: str) -> str:
    """Return words as a literal of R in plain ASCII, whatever the machine's encoding is."""
    return '"' + "".join(map(_escaped, words)) + '"'


def _conversion(one: DescribedColumn) -> Iterator[str]:
    column = _of(one)
    if one.kind is CellKind.INTEGER:
        yield f"{column} <- as.integer({column})"
    elif one.kind is CellKind.NUMBER:
        yield f"{column} <- as.numeric({column})"
    elif one.kind is CellKind.BOOLEAN:
        yield f"{column} <- truth({column})"
    elif one.kind is CellKind.DAY:
        yield f"{column} <- as.Date({column})"
    elif one.kind is CellKind.INSTANT:
        yield f"{column} <- instant({column})"
    elif one.kind is CellKind.TEXTS:
        yield f'{column} <- strsplit({column}, "|", fixed = TRUE)'
    elif one.values:
        yield from _choice(one)


def _choice(one: DescribedColumn) -> Iterator[str]:
    labels = dict(one.values)
    if one.order:
        ordered = [key for key in one.order if key in labels]
        yield "# The ordered values alone; others are missing in this column."
        yield (
            f"attributions[[{r_text(f'{one.name}_ordered')}]] <- factor({_of(one)},"
            f" levels = {_vector(ordered)}, labels = {_vector(_unique(ordered, labels))},"
            " ordered = TRUE)"
        )
    keys = list(labels)
    yield (f"{_of(one)} <- choice({_of(one)}, {_vector(keys)}, {_vector(_unique(keys, labels))})")


def _unique(keys: list[str], labels: dict[str, str]) -> list[str]:
    """Two levels of one label would become one: such labels give way to the keys."""
    all_labels = list(labels.values())
    return [labels[key] if all_labels.count(labels[key]) == 1 else key for key in keys]


def _vector(words: Iterable[str]) -> str:
    return f"c({', '.join(map(r_text, words))})"


def _of(one: DescribedColumn) -> str:
    return f"attributions[[{r_text(one.name)}]]"


def _escaped(character: str) -> str:
    point = ord(character)
    if character in '"\\':
        return f"\\{character}"
    if 32 <= point < 127:
        return character
    if point == 0:
        return ""
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
