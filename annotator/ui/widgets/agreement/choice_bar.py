"""The head of the Agreement screen: what is compared, how intervals are made, and saving."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import TITLE
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.choice_chip import ChoiceChip
from annotator.ui.widgets.ellipsis_label import EllipsisLabel
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class ChoiceBar(QWidget):
    """Chips that open lists; who uses it fills them."""

    once_chosen = Signal(bool)
    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ToneLabel(theme, self, tone="text1", size=TITLE, bold=True)
        self._title.setText(tr("Agreement"))
        self.attribute = ChoiceChip(tr("Attribute"), theme, self)
        self.parts = ChoiceChip(tr("Rounds and batches"), theme, self, several=True)
        self.people = ChoiceChip(tr("Annotators"), theme, self, several=True)
        self.method = ChoiceChip(tr("Intervals"), theme, self)
        self.once = QToolButton(self)
        self.once.setProperty("kind", "chip")
        self.once.setCheckable(True)
        self.once.setText(tr("Shared passages once"))
        self.once.setToolTip(
            tr("Count what the versions of a story have in common once instead of in each")
        )
        self.once.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.once.clicked.connect(self.once_chosen)
        self.settings = EllipsisLabel(self)
        self.settings.setProperty("kind", "secondary")
        self.save = QPushButton(tr("Save figures …"), self)
        self.save.setAutoDefault(True)
        self.save.clicked.connect(self.save_wanted)
        chips = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self._flow = FlowLayout(chips, theme.px(6))
        for part in (
            *(self.attribute, self.parts, self.people, self.once, self.method),
            self.settings,
        ):
            self._flow.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(chips, 1)
        self._row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._dress)
        self._dress()

    def show_settings(self, words: str) -> None:
        """Show how the figures were made; without room beside the chips, below them."""
        self.settings.setText(words)

    def set_enabled(self, *, choices: bool, save: bool) -> None:
        """Let what can be done be done."""
        for chip in (self.attribute, self.parts, self.people, self.once, self.method):
            chip.setEnabled(choices)
        self.attribute.setVisible(save)
        self.save.setEnabled(save)

    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(10), px(16), px(8))
        self._row.setSpacing(px(14))
        self._title.setContentsMargins(0, 0, px(4), 0)
        self.settings.setContentsMargins(px(6), px(4), 0, px(4))
        self.save.setIcon(icon("export", self._theme))
        self.save.setIconSize(QSize(px(15), px(15)))
