"""The queue's chips as a drop-down list: one line, where several lines of chips have no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.ui.widgets.adjudication.filter_chips import ChipsArea, FilterChips
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr

_LEAST_LETTERS = 6


class KindBox(StillComboBox):
    """Offers what the chips offer; what is chosen here is chosen there."""

    def __init__(self, chips: FilterChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self.setAccessibleName(tr("Kinds of difference"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        chips.rearranged.connect(self._fill)
        chips.marked.connect(self._mark)
        self.activated.connect(chips.press)
        self._fill()

    def take_turns(self, area: ChipsArea, *, shown: bool, instead: bool) -> None:
        """Show the list instead of the chips, or the chips, or neither; the keyboard goes along."""
        from_chips = any(one.hasFocus() for one in self._chips.buttons)
        from_list = self.hasFocus()
        area.setVisible(shown and not instead)
        self.setVisible(shown and instead)
        if from_chips and self.isVisible():
            self.setFocus()
        elif from_list and area.isVisible():
            self._chips.buttons[max(0, self.currentIndex())].setFocus()

    def _fill(self) -> None:
        self.clear()
        for at, button in enumerate(self._chips.buttons):
            self.addItem(button.text())
            self.setItemData(at, button.chip.details, _TIP)
            self.setItemData(at, button.accessibleName(), _SPOKEN)
        self._mark()

    def _mark(self) -> None:
        """Show the chosen one; none while something is chosen that is no longer offered."""
        on = (at for at, one in enumerate(self._chips.buttons) if one.isChecked())
        self.setCurrentIndex(next(on, -1))
        self.setToolTip(self.currentText())


_TIP, _SPOKEN = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
