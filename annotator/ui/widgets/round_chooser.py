"""Which round is worked in: a name, or a list to choose from where there are several."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.people import Round
from annotator.ui.round_words import purpose_explained, round_words
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr


class RoundChooser(QWidget):
    """Shows the round; reports another choice, and changes nothing itself."""

    chosen = Signal(object)
    """Carries the `Round`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds: tuple[Round, ...] = ()
        self._title = QLabel(self)
        self._title.setProperty("kind", "section")
        self.box = _RoundBox(self)
        self.box.setAccessibleName(tr("Round"))
        self.box.activated.connect(self._choose)
        self._note = QLabel(self)
        self._note.setProperty("kind", "secondary")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.box)
        column.addWidget(self._note)

    @property
    def several(self) -> bool:
        """Tell whether there is anything to choose."""
        return len(self._rounds) > 1

    def show_rounds(self, rounds: Sequence[Round], current: uuid.UUID) -> None:
        """Show these rounds, one of them as the one that is worked in."""
        self._rounds = tuple(rounds)
        at = next((place for place, one in enumerate(rounds) if one.id == current), -1)
        self.box.clear()
        self.box.addItems([round_words(one) for one in rounds])
        for place, one in enumerate(rounds):
            told = purpose_explained(one.purpose)
            self.box.setItemData(place, told, Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(at)
        self.box.setVisible(self.several)
        here = self._rounds[at] if at >= 0 else None
        self._title.setText(here.name if here else "")
        self._title.setVisible(not self.several)
        note = purpose_explained(here.purpose) if here else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.box.setAccessibleDescription(note)

    def _choose(self, at: int) -> None:
        self.chosen.emit(self._rounds[at])


class _RoundBox(StillComboBox):
    """A list that may be narrower than a name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
