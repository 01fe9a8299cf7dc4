"""Handing an article in, saying why it cannot be coded, taking it up again; and the time spent."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Changes
from annotator.domain.errors import AnnotatorError, Incomplete
from annotator.domain.gaps import Gap
from annotator.ui.annotating.time_on_article import TimeOnArticle
from annotator.ui.theme import Theme
from annotator.ui.widgets.brief_notice import LONG
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.annotate_screen import AnnotateScreen


class ArticleFinishing(QObject):
    """What ends the work on an article, or leads back to it."""

    handed_in = Signal(object)
    """Carries the article's id."""

    def __init__(self, screen: AnnotateScreen, opened: OpenProject, theme: Theme) -> None:
        super().__init__(screen)
        self._screen = screen
        self._opened = opened
        self._theme = theme
        self.time = TimeOnArticle()

    def finish(self) -> None:
        """Hand the article in and go to the next one, or to what is missing."""
        article_id = self._screen.article_id
        if article_id is None or not self._screen.may_edit():
            return
        self.leave()
        coding = self._screen.presenter.coding
        empty = coding is not None and not coding.attributions

        def then(_changes: Changes) -> None:
            self.handed_in.emit(article_id)
            if empty:
                self._screen.say(self._nothing_marked(), LONG)

        self._screen.actions_.mark_done(article_id, then, self._not_complete)

    def cannot_code(self) -> None:
        """Ask for the reason and hand the article in as not codable."""
        from annotator.ui.dialogs.cannot_code_dialog import CannotCodeDialog

        screen = self._screen
        coding = screen.presenter.coding
        if coding is None or not screen.may_edit():
            return
        dialog = CannotCodeDialog(coding.codebook, self._theme, screen.window())
        reason = dialog.reason if dialog.exec() else None
        dialog.deleteLater()
        if reason:
            self.hand_in_as_not_codable(coding.article.article.id, reason)

    def hand_in_as_not_codable(self, article_id: uuid.UUID, reason: str) -> None:
        """Hand the article in with one of the codebook's reasons (its key)."""
        self.leave()
        self._screen.actions_.mark_cannot_code(
            article_id, reason, lambda _changes: self.handed_in.emit(article_id)
        )

    def reopen(self) -> None:
        """Take the article up again."""
        article_id = self._screen.article_id
        if article_id is not None and self._opened.project.read_only is None:
            # Its row, or the button that was pressed, may be gone: code on in the text.
            self._screen.actions_.reopen(article_id, lambda _changes: self._screen.focus_text())

    def leave(self) -> None:
        """Keep half-typed text, and the time that was spent on an article that was begun."""
        from annotator.services.article_work import add_seconds

        screen, opened = self._screen, self._opened
        screen.inspector.flush()
        self.time.sign()
        seconds, coding = self.time.seconds, screen.presenter.coding
        if coding is None or seconds == 0 or not screen.may_edit() or coding.work.revision == 0:
            return
        where = (opened.project, opened.annotator, coding.article.article.id, coding.work.round_id)
        opened.writes.submit(lambda: add_seconds(*where, seconds), _ignore, _ignore)
        self.time.start()

    def _nothing_marked(self) -> str:
        key = self._screen.keys.first_key("undo")
        words = tr("Handed in with nothing marked.")
        return words + " " + tr("{key} takes it back.", key=key) if key else words

    def _not_complete(self, error: AnnotatorError) -> bool:
        if not isinstance(error, Incomplete):
            return False
        screen, gap = self._screen, error.gaps[0]
        screen.inspecting.show_gaps(error.gaps)
        if gap.attribution_id is not None:
            screen.pane.view.clear_selection()
            screen.presenter.select(gap.attribution_id)
            screen.controller.show_selected()
        screen.inspector.focus_gap(gap.field)
        screen.say(self._gap_words(gap, len(error.gaps)))
        return True

    def _gap_words(self, gap: Gap, count: int) -> str:
        coding = self._screen.presenter.coding
        attribute = coding.codebook.attribute(gap.field) if coding else None
        names = {"speaker": tr("speaker or source"), "content": tr("content")}
        name = attribute.label if attribute else names.get(gap.field, gap.field)
        if gap.attribution_id is None:
            words = tr("Not done yet: “{name}” of the article is missing.", name=name)
        else:
            words = tr("Not done yet: “{name}” is missing here.", name=name)
        return words if count == 1 else words + " " + tr("{count} gaps in all.", count=count)


def _ignore(_result: object) -> None:
    """Time that could not be noted is no reason to disturb anybody."""
