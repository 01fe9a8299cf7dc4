"""Under the adjudicator's queue: what is equal by rule, to be reviewed or accepted at once.

Two lines with words, or one with two buttons where the queue needs the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QIcon, QPaintEvent
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
_ICON_GAP = 4
"""Pixels that the style leaves between icon and words."""


class _AcceptButton(QPushButton):
    """Shortens its words to the room of the queue, and says them whole in its tool tip.

    The icon goes first, then the number: half a number would be another one. The tool tip stands
    beside it: below is the window's edge, and the tip would cover it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shorter = ""

    def show_words(self, words: str, shorter: str = "") -> None:
        """Show words, or shorter ones where these have no room."""
        self.setText(words)
        self._shorter = shorter
        self.update()

    @property
    def shown(self) -> str:
        """Return the words that there is room for."""
        words = self.text()
        return self._shorter if self._shorter and not self._fits(words) else words

    def _fits(self, words: str) -> bool:
        return self.fontMetrics().horizontalAdvance(words) <= self.width() - self._beside()

    def _beside(self) -> int:
        """Return what the button takes beside words, without the icon."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return self.sizeHint().width() - words - self.iconSize().width() - _ICON_GAP

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
        metrics, room = self.fontMetrics(), self.width() - self._beside()
        wide = metrics.horizontalAdvance(self.shown)
        if wide + self.iconSize().width() + _ICON_GAP > room:
            option.icon = QIcon()
        option.text = metrics.elidedText(self.shown, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Place the tool tip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = f"{self.accessibleName()}\n{self.toolTip()}"
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
        self._compact = False
        self._counts: ItemCounts | None = None
        self.setObjectName("queueFooter")
        self._words = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        # Else Qt would reckon with fewer lines than the words take in a narrow queue.
        for one in (self, self._words):
            one.setMinimumWidth(1)
        self.review = LinkButton(tr("Review list"), theme, self)
        self.review.clicked.connect(lambda: self.list_wanted.emit(not self._listed))
        self.accept = _AcceptButton(self)
        self.accept.setAutoDefault(True)  # else Enter would do nothing outside a dialog
        self.accept.clicked.connect(self.accept_wanted)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self.review)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 12, 10)
        self._column.setSpacing(4)
        self._column.addLayout(self._line)
        self._column.addWidget(self.accept)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_exact(None)

    @property
    def words(self) -> str:
        """Return what is said of how many are left."""
        return self._words.text()

    def set_compact(self, compact: bool) -> None:
        """Stand on one line, or on as many as the words take."""
        if compact == self._compact:
            return
        self._compact = compact
        had = self.accept.hasFocus()
        if compact:
            self._line.addWidget(self.accept, 1)
        else:
            self._column.addWidget(self.accept)
        self._line.setStretch(0, 0 if compact else 1)
        self._column.setContentsMargins(12, 6, 12, 6 if compact else 10)
        self.show_listed(self._listed, self._counts)
        if had:
            self.accept.setFocus()

    def show_exact(self, counts: ItemCounts | None) -> None:
        """Show how many are equal by rule and not accepted, and how many of them may be."""
        self._counts = counts
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
        short = tr("Accept {count}", count=f"{ready:,}") if ready else tr("Accept")
        if drawn:
            label = tr("Accept {count}, leave {drawn} to check", count=ready, drawn=drawn)
        elif ready:
            label = tr_n("Accept {count} exact match", "Accept {count} exact matches", ready)
        else:
            label = tr("Accept exact matches")
        rule = tr(
            "Equal by rule: recorded as unanimous. A tenth of them is left for a blind check."
        )
        self.accept.show_words(*(short, tr("Accept")) if self._compact else (label,))
        self.accept.setAccessibleName(label)
        self.accept.setToolTip(f"{self.words}\n{rule}" if self._compact else rule)
        self.accept.setEnabled(exact > 0 and ready + drawn > 0)
        self.review.setEnabled(exact > drawn or self._listed)
        self.review.setToolTip(self.words if self._compact else "")
        # On one line the words stand only where there is nothing to press.
        self._words.setVisible(not self._compact or not exact)
        self.accept.setVisible(not self._compact or exact > 0)
        self.review.setVisible(not self._compact or self.review.isEnabled())

    def show_listed(self, listed: bool, counts: ItemCounts | None) -> None:
        """Say whether the queue shows what is equal; the link leads to the other list."""
        self._listed = listed
        forth = tr("Review") if self._compact else tr("Review list")
        self.review.setText(tr("Back") if listed else forth)
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
