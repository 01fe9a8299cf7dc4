"""The queue's chips: which kind of difference is shown, and how many there are of each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.painted_button import PaintedButton
from annotator.ui.widgets.inspector.roving_focus import RovingFocus
from annotator.words import tr

_HIGH, _GAP = 24, 5
"""Pixels at a text scale of 1: a chip's height, and the room between chips."""


@dataclass(frozen=True, slots=True)
class KindChip:
    """One chip: its words, how many items it shows, and of which kinds."""

    words: str
    count: int
    kinds: frozenset[str] = frozenset()
    """Keys of differences; none means all items."""
    details: str = ""
    """What is counted in it, where the words do not say so."""


class FilterChip(PaintedButton):
    """Words and number; the chosen one is filled and bold, and keeps its width."""

    def __init__(self, chip: KindChip, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(f"{chip.words} {chip.count:,}", theme, parent)
        self.chip = chip
        self.setCheckable(True)
        name = f"{chip.words}, {chip.count}"
        self.setAccessibleName(f"{name}: {chip.details}" if chip.details else name)
        self.setToolTip(chip.details)

    def sizeHint(self) -> QSize:
        """Return the room for the words in bold."""
        width = QFontMetricsF(self._font(bold=True)).horizontalAdvance(self.text())
        return QSize(math.ceil(width) + self._theme.px(18), self._theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Let an over-long label be shortened."""
        return QSize(min(self.sizeHint().width(), self._theme.px(96)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill and its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, on = self._theme.tokens, self.isChecked()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        border = tokens.accent if on else tokens.control_border
        if self.hasFocus():
            border = tokens.text1 if on else tokens.accent
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1.2))
        ground = tokens.selected_row if on else tokens.surface
        painter.setBrush(tokens.window if self.underMouse() and not on else ground)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        font = self._font(bold=on)
        painter.setFont(font)
        painter.setPen(tokens.accent_text if on else tokens.text2)
        words = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, rect.width() - self._theme.px(12)
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self, *, bold: bool) -> QFont:
        return self._theme.font(SECONDARY, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


class FilterChips(QWidget):
    """One tab stop; arrows move among the chips, Enter or Space chooses one."""

    chosen = Signal(object)
    """The keys of the kinds to show (a frozenset, empty for all)."""
    rearranged = Signal()
    """Other chips are shown, or in other letters."""
    marked = Signal()
    """Another one is shown as chosen."""

    def __init__(self, follows: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        """``follows``: from which widget Tab leads to the chips."""
        super().__init__(parent)
        self._theme = theme
        self._follows = follows
        self._kinds: frozenset[str] = frozenset()
        self._roving: RovingFocus | None = None
        self._layout = FlowLayout(self, theme.px(_GAP))
        self.buttons: tuple[FilterChip, ...] = ()
        self.setAccessibleName(tr("Kinds of difference"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds that are shown; empty for all."""
        return self._kinds

    def show_chips(self, chips: Sequence[KindChip]) -> None:
        """Show these chips, the first for all items; what is chosen stays so if it can."""
        if [one.chip for one in self.buttons] == list(chips):
            return
        focused = next((at for at, one in enumerate(self.buttons) if one.hasFocus()), None)
        old, self.buttons = (
            self.buttons,
            tuple(FilterChip(chip, self._theme, self) for chip in chips),
        )
        while self._layout.takeAt(0) is not None:
            pass
        for button in self.buttons:
            self._layout.addWidget(button)
            button.clicked.connect(lambda _on, one=button: self._clicked(one))
            button.show()
        # Else they would come last of all that the window has; all of them, while they may.
        chain: tuple[QWidget, ...] = (self._follows, *self.buttons)
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)
        if self._roving is not None:
            self._roving.deleteLater()
        self._roving = RovingFocus(self.buttons, self) if self.buttons else None
        if self._roving is not None:
            self._roving.entered.connect(self._clicked)
        self._mark()
        if focused is not None and self.buttons and self._roving is not None:
            self._roving.move_to(self.buttons[min(focused, len(self.buttons) - 1)])
        for button in old:
            button.hide()
            button.deleteLater()
        self.updateGeometry()
        self.rearranged.emit()

    def choose(self, kinds: frozenset[str]) -> None:
        """Choose the chip of these kinds, without telling."""
        self._kinds = kinds
        self._mark()

    def press(self, at: int) -> None:
        """Choose a chip by its place, as a click does."""
        self._clicked(self.buttons[at])

    def _clicked(self, button: FilterChip) -> None:
        changed = button.chip.kinds != self._kinds
        self.choose(button.chip.kinds)
        if changed:
            self.chosen.emit(self._kinds)

    def _mark(self) -> None:
        on = [at for at, one in enumerate(self.buttons) if one.chip.kinds == self._kinds]
        for at, button in enumerate(self.buttons):
            button.setChecked(at in on)
        if self._roving is not None and not any(one.hasFocus() for one in self.buttons):
            self._roving.set_stop(on[0] if on else 0)
        self.marked.emit()

    def _restyle(self) -> None:
        self._layout.setSpacing(self._theme.px(_GAP))
        for button in self.buttons:
            button.updateGeometry()
            button.update()
        self._layout.invalidate()
        self.updateGeometry()
        self.rearranged.emit()


_MOST_LINES = 6
"""More lines of chips are scrolled: the list of differences below needs its room."""


class ChipsArea(QScrollArea):
    """As tall as the chips, up to a limit: large letters must leave room for the queue."""

    def __init__(self, chips: FilterChips, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(chips)
        self.viewport().setAutoFillBackground(False)
        chips.setAutoFillBackground(False)
        chips.rearranged.connect(self._fit)
        theme.changed.connect(self._fit)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def hasHeightForWidth(self) -> bool:
        """Return True: the fewer fit on a line, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the chips, up to a limit."""
        return min(self._chips.heightForWidth(width), self._tallest())

    def sizeHint(self) -> QSize:
        """Return the room at the present width."""
        return QSize(self._chips.sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for one line."""
        return QSize(self._theme.px(96), self._theme.px(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        self._fit()

    def _tallest(self) -> int:
        px = self._theme.px
        return _MOST_LINES * px(_HIGH) + (_MOST_LINES - 1) * px(_GAP)

    def _fit(self) -> None:
        self.updateGeometry()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._chips.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 0)
