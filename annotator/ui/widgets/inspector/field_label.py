"""The words before a field: its label, its key, and in small type a word about its value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.inspector.tooltips import plain_tooltip
from annotator.ui.widgets.keycap import Keycap


class FieldLabel(QWidget):
    """A label with an optional keycap and a caption; ``wide`` puts all on one line."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        key: str = "",
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        self.label = QLabel(text, self)
        self.label.setProperty("kind", "secondary")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self._caption = ToneLabel(theme, self)
        self._caption.setWordWrap(not wide)
        self._caption.hide()
        first = QHBoxLayout()
        first.setSpacing(theme.px(4))
        alone = wide and not key
        first.addWidget(self.label, 1 if alone else 0)
        self._keycap = Keycap(key, theme, self)
        self._keycap.setVisible(bool(key))
        first.addWidget(self._keycap, 0, Qt.AlignmentFlag.AlignTop)
        if not alone:
            first.addStretch(1)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        column = QBoxLayout(direction, self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8) if wide else 0)
        column.addLayout(first, 1 if wide else 0)
        column.addWidget(self._caption)

    def set_key(self, key: str) -> None:
        """Show another key; empty shows none."""
        self._keycap.set_key(key)

    def set_tooltip(self, tooltip: str) -> None:
        """Explain what the field asks for."""
        self.setToolTip(tooltip)

    def set_caption(self, text: str, *, warning: bool = False, tooltip: str = "") -> None:
        """Show small words beside or below the label; empty takes them away."""
        self._caption.set_tone("warning" if warning else "text3")
        self._caption.setText(text)
        self._caption.setToolTip(plain_tooltip(tooltip))
        self._caption.setVisible(bool(text))

    @property
    def caption(self) -> str:
        """Return the small words, empty when there are none."""
        return self._caption.text()

    def add_to_caption(self, widget: QWidget) -> None:
        """Put a widget after the caption."""
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
