"""`AttributionList`: all attributions of the article, and the screen reader's way to them."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.speakers import Speaker
from annotator.ui.models.attribution_list_model import AttributionListModel, rows_of
from annotator.ui.theme.fonts import SECONDARY, SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.attribution_delegate import AttributionDelegate
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.keycap import Keycap
from annotator.ui.widgets.quiet_list import QuietList
from annotator.words import tr


class AttributionList(QFrame):
    """ "In this article 6", one line for each."""

    attribution_activated = Signal(object)
    """The identifier of the attribution that a person clicked or moved to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._showing = False
        self.setProperty("kind", "panel")
        self.model = AttributionListModel(self)
        self.view = QuietList(theme, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(AttributionDelegate(theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("QListView { border: none; background: transparent; }")
        self.view.setAccessibleName(tr("Attributions in this article"))
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.clicked.connect(self._clicked)
        self._count = ToneLabel(theme, self, size=SECONDARY)
        self._arrange()
        theme.changed.connect(self._restyle)

    def show_attributions(
        self,
        codebook: Codebook,
        attributions: Sequence[Attribution],
        speakers: Mapping[uuid.UUID, Speaker],
        incomplete: Collection[uuid.UUID] = (),
    ) -> None:
        """Show these attributions in their order; those in ``incomplete`` are marked.

        Emits nothing; the selected one stays selected while it is there.
        """
        selected = self.selected_id
        self._showing = True
        try:
            self.model.show_rows(rows_of(codebook, attributions, speakers, incomplete))
        finally:
            self._showing = False
        self._count.setText(str(len(attributions)))
        self.select(selected)

    def select(self, attribution_id: uuid.UUID | None) -> None:
        """Select an attribution, or none; emits nothing and leaves the keyboard where it is."""
        self._showing = True
        try:
            index = self.model.index_of(attribution_id)
            if index.isValid():
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
            else:
                self.view.selectionModel().clear()
        finally:
            self._showing = False

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys in use; ``key_of`` maps a command of the key table to its key."""
        self._next.set_key(key_of("next_attribution"))
        self._previous.set_key(key_of("previous_attribution"))

    @property
    def selected_id(self) -> uuid.UUID | None:
        """Return the selected attribution."""
        row = self.model.row_at(self.view.currentIndex())
        return row.id if row else None

    def sizeHint(self) -> QSize:
        """Return room for about six lines."""
        return QSize(self._theme.px(364), self._theme.px(230))

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and two lines."""
        return QSize(self._theme.px(180), self._theme.px(104))

    def _arrange(self) -> None:
        theme = self._theme
        title = ToneLabel(theme, self, tone="text1", size=SECTION, bold=True)
        title.setText(tr("In this article"))
        head = QHBoxLayout()
        head.setContentsMargins(14, theme.px(8), 12, theme.px(6))
        head.setSpacing(theme.px(6))
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        self._next, self._previous = Keycap("J", theme, self), Keycap("K", theme, self)
        for cap, words in (
            (self._next, tr("Next attribution")),
            (self._previous, tr("Previous attribution")),
        ):
            cap.setToolTip(words)
            head.addWidget(cap)
        line = QFrame(self)
        line.setProperty("kind", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.model.row_at(current)
        if row is not None and not self._showing and self.view.hasFocus():
            self.attribution_activated.emit(row.id)

    def _clicked(self, index: QModelIndex) -> None:
        """Activate on every click, also on the line that is current already."""
        row = self.model.row_at(index)
        if row is not None:
            self.attribution_activated.emit(row.id)

    def _restyle(self) -> None:
        self.view.doItemsLayout()
        self.view.viewport().update()
