"""`KeysBar`: what single keys act on at this moment, and what they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.inspector.tooltips import plain_tooltip
from annotator.ui.widgets.keycap import Keycap
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, or several as "1–5", and what it does."""

    keys: str
    meaning: str


class KeysBar(QFrame):
    """The target on the left, its keys on the right; the last ones go where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon: str | None = None
        self._hints: tuple[KeyHint, ...] = ()
        self._shown: list[QWidget] = []
        self.setProperty("kind", "panel")
        self._lead = ToneLabel(theme, self, size=SECONDARY)
        self._lead.setText(tr("Keys act on"))
        self._picture = QLabel(self)
        self._target = ToneLabel(theme, self, tone="accent_text", size=SECONDARY, bold=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, theme.px(5), 14, theme.px(5))
        self._row.setSpacing(theme.px(6))
        # What has no room goes away; it must not hold the bar open.
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for widget in (self._lead, self._picture, self._target):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        theme.changed.connect(self._restyle)

    @property
    def target(self) -> str:
        """Return what the keys act on."""
        return self._target.text()

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """Return all keys that are named, those without room included."""
        return self._hints

    def show_target(self, name: str, icon_name: str | None, hints: Sequence[KeyHint]) -> None:
        """Say what the keys act on and what they do there, the most useful first."""
        hints = tuple(hints)
        if (name, icon_name, hints) == (self.target, self._icon, self._hints):
            return
        self._target.setText(name)
        self._icon, self._hints = icon_name, hints
        words = "; ".join(f"{hint.keys}: {hint.meaning}" for hint in hints)
        self.setToolTip(plain_tooltip(words))
        self.setAccessibleName(tr("Keys act on {target}", target=name))
        self.setAccessibleDescription(words)
        self._fill()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(self._theme.px(480), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return one line with nothing but the target."""
        target = self._target.sizeHint().width() + self._theme.px(30)
        return QSize(target + 28, self._theme.px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many hints as fit."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: only now have the words their fonts."""
        super().showEvent(event)
        self._fit()

    def _fill(self) -> None:
        for widget in self._shown:
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._hint(hint) for hint in self._hints]
        for widget in self._shown:
            self._row.addWidget(widget)
        side = self._theme.px(14)
        self._picture.setVisible(self._icon is not None)
        if self._icon is not None:
            colour = self._theme.tokens.accent_text
            self._picture.setPixmap(icon(self._icon, self._theme, colour).pixmap(side, side))
        self._fit()

    def _hint(self, hint: KeyHint) -> QWidget:
        widget = QWidget(self)
        row = QHBoxLayout(widget)
        row.setContentsMargins(self._theme.px(12), 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        row.addWidget(Keycap(hint.keys, self._theme, widget))
        words = ToneLabel(self._theme, widget, tone="text2", size=SECONDARY)
        words.setText(hint.meaning)
        row.addWidget(words)
        return widget

    def _fit(self) -> None:
        room = self.width() - 28 - self._target.sizeHint().width() - self._row.spacing() * 4
        if self._icon is not None:
            room -= self._theme.px(14)
        for words in self.findChildren(ToneLabel):
            words.ensurePolished()
        lead = self._lead.sizeHint().width()
        self._lead.setVisible(room >= lead)
        room -= lead if room >= lead else 0
        for widget in self._shown:
            widget.updateGeometry()
            room -= widget.sizeHint().width() + self._row.spacing()
            widget.setVisible(room >= 0)

    def _restyle(self) -> None:
        self._row.setContentsMargins(14, self._theme.px(5), 14, self._theme.px(5))
        self._fill()
        self.updateGeometry()
