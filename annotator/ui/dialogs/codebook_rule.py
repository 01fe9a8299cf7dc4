"""F1: the codebook's rule for one attribute, and for the value that it has now."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Codebook
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme.fonts import BODY, SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.codebook_text import paragraph, value_block
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.reading_area import ReadingArea
from annotator.words import tr


class CodebookRule(FittedDialog):
    """Stays open beside the work; F1 or Escape closes it."""

    codebook_requested = Signal(str, object)
    """Attribute key, and value key or None: show it in the codebook."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        self._value: str | None = None
        self.setModal(False)
        self.setWindowFlag(Qt.WindowType.Tool)
        self._scroll = ReadingArea(theme, self)
        self._scroll.setAccessibleName(tr("Codebook rule"))
        self.open_codebook = QPushButton(tr("Open codebook"), self)
        self.open_codebook.setProperty("kind", "flat")
        self.open_codebook.setAutoDefault(False)
        self.open_codebook.clicked.connect(self._ask)
        close = QPushButton(tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_codebook)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._scroll, 1)
        column.addLayout(buttons)
        size = QSize(theme.px(420), theme.px(440))
        self.resize(size.boundedTo(self.screen().availableSize()))

    def show_rule(
        self,
        codebook: Codebook,
        attribute_key: str,
        value_key: str | None,
        at: QPoint | None = None,
    ) -> None:
        """Show the rule for an attribute and, when it has one, for its value.

        ``at`` is a place on the screen for the corner. An unknown attribute shows nothing.
        """
        attribute = codebook.attribute(attribute_key)
        if attribute is None:
            return
        self._key, self._value = attribute_key, value_key
        value = attribute.value(value_key) if value_key else None
        self.setWindowTitle(f"{attribute.label}: {value.label}" if value else attribute.label)
        page = QWidget(self._scroll)
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 4, 8, 4)
        column.setSpacing(self._theme.px(10))
        if value is not None:
            column.addWidget(value_block(attribute, value, self._theme, page))
        head = ToneLabel(self._theme, page, tone="text1", size=SECTION, bold=True)
        head.setWordWrap(True)
        head.setText(attribute.question or attribute.label)
        column.addWidget(head)
        if attribute.definition:
            column.addWidget(paragraph(attribute.definition, self._theme, page, size=BODY))
        if value is None:
            for one in attribute.values:
                column.addWidget(value_block(attribute, one, self._theme, page))
        column.addStretch(1)
        self._scroll.setWidget(page)
        if at is not None:
            self.move(at)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 closes what F1 opened."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.codebook_requested.emit(self._key, self._value)
        self.close()
