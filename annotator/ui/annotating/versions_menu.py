"""The menu of the articles that tell the same story: from the badge above the text, or by keys."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from annotator.domain.errors import AnnotatorError
from annotator.ui.error_words import explain
from annotator.ui.models.queue_model import SEPARATOR, day_words, isolated, state_words
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.queue import QueueRow
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.annotate_screen import AnnotateScreen

_LETTERS = range(36, 7, -4)
"""Titles and outlets are shortened to the width of so many, and fewer where the screen is small;
the whole title is in the tooltip."""


class VersionsMenu(QObject):
    """Lists what the annotator has of the story in this round, and opens what is chosen."""

    def __init__(self, screen: AnnotateScreen, opened: OpenProject) -> None:
        super().__init__(screen)
        self._screen = screen
        self._opened = opened

    def show(self, *, by_keys: bool) -> None:
        """Show the menu under the badge; ``by_keys``: with the keyboard on the first other one."""
        rows, here = self._rows(), self._screen.article_id
        if not rows:
            return
        menu = QMenu(self._screen.pane.view)
        menu.setAccessibleName(tr("Versions of this story"))
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        for row in rows:
            action = menu.addAction(row.title)
            action.setToolTip(row.title)
            action.setCheckable(True)
            action.setChecked(row.article_id == here)
            action.triggered.connect(
                lambda _checked=False, article_id=row.article_id: self._open(article_id)
            )
        self._name(menu, rows)
        menu.popup(self._corner(menu))
        if by_keys:
            others = [one for one in menu.actions() if not one.isChecked()]
            menu.setActiveAction((others or menu.actions())[0])

    def _rows(self) -> tuple[QueueRow, ...]:
        from annotator.services.queue import story_rows

        article_id, opened = self._screen.article_id, self._opened
        if article_id is None:
            return ()
        try:
            return story_rows(opened.project, opened.annotator, article_id, opened.round.id)
        except AnnotatorError as error:
            self._screen.say(explain(error).sentence)
            return ()

    def _name(self, menu: QMenu, rows: tuple[QueueRow, ...]) -> None:
        """Give the entries their words, as long as the screen has room for."""
        metrics, room = menu.fontMetrics(), self._screen.screen().availableGeometry().width()
        for letters in _LETTERS:
            for action, row in zip(menu.actions(), rows, strict=True):
                action.setText(_words(row, metrics, letters * metrics.averageCharWidth()))
            if menu.sizeHint().width() <= room:
                break

    def _open(self, article_id: uuid.UUID) -> None:
        self._screen.open_article(article_id)

    def _corner(self, menu: QMenu) -> QPoint:
        """Return where the menu's corner comes: under the badge, and always over the text."""
        view = self._screen.pane.view
        badge, seen = view.versions_place(), view.viewport().rect()
        y = min(max(badge.bottom() + 1, seen.top()), seen.bottom())
        leftwards = view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = badge.left() if leftwards else badge.right() + 1 - menu.sizeHint().width()
        return view.viewport().mapToGlobal(QPoint(max(x, seen.left()), y))


def _words(row: QueueRow, metrics: QFontMetrics, width: int) -> str:
    """Return title, outlet and day of an article, and how far the annotator is, at the end."""
    title, outlet = (
        metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)
        for words in (row.title, row.outlet or "")
    )
    parts = (isolated(title), day_words(row._replace(outlet=outlet)))
    told = SEPARATOR.join(part for part in parts if part)
    return told.replace("&", "&&") + f"\t{state_words(row.state)}"
