"""The bar at the foot of the window: stored or not, how far, which codebook, who, how large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from annotator.ui.icons import icon
from annotator.ui.save_status import SaveStatus
from annotator.ui.theme import Theme
from annotator.ui.widgets.ellipsis_label import EllipsisLabel
from annotator.ui.widgets.save_state import SaveStateLabel
from annotator.words import tr, tr_n

_AIR = 8
"""Pixels between words and the line after them."""
_PROGRESS_FROM = 1000
"""Width (at text scale 1) under which the bar of progress leaves its room to the words."""
_LEAST_NAME = 90
"""Width (at text scale 1) to which the name of who is at work may be shortened."""


class StatusBar(QStatusBar):
    """Shows; what is pressed on it is only reported."""

    person_pressed = Signal()
    codebook_pressed = Signal()
    zoom_stepped = Signal(int)
    """1 for larger, -1 for smaller, 0 for 100 %."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizeGripEnabled(False)
        self.save_state = SaveStateLabel(theme, self)
        self._done = EllipsisLabel(self)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._here = EllipsisLabel(self)
        self._codebook = _flat(self)
        self._person = _flat(self)
        self._person.setToolTip(tr("Who is at work"))
        self._blindness = EllipsisLabel(self)
        self._blindness.setProperty("kind", "secondary")
        self._smaller = _flat(self, tr("Smaller text"))
        self._percent = _flat(self, tr("Text at 100 %"))
        self._larger = _flat(self, tr("Larger text"))
        self._project_parts: list[QWidget] = []
        self._counted = True
        self._build()
        self._codebook.clicked.connect(self.codebook_pressed)
        self._person.clicked.connect(self.person_pressed)
        for button, step in ((self._smaller, -1), (self._percent, 0), (self._larger, 1)):
            button.clicked.connect(lambda _checked=False, step=step: self.zoom_stepped.emit(step))
        theme.changed.connect(self._dress)
        self._dress()
        self.show_project(None)

    def show_project(self, status: SaveStatus | None) -> None:
        """Follow a project's save status; None hides all that belongs to a project."""
        self.save_state.follow(status)
        for part in self._project_parts:
            if part is not self._progress:  # which shows itself only where there is room
                part.setVisible(status is not None)
        self._fit()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many articles are done."""
        words = tr("{done} of {total} done", done=f"{done:,}", total=f"{total:,}")
        self._done.setText(words)
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self._progress.setAccessibleName(words)
        self._show_work(shown=True)

    def show_figures(self, words: str) -> None:
        """Show from what the figures in front were computed, instead of how far coding is."""
        self._done.setText(words)
        self._here.setText("")
        self._show_work(shown=False)

    def _show_work(self, *, shown: bool) -> None:
        self._counted = shown
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is also said in words make way."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: only now have the words their fonts."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= self._theme.px(_PROGRESS_FROM)
        self._progress.setVisible(self._counted and roomy and not self._done.isHidden())
        for button in (self._codebook, self._smaller, self._percent, self._larger, self._person):
            button.ensurePolished()
            whole = button.sizeHint().width()
            least = self._theme.px(_LEAST_NAME) if button is self._person else whole
            button.setMinimumWidth(min(whole, least))

    def show_attributions(self, count: int | None) -> None:
        """Show how many attributions this article has; None for no article."""
        self._here.setText(
            ""
            if count is None
            else tr_n("{count} attribution here", "{count} attributions here", count)
        )

    def show_adjudicated(self, decided: int, total: int, left: str) -> None:
        """Show how many items are adjudicated, and in words what is left."""
        words = tr("Adjudicated {decided} of {total}", decided=f"{decided:,}", total=f"{total:,}")
        self._done.setText(words)
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(decided)
        self._progress.setAccessibleName(words)
        self._show_work(shown=True)
        self._here.setText(left)

    def show_codebook(self, label: str, version: int) -> None:
        """Show which codebook is in use."""
        self._codebook.setText(tr("Codebook v{version}", version=version))
        self._codebook.setToolTip(label)
        self._fit()

    def show_person(self, name: str, blindness: str) -> None:
        """Show who is at work, and how others' work is kept away: ``hidden`` or ``separated``.

        ``compared`` and ``managed``: the screen in front shows what coders have handed in, to
        adjudicators or to managers.
        """
        label, told = {
            "separated": (
                tr("Others’ work: not in this file"),
                tr("This file holds one person’s share; others’ work is not in it."),
            ),
            "compared": (
                tr("Coders’ work: compared here"),
                tr("Adjudicators see what coders have handed in. Coders do not see each other’s."),
            ),
            "managed": (
                tr("Coders’ work: compared here"),
                tr(
                    "Managers see what coders have handed in, by name. Coders do not see each"
                    " other’s."
                ),
            ),
        }.get(
            blindness,
            (
                tr("Others’ work: hidden"),
                tr(
                    "Others’ work is in this file; this program does not show it to annotators."
                    " Another program could: files that are handed out hold one share only."
                ),
            ),
        )
        self._blindness.setText(label)
        self._blindness.tell(told)
        self._blindness.setAccessibleDescription(told)
        # The label takes no keyboard; who tabs to the name beside it hears it there.
        self._person.setAccessibleDescription(f"{self._blindness.text()}. {told}")
        self._person.setText(name)
        self._person.setAccessibleName(tr("At work: {name}", name=name))
        self._fit()

    def show_zoom(self, percent: int) -> None:
        """Show the size of the article's text."""
        self._percent.setText(tr("{percent}%", percent=percent))
        self._fit()

    def _build(self) -> None:
        left = QWidget(self)
        row = QHBoxLayout(left)
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.save_state)
        for parts in ((self._done, self._progress), (self._here,)):
            line = _separator(self)
            for part in (line, *parts):
                row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
                self._project_parts.append(part)
        row.addStretch(1)
        self.addWidget(left, 1)
        right = QWidget(self)
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        for part in (
            self._codebook,
            _separator(self),
            self._person,
            self._blindness,
            _separator(self),
            self._smaller,
            self._percent,
            self._larger,
        ):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            self._project_parts.append(part)
            if part is self._blindness:
                row.addSpacing(_AIR)
        self.addPermanentWidget(right)

    def _dress(self) -> None:
        theme = self._theme
        side = theme.px(14)
        for button, name in (
            (self._person, "person"),
            (self._smaller, "zoom-out"),
            (self._larger, "zoom-in"),
        ):
            button.setIcon(icon(name, theme))
            button.setIconSize(QSize(side, side))
        self._progress.setFixedWidth(theme.px(110))
        self._progress.setFixedHeight(theme.px(6))
        # Text beside the icon of the person, none beside those of the zoom.
        self._person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        colour = theme.tokens.text2.name()
        self.setStyleSheet(
            f"StatusBar QToolButton {{ color: {colour}; font-size: {theme.px(12)}px;"
            f" padding: 0 {theme.px(4)}px; }}"
        )
        self._fit()


def _flat(parent: QWidget, words: str = "") -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    if words:
        button.setToolTip(words)
        button.setAccessibleName(words)
    return button


def _separator(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFixedHeight(14)
    line.setEnabled(False)
    return line
