"""A list of names to be ticked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.shipped import resources_folder
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate

_KEY = Qt.ItemDataRole.UserRole
_MOST_ROWS = 4


class TickList(QListWidget):
    """As high as its rows, up to a few; the rest is to be scrolled to."""

    changed = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setItemDelegate(RingDelegate(theme, self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.itemChanged.connect(lambda _item: self.changed.emit())
        theme.changed.connect(self._restyle)
        self._restyle()

    def offer(self, choices: Iterable[tuple[str, str]], *, ticked: bool) -> None:
        """Show these, keys with their words; all of them ticked, or none."""
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            item = QListWidgetItem(words, self)
            item.setData(_KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)
        self._restyle()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Return the keys of those that are ticked, in order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            str(one.data(_KEY)) for one in items if one.checkState() is Qt.CheckState.Checked
        )

    @property
    def all_ticked(self) -> bool:
        """Tell whether nothing is left out."""
        return len(self.ticked) == self.count()

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these, as far as they are offered, and nothing else; tells of it once."""
        wanted = set(keys)
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            ticked = str(item.data(_KEY)) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.changed.emit()

    def tick_none(self) -> None:
        """Take all ticks away, telling of it once."""
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.changed.emit()

    def _restyle(self) -> None:
        self.setStyleSheet(ticks(self._theme))
        rows = min(self.count(), _MOST_ROWS)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2)


def ticks(theme: Theme) -> str:
    """Return the style of ticks in a list: as those of check boxes."""
    folder = (resources_folder() / "icons" / "controls").as_posix()
    look, side = "dark" if theme.dark else "light", theme.px(16)
    return (
        f"QListWidget::item {{ padding: {theme.px(3)}px; }}"
        f"QListWidget::indicator {{ width: {side}px; height: {side}px; }}"
        f"QListWidget::indicator:unchecked {{ image: url({folder}/box-{look}.svg); }}"
        f"QListWidget::indicator:checked {{ image: url({folder}/box-checked-{look}.svg); }}"
    )
