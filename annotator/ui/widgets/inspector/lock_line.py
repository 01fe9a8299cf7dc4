"""Why nothing can be changed, and the way to change that."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from annotator.domain.annotation_sets import AnnotationSet, SetState
from annotator.domain.codebook import Codebook
from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class LockLine(QFrame):
    """Shown while the article is handed in or the project can't be written."""

    reopen_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel(self)
        self._name = "lock"
        self.setProperty("kind", "card")
        self.words = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.words.setWordWrap(True)
        self.reopen = LinkButton(tr("Reopen to change"), theme, self)
        self.reopen.clicked.connect(self.reopen_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(9), theme.px(5), theme.px(5), theme.px(5))
        row.setSpacing(theme.px(8))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._dress)
        self.hide()

    def show_state(
        self, work: AnnotationSet | None, codebook: Codebook, *, read_only: bool
    ) -> None:
        """Say why the fields are closed; hidden when they are open."""
        closed = work is not None and work.state.closed
        self.setVisible(closed or read_only)
        self.reopen.setVisible(closed and not read_only)
        self._name = "lock"
        if work is None or not closed:
            self.words.setText(tr("Open for reading only"))
        elif work.state is SetState.DONE:
            self._name = "check-circle-filled"
            self.words.setText(tr("Done."))
        else:
            reason = next((r.label for r in codebook.cannot_code if r.key == work.reason), None)
            self.words.setText(tr("Cannot code: {reason}.", reason=reason or work.reason or ""))
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.ok if self._name == "check-circle-filled" else tokens.text3
        side = self._theme.px(16)
        self._picture.setPixmap(icon(self._name, self._theme, colour).pixmap(QSize(side, side)))
