"""A card with one figure: value, interval, bar, verdict, and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.agreement.results import Figure
from annotator.ui.theme.fonts import BODY, CAPTION, FIGURE, SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.figure_shown import (
    FigureShown,
    interval_words,
    limit_number,
    number,
)
from annotator.ui.widgets.agreement.interval_bar import paint_interval_bar
from annotator.ui.widgets.agreement.verdict_badge import VerdictBadge
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class FigureCard(QFrame):
    """Reached with Tab (the arrows lead to its neighbours); reads itself out as one sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self.shown: FigureShown | None = None
        self._label = ToneLabel(theme, self, tone="text1", size=BODY)
        self._given = ToneLabel(theme, self, tone="text3", size=CAPTION)
        self._value = ToneLabel(theme, self, tone="text1", size=FIGURE, bold=True)
        self._interval = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._facts = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._beside = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.badge = VerdictBadge(theme, self)
        self._bar = _Bar(theme, self)
        for label in (self._label, self._given, self._facts, self._beside, self._interval):
            label.setWordWrap(True)
        self._arrange()
        theme.changed.connect(self._space)

    def show_figure(
        self, shown: FigureShown, *, given: str = "", beside: str = "", level: float = 0.95
    ) -> None:
        """Show a figure. ``given``: on which condition; ``beside``: other figures to read with."""
        self.shown = shown
        self._label.setText(shown.label)
        self._given.setText(given)
        self._value.setText(number(shown.figure.value))
        interval = shown.figure.interval
        words = interval_words(interval, level) if interval is not None else shown.reason
        self._interval.setText(words)
        self._facts.setText(shown.facts)
        self._beside.setText(beside)
        self.badge.show_verdict(shown.verdict, target=shown.target)
        self._bar.show_figure(shown.figure, shown.limits, target=shown.target)
        spoken = ", ".join(one for one in (shown.spoken, given, beside) if one)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring of the keyboard over the card's frame."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.tokens.accent, 2))
            radius = self._theme.px(8)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        self._middle.addWidget(self._interval, 1, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(head)
        self._column.addWidget(self._given)
        self._column.addLayout(self._middle)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._facts)
        self._column.addWidget(self._beside)
        self._column.addStretch(1)
        self._space()

    def _space(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(11), px(14), px(9))
        self._column.setSpacing(px(2))
        self._middle.setSpacing(px(10))
        self._interval.setContentsMargins(0, 0, 0, px(5))


class _Bar(QWidget):
    """The bar with its scale below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure = Figure(None)
        self._limits: tuple[float, ...] = ()
        self._target = False

    def show_figure(self, figure: Figure, limits: tuple[float, ...], *, target: bool) -> None:
        self._figure, self._limits, self._target = figure, limits, target
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, tokens = self._theme.px, self._theme.tokens
        wide = self.width() - px(4)
        bar = QRectF(px(2), 0, wide, px(18))
        paint_interval_bar(painter, bar, self._figure, self._limits, self._theme)
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(tokens.text2)
        align = Qt.AlignmentFlag
        scale = QRectF(px(2), px(18), wide, px(15))
        painter.drawText(scale, align.AlignLeft | align.AlignVCenter, "0")
        painter.drawText(scale, align.AlignRight | align.AlignVCenter, "1")
        for place, limit in enumerate(self._limits):
            words = limit_number(limit)
            if self._target:
                words = tr("target {limit}", limit=words)
            x = bar.left() + wide * limit
            room = QRectF(x - px(50), scale.top(), px(100), scale.height())
            side = align.AlignHCenter
            if len(self._limits) > 1 and not place:
                # Two limits stand close: the first is written to the left of its place.
                room, side = (
                    QRectF(x - px(62), scale.top(), px(74), scale.height()),
                    align.AlignRight,
                )
            painter.drawText(room, side | align.AlignVCenter, words)
