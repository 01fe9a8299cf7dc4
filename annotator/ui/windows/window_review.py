"""What a window does about reviewing: feedback on articles, the list for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.domain.people import Role
from annotator.ui.theme import Theme
from annotator.ui.windows.feedback_hint import FeedbackHint
from annotator.ui.windows.window_parts import ready, show_modal
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.dialogs.feedback_list_dialog import Place
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.main_window import MainWindow


class WindowReview(QObject):
    """Has the actions of feedback and discussion, opens their dialogs, and keeps them true."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.hint = FeedbackHint(window, self._feedback_list)
        self.feedback = QAction(tr("&Feedback on this article …"), self)
        self.feedback.triggered.connect(self._feedback)
        self.feedback_list = QAction(tr("Feedback on &my work …"), self)
        self.feedback_list.triggered.connect(self._feedback_list)
        self.release = QAction(tr("&Release feedback …"), self)
        self.release.triggered.connect(self._release)
        self.discussion = QAction(tr("&Discussion list …"), self)
        self.discussion.triggered.connect(self._discussion)
        self.refresh_menu()

    @property
    def actions(self) -> tuple[QAction, ...]:
        """Return the actions in the order in which a menu shows them."""
        return (self.feedback, self.feedback_list, self.release, self.discussion)

    def refresh_menu(self) -> None:
        """Offer each only to those who may: before the menu is shown, and when a project opens."""
        opened, screen = self._window.opened, self._window.annotate_screen
        roles = opened.person.roles if opened is not None else ()
        adjudicates = Role.ADJUDICATOR in roles or Role.MANAGER in roles
        self.feedback.setEnabled(screen is not None and screen.feedback.action.isEnabled())
        self.feedback_list.setEnabled(screen is not None and Role.ANNOTATOR in roles)
        self.release.setEnabled(opened is not None and opened.may_manage)
        self.discussion.setEnabled(adjudicates)

    def _feedback(self) -> None:
        screen = self._window.annotate_screen
        if screen is not None:
            screen.feedback.open()

    def _feedback_list(self) -> None:
        from annotator.ui.dialogs.feedback_list_dialog import FeedbackListDialog

        opened = ready(self._window)
        if opened is None:
            return
        dialog = FeedbackListDialog(opened, self._theme, self._window)
        show_modal(dialog)
        if dialog.chosen is not None:
            self._go_to(opened, dialog.chosen)

    def _go_to(self, opened: OpenProject, place: Place) -> None:
        self._window.show_screen("annotate")
        opened.set_round(place.round)
        if self._window.annotate_screen is not None:
            self._window.annotate_screen.open_article(place.article_id)

    def _release(self) -> None:
        from annotator.ui.dialogs.release_dialog import ReleaseDialog

        opened = ready(self._window)
        if opened is not None and opened.may_manage:
            show_modal(ReleaseDialog(opened, opened.round.id, self._theme, self._window))

    def _discussion(self) -> None:
        from annotator.ui.dialogs.discussion_list_dialog import DiscussionListDialog

        opened = ready(self._window)
        if opened is not None:
            folder = opened.path.parent
            show_modal(
                DiscussionListDialog(opened, opened.round.id, self._theme, folder, self._window)
            )
