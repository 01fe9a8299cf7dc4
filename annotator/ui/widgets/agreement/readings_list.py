"""What the figures say, in sentences; and the limits by which they are judged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel


class ReadingsList(QWidget):
    """One paragraph per reading; the words can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self._sentences: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(7))
        self._column.addStretch(1)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is shown."""
        return self._sentences

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these."""
        if tuple(sentences) == self._sentences:
            return
        self._sentences = tuple(sentences)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in sentences]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
        self.updateGeometry()

    def _row(self, sentence: str) -> QWidget:
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        dot = ToneLabel(self._theme, host, tone="accent_text", size=BODY, bold=True)
        dot.setText("•")
        words = ToneLabel(self._theme, host, tone="text1", size=SECONDARY)
        words.setWordWrap(True)
        words.setText(sentence)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return host
