"""One line of plain text that is shortened to the room it has; whole in the tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme.fonts import BODY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view.header import isolated
from annotator.ui.widgets.inspector.tooltips import plain_tooltip


class ElidedLabel(QWidget):
    """Never asks for more room than it is given."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        size: int = BODY,
        weight: QFont.Weight = QFont.Weight.DemiBold,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size, self._weight = size, weight
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._restyle)

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self._words

    def set_text(self, words: str) -> None:
        """Show another text."""
        self._words = words
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._words) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        metrics = QFontMetrics(self._font())
        return QSize(metrics.averageCharWidth() * 6, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text when it is shortened."""
        super().resizeEvent(event)
        self._offer_tooltip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.tokens.text1)
        shown = QFontMetrics(self._font()).elidedText(
            isolated(self._words), Qt.TextElideMode.ElideRight, self.width()
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        side = left if not self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self) -> QFont:
        return self._theme.font(self._size, self._weight)

    def _offer_tooltip(self) -> None:
        whole = QFontMetrics(self._font()).horizontalAdvance(self._words) <= self.width()
        self.setToolTip("" if whole else plain_tooltip(self._words))

    def _restyle(self) -> None:
        self._offer_tooltip()
        self.updateGeometry()
        self.update()
