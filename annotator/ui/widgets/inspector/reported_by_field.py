"""Which other attribution of the article carries this one."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.domain.attributions import Attribution
from annotator.ui.widgets.inspector.requests import OtherAttribution
from annotator.ui.widgets.inspector.span_list import on_one_line
from annotator.words import tr

_WORDS = 60


def other_words(other: OtherAttribution) -> str:
    """Return number, speaker and first words of an attribution."""
    quote = on_one_line(" … ".join(span.quote for span in other.attribution.content))
    if len(quote) > _WORDS:
        quote = quote[: _WORDS - 1].rstrip() + "…"
    return " · ".join(filter(None, (str(other.number), other.speaker, quote)))


class ReportedByField(QComboBox):
    """The other attributions by number, speaker and words; the first line is none of them."""

    other_chosen = Signal(object)
    """The other's identifier, or None."""
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Reported by"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.activated.connect(lambda row: self.other_chosen.emit(self.itemData(row)))

    def show_others(self, attribution: Attribution, others: Sequence[OtherAttribution]) -> None:
        """Offer these, with the one that carries the attribution chosen; emits nothing."""
        lines: list[tuple[str, uuid.UUID | None]] = [(tr("Nobody else"), None)]
        lines += [
            (other_words(other), other.attribution.id)
            for other in others
            if other.attribution.id != attribution.id
        ]
        if lines != [(self.itemText(row), self.itemData(row)) for row in range(self.count())]:
            self.clear()
            for words, identifier in lines:
                self.addItem(words, identifier)
                self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        ids = [identifier for _, identifier in lines]
        carrier = attribution.reported_by if attribution.reported_by in ids else None
        self.setCurrentIndex(ids.index(carrier))

    def focus_field(self) -> None:
        """Give the keyboard to the field and open its list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.isEnabled():
            self.showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the pane, not the choice: a passing wheel must not change data."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Down and Space; a letter or an arrow alone changes nothing by accident."""
        opens = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F4)
        if event.key() in opens:
            self.showPopup()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            event.ignore()
