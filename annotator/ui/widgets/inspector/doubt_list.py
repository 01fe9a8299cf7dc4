"""A quiet line for each doubt about an attribution."""

import uuid
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.domain.doubts import Doubt
from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.doubt_words import doubt_words
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class DoubtList(QWidget):
    """Warnings that refuse nothing; hidden while there are none."""

    jump_requested = Signal(object)
    """A `Span`."""
    other_requested = Signal(object)
    """The identifier of the other attribution."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Sequence[Doubt], Mapping[uuid.UUID, int]] = ((), {})
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        theme.changed.connect(self._fill)
        self.hide()

    def show_doubts(self, doubts: Sequence[Doubt], numbers: Mapping[uuid.UUID, int]) -> None:
        """Show these doubts; ``numbers`` are those of the article's attributions."""
        if (tuple(doubts), dict(numbers)) != (tuple(self._shown[0]), dict(self._shown[1])):
            self._shown = (tuple(doubts), dict(numbers))
            self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        doubts, numbers = self._shown
        for doubt in doubts:
            self._column.addWidget(self._line(doubt, numbers))
        self.setVisible(bool(doubts))

    def _line(self, doubt: Doubt, numbers: Mapping[uuid.UUID, int]) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        side = self._theme.px(14)
        picture = QLabel(line)
        picture.setPixmap(
            icon("warning", self._theme, self._theme.tokens.warning).pixmap(side, side)
        )
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = ToneLabel(self._theme, line, tone="warning", size=SECONDARY)
        words.setWordWrap(True)
        words.setText(doubt_words(doubt, numbers))
        row.addWidget(words, 1)
        if doubt.span is not None or doubt.other in numbers:
            show = LinkButton(tr("Show"), self._theme, line)
            show.setAccessibleName(tr("Show: {doubt}", doubt=words.text()))
            show.clicked.connect(lambda: self._jump(doubt))
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _jump(self, doubt: Doubt) -> None:
        if doubt.other is not None:
            self.other_requested.emit(doubt.other)
        else:
            self.jump_requested.emit(doubt.span)
