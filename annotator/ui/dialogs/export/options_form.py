"""All that can be chosen about an export but its format and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.dialogs.export.counted_part import CountedPart
from annotator.ui.dialogs.export.filter_part import FilterPart
from annotator.ui.dialogs.export.include_part import IncludePart
from annotator.ui.dialogs.export.layer_part import LayerPart
from annotator.ui.dialogs.export.split_part import SplitPart
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.services.interchange.export_choices import ExportChoices
    from annotator.services.interchange.export_options import ExportOptions

_AROUND = 4
"""Pixels that are shown around what is scrolled to."""
_SIDE_BY_SIDE = 600
"""Pixels, at a text scale of 1, from which two columns have room."""


class OptionsForm(QScrollArea):
    """Two columns where there is room, else one; what has no room is to be scrolled to."""

    changed = Signal()

    def __init__(
        self, choices: ExportChoices, balanced: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """``balanced`` is what the attribute is called whose values are balanced in a split."""
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = self._page = QWidget(self)
        self.layer = LayerPart(choices, page)
        self.include = IncludePart(choices, theme, page)
        self.split = SplitPart(balanced, theme, page)
        self.counted = CountedPart(theme, page)
        self.filters = FilterPart(choices, theme, page)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in (
            (left, (self.layer, self.include)),
            (right, (self.split, self.counted)),
        ):
            column.setSpacing(theme.px(10))
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(24))
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        whole = self._whole = QVBoxLayout(page)
        whole.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(4))
        whole.setSpacing(theme.px(4))
        whole.addLayout(self._columns)
        whole.addWidget(self.filters)
        whole.addStretch(1)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        # First, so that whoever hears of the change finds the filters as they are now.
        self.layer.changed.connect(lambda: self.filters.suit(self.layer.layer))
        for one in (self.layer, self.include, self.split, self.counted, self.filters):
            one.changed.connect(self.changed)
        self.filters.opened.connect(self._show_filters)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in the order in which it is read."""
        parts = (self.layer, self.include, self.split)
        stops = (stop for part in parts for stop in part.stops)
        return (*stops, self.counted.choice, *self.filters.stops)

    def least_width(self) -> int:
        """Return the width, in pixels, in which one column shows all of its words."""
        parts = (self.layer, self.include, self.split, self.counted, self.filters)
        margins = self._whole.contentsMargins()
        wide = max(one.minimumSizeHint().width() for one in parts)
        bar = self.verticalScrollBar().sizeHint().width()
        return wide + margins.left() + margins.right() + bar

    @property
    def options(self) -> ExportOptions:
        """Return what was chosen."""
        from annotator.services.interchange.export_options import (
            Counted,
            ExportOptions,
            NameMode,
            TextMode,
        )

        include, filters = self.include, self.filters
        first, last = filters.days
        return ExportOptions(
            layer=self.layer.layer,
            annotators=filters.chosen_annotators,
            text=TextMode(include.text),
            training=include.training.on,
            rounds=filters.rounds.ticked,
            states=filters.chosen_states,
            batches=filters.batches.ticked,
            words=filters.words.text().strip(),
            outlets=filters.outlets.ticked,
            published_from=first,
            published_until=last,
            languages=filters.languages.ticked,
            names=NameMode.PSEUDONYMS if include.pseudonyms.on else NameMode.NAMES,
            notes=include.notes.box.isChecked(),
            rationale=include.rationale_wanted,
            speaker_ids=include.speaker_ids.on,
            soft_labels=include.soft_labels.on,
            counted=Counted(self.counted.key),
            split=self.split.choice,
            card=include.card.on,
        )

    def choose(self, options: ExportOptions) -> None:
        """Show what was chosen before."""
        self.layer.layers.choose(options.layer)
        self.include.choose(options)
        self.split.choose(options.split)
        self.counted.choice.setCurrentIndex(self.counted.choice.findData(options.counted.value))
        self.filters.choose(options)

    @property
    def problem(self) -> str:
        """Return what is mistyped; empty when nothing is."""
        return self.split.problem or self.filters.problem

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go on with Tab, and show all of what is reached: of a list not one row alone."""
        moved = super().focusNextPrevChild(following)
        page, here = self._page, self.focusWidget()
        if moved and here is not None and page.isAncestorOf(here):
            self._reveal(QRect(here.mapTo(page, QPoint(0, 0)), here.size()))
        return moved

    def _show_filters(self) -> None:
        """Scroll to the filters once they are laid out: to all of them, or to their beginning."""
        self._whole.activate()
        self._reveal(self.filters.geometry())

    def _reveal(self, room: QRect) -> None:
        """Scroll as little as shows this part of the page; of what is too high the upper end."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        lowest, highest = room.bottom() + _AROUND - high, room.top() - _AROUND
        bar.setValue(min(max(bar.value(), lowest), highest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns side by side, or one below the other."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= self._theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self.filters.arrange(3 if wide else 1)
