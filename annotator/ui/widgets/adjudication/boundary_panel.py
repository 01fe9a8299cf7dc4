"""The content, word by word: what every annotator marked, and which of it is to be gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Colour
from annotator.ui.theme.fonts import CAPTION, SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr, tr_n


@dataclass(frozen=True, slots=True)
class BoundaryRun:
    """Words in a row that all stand in the same relation to an annotator."""

    words: tuple[str, ...]
    """Empty for words that this annotator did not mark."""
    count: int
    alone: bool = False
    """Marked here, but not by everybody."""
    between: bool = False
    """Marked by nobody: between the fragments of a discontinuous content."""


@dataclass(frozen=True, slots=True)
class BoundaryRow:
    """One annotator's words."""

    letter: str
    runs: tuple[BoundaryRun, ...]
    count: int
    """Words that are marked."""


class BoundaryPanel(QWidget):
    """A row for each annotator, a row for the gold with buttons."""

    taken = Signal(int)
    """The place of the annotator whose boundary is wanted."""
    marking_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ToneLabel(theme, self, tone="text2", size=SECONDARY, bold=True)
        self._title.setText(tr("Content span, word by word"))
        self._figures = ToneLabel(theme, self, tone="text3", size=SECONDARY)
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        head = QWidget(self)
        heads = FlowLayout(head, theme.px(6))
        heads.addWidget(self._title)
        heads.addWidget(self._figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(head)
        column.addWidget(self._card)
        self.buttons: tuple[QPushButton, ...] = ()
        self._letters: tuple[str, ...] = ()
        """Of whom the buttons are."""
        self.mark_button: QPushButton | None = None
        self.gold_words = ""
        self._again: Callable[[], None] | None = None
        theme.changed.connect(self._show_again)

    def _show_again(self) -> None:
        """Make buttons and words anew in other colours, or of another size."""
        if self._again is not None:
            self._again()

    def show_rows(
        self,
        rows: Sequence[BoundaryRow],
        *,
        figures: str,
        gold: str,
        chosen: int | None,
        editable: bool,
    ) -> None:
        """Show annotators' words and the gold's; without any annotator's, the passage as such.

        ``gold``: the chosen words; ``chosen``: the place of the annotator from whom they are.
        """
        self._again = partial(
            self.show_rows, rows, figures=figures, gold=gold, chosen=chosen, editable=editable
        )
        self._title.setText(tr("Content span, word by word") if rows else tr("Content"))
        self._figures.setText(figures)
        self.gold_words = gold
        old = []
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                old.append(widget)
        stop = self._stop()
        for row in rows:
            self._lines.addWidget(WordRow(row, self._theme, self._card))
            self._lines.addWidget(self._line())
        gold_row = self._gold_row(rows, gold, chosen, editable=editable)
        self._lines.addWidget(gold_row)
        if stop is not None:
            gold_row.show()
            self._go_to(stop)
        for widget in old:  # Only now: hidden with the keyboard, it would give it away
            widget.hide()
            widget.deleteLater()
        self.updateGeometry()

    def _stop(self) -> str | None:
        """Return of whom the button is that has the keyboard; empty for the one to mark anew."""
        focus = self.window().focusWidget()
        if focus is not None and focus is self.mark_button:
            return ""
        found = zip(self._letters, self.buttons, strict=True)
        return next((letter for letter, button in found if button is focus), None)

    def _go_to(self, stop: str) -> None:
        found = dict(zip(self._letters, self.buttons, strict=True)).get(stop, self.mark_button)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, button: QPushButton, step: int) -> None:
        """Go to the next button of the row that can be pressed; at its ends, nowhere."""
        row = [*self.buttons, *((self.mark_button,) if self.mark_button else ())]
        stops = [one for one in row if one.isEnabled()]
        at = stops.index(button) + step
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self) -> QFrame:
        line = QFrame(self._card)
        line.setProperty("kind", "line")
        return line

    def _gold_row(
        self, rows: Sequence[BoundaryRow], gold: str, chosen: int | None, *, editable: bool
    ) -> QWidget:
        theme = self._theme
        host = QWidget(self._card)
        letter = ToneLabel(theme, host, tone="accent_text", size=SECONDARY, bold=True)
        letter.setText(tr("G"))
        letter.setToolTip(tr("Gold"))
        letter.setFixedWidth(theme.px(14))
        flow_host = QWidget(host)
        flow = FlowLayout(flow_host, theme.px(4))
        buttons = []
        for place, row in enumerate(rows):
            words = tr_n(
                "Use {letter}: {count} word",
                "Use {letter}: {count} words",
                row.count,
                letter=row.letter,
            )
            button = self._button(words, flow_host)
            button.setCheckable(True)
            button.setChecked(place == chosen)
            button.setEnabled(editable and row.count > 0)
            button.clicked.connect(lambda _on=False, at=place: self.taken.emit(at))
            flow.addWidget(button)
            buttons.append(button)
        mark = self._button(tr("Mark in text …"), flow_host)
        mark.setEnabled(editable)
        mark.clicked.connect(self.marking_wanted)
        flow.addWidget(mark)
        right = QVBoxLayout()
        right.setSpacing(theme.px(4))
        if gold and chosen is None:
            words_label = ToneLabel(theme, host, tone="text1", size=SECONDARY)
            words_label.setWordWrap(True)
            words_label.setText(gold)
            words_label.setAccessibleName(tr("Gold content: {words}", words=gold))
            right.addWidget(words_label)
        right.addWidget(flow_host)
        row_layout = QHBoxLayout(host)
        px = theme.px
        row_layout.setContentsMargins(px(10), px(6), px(10), px(6))
        row_layout.setSpacing(px(8))
        row_layout.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
        row_layout.addLayout(right, 1)
        self.buttons, self.mark_button = tuple(buttons), mark
        self._letters = tuple(row.letter for row in rows)
        return host

    def _button(self, words: str, parent: QWidget) -> QPushButton:
        button = RowButton(words, parent)
        button.stepped.connect(partial(self._step, button))
        theme, tokens = self._theme, self._theme.tokens
        px = theme.px
        button.setStyleSheet(
            f"QPushButton {{ font-size: {px(12)}px; border-radius: {px(11)}px;"
            f" min-height: {px(20)}px; padding: 0 {px(9)}px; }}"
            f"QPushButton:checked {{ background: {tokens.selected_row.name()};"
            f" border-color: {tokens.accent.name()}; color: {tokens.accent_text.name()}; }}"
            f"QPushButton:focus {{ border: 2px solid {tokens.accent.name()};"
            f" padding: 0 {px(8)}px; }}"
        )
        button.setAutoDefault(True)
        return button


