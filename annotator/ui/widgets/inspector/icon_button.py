"""A small button with nothing but an icon: 24 pixels square, the least a target may measure."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.painted_button import PaintedButton


class IconButton(PaintedButton):
    """Named by `say`, for tooltips and screen readers."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        """``name`` is that of the icon."""
        super().__init__("", theme, parent)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, name: str, tooltip: str) -> None:
        """Set the accessible name and the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(tooltip)

    def sizeHint(self) -> QSize:
        """Return the least target."""
        return QSize(self._theme.px(24), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, radius = self._theme.tokens, self._theme.px(5)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row if self.isDown() else tokens.hairline)
            painter.drawRoundedRect(rect, radius, radius)
        side = self._theme.px(13)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        icon(self._name, self._theme, tokens.text3 if self.isEnabled() else tokens.hairline).paint(
            painter, spot
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(rect, radius, radius)
