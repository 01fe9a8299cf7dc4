"""A pane of the Agreement screen: a heading, words or buttons at its right, a body, a foot."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.theme.fonts import SECONDARY, SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel


class Pane(QFrame):
    """Arranges; whoever makes it fills it."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self._title = ToneLabel(theme, self, tone="text1", size=SECTION, bold=True)
        self._beside = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.foot = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._title.setWordWrap(True)
        self.foot.setWordWrap(True)
        self.foot.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._beside, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._body = QVBoxLayout()
        self._column.addLayout(self._body, 1)
        self._column.addWidget(self.foot)
        self.set_title(title)
        theme.changed.connect(self._space)
        self._space()

    @property
    def title(self) -> str:
        """Return the heading."""
        return self._title.text()

    def set_title(self, title: str, beside: str = "") -> None:
        """Show a heading, and what stands beside it."""
        self._title.setText(title)
        self._beside.setText(beside)
        self.setAccessibleName(f"{title}, {beside}" if beside else title)

    def set_foot(self, words: str) -> None:
        """Show a sentence at the foot; none where it is empty."""
        self.foot.setText(words)
        self.foot.setVisible(bool(words))

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the right of the heading."""
        self._head.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget into the body."""
        self._body.addWidget(widget, stretch)

    def _space(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(10))
        self._column.setSpacing(px(8))
        self._head.setSpacing(px(8))
        self._body.setSpacing(px(6))
