"""`FittedDialog`: a dialog that is never larger than its screen, however large the letters are.

What does not fit is scrolled; the row of buttons at its foot stays in sight. With other letters
the dialog grows or shrinks as these do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.dialogs.dialog_parts import FOOT

_TITLE_BAR, _EDGES = 40, 8
"""Pixels kept free for a frame, which no window knows before it is shown."""


class FittedDialog(QDialog):
    """A dialog as any other; it looks after its size when it is shown and when letters change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = _letters()
        self._scrolled: QScrollArea | None = None
        self._asked = self._given = QSize()

    def room(self) -> QSize:
        """Return how large the dialog may be, its frame left out: as the window that it belongs to
        is, or as there is room on the screen."""
        parent = self.parentWidget()
        room = self.screen().availableSize()
        if parent is not None and parent.window().isVisible():
            room = room.expandedTo(parent.window().size())
        return room - QSize(_EDGES, _TITLE_BAR)

    def fit(self) -> None:
        """Bound the size to the screen; scroll what would be larger."""
        layout, room = self.layout(), self.room()
        if layout is not None and self._scrolled is None and _exceeds(layout, room):
            self._put_in_area(layout)
        self._take_size(self._wanted())

    def _wanted(self) -> QSize:
        """Return the size that was asked for, or what somebody chose by hand since."""
        if self._asked.isValid() and self.size() == self._given.expandedTo(self.minimumSize()):
            self._given = self.size()  # it grew by itself, if at all
            return self._asked
        return self.size()

    def _take_size(self, asked: QSize) -> None:
        """Take a size, as far as the screen has room for it."""
        self._asked, before = asked, self.size()
        self.resize(asked.boundedTo(self.room()))
        self._given = self.size()
        if self._given != before:
            self._stay_on_screen()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before anything is seen."""
        self.ensurePolished()
        self.fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Fit again when what is in the dialog wants more room than before."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._follow_content()
        return done

    def _follow_content(self) -> None:
        """Scroll what has become too large; take the size that something stood in the way of."""
        layout, room = self.layout(), self.room()
        if self._scrolled is None and layout is not None and _exceeds(layout, room):
            self.fit()
        else:
            self._take_size(self._wanted())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of letters, after all that is in the dialog has."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QTimer.singleShot(0, self, self._follow_letters)

    def _follow_letters(self) -> None:
        before, self._letters = self._letters, _letters()
        if before == self._letters:
            return
        asked = self._wanted()
        self.fit()
        self._take_size(asked * (self._letters / before))

    def _stay_on_screen(self) -> None:
        """Move what reaches over an edge of the screen; before it is shown it has no place."""
        if not self.isVisible():
            return
        inside = self.screen().availableGeometry().adjusted(0, _TITLE_BAR, 0, 0)
        place = self.geometry()
        place.moveRight(min(place.right(), inside.right()))
        place.moveBottom(min(place.bottom(), inside.bottom()))
        place.moveLeft(max(place.left(), inside.left()))
        place.moveTop(max(place.top(), inside.top()))
        if place != self.geometry():
            self.setGeometry(place)

    def _put_in_area(self, layout: QLayout) -> None:
        """Put everything but the foot into an area that scrolls."""
        held = self.focusWidget()
        foot = _taken_foot(layout)
        margins = layout.contentsMargins()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(self)
        body.setLayout(layout)  # takes the layout and its widgets away from the dialog
        area.setWidget(body)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        if foot is not None:
            layout.setContentsMargins(margins.left(), margins.top(), margins.right(), 0)
            row = QVBoxLayout()
            row.setContentsMargins(margins.left(), 8, margins.right(), margins.bottom())
            row.addItem(foot)
            whole.addLayout(row)
        self._scrolled = area
        area.show()
        whole.activate()
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)


def _letters() -> int:
    """Return the height of the program's letters, in pixels."""
    return max(1, QApplication.font().pixelSize())


def _exceeds(layout: QLayout, room: QSize) -> bool:
    least = layout.totalMinimumSize()
    high = least.height()
    if layout.hasHeightForWidth():
        high = max(high, layout.totalMinimumHeightForWidth(min(room.width(), _wide(layout))))
    return least.width() > room.width() or high > room.height()


def _wide(layout: QLayout) -> int:
    parent = layout.parentWidget()
    return max(layout.totalMinimumSize().width(), parent.width() if parent else 0)


def _taken_foot(layout: QLayout) -> QLayoutItem | None:
    """Take the last row out of a dialog's column if it holds the dialog's buttons."""
    column = isinstance(layout, QBoxLayout) and layout.direction() in (
        QBoxLayout.Direction.TopToBottom,
        QBoxLayout.Direction.BottomToTop,
    )
    last = layout.itemAt(layout.count() - 1) if column and layout.count() > 1 else None
    widget = last.widget() if last is not None else None
    if isinstance(widget, QDialogButtonBox) or (widget and widget.objectName() == FOOT):
        return layout.takeAt(layout.count() - 1)
    return None
