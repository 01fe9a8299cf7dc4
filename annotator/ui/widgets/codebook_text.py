"""Definitions and examples from the codebook, laid out for reading."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.codebook import Attribute, Value
from annotator.ui.icons import icon
from annotator.ui.theme.fonts import BODY, CAPTION, SECONDARY, SECTION
from annotator.ui.theme.glyphs import paint_chip
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.segments import shortcut_words
from annotator.ui.widgets.inspector.tone_label import Tone, ToneLabel
from annotator.ui.widgets.keycap import Keycap
from annotator.words import tr


class ValueChip(QWidget):
    """The chip of a value, as articles show it."""

    def __init__(self, value: Value, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of a chip."""
        return QSize(self._theme.px(20), self._theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(
            painter, QRectF(self.rect()), self._value, self._theme.tokens.colours_of(self._value)
        )


def paragraph(
    text: str, theme: Theme, parent: QWidget, *, tone: Tone = "text1", size: int = BODY
) -> ToneLabel:
    """Return a wrapping text that can be selected and copied with mouse and keyboard."""
    label = ToneLabel(theme, parent, tone=tone, size=size)
    label.setWordWrap(True)
    label.setText(text)
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label


def value_block(attribute: Attribute, value: Value, theme: Theme, parent: QWidget) -> QFrame:
    """Return a card with a value's label, key, definition and examples."""
    card = QFrame(parent)
    card.setProperty("kind", "card")
    card.setAccessibleName(value.label)
    head = QHBoxLayout()
    head.setSpacing(theme.px(8))
    if value.glyph or value.colour:
        head.addWidget(ValueChip(value, theme, card))
    title = ToneLabel(theme, card, tone="text1", size=SECTION, bold=True)
    title.setText(value.label)
    title.setWordWrap(True)
    head.addWidget(title)
    key = shortcut_words(attribute, value)
    if key:
        head.addWidget(Keycap(key, theme, card))
    head.addStretch(1)
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
    column.setSpacing(theme.px(8))
    column.addLayout(head)
    if value.definition:
        column.addWidget(paragraph(value.definition, theme, card))
    for words, examples, picture, tone in (
        (tr("Fits"), value.positive_examples, "check", "ok"),
        (tr("Does not fit"), value.negative_examples, "close", "error"),
    ):
        if examples:
            column.addWidget(_examples(words, examples, picture, tone, theme, card))
    return card


def _examples(
    words: str, examples: Sequence[str], picture: str, tone: str, theme: Theme, parent: QWidget
) -> QWidget:
    host = QWidget(parent)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    head = ToneLabel(theme, host, tone="text3", size=CAPTION)
    head.setText(words)
    column.addWidget(head)
    for example in examples:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        sign = Sign(picture, tone, theme, host)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(example, theme, host, tone="text2", size=SECONDARY), 1)
        column.addLayout(row)
    return host


class Sign(QLabel):
    """An icon in a colour of the theme."""

    def __init__(self, name: str, tone: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._theme = name, tone, theme
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(14)
        colour = getattr(self._theme.tokens, self._tone)
        self.setPixmap(icon(self._name, self._theme, colour).pixmap(side, side))
