"""Feedback on an article: the own work beside gold, item by item, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.domain.adjudication.feedback_items import FeedbackItem
from annotator.domain.decisions import Subject
from annotator.ui.announcing import announce
from annotator.ui.dialogs.dialog_parts import (
    column,
    explanation,
    foot,
    line,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.feedback_words import (
    Row,
    article_heading,
    article_item,
    article_rows,
    heading,
    item_rows,
    reason_words,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.report_table import dress
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.models.rows_model import RowsModel
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY
from annotator.ui.widgets.codebook_text import paragraph
from annotator.ui.widgets.focus_ring import RingDelegate
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import ArticleFeedback


class _AiryDelegate(RingDelegate):
    """Rows as high as their wrapped words, with some air: the ring must not touch them."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what the words need, and a little more."""
        return super().sizeHint(option, index) + QSize(0, self._theme.px(8))


class FeedbackDialog(FittedDialog):
    """Begins with the first item that is not as in gold."""

    def __init__(
        self, feedback: ArticleFeedback, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._feedback = feedback
        # None stands for the article as a whole.
        about_article = [None] if feedback.values else []
        items = [one for one in feedback.items if one.subject is Subject.ATTRIBUTION]
        self._pages: tuple[FeedbackItem | None, ...] = (*about_article, *items)
        self._at = 0
        self.setWindowTitle(tr("Feedback on this article"))
        self._title = title(feedback.title, self)
        self.summary = explanation(_summary(len(self._pages), feedback.differing), self)
        self.place = explanation("", self, "caption")
        self.heading = explanation("", self, "section")
        self.model = RowsModel((tr("Field"), tr("Yours"), tr("Gold")), self)
        self.table = QTableView(self)
        self.reason = explanation("", self)
        self._whose = explanation(tr("The adjudicator wrote:"), self)
        self.rationale = paragraph("", theme, self, size=BODY)
        self.previous = QPushButton(tr("&Previous"), self)
        self.previous.setAutoDefault(False)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.following = QPushButton(tr("&Next"), self)
        self.following.setAutoDefault(False)
        self.following.clicked.connect(lambda: self.step(1))
        self.close_button = primary_button(tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        for keys, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.step(step))
        self._build(theme)
        first = next((at for at, one in enumerate(self._pages) if not self._same(one)), 0)
        self._show(first)
        self.table.setFocus()

    def step(self, by: int) -> None:
        """Show the next item, or the one before."""
        if 0 <= self._at + by < len(self._pages):
            self._show(self._at + by)
            announce(self, f"{self.place.text()}. {self.heading.text()}")

    def _build(self, theme: Theme) -> None:
        header = dress(self.table, self.model, theme, tr("Your work beside gold"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setItemDelegate(_AiryDelegate(theme, self.table))
        body = QWidget(self)
        inner = column(body)
        for widget in (self._title, self.summary, line(body), self.place, self.heading):
            inner.addWidget(widget)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.reason)
        inner.addWidget(self._whose)
        inner.addWidget(self.rationale)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(foot(self, self.previous, self.following, self.close_button))
        tab_order(self.table, self.rationale, self.previous, self.following, self.close_button)
        fit(self, theme, 760, 600)

    def _show(self, at: int) -> None:
        if not self._pages:
            return
        self._at = at
        item = self._pages[at]
        self.place.setText(tr("{place} of {count}", place=at + 1, count=len(self._pages)))
        decided = item or article_item(self._feedback)
        heading_words, rows = self._words(item)
        self.heading.setText(heading_words)
        self.model.show_rows(rows)
        self.table.selectRow(0)
        reason = reason_words(decided.reason) if decided else ""
        self.reason.setText(tr("Reason: {reason}", reason=reason) if reason else "")
        self.reason.setVisible(bool(reason))
        words = decided.rationale.strip() if decided else ""
        self.rationale.setText(words)
        self._whose.setVisible(bool(words))
        self.rationale.setVisible(bool(words))
        self.previous.setEnabled(at > 0)
        self.following.setEnabled(at + 1 < len(self._pages))

    def _words(self, item: FeedbackItem | None) -> tuple[str, list[Row]]:
        codebook = self._feedback.codebook
        if item is None:
            return article_heading(self._feedback), article_rows(self._feedback)
        return heading(item, codebook), item_rows(item, codebook)

    def _same(self, item: FeedbackItem | None) -> bool:
        if item is None:
            return not any(one.differs for one in self._feedback.values)
        return item.same


def _summary(items: int, differing: int) -> str:
    if not differing:
        return tr_n("{count} item, as in gold.", "{count} items, all as in gold.", items)
    return tr(
        "{items}, {differing}.",
        items=tr_n("{count} item", "{count} items", items),
        differing=tr_n("{count} not as in gold", "{count} not as in gold", differing),
    )
