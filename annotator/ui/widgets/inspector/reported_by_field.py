"""Which other attribution of the article carries this one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.domain.attributions import Attribution
from annotator.ui.widgets.inspector.requests import OtherAttribution
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.ui.widgets.inspector.span_list import on_one_line
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr

_WORDS = 60


def other_words(other: OtherAttribution) -> str:
    """Return number, speaker and first words of an attribution."""
    quote = on_one_line(" … ".join(span.quote for span in other.attribution.content))
    if len(quote) > _WORDS:
        quote = quote[: _WORDS - 1].rstrip() + "…"
    return " · ".join(filter(None, (str(other.number), other.speaker, quote)))


class ReportedByField(StillComboBox):
    """The other attributions by number, speaker and words; the first line is none of them."""

    other_chosen = Signal(object)
    """The other's identifier, or None."""
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others: tuple[OtherAttribution, ...] = ()
        self._carrier: OtherAttribution | None = None
        self.setAccessibleName(tr("Reported by"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.activated.connect(self._choose)

    def show_others(self, attribution: Attribution, others: Sequence[OtherAttribution]) -> None:
        """Offer these, with the one that carries the attribution chosen; emits nothing.

        The lines are made when the list is opened: an article may have a thousand attributions.
        """
        self._others = tuple(one for one in others if one.attribution.id != attribution.id)
        carriers = [o for o in self._others if o.attribution.id == attribution.reported_by]
        self._carrier = carriers[0] if carriers else None
        self._fill((self._carrier,))

    def showPopup(self) -> None:
        """Open the list with all lines."""
        self._fill((None, *self._others))
        super().showPopup()

    def focus_field(self) -> None:
        """Give the keyboard to the field and open its list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.isEnabled():
            self.showPopup()

    def _choose(self, row: int) -> None:
        self.other_chosen.emit(self.itemData(row))
        self.leave_requested.emit()

    def _fill(self, others: Sequence[OtherAttribution | None]) -> None:
        self.clear()
        for other in others:
            words = other_words(other) if other else tr("Nobody else")
            self.addItem(words, other.attribution.id if other else None)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(list(others).index(self._carrier))
        self.setToolTip(self.currentText() if self._carrier else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Down and Space; a letter or an arrow alone changes nothing by accident."""
        opens = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F4)
        if event.key() in opens:
            self.showPopup()
        elif event.key() == Qt.Key.Key_Escape or is_enter(event):
            self.leave_requested.emit()
        else:
            event.ignore()
