"""Keycaps: the little boxed names of keys beside what they do."""

import math

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme.fonts import CAPTION
from annotator.ui.theme.theme import Theme


def keycap_size(key: str, theme: Theme) -> QSizeF:
    """Return how large a keycap with this name is."""
    metrics = QFontMetricsF(theme.font(CAPTION))
    height = math.ceil(metrics.height()) + theme.px(2)
    width = math.ceil(metrics.horizontalAdvance(key)) + theme.px(9)
    return QSizeF(max(width, height), height)


def paint_keycap(
    painter: QPainter, rect: QRectF, key: str, theme: Theme, colour: QColor | None = None
) -> None:
    """Paint a keycap that fills ``rect``; ``colour`` is for keycaps on coloured buttons."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or theme.tokens.control_border, 1))
    painter.setBrush(theme.tokens.surface if colour is None else Qt.BrushStyle.NoBrush)
    radius = theme.px(3)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(colour or theme.tokens.text2)
    painter.setFont(theme.font(CAPTION))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class Keycap(QWidget):
    """One keycap as a widget. Screen readers pass it over: the control beside it names its key."""

    def __init__(self, key: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def key(self) -> str:
        """Return the key's name."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key's name; an empty one shows nothing."""
        self._key = key
        self.setVisible(bool(key))
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size that the name needs."""
        return keycap_size(self._key, self._theme).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keycap."""
        del event
        painter = QPainter(self)
        paint_keycap(painter, QRectF(self.rect()), self._key, self._theme)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
