"""Which articles and which work are exported: a part of the dialog that opens on demand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.annotation_sets import SetState
from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.ui.models.entity_words import state_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.tick_list import TickList
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.interchange.export_choices import ExportChoices
    from annotator.services.interchange.export_options import ExportOptions

_COLUMNS = 3


class FilterPart(QWidget):
    """In a list, none ticked means all, and lists with a single name are not there."""

    changed = Signal()
    opened = Signal()
    """Somebody wants to see the filters: they are laid out below the line that opens them."""

    def __init__(self, choices: ExportChoices, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.opener = QToolButton(self)
        self.opener.setCheckable(True)
        self.opener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.toggled.connect(lambda _on: self._show())
        self.opener.clicked.connect(self._reveal)
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.timeout.connect(self.opened)
        self.clear = QPushButton(tr("Clear filters"), self)
        self.clear.setProperty("kind", "flat")
        self.clear.clicked.connect(self._clear)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("all must be in title, outlet or byline"))
        self.begin = _day_field(self)
        self.end = _day_field(self)
        self.annotators = self._list(tr("Annotators"), ((one, one) for one in choices.annotators))
        self.rounds = self._list(tr("Rounds"), ((one, one) for one in choices.rounds))
        self.batches = self._list(tr("Batches"), ((one, one) for one in choices.batches))
        self.states = self._list(
            tr("Progress"), ((one.value, state_words(one)) for one in SetState)
        )
        self.outlets = self._list(tr("Outlets"), ((one, one) for one in choices.outlets))
        self.languages = self._list(tr("Languages"), ((one, one) for one in choices.languages))
        self._layer = "all"
        self.about_annotators = explanation("", self, "caption")
        self._problem = explanation("", self, "error")
        self._body = QWidget(self)
        self._build(choices)
        for field in (self.words, self.begin, self.end):
            field.textChanged.connect(lambda _text: self._choose())
        self._show()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return (
            *(self.opener, self.clear, self.words, self.begin, self.end),
            *self._lists,
        )

    @property
    def _lists(self) -> tuple[TickList, ...]:
        return (
            *(self.annotators, self.rounds, self.batches),
            *(self.states, self.outlets, self.languages),
        )

    def suit(self, layer: str) -> None:
        """Follow the layer: gold is nobody's work, so that no annotator chooses of it."""
        self._layer = layer
        self.annotators.setEnabled(layer != "gold")
        self._show()

    @property
    def chosen_annotators(self) -> tuple[str, ...]:
        """Return whose work is wanted; none where it does not matter."""
        return () if self._layer == "gold" else self.annotators.ticked

    @property
    def chosen_states(self) -> tuple[SetState, ...]:
        """Return the states that are ticked."""
        return tuple(SetState(one) for one in self.states.ticked)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """Return first and last day; None where nothing, or no day, is typed."""
        return _day(self.begin), _day(self.end)

    def choose(self, options: ExportOptions) -> None:
        """Show what was chosen before; names that are gone are left out."""
        self.words.setText(options.words)
        for field, day in (
            (self.begin, options.published_from),
            (self.end, options.published_until),
        ):
            field.setText(day.isoformat() if day else "")
        self.annotators.tick(options.annotators)
        self.rounds.tick(options.rounds)
        self.batches.tick(options.batches)
        self.states.tick(one.value for one in options.states)
        self.outlets.tick(options.outlets)
        self.languages.tick(options.languages)
        self.opener.setChecked(bool(self.count))

    @property
    def problem(self) -> str:
        """Return what is wrong with what is typed; empty when nothing is."""
        for field in (self.begin, self.end):
            if field.text().strip() and _day(field) is None:
                return tr("“{typed}” is not a day. Type it as 2025-03-01.", typed=field.text())
        first, last = self.days
        if first and last and first > last:
            return tr("The last day is before the first one.")
        return ""

    @property
    def count(self) -> int:
        """Return how many filters are in use."""
        fields = (self.words, self.begin, self.end)
        others = (one.ticked for one in self._lists if one is not self.annotators)
        lists = (self.chosen_annotators, *others)
        return sum(map(bool, lists)) + sum(bool(one.text().strip()) for one in fields)

    def _list(self, name: str, choices: Iterable[tuple[str, str]]) -> TickList:
        made = TickList(name, self._theme, self)
        made.offer(choices, ticked=False)
        made.changed.connect(self._choose)
        return made

    def _build(self, choices: ExportChoices) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(8))
        head.addWidget(self.opener)
        head.addWidget(self.clear)
        head.addStretch(1)
        column.addLayout(head)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._theme.px(16))
        self._grid.setVerticalSpacing(self._theme.px(8))
        if choices.days is not None:
            first, last = choices.days
            self.begin.setPlaceholderText(first.isoformat())
            self.end.setPlaceholderText(last.isoformat())
        self._fields = [
            self._field(tr("Words"), self.words),
            self._field(tr("Published from"), self.begin),
            self._field(tr("Published until"), self.end),
        ]
        for one in self._lists:
            about = (self.about_annotators,) if one is self.annotators else ()
            field = self._field(one.accessibleName(), one, *about)
            self._fields.append(field)
            one.setVisible(one.count() > 1)
            field.setVisible(one.count() > 1)
        self._place(_COLUMNS)
        column.addWidget(self._body)
        column.addWidget(self._problem)

    def _words_on_annotators(self) -> str:
        """Return what becomes of gold where annotators are ticked, or could be."""
        if self._layer == "gold":
            return tr("Gold is nobody’s work: annotators do not choose of it.")
        if self._layer == "all" and self.annotators.ticked:
            return tr(
                "Gold comes beside their work. For theirs alone, choose the layer Per annotator."
            )
        return ""

    def _field(self, name: str, control: QWidget, *below: QWidget) -> QWidget:
        field = QWidget(self._body)
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption(name, field, control))
        column.addWidget(control)
        for one in below:
            column.addWidget(one)
        column.addStretch(1)
        return field

    def arrange(self, columns: int) -> None:
        """Lay the fields out in so many columns."""
        if columns != self._grid.property("columns"):
            self._place(columns)

    def _place(self, columns: int) -> None:
        self._grid.setProperty("columns", columns)
        shown = [one for one in self._fields if not one.isHidden()]
        for number, field in enumerate(shown):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, number // columns, number % columns)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _reveal(self, is_open: bool) -> None:
        if is_open:
            self._laid_out.start(0)

    def _clear(self) -> None:
        """Take all filters away, and tell of it once."""
        self.blockSignals(True)
        for field in (self.words, self.begin, self.end):
            field.clear()
        for one in self._lists:
            one.tick_none()
        self.blockSignals(False)
        self.opener.setFocus()
        self._choose()

    def _choose(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        is_open, number = self.opener.isChecked(), self.count
        self.opener.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        words = tr("Filters: all articles and all work")
        if number:
            words = tr_n("Filters: {count} in use", "Filters: {count} in use", number)
        self.opener.setText(words)
        self.opener.setAccessibleName(words)
        self.clear.setVisible(bool(number))
        self._body.setVisible(is_open)
        words = self._words_on_annotators()
        self.about_annotators.setText(words)
        self.about_annotators.setVisible(bool(words))
        self._problem.setText(self.problem)
        self._problem.setVisible(bool(self.problem))


def _day_field(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setMaxLength(10)
    return field


def _day(field: QLineEdit) -> date | None:
    try:
        return date.fromisoformat(field.text().strip())
    except ValueError:
        return None
