"""Feedback on one's own work: the released articles of all rounds, each a key press away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Round
from annotator.ui.dialogs.dialog_parts import tab_order
from annotator.ui.dialogs.feedback_dialog import FeedbackDialog
from annotator.ui.dialogs.table_dialog import TableDialog, button_row, plain_button
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.error_words import explain
from annotator.ui.round_words import round_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_state import EmptyState
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import FeedbackLine
    from annotator.ui.open_project import OpenProject


@dataclass(frozen=True, slots=True)
class Place:
    """An article in a round."""

    article_id: uuid.UUID
    round: Round


class FeedbackListDialog(TableDialog):
    """Newest first. Enter shows the feedback itself; an article can be gone to as well."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        about = tr(
            "Articles that were released to you: your work beside gold, with the reasons."
            " Enter shows what differs."
        )
        heads = (tr("Article"), tr("Round"), tr("Beside gold"), tr("Released"), tr("Opened"))
        super().__init__(opened, theme, (tr("Feedback on my work"), about), heads, parent)
        self.chosen: Place | None = None
        """The article that the annotator wants to see in the text, when the dialog is closed."""
        self.show_button = plain_button(tr("&Show feedback"), self.show_feedback, self)
        self.show_button.setProperty("kind", "primary")
        self.go_button = plain_button(tr("&Go to the article"), self.go_to_article, self)
        self.nothing = EmptyState(theme, self.body)
        self.nothing.hide()
        self.inner.addWidget(self.nothing, 1)
        self.inner.addLayout(button_row(self.show_button, self.go_button))
        self.inner.addWidget(self.outcome)
        self._close = self.box.button(QDialogButtonBox.StandardButton.Close)
        tab_order(self.table, self.show_button, self.go_button, self._close)
        self.table.doubleClicked.connect(lambda _index: self.show_feedback())
        opened.hub.published.connect(self._follow)
        opened.opened_feedback.changed.connect(self._reload)
        fit(self, theme, 760, 480)
        self._reload()
        (self.table if self.model.rowCount() else self._close).setFocus()

    @property
    def place(self) -> Place | None:
        """Return the article of the current row."""
        found = self.model.subject(self.row)
        return found if isinstance(found, Place) else None

    def show_feedback(self) -> None:
        """Show the feedback on the current row's article, over the list."""
        from annotator.services.adjudication.feedback import read_feedback

        place, opened = self.place, self.opened
        if place is None:
            return
        try:
            found = read_feedback(
                opened.project, opened.annotator, place.article_id, place.round.id
            )
        except AnnotatorError as error:
            self.say(explain(error).sentence, bad=True)
            return
        if found is None:
            self._reload()
            self.say(tr("This feedback was taken back meanwhile."), bad=True)
            return
        self.say("")
        opened.opened_feedback.note(found.article_id, found.round_id, found.released_at)
        dialog = FeedbackDialog(found, self.theme, self)
        dialog.exec()
        dialog.deleteLater()

    def go_to_article(self) -> None:
        """Close, and leave word of which article to open."""
        self.chosen = self.place
        if self.chosen is not None:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show what the current row stands for; the table leaves Enter over."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.table.hasFocus():
            event.accept()
            self.show_feedback()
            return
        super().keyPressEvent(event)

    def _reload(self) -> None:
        from annotator.services.adjudication.feedback import feedback_list

        opened, current = self.opened, self.place
        found: list[tuple[Place, FeedbackLine]] = []
        left: set[tuple[uuid.UUID, uuid.UUID]] = set()
        try:
            left = {(one.article_id, one.round_id) for one in opened.opened_feedback.left()}
            for one in opened.rounds:
                lines = feedback_list(opened.project, opened.annotator, one.id)
                found += ((Place(line.article_id, one), line) for line in lines)
        except AnnotatorError as error:
            self.say(explain(error).sentence, bad=True)
        found.sort(key=lambda one: one[1].released_at, reverse=True)
        self.show_rows(
            [
                (place, _cells(place, line, opened=(place.article_id, place.round.id) not in left))
                for place, line in found
            ]
        )
        places = [place for place, _line in found]
        if current in places:
            self.table.selectRow(places.index(current))
        self.table.setColumnHidden(1, len(opened.rounds) < 2)
        self._show_whether_any(any_there=bool(found))

    def _show_whether_any(self, *, any_there: bool) -> None:
        had = self.focusWidget() in (self.table, self.show_button, self.go_button)
        self.table.setVisible(any_there)
        self.nothing.setVisible(not any_there)
        for button in (self.show_button, self.go_button):
            button.setVisible(any_there)
        if not any_there:
            self.nothing.say(
                "info",
                tr("No feedback yet"),
                tr(
                    "Once a manager releases an article that you handed in, it is listed here,"
                    " and marked when you open it."
                ),
            )
            if had:
                self._close.setFocus()

    def _follow(self, changes: Changes) -> None:
        if changes.bulk or changes.of(EntityKind.FEEDBACK) or changes.of(EntityKind.ROUND):
            self._reload()


def _cells(place: Place, line: FeedbackLine, *, opened: bool) -> tuple[str, ...]:
    differing = (
        tr_n("{count} difference", "{count} differences", line.differing)
        if line.differing
        else tr("As in gold")
    )
    day = line.released_at.astimezone().date().isoformat()
    words = tr("Yes") if opened else tr("Not yet")
    return line.title, round_words(place.round), differing, day, words
