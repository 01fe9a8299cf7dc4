"""The right panel of the Adjudicate screen: one item, compared and decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.adjudication.banner import Banner
from annotator.ui.widgets.adjudication.boundary_panel import BoundaryPanel
from annotator.ui.widgets.adjudication.comparison_table import ComparisonTable
from annotator.ui.widgets.adjudication.decision_bar import DecisionBar
from annotator.ui.widgets.adjudication.disclosure import Disclosure
from annotator.ui.widgets.adjudication.panel_header import PanelHeader
from annotator.ui.widgets.adjudication.rationale_box import RationaleBox
from annotator.ui.widgets.adjudication.rule_line import RuleLine
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.words import tr

WIDTH = 464
"""Pixels at a text scale of 1."""


class EnterButton(QPushButton):
    """Enter presses it, as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class ItemPanel(QFrame):
    """Arranges the parts; whoever feeds them decides what they show."""

    def __init__(
        self,
        reasons: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Comparison"))
        self.header = PanelHeader(theme, self)
        self._scroll = QScrollArea(self)
        self._body = QWidget(self._scroll)
        self.own = Banner(theme, self._body)
        self.state = Banner(theme, self._body)
        self.news = Banner(theme, self._body)
        self.conflict = Banner(theme, self._body)
        self.table = ComparisonTable(theme, self._body)
        self.boundary = BoundaryPanel(theme, self._body)
        self.rationale = RationaleBox(reasons, theme, self._body)
        self.rule = RuleLine(theme, self._body)
        self.versions = EnterButton(self._body)
        # Its border is its ring; the style would paint another inside it.
        self.versions.setStyleSheet("outline: none;")
        self.versions.hide()
        self.history = Disclosure(theme, self._body)
        self.bar = DecisionBar(theme, self)
        self.empty = EmptyState(theme, self, small=True)
        self._arrange()
        self.show_nothing("")

    @property
    def banners(self) -> tuple[Banner, ...]:
        """Return the banners, in order."""
        return (self.own, self.state, self.news, self.conflict)

    def show_nothing(self, words: str) -> None:
        """Show that no item is chosen."""
        self.header.hide()
        self._scroll.hide()
        self.bar.hide()
        self.empty.say("adjudicate", words or tr("No item chosen"), "")
        self.empty.show()

    def show_something(self) -> None:
        """Show the parts again."""
        for widget in (self.header, self._scroll, self.bar):
            widget.show()
        self.empty.hide()

    def holds_keyboard(self) -> bool:
        """Tell whether the keyboard is at one of the parts, and at one that is seen."""
        # Of the window: while a dialog or another program is in front, it is not the program's.
        focus = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return inside and focus.isVisibleTo(self) and focus.isEnabled()

    def to_top(self) -> None:
        """Scroll to the first part: for another item."""
        self._scroll.verticalScrollBar().setValue(0)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to one of the parts."""
        self._scroll.ensureWidgetVisible(widget)

    def sizeHint(self) -> QSize:
        """Return the width of the specification."""
        return QSize(self._theme.px(WIDTH), self._theme.px(700))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest width at which nothing is cut."""
        return QSize(self._theme.px(280), self._theme.px(160))

    def _arrange(self) -> None:
        px = self._theme.px
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(10))
        parts = (
            *self.banners,
            self.versions,
            self.table,
            self.boundary,
            self.rationale,
            self.rule,
            self.history,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self.header, self._line(), self._scroll, self.empty, self._line(), self.bar):
            stretch = 1 if widget in (self._scroll, self.empty) else 0
            whole.addWidget(widget, stretch)

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("kind", "line")
        return line
