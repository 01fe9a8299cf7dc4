"""A label of one line that ends in an ellipsis where it has no room; whole in the tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_LEAST_LETTERS = 4


class EllipsisLabel(QLabel):
    """Looks as the style sheet says; asks for the room of its words and does with less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def cut(self) -> bool:
        """Tell whether the words have too little room."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(words)
        self._offer()

    def tell(self, words: str) -> None:
        """Explain in the tool tip, below the whole words where these are cut."""
        self._told = words
        self._offer()

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        wide = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS if self.text() else 0
        whole = super().minimumSizeHint()
        return QSize(min(wide, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole words where they are cut."""
        super().resizeEvent(event)
        self._offer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        if not self.cut:
            super().paintEvent(event)
            return
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            self.alignment().value,
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()

    def _offer(self) -> None:
        words = self.text() if self.cut else ""
        self.setToolTip("\n".join(one for one in (words, self._told) if one))
