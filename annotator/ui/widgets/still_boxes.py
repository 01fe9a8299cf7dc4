"""Boxes that a passing mouse wheel does not change: it scrolls what they stand on.

Only a click or a key may change what is decided, written or counted.
"""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider, QSpinBox


class _Still:
    """Comes before the box among the bases."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is around it."""
        event.ignore()


class StillComboBox(_Still, QComboBox):
    """A drop-down list."""


class StillSpinBox(_Still, QSpinBox):
    """A whole number."""


class StillDoubleSpinBox(_Still, QDoubleSpinBox):
    """A number."""


class StillSlider(_Still, QSlider):
    """A slider."""
