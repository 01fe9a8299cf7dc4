"""The list below the speaker field. It never takes the keyboard: the field hands keys on to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.speaker_completion_model import (
    CreationRow,
    SpeakerCompletionModel,
)
from annotator.ui.widgets.inspector.speaker_delegate import SpeakerDelegate
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch

MOST_ROWS = 8
LEAST_WIDTH = 340


class SpeakerCompletion(QFrame):
    """Floats inside the window, so that it works alike on every platform."""

    match_chosen = Signal(object)
    """A `Speaker`."""
    creation_chosen = Signal()

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field)
        self._theme = theme
        self._field = field
        self.setProperty("kind", "bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = SpeakerCompletionModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self._delegate = SpeakerDelegate(theme, self)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setStyleSheet("QListView { border: none; background: transparent; }")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Matching speakers"))
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.addWidget(self.view)
        theme.changed.connect(self.view.doItemsLayout)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self.isVisible()

    def open(self, typed: str, matches: Sequence[SpeakerMatch]) -> None:
        """Show these matches for what was typed, the first row current."""
        self._delegate.typed = typed
        self.model.fill(typed, matches)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self._place()
        self.show()
        self.raise_()

    def close_list(self) -> None:
        """Hide, and go back to the field, so that the list never outlives it."""
        self.hide()
        if self.parentWidget() is not self._field:
            self.setParent(self._field)

    def step(self, rows: int) -> None:
        """Move to another row; past the end comes the beginning."""
        count = self.model.rowCount()
        if count:
            row = (self.view.currentIndex().row() + rows) % count
            self.view.setCurrentIndex(self.model.index(row, 0))

    def choose_current(self) -> None:
        """Take the current row."""
        self._choose(self.view.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, CreationRow):
            self.creation_chosen.emit()
        elif row is not None:
            self.match_chosen.emit(row.speaker)

    def _place(self) -> None:
        """Lie below the field, or above it where there is more room."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(self.model.rowCount(), MOST_ROWS)
        tall = rows * self._delegate_height() + 10
        top = self._field.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - self._field.height() - 4
        over = below < tall and top.y() > below
        tall = max(min(tall, top.y() - 4 if over else below), self._delegate_height())
        y = top.y() - tall - 1 if over else top.y() + self._field.height() + 1
        # A narrow field, as in a cell of a table, has a wider list: names are not to be cut.
        wide = min(max(self._field.width(), self._theme.px(LEAST_WIDTH)), window.width())
        x = max(0, min(top.x(), window.width() - wide))
        self.setGeometry(x, y, wide, tall)

    def _delegate_height(self) -> int:
        return self._theme.px(42)
