"""Export format ``dna``: the statement table (event list) of Discourse Network Analyzer.

The columns in the order of DNA's own export, then ours, so that nothing of what the rules of
`dna_statements` flatten is lost. Semicolons separate, UTF-8 without mark. Where DNA puts commas for
semicolons and single quotation marks for double ones, this table quotes as RFC 4180 has it and
keeps every character; `csv_cells` guards cells that a spreadsheet would run. Positions are UTF-16
units, as Java counts. Numbers of statements, documents and coders count from 1 within the file.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from annotator.domain.attributions import QuotedSpan
from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.spans import SpanRole
from annotator.formats.csv_cells import encode_cell
from annotator.formats.csv_reading import read_rows
from annotator.formats.dna_statements import Statements
from annotator.formats.interfaces import (
    MAX_PROBLEMS,
    Loss,
    OffsetUnit,
    TextMode,
    VerifyReport,
    WriteOptions,
    WriteReport,
)
from annotator.formats.records import ArticleRecord, AttributionRecord, ProjectRecord
from annotator.formats.stance_annotator_documents import in_file_order
from annotator.formats.table_columns import BETWEEN_FRAGMENTS
from annotator.words import tr

DELIMITER = ";"
COLUMNS = (
    *("statement_id", "time", "person", "organization", "concept", "agreement"),
    *("start_position", "stop_position", "text", "coder"),
    *("document_id", "document_title", "document_author", "document_source"),
    *("document_section", "document_type"),
    *("coder_name", "layer", "round", "stance", "speaker", "speaker_kind", "spans"),
    *("attribution_id", "article_id"),
)


class DnaTable:
    """One row per statement, for discourse networks."""

    name = "dna"
    endings = (".csv",)
    offset_unit = OffsetUnit.UTF_16
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("DNA statement table")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Discourse networks: who agrees on what.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: attributions without a direction, all attributes but stance and object, "
            "sources, cues, conditions, notes, decisions, article texts."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write a header and the statements of each attribution. Raises OSError."""
        rows = _Rows(project, options)
        count = carried = left_out = twice = shares = 0
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=DELIMITER, lineterminator="\r\n")
            writer.writerow(COLUMNS)
            for article in articles:
                count += 1
                shares += sum(bool(one.soft) for one in article.attributions)
                for statements, both in rows.of(article):
                    writer.writerows(map(encode_cell, row) for row in statements)
                    carried += bool(statements)
                    left_out += not statements
                    twice += both
        losses = (
            Loss("no_direction_left_out", left_out),
            Loss("both_directions_twice", twice),
            Loss("soft_left_out", shares),
        )
        return WriteReport(count, carried, tuple(one for one in losses if one.count))

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read the table back, compare all cells, and find each statement's words in its text."""
        rows = _Rows(project, options)
        expected = (
            (article, dict(zip(COLUMNS, row, strict=True)))
            for article in articles
            for statements, _ in rows.of(article)
            for row in statements
        )
        attributions = spans = 0
        last = None
        problems: list[FormatError] = []
        try:
            for number, (row, pair) in enumerate(
                zip_longest(read_rows(path, DELIMITER), expected), start=2
            ):
                if row is not None and tuple(row) != COLUMNS:
                    problems.append(FormatError("columns_differ", file=path.name))
                    break
                if row is not None and row["attribution_id"] != last:
                    last = row["attribution_id"]
                    attributions += 1
                if row is None or pair is None:
                    code = "row_missing" if row is None else "row_surplus"
                    new = [FormatError(code, row=number)]
                else:
                    article, wanted = pair
                    new = [
                        FormatError("cell_differs", row=number, where=name)
                        for name, cell in wanted.items()
                        if row[name] != cell
                    ]
                    words = _words_there(row, article.text)
                    spans += len(words)
                    if options.text is not TextMode.NONE:
                        new += _wrong_words(row, words, number)
                problems.extend(new[: MAX_PROBLEMS - len(problems)])
        except FormatError as error:
            problems.append(error)
        return VerifyReport(attributions, tuple(problems), spans)


class _Rows:
    """Makes the rows of articles, counting statements, documents and coders on the way."""

    def __init__(self, project: ProjectRecord, options: WriteOptions) -> None:
        self._statements = Statements(project.codebooks)
        self._mode = options.text
        self._count = 0
        self._documents = 0
        self._coders: dict[str | None, int] = {}

    def of(self, article: ArticleRecord) -> Iterator[tuple[list[tuple[str, ...]], bool]]:
        """Yield the rows of each attribution, and whether it goes both ways."""
        self._documents += 1
        first = article.appearances[0] if article.appearances else None
        own_title = article.title if self._mode is TextMode.FULL else ""
        document = (
            str(self._documents),
            (first and first.title) or own_title,
            (first and first.byline) or "",
            (first and first.outlet) or "",
            *("", ""),
        )
        published = first.published_on if first else None
        time = f"{published.isoformat()} 00:00:00" if published else ""
        for one in in_file_order(article.attributions):
            statements = self._statements.of(one)
            rows = []
            for statement in statements:
                self._count += 1
                row = (
                    *(str(self._count), time),
                    *(statement.person, statement.organisation, statement.concept),
                    str(statement.agreement),
                    *self._place(one, article.text),
                    *document,
                    *self._ours(one, article),
                )
                rows.append(tuple(map(without_lone_surrogates, row)))
            yield rows, len({row.agreement for row in statements}) > 1

    def _place(self, one: AttributionRecord, text: str) -> tuple[str, str, str, str]:
        content = _content(one)
        start = min((span.start for span in content), default=0)
        end = max((span.end for span in content), default=0)
        hidden = self._mode is TextMode.NONE
        words = "" if hidden else BETWEEN_FRAGMENTS.join(span.quote for span in content)
        coder = self._coders.setdefault(one.annotator, len(self._coders) + 1)
        return str(_utf16(text, start)), str(_utf16(text, end)), words, str(coder)

    def _ours(self, one: AttributionRecord, article: ArticleRecord) -> tuple[str, ...]:
        text, speaker = article.text, one.speaker
        places = [[_utf16(text, span.start), _utf16(text, span.end)] for span in _content(one)]
        return (
            *(one.annotator or "", one.layer.value, one.round, self._statements.stance(one)),
            *((speaker.name, speaker.kind.value) if speaker else ("", "")),
            *(json.dumps(places), str(one.id), str(article.id)),
        )


def _content(one: AttributionRecord) -> Sequence[QuotedSpan]:
    return [span for span in one.spans if span.role is SpanRole.CONTENT]


def _utf16(text: str, place: int) -> int:
    """Return how many UTF-16 units stand before a place."""
    return len(text[:place].encode("utf-16-le")) // 2


def _words_there(row: dict[str, str], text: str) -> list[str]:
    """Return what the text has where a row says that its fragments are."""
    units = text.encode("utf-16-le")
    try:
        places = [(int(start), int(end)) for start, end in json.loads(row["spans"])]
    except (ValueError, TypeError):
        return []
    return [units[2 * start : 2 * end].decode("utf-16-le", "replace") for start, end in places]


def _wrong_words(row: dict[str, str], words: list[str], number: int) -> list[FormatError]:
    if row["text"] == BETWEEN_FRAGMENTS.join(words):
        return []
    return [FormatError("quote_mismatch", row=number, where="text", quote=row["text"])]
