"""The Adjudicate screen: queue of differences, article with lanes, comparison of one item."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from annotator.domain.adjudication.item import CONTENT
from annotator.domain.attributions import QuotedSpan
from annotator.domain.changes import Changes
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.domain.text.spans import Span
from annotator.ui.adjudicating.adjudicating_actions import AdjudicatingActions
from annotator.ui.adjudicating.adjudication_commands import key_of, make_commands
from annotator.ui.adjudicating.adjudication_controller import AdjudicationController
from annotator.ui.adjudicating.adjudication_presenter import AdjudicationPresenter
from annotator.ui.adjudicating.adjudication_splitter import AdjudicationSplitter
from annotator.ui.adjudicating.bulk_decisions import BulkDecisions
from annotator.ui.adjudicating.disagreements_presenter import DisagreementsPresenter
from annotator.ui.adjudicating.field_words import reasons
from annotator.ui.adjudicating.gold_speakers import GoldSpeakers
from annotator.ui.adjudicating.item_navigation import ItemNavigation
from annotator.ui.adjudicating.panel_filling import UNIT_RULE, PanelFilling
from annotator.ui.adjudicating.passage_selecting import PassageSelecting
from annotator.ui.adjudicating.screen_wiring import (
    connect_attributes,
    connect_commands,
    connect_views,
)
from annotator.ui.annotating.digit_keys import digit_of
from annotator.ui.annotating.field_undo import FieldUndo
from annotator.ui.annotating.queue_keys import QueueKeys
from annotator.ui.annotating.screen_commands import AttributeCommands
from annotator.ui.annotating.tab_order import arrange_tabs
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ADJUDICATE, ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.adjudication_article import AdjudicationArticle
from annotator.ui.widgets.adjudication.disagreement_queue import DisagreementQueue
from annotator.ui.widgets.adjudication.item_panel import ItemPanel
from annotator.ui.widgets.brief_notice import BRIEF, LONG
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemLine
    from annotator.services.adjudication.reading import Adjudication
    from annotator.ui.open_project import OpenProject


class AdjudicateScreen(QWidget):
    """Arranges the panes and connects them; what is allowed, the services decide."""

    status_changed = Signal()
    """How far adjudication is, has changed."""
    failed = Signal(object)
    """Carries an `AnnotatorError` for the window's message bar."""
    rule_wanted = Signal(object, object)
    """Attribute key and value key (or None) that F1 asks about."""
    codebook_wanted = Signal(object, object)
    """The same, to be shown on the codebook's own screen."""

    def __init__(
        self,
        opened: OpenProject,
        preferences: Preferences,
        keys: ShortcutTable,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._theme = theme
        self._active = False
        self._outdated = True
        """Whether something was done while another screen was in front."""
        self.presenter = AdjudicationPresenter(self._read, self)
        self.actions_ = AdjudicatingActions(opened, self)
        self.commands = make_commands(self, keys)
        self.attribute_commands = AttributeCommands(self, preferences, ADJUDICATE)
        self.queue = DisagreementQueue(theme, self)
        self.article = AdjudicationArticle(theme, self)
        self.panel = ItemPanel(reasons(), theme, self)
        self.notice = self.article.notice
        self.disagreements = DisagreementsPresenter(opened, self.queue, self)
        self.controller = AdjudicationController(
            self.presenter, self.actions_, self.article, self.panel, self
        )
        self.controller.writable = self.may_write
        self.selecting = PassageSelecting(self.presenter, self.article)
        self.filling = PanelFilling(self.panel, self.presenter)
        self.filling.unpark = self.controller.unpark
        self.bulk = BulkDecisions(self, opened, theme)
        self.navigation = ItemNavigation(self)
        self.speakers = GoldSpeakers(self, opened, theme)
        self._field_undo = FieldUndo(preferences, self)
        self.splitter = AdjudicationSplitter(
            self.queue, self.article, self.panel, preferences, theme
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.panel.bar.set_keys(lambda one: key_of(one, keys))
        self.panel.header.show_keys(
            keys.first_key("previous_attribution"), keys.first_key("next_attribution")
        )
        connect_commands(self)
        connect_views(self)
        self.presenter.opened.connect(self._show_opened)
        self.presenter.changed.connect(lambda _reading: self._show())
        self.presenter.item_changed.connect(lambda _item: self._show_item())
        self.presenter.draft_changed.connect(self._show)
        self.disagreements.reopened = lambda: self.presenter.reopened
        self.presenter.reopened_changed.connect(self.disagreements.reload)
        self.presenter.moved.connect(lambda _item: self.say(_moved_words()))
        self.disagreements.loaded.connect(self._show_lines)
        self.disagreements.failed.connect(self.failed)
        self.actions_.refused.connect(self.failed)
        QueueKeys(self.queue.list, self.keyPressEvent, self.take_keyboard, self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        self._zoom(preferences)
        preferences.changed.connect(lambda _name: self._zoom(preferences))
        opened.hub.published.connect(self._apply)
        opened.person_changed.connect(self._begin_anew)
        opened.round_changed.connect(self._begin_anew)
        self._enable()

    # What is shown

    def begin(self) -> None:
        """Read the queue; open the first item once it is there."""
        self._outdated = False
        self._follow_codebook()
        self.disagreements.reload(self.navigation.open_first)

    def may_write(self) -> bool:
        """Tell whether the project can be written."""
        return self._opened.project.read_only is None

    def browse_line(self, line: ItemLine) -> None:
        """Show an item of the queue; the keyboard stays where it is."""
        self.open(line.article_id, line.id)

    def open_line(self, line: ItemLine) -> None:
        """Show an item of the queue and go to it."""
        self.browse_line(line)
        self.panel.table.focus_gold()

    def set_reason(self, reason: str | None) -> None:
        """Keep the reason in the draft."""
        draft = self.presenter.draft
        if draft is not None:
            draft.reason = reason

    def set_rationale(self, words: str) -> None:
        """Keep what is typed in the draft."""
        draft = self.presenter.draft
        if draft is not None and words != draft.rationale:
            draft.rationale = words
            draft.touched = draft.touched or bool(words.strip())

    def ask_for_rule(self) -> None:
        """Ask for the codebook's rule on what is being decided."""
        found = self.filling.rule()
        if found == UNIT_RULE:
            self.open_in_codebook()
        elif found is not None:
            self.rule_wanted.emit(*found)

    def open_in_codebook(self) -> None:
        """Show the rule on the codebook's own screen."""
        found = self.filling.rule()
        if found is not None:
            self.codebook_wanted.emit(*found)

    def undo(self) -> None:
        """Undo the person's last step and show where it was."""
        self.actions_.undo(self.navigation.show_place_of)

    def redo(self) -> None:
        """Redo and show where it is."""
        self.actions_.redo(self.navigation.show_place_of)

    def say(self, words: str, seconds: int = BRIEF) -> None:
        """Show a brief message under the article."""
        self.notice.say(words, seconds)

    def say_done(self, words: str) -> None:
        """Say what was done at once, with the way back."""
        self.notice.say(words, LONG, tr("Undo"), self.undo)

    def set_active(self, active: bool) -> None:
        """Let the keys act while the screen is in front, caught up with what was done."""
        self._active = active
        self._enable()
        if active and self._outdated:
            self._catch_up()

    def take_keyboard(self) -> None:
        """Give the keyboard to the gold, or to the queue while no item is shown."""
        if self.presenter.item is not None:
            self.panel.table.focus_gold()
        else:
            self.queue.take_keyboard()

    def focus_next_pane(self) -> None:
        """Go round: text, comparison, decision, queue."""
        stops = [(self.queue, self.queue.take_keyboard), (self.article, self.article.take_keyboard)]
        if self.presenter.item is not None:
            stops.append((self.panel, self.panel.table.focus_gold))
        focus = QApplication.focusWidget()
        here = next(
            (
                at
                for at, (pane, _act) in enumerate(stops)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1,
        )
        stops[(here + 1) % len(stops)][1]()

    def menu_groups(self) -> tuple[tuple[QAction, ...], ...]:
        """Return the Adjudicate menu's groups, the codebook's own attributes among them."""
        first, second, *others = self.commands.groups()
        return (first, tuple(self.attribute_commands.actions.values()), second, *others)

    def leave(self) -> None:
        """Read nothing more: before the screen goes."""
        self.disagreements.stop()

    def _read(self, article_id: uuid.UUID) -> Adjudication:
        from annotator.services.adjudication.reading import read_adjudication

        opened = self._opened
        return read_adjudication(opened.project, self.actions_.actor, article_id, opened.round.id)

    def open(self, article_id: uuid.UUID, item_id: uuid.UUID | None) -> None:
        """Show an article with one of its items current; say why where it cannot be read."""
        try:
            self.presenter.open(article_id, item_id)
        except AnnotatorError as error:
            self.failed.emit(error)

    def _show_opened(self, reading: Adjudication | None) -> None:
        self.article.setEnabled(reading is not None)
        if reading is not None:
            self._follow_codebook(reading.codebook)
            self.commands.name_takes(tuple(one.letter for one in reading.coders))

    def _show_item(self) -> None:
        item = self.presenter.item
        self.filling.asked_for = None
        self.filling.other_versions = self.bulk.find_versions() if item is not None else 0
        if item is not None:
            self.queue.select(item.id)
        self.panel.to_top()
        self._show()

    def _show(self) -> None:
        reading, item = self.presenter.as_seen, self.presenter.item
        self.filling.writable = self.may_write()
        self.filling.person_id = self.actions_.actor.person_id
        self.filling.forget_what_is_there()
        if item is not None:
            self.filling.place = self.disagreements.place(item.id)
        self.filling.show()
        if reading is not None:
            current = item.id if item is not None and not self.presenter.is_new else None
            self.article.show_adjudication(reading, current, self._chosen_content())
        self._enable()
        self.status_changed.emit()

    def _chosen_content(self) -> list[Span] | None:
        draft = self.presenter.draft
        if self.presenter.shows_rejected:
            return []
        chosen = draft.chosen(CONTENT) if draft is not None else None
        if chosen is None or not isinstance(chosen.value, tuple):
            return None
        return [one.span for one in chosen.value if isinstance(one, QuotedSpan)]

    def _show_lines(self) -> None:
        item = self.presenter.item
        if item is not None:
            self.queue.select(item.id)
            self.filling.place = self.disagreements.place(item.id)
            self.filling.show()
        self._enable()
        self.status_changed.emit()

    # Changes, by one path

    def _apply(self, changes: Changes) -> None:
        self.notice.withdraw()
        if not self._active:
            self._outdated = True
            return
        try:
            self.presenter.apply(changes)
        except AnnotatorError as error:
            self.presenter.close()
            self.failed.emit(error)
        self.disagreements.reload_soon()

    def _catch_up(self) -> None:
        try:
            self.presenter.reread()
        except AnnotatorError as error:
            self.presenter.close()
            self.failed.emit(error)
        self.begin()

    def _begin_anew(self) -> None:
        self.presenter.forget()
        self._outdated = True
        if self._active:
            self.begin()

    def _follow_codebook(self, codebook: Codebook | None = None) -> None:
        from annotator.services.codebooks import current_codebook

        opened = self._opened
        found = codebook or current_codebook(opened.project, opened.round.id)
        if self.attribute_commands.follow(found):
            connect_attributes(self)
        self._enable()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on what no pane took: digits, Enter, Esc."""
        digit = digit_of(event)
        if digit is not None:
            self.controller.press_digit(digit)
        elif is_enter(event) and QApplication.focusWidget() in (self, self.article.view):
            self.controller.decide()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go on as one reads."""
        arrange_tabs((self.queue, self.article, self.panel))
        return super().focusNextPrevChild(following)

    def _escape(self) -> None:
        view = self.article.view
        if not view.hasFocus():
            self.article.take_keyboard()
        elif view.selection() is not None:
            view.clear_selection()
        else:
            self.queue.take_keyboard()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._field_undo.follow(new if new and self.isAncestorOf(new) else None)

    def _enable(self) -> None:
        reading, item = self.presenter.reading, self.presenter.item
        self.commands.enable(
            active=self._active,
            shown=reading is not None,
            item=item is not None,
            write=self.may_write(),
            coders=len(reading.coders) if reading is not None else 0,
        )
        for action in self.attribute_commands.actions.values():
            action.setEnabled(self._active and item is not None and self.may_write())

    def _zoom(self, preferences: Preferences) -> None:
        self.article.view.set_zoom(preferences.zoom)


def _moved_words() -> str:
    return tr("Others changed an item that you have begun. What you chose is still here.")
