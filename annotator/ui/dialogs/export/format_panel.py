"""The formats: what each is for, and of the chosen one what it cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from annotator.ui.dialogs.dialog_parts import caption, column, explanation
from annotator.ui.dialogs.export.export_words import about_format
from annotator.ui.dialogs.export.format_delegate import ENDING, PURPOSE, FormatDelegate
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.importing import FormatInfo

_FORMAT = Qt.ItemDataRole.UserRole
_ABOUT = 76
"""Pixels, at a text scale of 1, for five lines."""
_TOO_LOW = 300
"""Pixels, at a text scale of 1, under which all the room is for the list; its rows tell the same
when the pointer rests on them."""
_ABOUT_AT_MOST = 100
"""Pixels that are kept free, however large the text is."""


class FormatPanel(QFrame):
    """The side of the dialog."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotator.services.interchange.exporting import exportable

        self._theme = theme
        self._wide = 0
        """Pixels; 0 before any were given."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._show_chosen)
        self.setProperty("kind", "panel")
        self.list = QListWidget(self)
        self.about = explanation("", self, "caption")
        for one in exportable():
            item = QListWidgetItem(one.label, self.list)
            item.setData(_FORMAT, one)
            item.setData(ENDING, ending_words(one))
            item.setData(PURPOSE, one.description)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                " ".join((one.label, ending_words(one), one.description, about_format(one))),
            )
            item.setToolTip(f"{one.description}\n{about_format(one)}")
        self.list.setItemDelegate(FormatDelegate(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.list.currentRowChanged.connect(lambda _row: self._show())
        inner = column(self, margins=8, spacing=4)
        head = caption(tr("Format"), self, self.list)
        head.setContentsMargins(8, 4, 8, 2)
        inner.addWidget(head)
        inner.addWidget(self.list, 1)
        self.about.setContentsMargins(8, 0, 8, 4)
        # Of one height, or the list would move under the pointer.
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(min(theme.px(_ABOUT), _ABOUT_AT_MOST))
        inner.addWidget(self.about)

    def take_width(self, wide: int) -> None:
        """Be so many pixels wide at most, and as wide where there is room."""
        self._wide = wide
        self.setMaximumWidth(wide)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width that was given."""
        hint = super().sizeHint()
        return QSize(self._wide or hint.width(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen format in view; where there is hardly room it is told of no more."""
        super().resizeEvent(event)
        self.about.setVisible(self.height() >= self._theme.px(_TOO_LOW))
        self._settled.start(0)

    def _show_chosen(self) -> None:
        self.list.scrollToItem(self.list.currentItem())

    @property
    def format(self) -> FormatInfo:
        """Return the chosen format."""
        found: FormatInfo = self.list.currentItem().data(_FORMAT)
        return found

    def choose(self, name: str) -> None:
        """Choose the format of this name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_FORMAT).name == name:
                self.list.setCurrentRow(row)

    def _show(self) -> None:
        self.about.setText(f"{self.format.description} {about_format(self.format)}")
        self.changed.emit()


def ending_words(one: FormatInfo) -> str:
    """Return the ending of a format's file, or that it is a folder."""
    if one.is_folder:
        return tr("folder")
    return one.endings[0] if one.endings else ""
