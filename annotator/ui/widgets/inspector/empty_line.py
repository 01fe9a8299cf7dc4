"""What stands in the inspector while no attribution is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import BODY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class EmptyLine(QWidget):
    """A picture and how to begin."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = ToneLabel(theme, self, tone="text2", size=BODY)
        words.setText(tr("Select a quotation, or press Q"))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(24), 0, theme.px(24))
        column.setSpacing(theme.px(8))
        column.addWidget(self._picture)
        column.addWidget(words)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(24)
        grey = self._theme.tokens.text3
        self._picture.setPixmap(icon("annotate", self._theme, grey).pixmap(side, side))
