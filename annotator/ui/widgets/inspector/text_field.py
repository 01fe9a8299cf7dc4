"""A free-text value: one step when it is left, or after one second of rest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.resting_text_edit import RestingTextEdit
from annotator.ui.widgets.inspector.tooltips import attribute_tooltip
from annotator.ui.widgets.inspector.value_field import ValueField


class TextField(ValueField):
    """Plain text; an emptied field takes the value away."""

    def __init__(self, attribute: Attribute, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = RestingTextEdit(theme, self)
        self.edit.setAccessibleName(attribute.label)
        self.edit.setAccessibleDescription(attribute.question)
        self.edit.setToolTip(attribute_tooltip(attribute))
        self.edit.rested.connect(lambda text: self.chosen.emit(text if text.strip() else None))
        self.edit.leave_requested.connect(self.leave_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.edit)

    def set_value(self, value: AttributeValue | None) -> None:
        """Show a text; what is half typed stays (see `RestingTextEdit.show_text`)."""
        self.edit.show_text(value if isinstance(value, str) else "")

    def set_read_only(self, read_only: bool) -> None:
        """Keep the text selectable."""
        self.edit.setReadOnly(read_only)

    def focus_field(self) -> None:
        """Give the keyboard to the text."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Emit what is half typed."""
        self.edit.flush()
