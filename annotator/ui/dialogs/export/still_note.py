"""A note whose words change, while nothing below it moves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget


class StillNote(QLabel):
    """As high as the longest of what it may come to say needs at its width."""

    def __init__(
        self, sayings: Iterable[str], parent: QWidget | None = None, kind: str = "caption"
    ) -> None:
        super().__init__(parent)
        self._sayings = tuple(sayings)
        self.setProperty("kind", kind)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def hasHeightForWidth(self) -> bool:
        """Tell that words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the longest needs."""
        margins = self.contentsMargins()
        room = QRect(0, 0, max(1, width - margins.left() - margins.right()), 10_000)
        metrics, wrap = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap.value)
        heights = (
            metrics.boundingRect(room, wrap, one).height() for one in (*self._sayings, self.text())
        )
        return max(heights) + margins.top() + margins.bottom()

    def minimumSizeHint(self) -> QSize:
        """Return hardly any width, and a line."""
        return QSize(self.fontMetrics().averageCharWidth(), self.fontMetrics().height())
