"""What came of an export: what was written, checked and lost, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.dialogs.export.export_words import report_lines
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_report import ExportReport
    from annotator.services.interchange.importing import FormatInfo


class ReportPage(QScrollArea):
    """Its words can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences: list[QLabel] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Report"))
        self._page = QWidget(self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(8))
        column.addLayout(self._lines)
        column.addStretch(1)
        self.setWidget(self._page)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the sentences."""
        return tuple(one.text() for one in self._sentences)

    def show_report(self, report: ExportReport, one: FormatInfo) -> None:
        """Show what an export in this format did."""
        for label in self._sentences:
            self._lines.removeWidget(label)
            label.deleteLater()
        self._sentences = []
        for kind, words in report_lines(report, one):
            label = QLabel(words, self._page)
            label.setProperty("kind", kind)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(label)
            self._sentences.append(label)
