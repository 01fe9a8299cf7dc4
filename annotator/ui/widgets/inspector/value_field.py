"""What all fields for the value of an attribute have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.attributions import AttributeValue


class ValueField(QWidget):
    """Shows a value and lets a person choose another.

    `set_value` never emits. A choice is shown at once; who refuses it sets the old value again.
    """

    chosen = Signal(object)
    """An `AttributeValue`, or None when the value was taken away."""
    leave_requested = Signal()
    """The keyboard is to go back to the article."""

    clearable = True
    """Whether choosing the chosen value again takes it away; else it is chosen once more."""

    def set_value(self, value: AttributeValue | None) -> None:
        """Show a value, or that there is none."""
        raise TypeError(f"{type(self).__name__} does not show {value!r}")

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read but not changed."""
        self.setEnabled(not read_only)

    def focus_field(self) -> None:
        """Give the keyboard to this field."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Ask now for what was typed and not yet asked for; nothing for fields without typing."""
