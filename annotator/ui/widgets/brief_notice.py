"""A sentence over the article that goes by itself: why a key did nothing, what is missing."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.theme import Theme

BRIEF = 5
LONG = 15
"""Seconds for what a person would regret to have missed."""
_MARGIN = 14


class BriefNotice(QFrame):
    """Floats at the foot of its parent and never takes the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "bar")
        self._picture = QLabel(self)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._label, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said now; empty when nothing is."""
        return "" if self.isHidden() else self._label.text()

    def say(self, words: str, seconds: int = BRIEF) -> None:
        """Show a sentence for a few seconds."""
        side = self._theme.px(16)
        colour = self._theme.tokens.accent_text
        self._picture.setPixmap(icon("info", self._theme, colour).pixmap(side, side))
        self._label.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(seconds * 1000)
        announce(self, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the parent's size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        widest = min(self._theme.px(560), parent.width() - 2 * _MARGIN)
        metrics = self._label.fontMetrics()
        width = min(widest, metrics.horizontalAdvance(self._label.text()) + self._theme.px(80))
        height = (
            self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        self.setGeometry(
            (parent.width() - width) // 2, parent.height() - height - _MARGIN, width, height
        )
