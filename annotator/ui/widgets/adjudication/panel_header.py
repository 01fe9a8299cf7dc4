"""The head of the panel: in what annotators differ, who speaks, which of how many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from annotator.domain.adjudication.item import Severity
from annotator.domain.codebook import Colour
from annotator.ui.theme.fonts import CAPTION, SECONDARY, SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.icon_button import IconButton
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class SeverityChip(QWidget):
    """A difference in a word or two, on a ground that tells how much it matters."""

    def __init__(self, words: str, severity: Severity, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._severity = severity
        self._theme = theme
        self.setAccessibleName(tr("Difference: {words}", words=words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        px = self._theme.px
        width = round(metrics.horizontalAdvance(self._words)) + px(14)
        return QSize(width, max(px(24), round(metrics.height()) + px(6)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = severity_colours(self._severity, self._theme)
        outlined = self._theme.tokens.unset.outlined
        painter.setPen(QPen(ink, 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.surface if outlined else ground)
        inset, radius = self._theme.px(2) + 0.5, self._theme.px(4)
        ground_rect = QRectF(self.rect()).adjusted(0.5, inset, -0.5, -inset)
        painter.drawRoundedRect(ground_rect, radius, radius)
        painter.setPen(ink)
        painter.setFont(self._theme.font(CAPTION))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()


def severity_colours(severity: Severity, theme: Theme) -> tuple[QColor, QColor]:
    """Return ground and words of what matters this much."""
    tokens = theme.tokens
    slot = Colour.GREY
    if severity >= Severity.SERIOUS:
        slot = Colour.RED
    elif severity >= Severity.MODERATE:
        slot = Colour.GOLD
    colours = tokens.stance[slot]
    return colours.fill, colours.strong


class PanelHeader(QFrame):
    """Chips and name on the left, place and buttons on the right."""

    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, theme.px(6))
        self.name = ToneLabel(theme, self._chips, tone="text1", size=SECTION, bold=True)
        self.name.setMinimumHeight(theme.px(24))
        self.name.setWordWrap(True)  # a name may be as long as the words that it stands for
        self.place = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.place.setMinimumHeight(theme.px(24))
        self.previous = IconButton("previous", theme, self)
        self.following = IconButton("next", theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(9), theme.px(8), theme.px(9))
        row.setSpacing(theme.px(4))
        row.addWidget(self._chips, 1)
        for widget in (self.place, self.previous, self.following):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.previous.clicked.connect(self.previous_wanted)
        self.following.clicked.connect(self.next_wanted)
        self.setMinimumHeight(theme.px(43))

    def show_keys(self, previous: str, following: str) -> None:
        """Name the buttons with the keys in use."""
        for button, words, key in (
            (self.previous, tr("Previous item"), previous),
            (self.following, tr("Next item"), following),
        ):
            button.say(words, f"{words} ({key})" if key else words)

    def show_item(
        self, chips: Sequence[tuple[str, Severity]], name: str, number: int, total: int
    ) -> None:
        """Show differences, speaker and place; a number of 0 is not shown."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.name:
                widget.hide()
                widget.deleteLater()
        for words, severity in chips:
            chip = SeverityChip(words, severity, self._theme, self._chips)
            self._flow.addWidget(chip)
            chip.show()
        self.name.setText(name)
        self.name.setToolTip(name)
        self.name.setVisible(bool(name))
        self._flow.addWidget(self.name)
        self._flow.invalidate()
        self._chips.updateGeometry()
        self.place.setText(tr("{number} of {total}", number=number, total=total) if number else "")
