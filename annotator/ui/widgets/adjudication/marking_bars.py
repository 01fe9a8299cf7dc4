"""While words are marked in the text: a hint under it, and a button at the selected words."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.domain.text.spans import SpanRole
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.keyed_button import KeyedButton
from annotator.words import tr

_AWAY = 4
"""Between the selected words and the button."""
_EDGE = 8
"""Least distance from the sides of the page."""


class MarkingHint(QFrame):
    """Stands under the text: what is being marked, and how to go on."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("markingHint")
        self._picture = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.leave = QPushButton(tr("Leave"), self)
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self.leave)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said; empty while nothing is being marked."""
        return "" if self.isHidden() else self._words.text()

    def say(self, role: SpanRole) -> None:
        """Show what is to be selected."""
        self._words.setText(
            {
                SpanRole.CONTENT: tr("Select the words that are said, then Enter; Esc leaves"),
                SpanRole.SOURCE: tr("Select who says it, then Enter; Esc leaves"),
                SpanRole.CUE: tr("Select the words that link the two, then Enter; Esc leaves"),
                SpanRole.CONDITION: tr("Select the condition, then Enter; Esc leaves"),
            }[role]
        )
        self.show()

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        side = theme.px(16)
        self._picture.setPixmap(icon("annotate", theme, tokens.accent_text).pixmap(side, side))
        self.setStyleSheet(
            f"#markingHint {{ background: {tokens.selected_row.name()};"
            f" border: none; border-top: 1px solid {tokens.hairline.name()}; }}"
        )


class MarkingButton(QFrame):
    """Floats at the selected words; never takes the keyboard."""

    pressed = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setProperty("kind", "bar")
        self.button = KeyedButton(theme, self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 5, 5, 5)
        row.addWidget(self.button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Else a click beside the button would go on to the text and undo the selection.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()

    def show_for(self, role: SpanRole, lines: Sequence[QRect], middle: int) -> None:
        """Show the button under selected words, or above them where there is no room below."""
        words = {
            SpanRole.CONTENT: tr("Mark as content"),
            SpanRole.SOURCE: tr("Mark as source"),
            SpanRole.CUE: tr("Mark as cue"),
            SpanRole.CONDITION: tr("Mark as condition"),
        }[role]
        self.button.show_words(words, tr("Enter"), "primary")
        self.adjustSize()
        size, page = self.sizeHint(), self._page.rect()
        y = max(line.bottom() for line in lines) + _AWAY
        if y + size.height() > page.height() - _EDGE:
            y = max(_EDGE, min(line.top() for line in lines) - _AWAY - size.height())
        x = max(_EDGE, min(middle - size.width() // 2, page.width() - size.width() - _EDGE))
        self.setGeometry(QRect(x, y, size.width(), size.height()))
        self.show()
        self.raise_()
