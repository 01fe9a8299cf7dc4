"""From item to item: the next one, the next article, where a step was taken back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.domain.adjudication.item import Item
from annotator.domain.changes import Changes
from annotator.domain.decisions import Decision
from annotator.domain.entities import EntityKind
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen


class ItemNavigation(QObject):
    """Goes by the order of the queue, as it is filtered."""

    def __init__(self, screen: AdjudicateScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def open_first(self) -> None:
        """Open the first item unless one is open."""
        screen = self._screen
        if screen.presenter.item is None and screen.queue.select_next() and screen.isVisible():
            screen.panel.table.focus_gold()

    def follow_filter(self) -> None:
        """Show the first item that is listed now, unless the current one is; none if none is.

        Else keys would decide an item that is not to be seen in the list.
        """
        presenter, queue = self._screen.presenter, self._screen.queue
        item = presenter.item
        if presenter.is_new or (item is not None and queue.select(item.id)):
            return
        if not queue.select_first():
            presenter.select(None)

    def step_item(self, step: int) -> None:
        """Go to the next or previous item of the queue."""
        queue = self._screen.queue
        if not (queue.select_next() if step > 0 else queue.select_previous()):
            words = tr("This is the last item."), tr("This is the first item.")
            self._screen.say(words[0] if step > 0 else words[1])

    def go_further(self) -> None:
        """Go to the next item and its gold, from one that is decided."""
        before = self._screen.presenter.item
        self.step_item(1)
        if self._screen.presenter.item is not before:
            self._screen.panel.table.focus_gold()

    def step_article(self, step: int) -> None:
        """Go to the first item of the next or previous article of the queue."""
        screen = self._screen
        line = screen.disagreements.article_neighbour(screen.presenter.article_id, step)
        if line is None:
            words = tr("This is the last article."), tr("This is the first article.")
            screen.say(words[0] if step > 0 else words[1])
            return
        screen.queue.select(line.id)
        screen.browse_line(line)

    def go_on(self, item_id: uuid.UUID) -> None:
        """Go to the next open item; stay where the passage stands in other versions, too."""
        screen = self._screen
        screen.presenter.select(item_id)
        count = screen.bulk.find_versions()

        def then() -> None:
            if count:
                self.offer_versions()
                screen.panel.versions.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif screen.bulk.otherwise:
                self.show_versions()
                screen.panel.conflict.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif not screen.queue.select_next() and not screen.queue.select_previous():
                screen.presenter.select(None)
                screen.queue.take_keyboard()
            else:
                screen.panel.table.focus_gold()

        screen.disagreements.reload(then)

    def offer_versions(self) -> None:
        """Say in how many other versions the passage stands, unless something may be undone."""
        count, notice = self.show_versions(), self._screen.notice
        words = tr_n(
            "This passage also stands in {count} other version of the story.",
            "This passage also stands in {count} other versions of the story.",
            count,
        )
        if notice.may_act:
            self._screen.say_done(f"{notice.words} {words}")
        else:
            self._screen.say(words)

    def look_at_otherwise(self) -> None:
        """Show the passage in the first version in which it was decided otherwise."""
        found = self._screen.bulk.otherwise
        if found:
            self._screen.open(found[0].article_id, found[0].item_id)
            self._screen.take_keyboard()

    def show_versions(self) -> int:
        """Show how many other versions have the current item's passage, and return it."""
        filling = self._screen.filling
        filling.other_versions = self._screen.bulk.find_versions()
        filling.show()
        return filling.other_versions

    def show_place_of(self, changes: Changes) -> None:
        """Show the item that a step was about; the current one stays where it was about none."""
        screen, presenter = self._screen, self._screen.presenter
        had_keyboard = screen.panel.holds_keyboard()
        article_id = changes.step.article_id
        if article_id is not None and article_id != presenter.article_id:
            screen.open(article_id, None)
        touched = {
            one
            for change in changes.of(EntityKind.DECISION)
            if isinstance(change.after, Decision)
            for one in (*change.after.candidates, change.after.id)
        }
        items = presenter.reading.items if presenter.reading else ()
        found = next((one for one in items if _names(one) & touched), None)
        if found is not None:
            presenter.select(found.id)
        focus = screen.window().focusWidget()
        lost = had_keyboard and not screen.panel.holds_keyboard()
        if screen.isVisible() and (lost or focus is None or not screen.isAncestorOf(focus)):
            # What had the keyboard is gone with what was undone.
            screen.take_keyboard()


def _names(item: Item) -> set[uuid.UUID]:
    found = {one.id for one in item.candidates.values()}
    return found | ({item.decision.id} if item.decision else set())
