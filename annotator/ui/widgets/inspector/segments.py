"""A choice among a few short values, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute, Rank, Value
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.roving_focus import RovingFocus
from annotator.ui.widgets.inspector.segment_button import SegmentButton
from annotator.ui.widgets.inspector.segment_layout import SegmentLayout
from annotator.ui.widgets.inspector.value_field import ValueField

SHIFT = "⇧"


class SegmentField(ValueField):
    """Segments for a single choice; none is chosen until somebody chooses."""

    def __init__(
        self,
        attribute: Attribute,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        values: Sequence[Value] = (),
    ) -> None:
        """``values`` stand in where the attribute has none of its own."""
        super().__init__(parent)
        self._theme = theme
        self._chosen: str | None = None
        large = attribute.rank is Rank.PRIMARY
        self._layout = SegmentLayout(self)
        self.buttons = tuple(
            SegmentButton(value, shortcut_words(attribute, value), theme, large=large, parent=self)
            for value in values or attribute.values
        )
        for button in self.buttons:
            self._layout.addWidget(button)
            button.setAccessibleDescription(attribute.label)
            button.clicked.connect(lambda _on, one=button: self._clicked(one))
        self._roving = RovingFocus(self.buttons, self)
        self._roving.entered.connect(self._entered)
        self.setAccessibleName(attribute.label)
        theme.changed.connect(self._restyle)

    def set_value(self, value: AttributeValue | None) -> None:
        """Mark the value with this key, or none."""
        self._chosen = value if isinstance(value, str) else None
        for place, button in enumerate(self.buttons):
            button.setChecked(button.value.key == self._chosen)
            if button.isChecked():
                self._roving.set_stop(place)

    def focus_field(self) -> None:
        """Give the keyboard to the chosen segment, else to the first."""
        at = next((one for one in self.buttons if one.isChecked()), self.buttons[0])
        self._roving.move_to(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the common ground, its border and the lines between segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, radius = self._theme.tokens, self._theme.px(5)
        painter.setPen(QPen(tokens.control_border if self.isEnabled() else tokens.hairline, 1))
        painter.setBrush(tokens.surface)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(QPen(tokens.hairline, 1))
        for button in self.buttons[1:]:
            place = button.geometry()
            if button.property("stacked"):
                painter.drawLine(1, place.top(), self.width() - 2, place.top())
            else:
                edge = place.right() + 1 if self.isRightToLeft() else place.left()
                painter.drawLine(edge, 1, edge, self.height() - 2)

    def _entered(self, segment: SegmentButton) -> None:
        """Choose what the keyboard is on, unless it is chosen already, and go back to the text."""
        if not segment.isChecked():
            self._clicked(segment)
        self.leave_requested.emit()

    def _clicked(self, button: SegmentButton) -> None:
        again = button.value.key == self._chosen
        key = None if again and self.clearable else button.value.key
        SegmentField.set_value(self, key)
        self._emit(key)

    def _emit(self, key: str | None) -> None:
        self.chosen.emit(key)

    def _restyle(self) -> None:
        for button in self.buttons:
            button.updateGeometry()
            button.update()
        self._layout.invalidate()
        self.update()


def shortcut_words(attribute: Attribute, value: Value) -> str:
    """Return the key that chooses a value, with the sign for Shift; empty when there is none."""
    if not value.shortcut or attribute.rank is None:
        return ""
    return value.shortcut if attribute.rank is Rank.PRIMARY else SHIFT + value.shortcut
