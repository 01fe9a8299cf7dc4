"""What a card would leave open, with the way to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.ui.dialogs.export.still_note import StillNote
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.datasets.details import DatasetDetails


class DetailsRow(QWidget):
    """Stands below the box of the card, in line with its words."""

    wanted = Signal()
    """Somebody wants to say more of the data set."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        everything = _words(tuple(_LABELS))
        self.about = StillNote((everything, _words(())), self)
        # In one line with the button, which is higher.
        self.about.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.button = QPushButton(tr("Data set details …"), self)
        self.button.setProperty("kind", "flat")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.about, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._indent)
        self._indent()
        self.setVisible(False)

    def tell(self, details: DatasetDetails) -> None:
        """Say what a card and a citation would lack."""
        words = _words(details.unsaid)
        self.about.setText(words)
        self.button.setAccessibleDescription(words)

    def _indent(self) -> None:
        self.setContentsMargins(self._theme.px(24), 0, 0, 0)


_LABELS = {
    "licence": lambda: tr("licence"),
    "authors": lambda: tr("authors"),
    "citation": lambda: tr("citation"),
}


def _words(unsaid: tuple[str, ...]) -> str:
    if not unsaid:
        return tr("With licence, authors and citation.")
    return tr("Not said yet: {what}.", what=", ".join(_LABELS[one]() for one in unsaid))
