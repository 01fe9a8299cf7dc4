"""Under the adjudicator's queue: what is equal by rule, to be reviewed or accepted at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.inspector.tooltips import plain_tooltip
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts


_LEAST_LETTERS = 8


class _AcceptButton(QPushButton):
    """Shortens its words to the room of the queue, and says them whole in its tool tip.

    The tool tip stands beside it: below is the window's edge, and the tip would cover it.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the room for the icon and a few letters."""
        metrics, whole = self.fontMetrics(), self.sizeHint()
        words = metrics.horizontalAdvance(self.text())
        least = min(words, metrics.averageCharWidth() * _LEAST_LETTERS)
        return QSize(whole.width() - words + least, whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button with as many of its words as fit."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        beside = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        option.text = metrics.elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width() - beside
        )
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Place the tool tip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = f"{self.text()}\n{self.toolTip()}"
            beside = self.mapToGlobal(QPoint(self.width(), 0))
            QToolTip.showText(beside, plain_tooltip(words), self)
            return True
        return super().event(event)


class QueueFooter(QFrame):
    """Says how many there are; the link goes to their list and back."""

    list_wanted = Signal(bool)
    """True for the list of what is equal, False for that of what differs."""
    accept_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._listed = False
        self.setObjectName("queueFooter")
        self._words = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.review = LinkButton(tr("Review list"), theme, self)
        self.review.clicked.connect(lambda: self.list_wanted.emit(not self._listed))
        self.accept = _AcceptButton(self)
        self.accept.setAutoDefault(True)  # else Enter would do nothing outside a dialog
        self.accept.clicked.connect(self.accept_wanted)
        self.accept.setToolTip(
            tr("Equal by rule: recorded as unanimous. A tenth of them is left for a blind check.")
        )
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._words, 1)
        head.addWidget(self.review)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.accept)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_exact(None)

    @property
    def words(self) -> str:
        """Return what is said of how many are left."""
        return self._words.text()

    def show_exact(self, counts: ItemCounts | None) -> None:
        """Show how many are equal by rule and not accepted, and how many of them may be."""
        exact = counts.exact if counts else 0
        ready = counts.acceptable if counts else 0
        words = tr_n("{count} exact match left", "{count} exact matches left", exact)
        drawn = counts.drawn if counts else 0
        if drawn:
            words = tr("{words}, {drawn} of them to check blind", words=words, drawn=drawn)
        self._words.setWordWrap(True)
        self._words.setText(words if exact else tr("No exact matches left"))
        self._words.setToolTip(
            tr_n(
                "{count} of them stays for a blind check.",
                "{count} of them stay for a blind check.",
                drawn,
            )
            if drawn
            else ""
        )
        if drawn:
            label = tr("Accept {count}, leave {drawn} to check", count=ready, drawn=drawn)
        elif ready:
            label = tr_n("Accept {count} exact match", "Accept {count} exact matches", ready)
        else:
            label = tr("Accept exact matches")
        self.accept.setText(label)
        self.accept.setEnabled(exact > 0 and ready + drawn > 0)
        self.review.setEnabled(exact > drawn or self._listed)

    def show_listed(self, listed: bool, counts: ItemCounts | None) -> None:
        """Say whether the queue shows what is equal; the link leads to the other list."""
        self._listed = listed
        self.review.setText(tr("Back") if listed else tr("Review list"))
        self.review.setAccessibleName(
            tr("Back to what differs") if listed else tr("Review the list of exact matches")
        )
        self.review.updateGeometry()
        self.show_exact(counts)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        side = self._theme.px(16)
        self.accept.setIconSize(QSize(side, side))
        self.accept.setIcon(icon("check", self._theme, tokens.text1))
        self.setStyleSheet(
            f"#queueFooter {{ background: {tokens.side.name()};"
            f" border: none; border-top: 1px solid {tokens.hairline.name()}; }}"
        )
