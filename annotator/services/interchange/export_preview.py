"""The beginning of what an export would write, from the first few articles that show something."""

import tempfile
from itertools import islice
from pathlib import Path

from annotator.domain.adjudication.item import TO_DECIDE
from annotator.formats.csv_columns import TextCells
from annotator.formats.interfaces import ExportFormat
from annotator.formats.table_columns import TableColumns
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_options import ExportOptions
from annotator.services.interchange.export_report import Preview
from annotator.services.interchange.export_share import Share
from annotator.services.project import Project
from annotator.storage import export_queries
from annotator.storage.store import Connection

_HEAD = 20_000
"""So many bytes of a file are looked at."""
_TEXT = (".csv", ".tsv", ".jsonl", ".jsonld", ".conll", ".ann", ".json", ".xmi", ".xml", ".html")
"""Endings of files that are made of text, those that show the data first."""


def previewed(
    project: Project,
    writer: ExportFormat,
    options: ExportOptions,
    share: Share,
    limit: int,
) -> Preview:
    """Return a preview; of a split that of its first part, into which anything may come."""
    part = options.split.parts[0] if options.split else None
    with tempfile.TemporaryDirectory() as folder, project.store.read() as connection:
        ids = export_queries.marked_articles(connection, share.articles, share.work, limit)
        ids = ids or export_queries.chosen_articles(connection, share.articles, limit)
        history = writer.holds_history
        content = ExportContent(
            project, connection, share, options, history=history, format_name=writer.name
        )
        choice = content.choice(part)
        known = content.project()
        articles = tuple(islice(content.articles(ids), limit))
        path = Path(folder) / "preview"
        writer.write(path, known, articles, choice)
        shown = _shown_file(path)
        columns = TableColumns(known.codebooks, choice)
        cells = TextCells(columns)
        rows = (tuple(row) for article in articles for row in cells.rows(article))
        return Preview(
            columns=columns.names,
            rows=tuple(islice(rows, limit)),
            lines=_lines(shown, limit + 1) if shown else (),
            file=shown.relative_to(path).as_posix() if shown and path.is_dir() else None,
            articles=export_queries.article_count(connection, share.articles),
            attributions=export_queries.attribution_count(connection, share.articles, share.work),
            open_disagreements=_open_disagreements(connection, share),
            left_out=content.left_out,
            refusal=content.refusal,
        )


def _open_disagreements(connection: Connection, share: Share) -> int:
    if share.reader is not None:
        return 0
    states = {one.value for one in TO_DECIDE}
    return export_queries.open_items(connection, share.articles, share.rounds, states)


def _shown_file(path: Path) -> Path | None:
    """Return the file to show: of a folder the first that shows data; None where none is text."""
    if path.is_file():
        return path
    found = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix in _TEXT)
    return min(found, key=lambda one: _TEXT.index(one.suffix), default=None)


def _lines(path: Path, limit: int) -> tuple[str, ...]:
    """Return the first lines; none of a file that is not made of text."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"\0" in head or head.startswith(b"PK\x03\x04"):
        return ()
    text = head.decode("utf-8-sig", errors="ignore" if len(head) == _HEAD else "replace")
    return tuple(line.rstrip("\r") for line in text.split("\n")[:limit] if line)
