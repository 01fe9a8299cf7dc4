"""The report as tables for spreadsheets and statistics programs."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotator.domain.agreement.measures import MEASURES, Stage
from annotator.domain.agreement.results import (
    FEW_STORIES,
    Agreement,
    AgreementReport,
    Figure,
)
from annotator.domain.codebook import Scope
from annotator.formats.csv_cells import encode_cell

_FIGURES: Final = (
    *(
        "of",
        "a",
        "b",
        "attribute",
        "value",
        "measure",
        "figure",
        "low",
        "high",
        "units",
        "counted",
        "values",
        "articles",
    ),
    *("stories", "few_stories", "reason"),
)
_CONFUSIONS: Final = ("of", "a", "b", "attribute", "row", "column", "count")
_CALIBRATION: Final = (
    *("annotator", "attribute", "value", "right", "count", "share", "low", "high"),
)
_OF_ATTRIBUTES = tuple(one.key for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT))
_JOINT = frozenset(one.key for one in MEASURES if one.stage is Stage.JOINT)
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One table as a file."""

    name: str
    """Of the file."""
    content: bytes
    """UTF-8 with a byte order mark, without which Excel garbles letters; RFC 4180."""


def csv_tables(report: AgreementReport) -> tuple[CsvTable, ...]:
    """Return figures, confusion matrices and, where there is gold, calibration."""
    tables = [
        _table("agreement-figures.csv", _FIGURES, _all_figures(report)),
        _table("agreement-confusion.csv", _CONFUSIONS, _all_confusions(report)),
    ]
    if report.gold:
        tables.append(_table("agreement-calibration.csv", _CALIBRATION, _calibration(report)))
    return tuple(tables)


@dataclass(frozen=True, slots=True)
class _Named:
    """One agreement with what it is the agreement of."""

    of: str
    a: str
    b: str
    agreement: Agreement
    marked: tuple[int, int] | None = None
    """Articles and stories of a part."""

    @property
    def sizes(self) -> Row:
        """Articles, stories, and 1 where these are so few that intervals say little."""
        articles, stories = self.marked or (self.agreement.articles, self.agreement.stories)
        return articles, stories, int(stories < FEW_STORIES)

    @property
    def head(self) -> Row:
        return self.of, self.a, self.b


def _everything(report: AgreementReport) -> Iterator[_Named]:
    names = report.names
    yield _Named("all", "", "", report.overall)
    for pair in report.pairs:
        yield _Named("pair", names.get(pair.a, ""), names.get(pair.b, ""), pair.agreement)
    for what, parts in (
        ("object", report.by_object),
        ("origin", report.by_origin),
        ("round", report.by_round),
        ("batch", report.by_batch),
    ):
        for part in parts:
            sizes = (part.articles, part.stories)
            yield _Named(f"{what}: {part.name}", "", "", part.agreement, sizes)
    for gold in report.gold:
        yield _Named("gold", "gold", names.get(gold.annotator, ""), gold.agreement)
    for drift in report.drift:
        of = f"drift: {names.get(drift.annotator, '')}"
        yield _Named(of, drift.earlier, drift.later, drift.agreement)


def _all_figures(report: AgreementReport) -> Iterator[Row]:
    for one in _everything(report):
        yield from _figures(one, report.primary)


def _figures(one: _Named, primary: str) -> Iterator[Row]:
    agreement, sizes = one.agreement, one.sizes
    pairs = agreement.matching.matched + agreement.matching.unmatched
    for name, score in (
        ("exact", agreement.matching.exact),
        ("overlap_0.5", agreement.matching.overlap),
        ("any", agreement.matching.any),
    ):
        for what, figure in (
            ("precision", score.precision),
            ("recall", score.recall),
            ("f1", score.f1),
        ):
            measure = f"matching_{name}_{what}"
            marked: Row = (pairs, "matched pairs and attributions alone", "")
            yield (*one.head, "", "", measure, *_cells(figure), *marked, *sizes, _why(figure))
    unitizing = agreement.unitizing
    for key, value, measure, figure in (
        ("", "", "u_alpha", unitizing.u_alpha),
        (primary, "", "u_alpha_labelled", unitizing.labelled),
        (primary, "", "cu_alpha", unitizing.coded),
        *((primary, value, "ku_alpha", each) for value, each in unitizing.per_value.items()),
    ):
        yield (*one.head, key, value, measure, *_cells(figure), "", "", "", *sizes, _why(figure))
    for attribute in agreement.attributes:
        for key in _OF_ATTRIBUTES:
            figure, size = attribute.figures.get(key, Figure(None)), attribute.size(key)
            units = "articles" if attribute.scope is Scope.ARTICLE else "aligned units"
            # The joint F1 rests on more than the aligned units: on what stands alone, too.
            joint = key in _JOINT
            counted: Row = ("", "", "") if joint else (size.units, units, size.values)
            yield (
                *(*one.head, attribute.key, "", key, *_cells(figure)),
                *(*counted, *sizes, _why(figure)),
            )


def _all_confusions(report: AgreementReport) -> Iterator[Row]:
    for one in _everything(report):
        for attribute in one.agreement.attributes:
            confusion = attribute.confusion
            for row, counts in zip(
                confusion.values if confusion else (),
                confusion.counts if confusion else (),
                strict=True,
            ):
                for column, count in zip(
                    confusion.values if confusion else (), counts, strict=True
                ):
                    yield (*one.head, attribute.key, row, column, count)


def _calibration(report: AgreementReport) -> Iterator[Row]:
    for one in report.gold:
        for key, steps in one.calibration.items():
            for step in steps:
                share = step.right / step.count if step.count else ""
                low, high = step.interval or ("", "")
                name = report.names.get(one.annotator, "")
                yield (name, key, step.value, step.right, step.count, share, low, high)


def _cells(figure: Figure) -> Row:
    low, high = figure.interval or ("", "")
    return ("" if figure.value is None else figure.value, low, high)


def _why(figure: Figure) -> str:
    return figure.reason or figure.interval_reason or ""


def _table(name: str, head: Row, rows: Iterator[Row]) -> CsvTable:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        # Negative numbers stay numbers; only words could be run.
        writer.writerow([encode_cell(one) if isinstance(one, str) else one for one in row])
    return CsvTable(name, out.getvalue().encode("utf-8-sig"))
