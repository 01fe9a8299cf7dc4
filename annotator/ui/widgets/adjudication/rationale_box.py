"""Why it was decided so: a reason from a list, and words of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.announcing import announce
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.resting_text_edit import RestingTextEdit
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr


class _Hint(ToneLabel):
    """One line where there is room for it, else as many as it takes."""

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words a line."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 16, metrics.height())


class RationaleBox(QWidget):
    """Says when words are required; turns red when a decision was tried without them."""

    reason_chosen = Signal(object)
    """The key of a reason, or None."""
    rationale_changed = Signal(str)
    left = Signal()

    def __init__(
        self, reasons: Sequence[tuple[str, str]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._required = False
        self._missing = False
        self._title = ToneLabel(theme, self, tone="text2", size=SECONDARY, bold=True)
        self._title.setText(tr("Rationale"))
        self._hint = _Hint(theme, self, tone="text3", size=SECONDARY)
        self._hint.setWordWrap(True)
        self.reason = StillComboBox(self)
        self.reason.setAccessibleName(tr("Reason"))
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.reason.setSizeAdjustPolicy(adjust)  # a long reason may be cut, it is in the list
        self.reason.setMinimumContentsLength(10)
        self.reason.addItem(tr("No reason given"), None)
        for key, words in reasons:
            self.reason.addItem(words, key)
        self.reason.activated.connect(
            lambda _at: self.reason_chosen.emit(self.reason.currentData())
        )
        self.edit = RestingTextEdit(theme, self)
        self.edit.setAccessibleName(tr("Rationale"))
        self.edit.textChanged.connect(self._changed)
        self.edit.leave_requested.connect(self.left)
        self._title.setBuddy(self.edit)
        head = QWidget(self)
        flow = FlowLayout(head, theme.px(8))
        flow.addWidget(self._title)
        flow.addWidget(self._hint)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        about = ToneLabel(theme, self, tone="text2", size=SECONDARY, bold=True)
        about.setText(tr("Reason"))
        about.setBuddy(self.reason)
        line.addWidget(about)
        line.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(line)
        column.addWidget(head)
        column.addWidget(self.edit)
        theme.changed.connect(self._dress)
        self.show_state("", None, required=False, editable=True)

    def show_state(
        self, rationale: str, reason: str | None, *, required: bool, editable: bool
    ) -> None:
        """Show words and reason; ``required`` says so beside the title.

        These are the words, whatever was typed last: that was told letter by letter, and may have
        been about something else.
        """
        self._required = required
        if self.edit.toPlainText() != rationale:
            self.edit.blockSignals(True)
            self.edit.flush()
            self.edit.show_text(rationale)
            self.edit.blockSignals(False)
        self.edit.setReadOnly(not editable)
        self.reason.setEnabled(editable)
        self.reason.setCurrentIndex(max(0, self.reason.findData(reason)))
        if not required or rationale.strip():
            self._missing = False
        self._say()

    def show_missing(self) -> None:
        """Say that nothing can be decided without words, and take the keyboard."""
        self._missing = True
        self._say()
        self.edit.setFocus()
        announce(self, self._hint.text(), urgent=True)

    @property
    def missing(self) -> bool:
        """Tell whether a decision was tried without the words that it needs."""
        return self._missing

    @property
    def hint(self) -> str:
        """Return what is said beside the title."""
        return self._hint.text()

    def _changed(self) -> None:
        if self._missing and self.edit.toPlainText().strip():
            self._missing = False
            self._say()
        self.rationale_changed.emit(self.edit.toPlainText())

    def _say(self) -> None:
        if self._missing:
            words = tr("Write why: the gold differs from all coders. A reason is not enough.")
        elif self._required:
            words = tr("required in words: the gold differs from all coders")
        else:
            words = tr("required in words when the gold differs from all coders")
        self._hint.setText(words)
        self._hint.set_tone("error" if self._missing else "text3")
        self.edit.setAccessibleDescription(words)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.edit.setStyleSheet(
            f"QPlainTextEdit {{ border: 2px solid {tokens.error.name()}; }}"
            if self._missing
            else ""
        )