class RowButton(QPushButton):
    """Arrow keys ask for a neighbour: Qt would lead on to the next box, which they change."""

    stepped = Signal(int)
    """1 for the next button of the row, -1 for the one before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a neighbour on arrows."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        self.stepped.emit(-step if sideways and self.isRightToLeft() else step)


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class WordRow(QWidget):
    """One annotator's words as a paragraph; what only some marked stands out."""

    def __init__(self, row: BoundaryRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("{letter}: {words}", letter=row.letter, words=self._spoken()))
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Return True: it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._flow(None, width)

    def sizeHint(self) -> QSize:
        """Return the height at the present width."""
        width = max(self.width(), self._theme.px(200))
        return QSize(width, self._flow(None, width))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words."""
        return QSize(self._theme.px(120), self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint letter and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._flow(painter, self.width())
        painter.end()

    def _spoken(self) -> str:
        return " ".join(" ".join(run.words) if run.words else _gap(run) for run in self._row.runs)

    def _flow(self, painter: QPainter | None, width: int) -> int:
        """Lay the words out, painting them if there is a painter; return the height."""
        px, tokens = self._theme.px, self._theme.tokens
        font = self._theme.font(SECONDARY)
        metrics = QFontMetricsF(font)
        line, left = metrics.height() + px(3), px(34)
        x, y = float(left), float(px(7))
        space = metrics.horizontalAdvance(" ")
        if painter is not None:
            painter.setFont(self._theme.font(SECONDARY, QFont.Weight.DemiBold))
            painter.setPen(tokens.text1)
            painter.drawText(QPointF(px(10), y + metrics.ascent()), self._row.letter)
            painter.setFont(font)
        right = width - px(10)
        for run in self._row.runs:
            if not run.words:
                words = _gap(run)
                small = QFontMetricsF(self._theme.font(CAPTION))
                wide = small.horizontalAdvance(words) + px(12)
                if x > left and x + wide > right:
                    x, y = float(left), y + line
                self._chip(painter, words, x, y, line)
                x += wide + space
                continue
            for word in run.words:
                wide = metrics.horizontalAdvance(word)
                if x > left and x + wide > right:
                    x, y = float(left), y + line
                if painter is not None:
                    if run.alone:
                        self._paint_alone(painter, QRectF(x - 1, y, wide + space + 1, line - px(3)))
                    painter.setPen(tokens.text1)
                    painter.drawText(QPointF(x, y + metrics.ascent()), word)
                x += wide + space
        return round(y + line + px(5))

    def _paint_alone(self, painter: QPainter, rect: QRectF) -> None:
        tokens = self._theme.tokens
        gold = tokens.stance[Colour.GOLD]
        if not tokens.unset.outlined:
            painter.fillRect(rect, mixed(tokens.surface, gold.fill, 0.6))
        painter.setPen(QPen(gold.strong, 2))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _chip(self, painter: QPainter | None, words: str, x: float, y: float, line: float) -> int:
        theme, px = self._theme, self._theme.px
        font = theme.font(CAPTION)
        metrics = QFontMetricsF(font)
        if painter is not None:
            rect = QRectF(x, y, metrics.horizontalAdvance(words) + px(10), line - px(3))
            pen = QPen(theme.tokens.control_border, 1)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, px(3), px(3))
            painter.save()
            painter.setFont(font)
            painter.setPen(theme.tokens.text3)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            painter.restore()
        return round(y + line + px(5))


def _gap(run: BoundaryRun) -> str:
    if run.between:
        return "…"
    return tr_n("{count} word not marked", "{count} words not marked", run.count)
