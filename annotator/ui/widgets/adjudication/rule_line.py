"""The codebook's rule for the field in which one is, with the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class RuleLine(QWidget):
    """Icon, what the rule is about, and a link."""

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel(self)
        self._words = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._words.setMinimumHeight(theme.px(24))
        self.link = LinkButton(tr("Open in codebook"), theme, self)
        self.link.clicked.connect(self.wanted)
        host = QWidget(self)
        flow = FlowLayout(host, theme.px(4))
        flow.addWidget(self._words)
        flow.addWidget(self.link)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(host, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_rule(self, words: str, key: str) -> None:
        """Show what the rule is about; without words, nothing."""
        self._words.setText(words)
        self.link.setToolTip(key)
        self.setVisible(bool(words))

    @property
    def words(self) -> str:
        """Return what the rule is about."""
        return self._words.text()

    def _dress(self) -> None:
        side = self._theme.px(15)
        self._picture.setPixmap(icon("codebook", self._theme).pixmap(side, side))
