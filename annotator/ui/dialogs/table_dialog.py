"""A large dialog around one table: a heading, what it is about, the table, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, Role
from annotator.ui.announcing import announce
from annotator.ui.dialogs.dialog_parts import close_box, column, explanation, line, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.error_words import explain
from annotator.ui.models.rows_model import RowsModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate, follow_row
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject


class TableDialog(FittedDialog):
    """Who derives from it reads the rows and says what is done with them."""

    def __init__(
        self,
        opened: OpenProject,
        theme: Theme,
        words: tuple[str, str],
        heads: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened = opened
        self.theme = theme
        heading, about = words
        self.setWindowTitle(heading)
        self.model = RowsModel(heads, self)
        self.table = QTableView(self)
        self.outcome = explanation("", self)
        # Two lines stay free for it: what is above must not move when something is said.
        self.outcome.setMinimumHeight(2 * self.outcome.fontMetrics().lineSpacing())
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        size = self.outcome.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self.outcome.setSizePolicy(size)
        self.outcome.hide()
        self.body = QWidget(self)
        self.inner: QVBoxLayout = column(self.body)
        self.inner.addWidget(title(heading, self.body))
        self.inner.addWidget(explanation(about, self.body))
        dress_table(self.table, self.model, theme, heading)
        self.inner.addWidget(self.table, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(self.body, 1)
        layout.addWidget(line(self))
        self.box = close_box(self)
        self.box.setContentsMargins(20, 10, 20, 12)
        close = self.box.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter in a field acts there, and closes nothing
        layout.addWidget(self.box)

    @property
    def manager(self) -> Actor:
        """Return the person as a manager: how these dialogs act."""
        return Actor(self.opened.person.id, Role.MANAGER)

    @property
    def row(self) -> int:
        """Return the current row, -1 for none."""
        return self.table.currentIndex().row()

    def show_rows(self, rows: Sequence[tuple[object, tuple[str, ...]]]) -> None:
        """Show these rows; the current one stays, or the nearest."""
        at = max(0, self.row)
        self.model.show_rows(rows)
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))

    def do(self, service: Callable[[], Changes], said: str = "") -> bool:
        """Do one thing, tell everybody, or say why not; True where it was done."""
        try:
            changes = service()
        except AnnotatorError as error:
            self.say(explain(error).sentence, bad=True)
            return False
        self.say(said)
        self.opened.hub.publish(changes)
        return True

    def say(self, words: str, *, bad: bool = False) -> None:
        """Show what came of it under the table, aloud as well; nothing hides it."""
        tokens = self.theme.tokens
        self.outcome.setStyleSheet(f"color: {(tokens.error if bad else tokens.ok).name()};")
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))
        if words:
            announce(self.outcome, words)


def dress_table(table: QTableView, model: RowsModel, theme: Theme, name: str) -> None:
    """Let a table look and act as all tables of dialogs do; the first column takes the room."""
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setItemDelegate(RingDelegate(theme, table))
    follow_row(table)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setAccessibleName(tr("Heads of the columns"))
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setStyleSheet(f"QHeaderView::section {{ padding: {theme.px(4)}px; }}")


def button_row(*widgets: QWidget) -> QHBoxLayout:
    """Return a row of buttons and fields, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def plain_button(words: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """Return a button that Enter elsewhere does not press."""
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button
