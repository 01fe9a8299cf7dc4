"""The tables of a bundle beside that of attributions: articles, submissions, decisions."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from annotator.domain.adjudication.submitted_work import submitted_work
from annotator.domain.attributions import Attribution
from annotator.domain.decisions import Outcome, Subject
from annotator.formats.csv_columns import TextCells
from annotator.formats.hidden_quotes import without_quotes
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.records import (
    NO_ID,
    ArticleRecord,
    AttributionRecord,
    ProjectRecord,
    SetRecord,
    SpeakerRecord,
    SubmissionRecord,
)
from annotator.formats.table_columns import (
    ARTICLE_COLUMNS,
    BETWEEN_CHOICES,
    CellKind,
    Column,
    TableColumns,
)
from annotator.services.datasets.described_columns import DescribedColumn, described_columns
from annotator.services.datasets.replication.csv_file import CsvFile, Row, cell_text
from annotator.services.datasets.table_schema import resource_name
from annotator.services.interchange.import_entities import submission_of
from annotator.words import tr

_OF_NO_ATTRIBUTION = frozenset({"attribution_id", "flagged", "origin"})
"""Columns in which a row about "nothing found" would tell of an attribution that is not there."""


def articles_table(known: ProjectRecord, text: TextMode) -> CsvFile:
    """Return the table of articles, with their texts where these may go out."""
    columns = TableColumns(known.codebooks, WriteOptions(text))
    described = {one.name: one for one in described_columns(columns, known.codebooks)}
    more = [
        _column("language", tr("The article’s language, where it is known.")),
        _column("code_points", tr("The length of its text in code points."), CellKind.INTEGER),
    ]
    if text is TextMode.FULL:
        more.append(_column("text", tr("The article’s text, to which all offsets refer.")))

    def rows(record: ArticleRecord) -> Iterator[Row]:
        cells = [*columns.about_article(record), record.language, len(record.text)]
        if text is TextMode.FULL:
            cells.append(record.text)
        yield [cell_text(one) for one in cells]

    return CsvFile(
        "data/articles.csv",
        tr("Articles"),
        (*(described[one.name] for one in ARTICLE_COLUMNS), *more),
        rows,
        required=("article_id", "digest"),
        key=("article_id",),
    )


def submissions_table(known: ProjectRecord, round_name: str, place: int, text: TextMode) -> CsvFile:
    """Return the table of all that was handed in in a round, as it was then.

    One row for each attribution of each submission; one row without attribution where nothing was
    found, or the article could not be coded. A snapshot that cannot be read has such a row, too.
    """
    columns = TableColumns(known.codebooks, WriteOptions(text))
    cells = TextCells(columns)
    speakers = {one.id: replace(one, roles=(), owner=None) for one in known.speakers}
    first = (
        _column("submission_id", tr("What was handed in at one time on one article.")),
        _column(
            "submission",
            tr("1 for the first, on which agreement rests; then 2 and so on."),
            CellKind.INTEGER,
        ),
        _column("submitted_at", tr("When it was handed in (UTC)."), CellKind.INSTANT),
        _column("submission_codebook", tr("The round’s codebook version at that time.")),
        _column("reason", tr("Why the article could not be coded.")),
    )

    def rows(record: ArticleRecord) -> Iterator[Row]:
        for work in record.sets:
            if work.round == round_name:
                for one in sorted(work.submissions, key=lambda each: each.ordinal):
                    yield from _of_submission(record, work, one)

    def _of_submission(
        record: ArticleRecord, work: SetRecord, one: SubmissionRecord
    ) -> Iterator[Row]:
        head = [
            cell_text(each)
            for each in (one.id, one.ordinal, one.submitted_at, one.codebook, one.reason)
        ]
        handed_in = submitted_work(submission_of(one, NO_ID))
        then = replace(work, state=one.state, values=handed_in.values if handed_in else {})
        found = (
            [_attribution(each, work, speakers) for each in handed_in.attributions]
            if (handed_in)
            else []
        )
        nothing = AttributionRecord(annotator=work.annotator, layer=work.layer, round=work.round,
                                    spans=())  # fmt: skip
        shown = replace(record, sets=(then,), attributions=tuple(found or [nothing]))
        for row in cells.rows(shown):
            yield [*head, *(row if found else _without_attribution(columns.names, row))]

    name = f"submissions/{place:02}-{resource_name(round_name)}.csv"
    return CsvFile(
        name,
        tr("Submissions of the round “{round}”", round=round_name),
        (*first, *described_columns(columns, known.codebooks)),
        rows,
        required=("submission_id", "submission", "submitted_at", "article_id", "round"),
        key=(),
    )


def decisions_table(text: TextMode) -> CsvFile:
    """Return the table of decisions, superseded ones included."""
    columns = (
        _column("decision_id", tr("The decision.")),
        _column("article_id", tr("The article that it is about.")),
        _column("round", tr("The round whose work was adjudicated.")),
        _column("adjudicator", tr("Who decided.")),
        _column("outcome", tr("What became of the candidates."), values=tuple(Outcome)),
        _column("subject", tr("An attribution, or the article’s values."), values=tuple(Subject)),
        _column("candidates", tr("The annotators’ attributions, parted by “|”.")),
        _column("gold", tr("The attributions in gold that it made, parted by “|”.")),
        _column("fields", tr("By field what was decided and whose it was, as JSON.")),
        _column("reason", tr("The reason that was chosen.")),
        _column("rationale", tr("The reason in the adjudicator’s words.")),
        _column("own_coding", tr("Whether own work was adjudicated."), CellKind.BOOLEAN),
        _column("blind_check", tr("Whether values were not shown before."), CellKind.BOOLEAN),
        _column("supersedes", tr("The decision that it takes the place of.")),
        _column("decided_at", tr("When it was made (UTC)."), CellKind.INSTANT),
    )

    def rows(record: ArticleRecord) -> Iterator[Row]:
        for one in record.decisions:
            fields = dict(one.fields)
            if text is TextMode.NONE:
                fields = without_quotes(fields, record.text)
            yield [
                cell_text(each)
                for each in (
                    *(one.id, record.id, one.round, one.adjudicator, one.outcome.value),
                    *(one.subject.value, _ids(one.candidates), _ids(one.gold)),
                    json.dumps(fields, ensure_ascii=False, sort_keys=True) if fields else "",
                    *(one.reason, one.rationale, one.own_coding, one.blind_check),
                    *(one.supersedes, one.at),
                )
            ]

    required = ("decision_id", "article_id", "round", "outcome", "subject")
    return CsvFile(
        "data/decisions.csv", tr("Decisions"), columns, rows, required, key=("decision_id",)
    )


def _column(
    name: str, words: str, kind: CellKind = CellKind.TEXT, values: Iterable[str] = ()
) -> DescribedColumn:
    return DescribedColumn(
        Column(name, kind), name, words, tuple((str(one), str(one)) for one in values)
    )


def _without_attribution(names: Sequence[str], row: Row) -> Iterator[str]:
    for name, cell in zip(names, row, strict=True):
        yield "" if name in _OF_NO_ATTRIBUTION else cell


def _ids(found: Iterable[UUID]) -> str:
    return BETWEEN_CHOICES.join(map(str, found))


def _attribution(
    one: Attribution, work: SetRecord, speakers: Mapping[UUID, SpeakerRecord]
) -> AttributionRecord:
    return AttributionRecord(
        id=one.id,
        annotator=work.annotator,
        layer=work.layer,
        round=work.round,
        spans=one.spans,
        speaker=speakers.get(one.speaker_id) if one.speaker_id else None,
        speaking_as=one.speaking_as,
        reported_by=one.reported_by,
        values=one.values,
        derived=one.derived,
        codebook=one.codebook,
        note=one.note,
        flagged=one.flagged,
        origin=one.origin,
        created_at=one.created_at,
        updated_at=one.updated_at,
    )
