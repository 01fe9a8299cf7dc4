"""The spans of an attribution by role: how each looks, its words, and what to do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.text.spans import SpanRole
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import StanceColours
from annotator.ui.widgets.inspector.icon_button import IconButton
from annotator.ui.widgets.inspector.requests import SpanRemoval
from annotator.ui.widgets.inspector.span_swatch import SpanSwatch
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.inspector.tooltips import plain_tooltip
from annotator.words import tr


def role_label(role: SpanRole) -> str:
    """Return a role's name."""
    return {
        SpanRole.CONTENT: tr("Content"),
        SpanRole.SOURCE: tr("Source"),
        SpanRole.CUE: tr("Cue"),
        SpanRole.CONDITION: tr("Condition"),
    }[role]


def on_one_line(quote: str) -> str:
    """Return a quote with its line ends and runs of white space as single spaces."""
    return " ".join(quote.split())


class Quote(ToneLabel):
    """A quote on one line, shortened at the end to the room it gets."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tone="text1", size=SECONDARY)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, words: str) -> None:
        """Show a quote; all of it is in the tooltip."""
        self._words = on_one_line(words)
        self.setToolTip(plain_tooltip(self._words))
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click jumps."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    def _shorten(self) -> None:
        room = max(0, self.width() - 2)
        # Long quotes are cut first: measuring thousands of letters on each resize is slow.
        words = self._words[:400]
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))


class _SpanRow(QWidget):
    def __init__(self, theme: Theme, parent: "SpanList") -> None:
        super().__init__(parent)
        self._theme = theme
        self.span: QuotedSpan | None = None
        self.swatch = SpanSwatch(theme, self)
        self.role = ToneLabel(theme, self, tone="text3", size=SECONDARY)
        self.quote = Quote(theme, self)
        self.jump = IconButton("open-external", theme, self)
        self.remove = IconButton("close", theme, self)
        self.jump.clicked.connect(lambda: parent.jump(self))
        self.quote.clicked.connect(lambda: parent.jump(self))
        self.remove.clicked.connect(lambda: parent.take_away(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.swatch)
        row.addWidget(self.role)
        row.addWidget(self.quote, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.jump)
        buttons.addWidget(self.remove)
        row.addLayout(buttons)

    def show_span(self, span: QuotedSpan, colours: StanceColours, *, first: bool) -> None:
        self.span = span
        name = role_label(span.role)
        self.swatch.show_role(span.role, colours)
        self.role.setText(name if first else "")
        self.quote.show_words(span.quote)
        words = on_one_line(span.quote)[:80]
        self.jump.say(tr("Show {role}: {quote}", role=name, quote=words), tr("Show in the article"))
        self.remove.say(
            tr("Remove {role}: {quote}", role=name, quote=words), tr("Remove this span")
        )


class SpanList(QWidget):
    """One line for each span. Lines are kept when spans change, so that none loses the keyboard."""

    jump_requested = Signal(object)
    """A `Span`."""
    removal_requested = Signal(object)
    """A `SpanRemoval`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_SpanRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_spans(
        self, attribution: Attribution, colours: StanceColours, *, read_only: bool
    ) -> None:
        """Show an attribution's spans in their stored order."""
        while len(self._rows) < len(attribution.spans):
            row = _SpanRow(self._theme, self)
            self._rows.append(row)
            self._column.addWidget(row)
        seen: set[SpanRole] = set()
        for row, span in zip(self._rows, attribution.spans, strict=False):
            row.show_span(span, colours, first=span.role not in seen)
            only = span.role is SpanRole.CONTENT and len(attribution.content) == 1
            row.remove.setEnabled(not read_only and not only)
            row.remove.setVisible(not read_only)
            seen.add(span.role)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(attribution.spans))
        self._align(attribution)

    def recolour(self, colours: StanceColours) -> None:
        """Paint the samples in these colours."""
        for row in self._rows:
            if row.span is not None:
                row.swatch.show_role(row.span.role, colours)

    def jump(self, row: _SpanRow) -> None:
        """Ask for a span to be shown in the article."""
        if row.span is not None:
            self.jump_requested.emit(row.span.span)

    def take_away(self, row: _SpanRow) -> None:
        """Ask for a span to be removed."""
        if row.span is not None:
            self.removal_requested.emit(SpanRemoval(row.span.role, row.span.span))

    def _align(self, attribution: Attribution) -> None:
        """Give all role names the width of the widest shown one."""
        metrics = self._rows[0].role.fontMetrics() if self._rows else self.fontMetrics()
        names = {role_label(span.role) for span in attribution.spans}
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        for row in self._rows:
            row.role.setFixedWidth(widest + self._theme.px(2))
