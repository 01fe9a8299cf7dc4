"""A choice among many or long values, or of several of them: chips that wrap."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute, AttributeKind, Value, as_keys
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.painted_button import PaintedButton
from annotator.ui.widgets.inspector.roving_focus import RovingFocus
from annotator.ui.widgets.inspector.tooltips import value_tooltip
from annotator.ui.widgets.inspector.value_field import ValueField


class Chip(PaintedButton):
    """A value to choose; the chosen one carries a tick, not colour alone."""

    def __init__(self, value: Value, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(value.label, theme, parent)
        self.value = value
        self.setCheckable(True)
        self.setToolTip(value_tooltip(value))

    def sizeHint(self) -> QSize:
        """Return the room for label and tick: the same chosen or not, so that nothing moves."""
        label = QFontMetricsF(self._theme.font(SECONDARY)).horizontalAdvance(self.value.label)
        return QSize(math.ceil(label) + self._theme.px(26), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Let an over-long label take several lines where even one chip a line does not fit."""
        return QSize(min(self.sizeHint().width(), self._theme.px(96)), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow chip is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the label's lines at this width."""
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        metrics = QFontMetricsF(self._theme.font(SECONDARY))
        room = QRectF(0, 0, width - self._theme.px(26), 10_000)
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.value.label)
        return math.ceil(lines.height()) + self._theme.px(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill, tick and label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, px, on = self._theme.tokens, self._theme.px, self.isChecked()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        border = tokens.accent if on and self.isEnabled() else tokens.control_border
        if not self.isEnabled() and not on:
            border = tokens.hairline
        ground = tokens.selected_row if on else tokens.surface
        if self.isEnabled() and not on and (self.underMouse() or self.isDown()):
            ground = tokens.window
        if self.hasFocus():
            border = tokens.text1 if on else tokens.accent
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
        painter.setBrush(ground)
        radius = min(rect.height(), px(24)) / 2
        painter.drawRoundedRect(rect, radius, radius)
        ink = tokens.accent_text if on else tokens.text2
        if not self.isEnabled():
            ink = tokens.text1 if on else tokens.text3
        painter.setFont(self._theme.font(SECONDARY))
        painter.setPen(QPen(ink, max(1.4, px(2) * 0.75)))
        text = QRectF(self.rect()).adjusted(px(11), 0, -px(11), 0)
        if on:
            self._paint_tick(painter, px(7))
            text.translate(px(7), 0)
        painter.drawText(
            text.adjusted(-2, 0, 2, 0),
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
            self.value.label,
        )

    def _paint_tick(self, painter: QPainter, left: float) -> None:
        unit, middle = self._theme.px(8) / 8, self.height() / 2
        points = [(0.5, 0.5), (3.0, 3.0), (7.5, -3.0)]
        (x0, y0), (x1, y1), (x2, y2) = ((left + x * unit, middle + y * unit) for x, y in points)
        painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


class ChipField(ValueField):
    """Chips for one value or, for a multiple choice, any number of them."""

    def __init__(self, attribute: Attribute, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._several = attribute.kind is AttributeKind.MULTIPLE_CHOICE
        self._chosen: tuple[str, ...] = ()
        self._layout = FlowLayout(self, theme.px(4))
        self.buttons = tuple(Chip(value, theme, self) for value in attribute.values)
        for chip in self.buttons:
            self._layout.addWidget(chip)
            chip.setAccessibleDescription(attribute.label)
            chip.clicked.connect(lambda _on, one=chip: self._clicked(one))
        self._roving = RovingFocus(self.buttons, self)
        self._roving.entered.connect(self._entered)
        self.setAccessibleName(attribute.label)
        theme.changed.connect(self._restyle)

    def set_value(self, value: AttributeValue | None) -> None:
        """Mark the chips of a value."""
        self._chosen = as_keys(value)
        on = [place for place, chip in enumerate(self.buttons) if chip.value.key in self._chosen]
        for place, chip in enumerate(self.buttons):
            chip.setChecked(place in on)
        if on:
            self._roving.set_stop(on[0])

    def focus_field(self) -> None:
        """Give the keyboard to the first chosen chip, else to the first."""
        self._roving.move_to(next((o for o in self.buttons if o.isChecked()), self.buttons[0]))

    def _entered(self, chip: Chip) -> None:
        """Choose what the keyboard is on, unless it is chosen already, and go back to the text."""
        if not chip.isChecked():
            self._clicked(chip)
        self.leave_requested.emit()

    def _clicked(self, chip: Chip) -> None:
        key = chip.value.key
        value: AttributeValue | None
        if self._several:
            wanted = set(self._chosen) ^ {key}
            # In the codebook's order, so that the same choice is always the same value.
            value = tuple(one.value.key for one in self.buttons if one.value.key in wanted) or None
        else:
            value = None if key in self._chosen and self.clearable else key
        self.set_value(value)
        self.chosen.emit(value)

    def _restyle(self) -> None:
        self._layout.setSpacing(self._theme.px(4))
        for chip in self.buttons:
            chip.updateGeometry()
            chip.update()
        self._layout.invalidate()
