"""What merging did, or would do, file by file, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush

from annotator.domain.entities import EntityKind
from annotator.ui.icons import icon
from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.wording.problems import words_for
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.exchange.merge_report import (
        KindCounts,
        MergedFile,
        MergeReport,
        TouchedArticle,
    )

FILE, FROM, WHAT = range(3)


class MergeOutcomeModel(HeadedTableModel):
    """One row per file: its name, from whom it is, what it brings or why it is refused."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: tuple[MergedFile, ...] = ()
        self._heads = (tr("File"), tr("From"), tr("What it would bring"))

    def show_report(self, report: MergeReport) -> None:
        """Show this report; refused files first."""
        self.beginResetModel()
        what = tr("What it would bring") if report.dry_run else tr("What it brought")
        self._heads = (tr("File"), tr("From"), what)
        self._files = tuple(sorted(report.files, key=lambda one: one.problem is None))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, an icon for the outcome, and the whole path as a tooltip."""
        one = self._files[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (one.path.name, one.person or "", outcome_words(one))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(one.path) if index.column() == FILE else outcome_words(one)
        tokens = self._theme.tokens
        if role == Qt.ItemDataRole.DecorationRole and index.column() == FILE:
            name, colour = "check", tokens.ok
            if one.problem is not None:
                name, colour = "error", tokens.error
            elif one.conflicts:
                name, colour = "warning", tokens.warning
            return icon(name, self._theme, colour)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == WHAT and one.problem:
            return QBrush(tokens.error)
        return None


def outcome_words(one: MergedFile) -> str:
    """Return what a file brings, or why it is refused."""
    if one.problem is not None:
        return words_for(
            one.problem.code, {**one.problem.fields, "line": one.problem.line}
        ).sentence
    found = [
        tr("New: {what}.", what=kinds_words(one.counts, "new", "restored")),
        tr("Changed: {what}.", what=kinds_words(one.counts, "taken")),
    ]
    counted = ((one.total("new") + one.total("restored")), one.total("taken"))
    parts = [words for words, count in zip(found, counted, strict=True) if count]
    if one.mapped:
        parts.append(
            tr_n("{count} attribution was coded by another codebook version; its values fit.",
                 "{count} attributions were coded by another codebook version; their values fit.",
                 one.mapped)
        )  # fmt: skip
    if one.conflicts:
        parts.append(tr_n("{count} conflict.", "{count} conflicts.", one.conflicts))
    if not parts:
        parts.append(tr("Nothing new."))
    kept, equal = one.total("kept"), one.total("equal")
    if kept:
        parts.append(tr("{count} kept as here.", count=f"{kept:,}"))
    if equal:
        parts.append(tr("{count} already here.", count=f"{equal:,}"))
    return " ".join(parts)


def places_rows(report: MergeReport) -> list[tuple[object, tuple[str, ...]]]:
    """Return what the files bring, an article a row: round, article, from whom, and what."""
    return [
        (article, (round_.name, article.title, file.person or "", article_words(article)))
        for file in report.files
        if file.problem is None
        for round_ in file.rounds
        for article in round_.articles
    ]


def article_words(one: TouchedArticle) -> str:
    """Return what came of an article: "2 new, 1 changed, handed in"."""
    parts = [
        tr_n("{count} new", "{count} new", one.new) if one.new else "",
        tr_n("{count} changed", "{count} changed", one.changed) if one.changed else "",
        tr_n("{count} deleted", "{count} deleted", one.deleted) if one.deleted else "",
        tr_n("{count} in conflict", "{count} in conflict", one.conflicts) if one.conflicts else "",
        tr("handed in") if one.handed_in else "",
        tr("feedback") if one.feedback else "",
    ]
    return ", ".join(filter(None, parts)) or tr("progress")


def kinds_words(counts: Mapping[EntityKind, KindCounts], *whats: str) -> str:
    """Return how many of each kind: "12 attributions, 3 speakers"."""
    parts, others = [], 0
    for kind, one in counts.items():
        count = sum(int(getattr(one, what)) for what in whats)
        words = _kind_words(kind, count)
        if not words:
            others += count
        elif count:
            parts.append(words)
    if others and not parts:
        parts.append(tr_n("{count} detail", "{count} details", others))
    return ", ".join(parts)


def _kind_words(kind: EntityKind, count: int) -> str:
    """Return a count of a kind that people speak of; "" for the others."""
    match kind:
        case EntityKind.ATTRIBUTION:
            return tr_n("{count} attribution", "{count} attributions", count)
        case EntityKind.SPEAKER:
            return tr_n("{count} speaker", "{count} speakers", count)
        case EntityKind.ARTICLE:
            return tr_n("{count} article", "{count} articles", count)
        case EntityKind.ANNOTATION_SET:
            return tr_n("work on {count} article", "work on {count} articles", count)
        case EntityKind.SUBMISSION:
            return tr_n("{count} handed in", "{count} handed in", count)
        case EntityKind.FEEDBACK:
            return tr_n("feedback on {count} article", "feedback on {count} articles", count)
        case _:
            return ""


def has_news(report: MergeReport) -> bool:
    """Tell whether merging would change anything."""
    changing = sum(report.total(what) for what in ("new", "taken", "restored"))
    return changing > 0 or any(one.conflicts for one in report.files)


def would_words(report: MergeReport) -> str:
    """Return what merging would do, in a sentence or two."""
    refused = refused_words(report)
    good = sum(one.problem is None for one in report.files)
    if not good:
        return tr("Nothing can be merged.")
    if not has_news(report):
        return _sentences(tr("Nothing to do: all of it is here already."), refused)
    words = tr_n("{count} file can be merged.", "{count} files can be merged.", good)
    return _sentences(words, refused, conflict_words(report, tr("would be left to decide")))


def merged_words(report: MergeReport) -> str:
    """Return what merging did, in a sentence or two."""
    good = sum(one.problem is None for one in report.files)
    words = tr_n("{count} file was merged.", "{count} files were merged.", good)
    if report.changes is None:
        words = tr("Nothing was changed: all of it was here already.")
    return _sentences(words, refused_words(report), conflict_words(report, tr("to decide")))


def refused_words(report: MergeReport) -> str:
    """Return how many files are refused; "" when none is."""
    count = sum(one.problem is not None for one in report.files)
    return tr_n("{count} file is refused.", "{count} files are refused.", count) if count else ""


def conflict_words(report: MergeReport, ending: str) -> str:
    """Return how many conflicts are open afterwards; "" when none is."""
    if not report.conflicts:
        return ""
    words = tr_n("{count} conflict", "{count} conflicts", report.conflicts)
    return f"{words} {ending}."


def _sentences(*parts: str) -> str:
    return " ".join(filter(None, parts))
