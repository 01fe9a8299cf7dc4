"""The quotes behind a cell: who had what, where it stands, whether it is adjudicated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.domain.codebook import Value
from annotator.ui.models.headed_table_model import Index
from annotator.ui.theme.fonts import BODY, CAPTION, SECONDARY, reading_font
from annotator.ui.theme.glyphs import CHIP, paint_chip
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.words import tr

QUOTE_ROLE = Qt.ItemDataRole.UserRole + 1
_LINES = 2
"""Lines of a quote at most."""


@dataclass(frozen=True, slots=True)
class ValueShown:
    """What one of the two chose."""

    label: str
    value: Value | None = None
    """With its shape, where it has one."""
    sure: int = 0
    """How sure they said they were, from 1; 0 where nothing is known."""
    of: int = 0
    """The highest that ``sure`` may be."""
    sure_words: str = ""


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """One line of the list."""

    a: ValueShown
    b: ValueShown
    speaker: str
    quote: str
    where: str
    adjudicated: bool
    subject: object
    """Whatever the list's owner knows it by."""
    who: str = ""
    """Who chose the one, and who the other, where the heading does not tell."""
    other: str = ""
    """What the other has marked, where these are not the same words."""

    @property
    def tip(self) -> str:
        """Return what stands nowhere else: all of the quote, and what signs and bars mean."""
        parts = (self.quote, self.other, self._chosen, self.who, self.where)
        return "\n".join(one for one in parts if one)

    @property
    def _chosen(self) -> str:
        sides = [f"{one.label} {one.sure_words}".strip() for one in (self.a, self.b)]
        return tr(" / ").join(sides)

    @property
    def spoken(self) -> str:
        """Return all of it as one sentence."""
        state = tr("adjudicated") if self.adjudicated else tr("open")
        parts = (self._chosen, self.who, self.speaker, self.quote, self.other, self.where, state)
        return ", ".join(one for one in parts if one)


class QuoteModel(QAbstractListModel):
    """The quotes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quotes: tuple[QuoteShown, ...] = ()

    def show_quotes(self, quotes: Sequence[QuoteShown]) -> None:
        """Show these."""
        self.beginResetModel()
        self._quotes = tuple(quotes)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._quotes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a quote, or what it says."""
        if not index.isValid():
            return None
        quote = self._quotes[index.row()]
        if role == QUOTE_ROLE:
            return quote
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return quote.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return quote.tip
        return None


