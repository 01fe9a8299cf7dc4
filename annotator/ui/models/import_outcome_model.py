"""What became of each file of an import, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush

from annotator.ui.icons import icon
from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.wording.problems import words_for
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.interchange.import_report import FileOutcome, ImportReport, Problem

_PROBLEMS_SHOWN = 3


class ImportOutcomeModel(HeadedTableModel):
    """One row per file: its name, what was taken, what was left out and why."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: tuple[FileOutcome, ...] = ()
        self._heads = (tr("File"), tr("Taken"), tr("Left out, and why"))

    def show_report(self, report: ImportReport | None) -> None:
        """Show this report; files with problems first."""
        self.beginResetModel()
        files = report.files if report else ()
        self._files = tuple(sorted(files, key=lambda one: not one.problems))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, an icon for the outcome, and the whole path as a tooltip."""
        outcome = self._files[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (outcome.path.name, taken_words(outcome), problem_words(outcome))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(outcome.path) if index.column() == 0 else problem_words(outcome)
        tokens = self._theme.tokens
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            bad = bool(outcome.problems)
            name, colour = ("error", tokens.error) if bad else ("check", tokens.ok)
            return icon(name, self._theme, colour)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return QBrush(tokens.error)
        return None


def taken_words(outcome: FileOutcome) -> str:
    """Return what was taken from a file, in words."""
    parts = []
    if outcome.articles:
        parts.append(tr_n("{count} article", "{count} articles", outcome.articles))
    if outcome.attributions:
        parts.append(tr_n("{count} attribution", "{count} attributions", outcome.attributions))
    if outcome.appearances:
        parts.append(
            tr_n("{count} known text, also published here",
                 "{count} known texts, also published here", outcome.appearances)
        )  # fmt: skip
    if outcome.restored:
        parts.append(tr_n("{count} brought back", "{count} brought back", outcome.restored))
    if outcome.known:
        parts.append(tr_n("{count} already here", "{count} already here", outcome.known))
    words = ", ".join(parts)
    if outcome.encoding:
        guessed = tr("read as {encoding}", encoding=outcome.encoding)
        words = f"{words} ({guessed})" if words else guessed
    return words or ("" if outcome.problems else tr("nothing new"))


def problem_words(outcome: FileOutcome) -> str:
    """Return why something was left out of a file; empty when nothing was."""
    shown = [_one_problem(one) for one in outcome.problems[:_PROBLEMS_SHOWN]]
    more = len(outcome.problems) - len(shown)
    if more > 0:
        shown.append(tr_n("and {count} more", "and {count} more", more))
    return " ".join(shown)


def _one_problem(problem: Problem) -> str:
    fields = {**problem.fields, "line": problem.line}
    return words_for(problem.code, fields).what


def summary_words(report: ImportReport) -> str:
    """Return the sum of a report in a sentence."""
    parts = [tr_n("{count} new article", "{count} new articles", report.total("articles"))]
    for what, one, many in (
        ("attributions", tr("{count} attribution"), tr("{count} attributions")),
        ("appearances", tr("{count} known text published in one more place"),
         tr("{count} known texts published in one more place")),
        ("known", tr("{count} already here"), tr("{count} already here")),
    ):  # fmt: skip
        count = report.total(what)
        if count:
            parts.append((one if count == 1 else many).format(count=f"{count:,}"))
    left_out = sum(1 for one in report.files if one.problems)
    if left_out:
        parts.append(
            tr_n("{count} file with something left out",
                 "{count} files with something left out", left_out)
        )  # fmt: skip
    return ", ".join(parts)
