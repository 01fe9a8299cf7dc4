"""Base of the inspector's own buttons: sized and painted by themselves, not by the style sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.theme.theme import Theme


class PaintedButton(QAbstractButton):
    """A button that paints itself; `sizeHint` and `minimumSizeHint` are obeyed as they stand."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)
