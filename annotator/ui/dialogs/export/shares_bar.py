"""The shares of a split as a bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import SECONDARY
from annotator.words import tr


class SharesBar(QWidget):
    """The first part stands out; words that do not fit in a part are left out of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_parts(self, parts: Sequence[tuple[str, float]]) -> None:
        """Show these: words and how much each is of the whole."""
        self._parts = tuple(parts)
        words = ", ".join(one for one, _ in self._parts)
        self.setAccessibleName(tr("Shares: {parts}", parts=words))
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a control."""
        return QSize(self._theme.px(200), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and hardly any width."""
        return QSize(self._theme.px(80), self._theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts beside each other."""
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, radius = theme.px(2), theme.px(3)
        room = self.width() - gap * max(0, len(self._parts) - 1)
        left = 0.0
        for number, (words, share) in enumerate(self._parts):
            width = room * share
            rect = QRectF(left, 0, width, self.height())
            painter.setBrush(tokens.selected_row if number == 0 else tokens.hairline)
            painter.setPen(Qt.PenStyle.NoPen)
            if tokens.unset.outlined:
                painter.setBrush(tokens.surface)
                painter.setPen(tokens.control_border)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            weight = QFont.Weight.DemiBold if number == 0 else QFont.Weight.Normal
            font = theme.font(SECONDARY, weight)
            if QFontMetricsF(font).horizontalAdvance(words) <= width - theme.px(4):
                painter.setFont(font)
                painter.setPen(tokens.accent_text if number == 0 else tokens.text1)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            left += width + gap
        painter.end()
