"""A large button: icon, title, what it does, and its key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY, SECONDARY, SECTION
from annotator.ui.theme.style_sheet import primary_ring


class ActionCard(QPushButton):
    """One of the ways to begin."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        words: str,
        key: str,
        theme: Theme,
        *,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon_name
        self._primary = primary
        if primary:
            self.setProperty("kind", "primary")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(title, self)
        self._words = QLabel(words, self)
        self._words.setWordWrap(True)
        self._key = QLabel(key, self)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addStretch(1)
        text.addWidget(self._title)
        text.addWidget(self._words)
        text.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(14)
        self._row.addWidget(self._picture)
        self._row.addLayout(text, 1)
        self._row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in (self._picture, self._title, self._words, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Return room for what is inside, which a push button does not ask for itself."""
        return self._row.sizeHint().expandedTo(QSize(0, self._theme.px(62)))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        title, words, glyph, ground = (
            (tokens.on_accent, tokens.on_accent, tokens.on_accent, _veil(tokens.on_accent))
            if self._primary
            else (tokens.text1, tokens.text2, tokens.accent_text, tokens.selected_row.name())
        )
        side, inner = theme.px(38), theme.px(20)
        self._picture.setFixedSize(side, side)
        self._picture.setPixmap(icon(self._icon, theme, glyph).pixmap(inner, inner))
        self._picture.setStyleSheet(f"background: {ground}; border-radius: {theme.px(6)}px;")
        weight = int(QFont.Weight.DemiBold)
        self._title.setStyleSheet(
            f"color: {title.name()}; font-size: {theme.px(SECTION)}px; font-weight: {weight};"
        )
        self._words.setStyleSheet(f"color: {words.name()}; font-size: {theme.px(SECONDARY)}px;")
        self._key.setStyleSheet(
            f"color: {words.name()}; font-size: {theme.px(BODY - 2)}px;"
            f" border: 1px solid {words.name()}; border-radius: {theme.px(3)}px;"
            f" padding: 0 {theme.px(4)}px;"
        )
        self._key.setVisible(bool(self._key.text()))
        border = tokens.accent if self._primary else tokens.hairline
        ring = primary_ring(tokens) if self._primary else f"2px solid {tokens.accent.name()}"
        self.setStyleSheet(
            f"ActionCard {{ min-height: {theme.px(60)}px; border-radius: {theme.px(8)}px;"
            f" border: 1px solid {border.name()}; }}"
            f"ActionCard:focus {{ border: {ring};"
            f" min-height: {theme.px(58)}px; }}"
        )
        self.updateGeometry()


def _veil(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, 45)"
