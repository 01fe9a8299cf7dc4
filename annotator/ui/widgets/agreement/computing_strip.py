"""The strip under the head of the Agreement screen: progress with Stop, or what is to be known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class ComputingStrip(QWidget):
    """One line that keeps its height while work goes on."""

    stop_wanted = Signal()
    anew_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel(self)
        self._said = ""
        self.words = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.words.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setAutoDefault(True)
        self.stop.clicked.connect(self._stop)
        self.anew = QPushButton(tr("Compute anew"), self)
        self.anew.setAutoDefault(True)
        self.anew.clicked.connect(self.anew_wanted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._picture)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.stop)
        self._row.addWidget(self.anew)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_working(self, words: str) -> None:
        """Show that work goes on; the first time it is said as well."""
        self._picture.hide()
        if self.stop.isHidden() or self.isHidden():
            self.bar.setRange(0, 0)
            self.stop.setEnabled(True)
            announce(self, words)
        self._said = words
        self.words.set_tone("text2")
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.show()
        self.stop.show()
        self.anew.hide()
        self.show()

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)
        if total and self.stop.isEnabled():
            self.words.setText(
                tr("{what}  {done} of {total}", what=what, done=f"{done:,}", total=f"{total:,}")
            )

    def show_warning(self, words: str, *, anew: bool) -> None:
        """Show what is to be known of the figures, perhaps with a way to compute them anew."""
        held = self.stop.hasFocus()
        news = words != self._said
        self._said = words
        self.words.set_tone("warning")
        self.words.setText(words)
        self._picture.show()
        self.bar.hide()
        self.stop.hide()
        self.anew.setVisible(anew)
        self.show()
        if held and anew:
            self.anew.setFocus(Qt.FocusReason.OtherFocusReason)
        if news:
            announce(self, words)

    def clear(self) -> None:
        """Show nothing."""
        self._said = ""
        self.hide()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText(tr("Stopping …"))
        self.stop_wanted.emit()

    def _dress(self) -> None:
        px, side = self._theme.px, self._theme.px(16)
        warning = self._theme.tokens.warning
        self._picture.setPixmap(icon("warning", self._theme, warning).pixmap(side, side))
        self.bar.setFixedWidth(px(180))
        self._row.setContentsMargins(px(16), px(2), px(16), px(6))
        self._row.setSpacing(px(10))
