"""The comparison table: fields in rows, annotators in columns, and the gold at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollBar, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.adjudication.gold_editing import GoldEditing
from annotator.ui.widgets.adjudication.option_menu import OptionMenu
from annotator.ui.widgets.adjudication.table_cells import (
    CoderCell,
    GoldCell,
    HeadCell,
    LabelCell,
    TableCell,
)
from annotator.ui.widgets.adjudication.table_layout import TableLayout
from annotator.ui.widgets.adjudication.table_rows import GoldState, TableRow
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch


class ComparisonTable(QFrame):
    """Arrow keys move between cells; Enter takes an annotator's cell, or edits a gold one.

    Tab goes from gold cell to gold cell.

    It shows what it is given and reports; after a choice it is to be shown anew. Annotators that do
    not fit are reached by scrolling; fields and gold stay in sight.
    """

    taken = Signal(str, int)
    """A field, and the place of the annotator from whom it is wanted."""
    value_chosen = Signal(str, object)
    """A field and its value; None says that there is none."""
    marking_wanted = Signal(str)
    """The spans of this field are to be marked in the text."""
    speaker_creation_requested = Signal(str)
    decide_wanted = Signal()
    """Enter on a gold value that is chosen already."""
    current_changed = Signal(str)
    """The field in which the keyboard is."""
    left = Signal()
    """Esc: the keyboard is to go back to the text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Annotators compared"))
        self._rows: tuple[TableRow, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._editable = True
        view = QWidget(self)
        self._page = QWidget(view)
        bar = QScrollBar(Qt.Orientation.Horizontal, self)
        bar.valueChanged.connect(lambda value: self._page.move(-value, 0))
        self._layout = TableLayout(theme, view, self._page, bar)
        self._at = (0, 0)
        self._about: object = None
        self._shown: object = None
        self._editing = GoldEditing(theme, self)
        self._editing.value_chosen.connect(self.value_chosen)
        self._editing.marking_wanted.connect(self.marking_wanted)
        self._editing.speaker_creation_requested.connect(self.speaker_creation_requested)
        self._editing.ended.connect(self._focus_cell)
        theme.changed.connect(self._show_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_complete(self, complete: Callable[[str], Sequence[SpeakerMatch]]) -> None:
        """Say who finds the speakers for what is typed."""
        self._editing.complete = complete

    def show_rows(
        self,
        rows: Sequence[TableRow],
        heads: Sequence[str],
        *,
        editable: bool = True,
        speaker: Speaker | None = None,
        suggested_speaker: str = "",
        about: object = None,
    ) -> None:
        """Show fields and annotators; the keyboard stays in the cell in which it is.

        While it is ``about`` the same, rows do not shrink: what is below stays under the mouse.
        """
        shown = (tuple(rows), tuple(heads), editable, speaker, suggested_speaker, about)
        if shown == self._shown:
            return  # What is being typed is not to be dropped because something else was read.
        self._shown = shown
        if about != self._about or len(rows) != len(self._rows):
            self._layout.let_shrink()
        self._about = about
        had_keyboard, column = self._holds_focus(), self._at[1]
        field = self._rows[self._at[0]].field if self._at[0] < len(self._rows) else ""
        self._editing.speaker, self._editing.suggested = speaker, suggested_speaker
        self._rows, self._heads, self._editable = tuple(rows), tuple(heads), editable
        self._editing.end()
        row = next((at for at, one in enumerate(self._rows) if one.field == field), 0)
        # The current cell is always one that is there.
        self._at = (row, min(column, len(self._heads)))
        self._build(take_keyboard=had_keyboard)

    @property
    def current_field(self) -> str:
        """Return the field of the current cell; empty while nothing is shown."""
        return self._rows[self._at[0]].field if self._at[0] < len(self._rows) else ""

    @property
    def field_with_keyboard(self) -> str:
        """Return the field of the current cell while the keyboard is in it, else nothing."""
        return self.current_field if self._holds_focus() else ""

    @property
    def in_gold(self) -> bool:
        """Tell whether the current cell is a gold one."""
        return self._at[1] == len(self._heads)

    def cell(self, field: str, column: int) -> TableCell | None:
        """Return a cell; the column after the annotators' is that of the gold."""
        row = next((at for at, one in enumerate(self._rows) if one.field == field), None)
        return None if row is None else self._cell(row, column)

    def focus_gold(self, field: str | None = None) -> None:
        """Give the keyboard to a gold cell: a field's, else the first that is not chosen yet."""
        row = next((at for at, one in enumerate(self._rows) if one.field == field), None)
        if row is None:
            empty = (
                at
                for at, one in enumerate(self._rows)
                if one.gold is not None and one.gold.state is GoldState.EMPTY
            )
            row = next(empty, 0)
        self._move_to(row, len(self._heads))

    def edit_gold(self, field: str | None = None) -> None:
        """Open the editor of a gold field, or of the current or first empty one."""
        if field is None and not self.in_gold:
            self.focus_gold()
        elif field is not None:
            self.focus_gold(field)
        cell = self._cell(*self._at)
        if isinstance(cell, GoldCell) and cell.editable:
            self._editing.begin(self._rows[self._at[0]], cell)

    @property
    def editing(self) -> bool:
        """Tell whether something is being typed."""
        return self._editing.active

    @property
    def menu(self) -> OptionMenu | None:
        """Return the list that was opened last."""
        return self._editing.menu

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(
            self._theme.px(320),
            self._layout.height_at(max(self.width(), self._layout.least_width())),
        )

    def minimumSizeHint(self) -> QSize:
        """Return room for the fields, one annotator and the gold."""
        return QSize(self._layout.least_width(), self._theme.px(60))

    def hasHeightForWidth(self) -> bool:
        """Return True: narrow columns make tall rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        return self._layout.height_at(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cells anew."""
        super().resizeEvent(event)
        self._layout.arrange(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, which shows between the cells as lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._theme.tokens.hairline)
        painter.setPen(QPen(self._theme.tokens.hairline, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take, edit, leave."""
        row, column = self._at
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if plain and key in steps:
            down, across = steps[key]
            self._move_to(row + down, column + (-across if self.isRightToLeft() else across))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(row, 0 if key == Qt.Key.Key_Home else len(self._heads))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_F2):
            cell = self._cell(row, column)
            if isinstance(cell, GoldCell):
                self.edit_gold()
            else:
                self._enter()
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # Building

    def _build(self, *, take_keyboard: bool) -> None:
        layout = self._layout
        old = tuple(layout.cells())
        theme = self._theme
        layout.labels = [HeadCell("", theme, self)]
        layout.gold = [HeadCell(tr("Gold"), theme, self, gold=True)]
        layout.columns = [[HeadCell(head, theme, self._page)] for head in self._heads]
        for at, row in enumerate(self._rows):
            layout.labels.append(LabelCell(row, theme, self))
            for column, head in enumerate(self._heads):
                own = CoderCell(row, row.cells[column], head, theme, self._page)
                layout.columns[column].append(own)
                own.clicked.connect(lambda _on=False, r=at, c=column: self._clicked(r, c))
            if row.gold is not None:
                gold: TableCell = GoldCell(row, row.gold, theme, self, editable=self._editable)
            else:
                gold = HeadCell("", theme, self)
            gold.clicked.connect(lambda _on=False, r=at: self._clicked(r, len(self._heads)))
            layout.gold.append(gold)
        layout.arrange(self.width())
        for cell in layout.cells():
            cell.show()
        self._mark_stop()
        if take_keyboard:
            self._focus_cell()
        for cell in old:  # Only now: hidden with the keyboard, it would give it to whatever follows
            cell.hide()
            cell.deleteLater()
        self.updateGeometry()

    def _show_again(self) -> None:
        self._layout.let_shrink()
        if self._rows:
            focus = self.window().focusWidget()
            at_cell = isinstance(focus, TableCell) and self.isAncestorOf(focus)
            self._build(take_keyboard=at_cell)

    # Moving and choosing

    def _cell(self, row: int, column: int) -> TableCell | None:
        if not 0 <= row < len(self._rows):
            return None
        if column == len(self._heads):
            return self._layout.gold[row + 1]
        return self._layout.columns[column][row + 1] if 0 <= column < len(self._heads) else None

    def _move_to(self, row: int, column: int) -> None:
        if not self._rows:
            return
        row = min(len(self._rows) - 1, max(0, row))
        column = min(len(self._heads), max(0, column))
        self._at = (row, column)
        self._mark_stop()
        self._focus_cell()

    def _mark_stop(self) -> None:
        """Let Tab stop at what is to be filled in, and at the current cell."""
        for cell in self._layout.cells():
            policy = Qt.FocusPolicy.ClickFocus
            if isinstance(cell, (HeadCell, LabelCell)):
                policy = Qt.FocusPolicy.NoFocus
            elif isinstance(cell, GoldCell) and cell.editable:
                policy = Qt.FocusPolicy.StrongFocus
            cell.setFocusPolicy(policy)
        cell_now = self._cell(*self._at)
        if cell_now is not None:
            cell_now.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _focus_cell(self) -> None:
        cell = self._cell(*self._at)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)
            self._layout.bring_into_sight(cell)
            self.current_changed.emit(self.current_field)

    def _clicked(self, row: int, column: int) -> None:
        self._at = (row, column)
        self._mark_stop()
        self._focus_cell()
        cell = self._cell(row, column)
        if isinstance(cell, GoldCell):
            if cell.editable:
                self._editing.begin(self._rows[row], cell)
        elif isinstance(cell, CoderCell) and cell.takes:
            self.taken.emit(self._rows[row].field, column)

    def _enter(self) -> None:
        row, column = self._at
        cell = self._cell(row, column)
        if isinstance(cell, GoldCell) and cell.shown.state is not GoldState.EMPTY:
            self.decide_wanted.emit()
        elif cell is not None:
            self._clicked(row, column)

    def _holds_focus(self) -> bool:
        # Of the window: while a dialog or another program is in front, it is not the program's.
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isinstance(new, TableCell) or not self.isAncestorOf(new):
            return
        for row in range(len(self._rows)):
            for column in range(len(self._heads) + 1):
                if self._cell(row, column) is new and (row, column) != self._at:
                    self._at = (row, column)
                    self._mark_stop()
                    self.current_changed.emit(self.current_field)
