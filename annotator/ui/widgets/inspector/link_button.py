"""A button that looks like a link, for small things beside a text."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.painted_button import PaintedButton


class LinkButton(PaintedButton):
    """Words in the accent colour; underlined under the mouse, ringed with the focus."""

    def __init__(
        self, text: str, theme: Theme, parent: QWidget | None = None, *, size: int = SECONDARY
    ) -> None:
        super().__init__(text, theme, parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the words' size, and never less than a target of 24 pixels."""
        metrics = QFontMetricsF(self._theme.font(self._size))
        px = self._theme.px
        width = round(metrics.horizontalAdvance(self.text())) + px(10)
        return QSize(max(px(24), width), px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a link isn't cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        font = self._theme.font(self._size)
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(tokens.accent_text if self.isEnabled() else tokens.text3)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            radius = self._theme.px(5)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
