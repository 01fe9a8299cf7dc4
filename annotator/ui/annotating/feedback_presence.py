"""Whether there is feedback on the article that is open: an action, and a brief word about it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import ArticleFeedback
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.annotate_screen import AnnotateScreen


class FeedbackPresence(QObject):
    """Serves one Annotate screen; the action belongs into a menu."""

    def __init__(self, screen: AnnotateScreen, opened: OpenProject, theme: Theme) -> None:
        super().__init__(screen)
        self._screen = screen
        self._opened = opened
        self._theme = theme
        self._told: uuid.UUID | None = None
        self.action = QAction(tr("&Feedback on this article …"), self)
        self.action.triggered.connect(self.open)
        self.action.setEnabled(False)
        screen.presenter.opened.connect(lambda _coding: self.look())
        opened.hub.published.connect(self._follow)

    def look(self) -> None:
        """Find out whether there is feedback on the open article, and say so once."""
        found = self._read()
        self.action.setEnabled(found is not None)
        if found is None:
            self._told = None
        elif self._told != found.article_id:
            self._told = found.article_id
            self._screen.say(tr("There is feedback on this article: see the menu Review."))

    def open(self) -> None:
        """Show the feedback on the open article."""
        from annotator.ui.dialogs.feedback_dialog import FeedbackDialog

        found = self._read()
        if found is None:
            self.look()
            return
        self._screen.inspector.flush()
        self._opened.opened_feedback.note(found.article_id, found.round_id, found.released_at)
        dialog = FeedbackDialog(found, self._theme, self._screen.window())
        dialog.exec()
        dialog.deleteLater()

    def _follow(self, changes: Changes) -> None:
        if changes.bulk or changes.of(EntityKind.FEEDBACK):
            self.look()

    def _read(self) -> ArticleFeedback | None:
        from annotator.services.adjudication.feedback import read_feedback

        article_id = self._screen.article_id
        if article_id is None:
            return None
        opened = self._opened
        try:
            return read_feedback(opened.project, opened.annotator, article_id, opened.round.id)
        except AnnotatorError:
            return None  # whatever is wrong with the file is said elsewhere
