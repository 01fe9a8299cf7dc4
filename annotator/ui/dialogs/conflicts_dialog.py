"""Conflicts: two forms of one thing, of which neither came from the other; a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableView,
    QWidget,
)

from annotator.domain.conflicts import Resolution
from annotator.domain.errors import AnnotatorError
from annotator.ui.announcing import announce
from annotator.ui.dialogs.conflict_words import names_in, second_line, title_of
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, line, tab_order, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.report_table import dress, fit_rows
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.error_words import explain
from annotator.ui.models.conflict_model import LABEL, ConflictModel
from annotator.ui.models.entity_words import Names
from annotator.ui.shortcuts import shown_keys
from annotator.ui.theme import Theme
from annotator.ui.widgets.two_line_delegate import TwoLineDelegate
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.domain.changes import Changes
    from annotator.services.exchange.conflict_names import NamedConflict
    from annotator.ui.open_project import OpenProject

_ROLE = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1


class ConflictsDialog(FittedDialog):
    """A list of what is open, both forms beside each other, and the two ways to settle it."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._theme = theme
        self._settled: list[Changes] = []
        self.setWindowTitle(tr("Conflicts"))
        self._title = title(tr("Conflicts"), self)
        self._about = explanation("", self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Open conflicts"))
        self.list.setItemDelegate(TwoLineDelegate(theme, _SECOND, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.what = explanation("", self, "section")
        self.model = ConflictModel(theme, self)
        self.table = QTableView(self)
        self.outcome = explanation("", self)
        self.keep = QPushButton(tr("&Keep what stands"), self)
        self.keep.clicked.connect(lambda: self._settle(Resolution.KEPT))
        self.take = QPushButton(tr("&Take the other"), self)
        self.take.clicked.connect(lambda: self._settle(Resolution.TAKEN))
        self.undo = QPushButton(tr("&Undo"), self)
        self.undo.clicked.connect(self._undo)
        for keys, button in (("Alt+1", self.keep), ("Alt+2", self.take), ("Ctrl+Z", self.undo)):
            key = QShortcut(QKeySequence(keys), self)
            key.activated.connect(button.click)
            button.setToolTip(shown_keys(keys))
        self._close = QPushButton(tr("Close"), self)
        self._close.clicked.connect(self.reject)
        for button in (self.keep, self.take, self.undo, self._close):
            button.setAutoDefault(False)
        self._build()
        self._read()
        self.list.setFocus()

    def _build(self) -> None:
        table, px = self.table, self._theme.px
        header = dress(table, self.model, self._theme, tr("Both forms"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(lambda *_: fit_rows(table, self._theme))
        right = QWidget(self)
        inner = column(right, margins=0)
        inner.setContentsMargins(px(12), 0, 0, 0)
        inner.addWidget(self.what)
        inner.addWidget(table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.take)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        parts.setSizes([px(270), px(590)])
        self.list.setMinimumWidth(px(150))
        body = QWidget(self)
        outer = column(body)
        outer.addWidget(self._title)
        outer.addWidget(self._about)
        outer.addWidget(parts, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(foot(self, self.undo, self._close, note=self.outcome))
        tab_order(self.list, self.table, self.keep, self.take, self.undo, self._close)
        fit(self, self._theme, 900, 560)

    def _read(self, row: int = 0) -> None:
        """Read what is open, and show the conflict in this row, or the last one."""
        from annotator.services.exchange.conflict_names import named_conflicts

        found = named_conflicts(self._opened.project, self._opened.widest)
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            words = title_of(one)
            item = QListWidgetItem(words)
            item.setData(_ROLE, one)
            item.setData(_SECOND, second_line(one))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {second_line(one)}")
            item.setToolTip(words)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._about.setText(
            tr(
                "Two people, or one person on two machines, changed the same thing. Both forms are"
                " kept until you decide; the one that stands is used meanwhile."
            )
            if found
            else tr("All settled. Merging further files may bring new ones.")
        )
        self._title.setText(
            tr_n("{count} conflict", "{count} conflicts", len(found))
            if found
            else tr("No conflicts")
        )
        self.list.setCurrentRow(min(row, len(found) - 1))
        self._show_current()
        self.undo.setEnabled(bool(self._settled))

    def _current(self) -> NamedConflict | None:
        item = self.list.currentItem()
        found: NamedConflict | None = item.data(_ROLE) if item is not None else None
        return found

    def _show_current(self) -> None:
        one = self._current()
        self.what.setText(title_of(one) if one else "")
        if one is None:
            self.model.show_forms(None, None, Names())
        else:
            self.model.show_forms(one.conflict.stands, one.conflict.aside, names_in(one))
            self.table.selectRow(0)
        fit_rows(self.table, self._theme)
        for part in (self.keep, self.take, self.table):
            part.setEnabled(one is not None)

    def _settle(self, resolution: Resolution) -> None:
        from annotator.services.exchange.conflicts import settle_conflict

        one, row = self._current(), self.list.currentRow()
        if one is None:
            return
        try:
            changes = settle_conflict(
                self._opened.project, self._opened.widest, one.conflict.id, resolution
            )
        except AnnotatorError as error:
            self._say(explain(error).sentence, "error")
            self._read(row)
            return
        self._settled.append(changes)
        self._opened.hub.publish(changes)
        self._read(row)
        kept = resolution is Resolution.KEPT
        self._say(tr("Kept what stood.") if kept else tr("Took the other."), "ok")
        if self.list.count():
            self.list.setFocus()
        else:
            self._close.setFocus()

    def _undo(self) -> None:
        """Take back what was settled here last."""
        from annotator.services.undo import revert

        if not self._settled:
            return
        opened = self._opened
        try:
            changes = revert(opened.project, opened.widest, self._settled[-1].step.id)
        except AnnotatorError as error:
            self._say(explain(error).sentence, "error")
            return
        self._settled.pop()
        opened.hub.publish(changes)
        self._read(self.list.currentRow())
        self._say(tr("Taken back: the conflict is open again."))
        self.list.setFocus()

    def _say(self, words: str, kind: str = "secondary") -> None:
        self.outcome.setText(words)
        self.outcome.setProperty("kind", kind)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)
        announce(self, words, urgent=kind == "error")
