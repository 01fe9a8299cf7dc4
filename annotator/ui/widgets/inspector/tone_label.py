"""A label in one of the theme's colours and type sizes, for plain text."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.theme.fonts import CAPTION
from annotator.ui.theme.theme import Theme

Tone = Literal["text1", "text2", "text3", "accent_text", "warning", "error"]


class ToneLabel(QLabel):
    """Plain text that follows the theme in a tone that can change."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        tone: Tone = "text3",
        size: int = CAPTION,
        bold: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone: Tone = tone
        self._size = size
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        if tone != self._tone:
            self._tone = tone
            self._restyle()

    def _restyle(self) -> None:
        colour: QColor = getattr(self._theme.tokens, self._tone)
        weight = "600" if self._bold else "normal"
        self.setStyleSheet(
            f"color: {colour.name()}; font-size: {self._theme.px(self._size)}px;"
            f" font-weight: {weight};"
        )