class QuoteList(QListView):
    """Enter and double click ask for the article."""

    opened = Signal(object)
    """Carries the `QuoteShown`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.quotes = QuoteModel(self)
        self.setModel(self.quotes)
        self.setItemDelegate(QuoteDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("Quotes behind the cell"))
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(QUOTE_ROLE)))
        theme.changed.connect(self.doItemsLayout)

    def show_quotes(self, quotes: Sequence[QuoteShown]) -> None:
        """Show these from the first on."""
        self.quotes.show_quotes(quotes)
        if quotes:
            self.setCurrentIndex(self.quotes.index(0))

    def minimumSizeHint(self) -> QSize:
        """Return room for two quotes or so."""
        return QSize(self._theme.px(180), self._theme.px(150))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; leave letters to the window."""
        if is_enter(event) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(QUOTE_ROLE))
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuoteDelegate(QStyledItemDelegate):
    """Chips, speaker and state on the first line, then the quote, then where it stands."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the lines that the quote needs."""
        px = self._theme.px
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        quote: QuoteShown = index.data(QUOTE_ROLE)
        lines = self._quote_height(quote, wide - 2 * px(8))
        return QSize(px(160), px(8) + px(20) + round(lines) + px(18) + px(8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one quote."""
        px, tokens = self._theme.px, self._theme.tokens
        quote: QuoteShown = index.data(QUOTE_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.selected_row)
        painter.setPen(QPen(tokens.hairline, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        inner = rect.adjusted(px(8), px(7), -px(8), -px(6))
        self._paint_head(painter, quote, QRectF(inner.left(), inner.top(), inner.width(), px(20)))
        high = self._quote_height(quote, inner.width())
        body = QRectF(inner.left(), inner.top() + px(20), inner.width(), high)
        painter.setFont(reading_font(px(14)))
        painter.setPen(tokens.text1)
        painter.drawText(
            body,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            self._shortened(quote.quote, inner.width()),
        )
        foot = QRectF(inner.left(), body.bottom(), inner.width(), px(18))
        differ = tr("boundaries differ") if quote.other else ""
        words = " · ".join(one for one in (quote.who, quote.where, differ) if one)
        self._write(painter, foot, words, CAPTION, tokens.text2)
        painter.restore()

    def _paint_head(self, painter: QPainter, quote: QuoteShown, rect: QRectF) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        state = tr("Adjudicated") if quote.adjudicated else tr("Open")
        font = self._theme.font(CAPTION, QFont.Weight.DemiBold)
        wide = QFontMetricsF(font).horizontalAdvance(state) + px(24)
        badge = QRectF(rect.right() - wide, rect.top() + px(1), wide, px(17))
        ink = tokens.ok if quote.adjudicated else tokens.text2
        outlined = tokens.unset.outlined
        painter.setPen(QPen(ink, 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if outlined else mixed(tokens.surface, ink, 0.12))
        painter.drawRoundedRect(badge, px(4), px(4))
        painter.setPen(ink)
        painter.setFont(font)
        words = ("✓ " if quote.adjudicated else "○ ") + state
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
        x = self._paint_side(painter, quote.a, rect.left(), rect)
        x += px(4)
        versus = tr("vs")
        x += self._write(
            painter, QRectF(x, rect.top(), px(40), rect.height()), versus, CAPTION, tokens.text3
        )
        x = self._paint_side(painter, quote.b, x + px(4), rect) + px(8)
        room = QRectF(x, rect.top(), badge.left() - x - px(6), rect.height())
        self._write(painter, room, quote.speaker, BODY, tokens.text1)

    def _paint_side(self, painter: QPainter, side: ValueShown, x: float, rect: QRectF) -> float:
        """Paint a value, and how sure they were; return where it ends."""
        px, tokens = self._theme.px, self._theme.tokens
        if side.value is not None:
            chip = QRectF(x, rect.top() + px(1), px(CHIP), px(CHIP))
            paint_chip(painter, chip, side.value, tokens.colours_of(side.value))
            x = chip.right()
        else:
            room = QRectF(x, rect.top(), px(90), rect.height())
            x += self._write(painter, room, side.label, SECONDARY, tokens.text1)
        if side.of:
            x += px(4)
            for step in range(side.of):
                high = px(5) + step * px(3)
                bar = QRectF(x, rect.top() + px(15) - high, px(3), high)
                filled = step < side.sure
                painter.setPen(QPen(tokens.text2, 1) if not filled else Qt.PenStyle.NoPen)
                painter.setBrush(tokens.text2 if filled else Qt.BrushStyle.NoBrush)
                painter.drawRect(bar)
                x += px(5)
        return x

    def _write(
        self, painter: QPainter, rect: QRectF, words: str, size: int, colour: QColor
    ) -> float:
        """Write one line; return its width."""
        font = self._theme.font(size)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, align, shown)
        return metrics.horizontalAdvance(shown)

    def _quote_height(self, quote: QuoteShown, wide: float) -> float:
        if not quote.quote:
            return 0.0
        metrics = QFontMetricsF(reading_font(self._theme.px(14)))
        rect = metrics.boundingRect(
            QRectF(0, 0, max(20.0, wide), 10_000), Qt.TextFlag.TextWordWrap, quote.quote
        )
        return min(rect.height(), _LINES * metrics.lineSpacing()) + 2

    def _shortened(self, words: str, wide: float) -> str:
        """Return as many words as fit into the lines that there are."""
        metrics = QFontMetricsF(reading_font(self._theme.px(14)))
        most = _LINES * metrics.lineSpacing() + 2

        def fits(text: str) -> bool:
            room = QRectF(0, 0, max(20.0, wide), 10_000)
            found = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
            return found.height() <= most

        words = words[:400]
        if fits(words):
            return words
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if fits(words[:middle].rstrip() + " …"):
                low = middle
            else:
                high = middle - 1
        return words[:low].rstrip() + " …"
