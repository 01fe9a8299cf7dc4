"""A yes or no: one box where "no" is the same as not said, two segments where it is an answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute, Value
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.ui.widgets.inspector.segments import SegmentField
from annotator.ui.widgets.inspector.tooltips import attribute_tooltip
from annotator.ui.widgets.inspector.value_field import ValueField
from annotator.ui.widgets.keycap import Keycap
from annotator.words import tr


class BooleanField(ValueField):
    """A box: ticked is True, unticked takes the value away. Enter goes back to the text."""

    def __init__(self, attribute: Attribute, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(attribute.label, self)
        self.box.setToolTip(attribute_tooltip(attribute))
        self.box.setAccessibleDescription(attribute.question)
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.clicked.connect(lambda on: self.chosen.emit(True if on else None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        if attribute.shortcut:
            row.addWidget(Keycap(attribute.shortcut, theme, self))
        row.addStretch(1)

    def set_value(self, value: AttributeValue | None) -> None:
        """Tick the box for True."""
        self.box.setChecked(value is True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter, which the box hands on."""
        if is_enter(event):
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def focus_field(self) -> None:
        """Give the keyboard to the box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)


class YesNoField(SegmentField):
    """Yes and No as segments, neither chosen until somebody chooses."""

    def __init__(self, attribute: Attribute, theme: Theme, parent: QWidget | None = None) -> None:
        answers = (Value("true", tr("Yes")), Value("false", tr("No")))
        super().__init__(attribute, theme, parent, values=answers)

    def set_value(self, value: AttributeValue | None) -> None:
        """Mark yes for True, no for False."""
        super().set_value(
            {True: "true", False: "false"}[value] if isinstance(value, bool) else value
        )

    def _emit(self, key: str | None) -> None:
        self.chosen.emit(None if key is None else key == "true")
