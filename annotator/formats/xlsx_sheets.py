"""What stands in the sheets of a workbook beside the attributions."""

from collections.abc import Iterator

from annotator.domain.codebook import Attribute, Value
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.table_columns import (
    ARTICLE_COLUMNS,
    CellKind,
    Cells,
    Column,
    TableColumns,
)

ATTRIBUTIONS = "Attributions"
ARTICLES = "Articles"
CODEBOOK = "Codebook"

CODEBOOK_COLUMNS = (
    *(Column("codebook"), Column("target"), Column("attribute"), Column("label")),
    *(Column("scope"), Column("kind"), Column("level"), Column("question")),
    *(Column("value"), Column("value_label"), Column("place_in_order", CellKind.INTEGER)),
    Column("definition"),
)


def articles_columns() -> tuple[Column, ...]:
    """Return the columns of the sheet of articles."""
    return (
        *ARTICLE_COLUMNS,
        *(Column("language"), Column("imported_at", CellKind.INSTANT)),
        *(Column("characters", CellKind.INTEGER), Column("attributions", CellKind.INTEGER)),
    )


def article_row(columns: TableColumns, record: ArticleRecord) -> Cells:
    """Return what the sheet of articles says of one; its length is in code points."""
    return (
        *columns.about_article(record),
        record.language,
        record.imported_at,
        len(record.text),
        len(record.attributions),
    )


def codebook_rows(project: ProjectRecord) -> Iterator[Cells]:
    """Yield a row for each attribute of each codebook, and one for each of its values."""
    for book in project.codebooks:
        for attribute in book.attributes:
            about = (
                *(book.ref, book.target, attribute.key, attribute.label),
                *(attribute.scope, attribute.kind, attribute.level, attribute.question),
            )
            yield (*about, None, None, None, attribute.definition)
            for value in attribute.values:
                yield (*about, value.key, value.label, _place(attribute, value), value.definition)


def _place(attribute: Attribute, value: Value) -> int | None:
    """Return a value's place in the order of an ordinal attribute, from 1."""
    return attribute.order.index(value.key) + 1 if value.key in attribute.order else None
