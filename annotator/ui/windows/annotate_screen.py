"""The Annotate screen: queue, article, inspector, and one path for every change."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from annotator.domain.changes import Changes
from annotator.domain.codebook import Codebook, as_keys
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound
from annotator.ui.annotating.annotating_actions import AnnotatingActions
from annotator.ui.annotating.article_marks import header_of, marks_of, title_of
from annotator.ui.annotating.article_pane import ArticlePane
from annotator.ui.annotating.coding_controller import CodingController
from annotator.ui.annotating.coding_presenter import CodingPresenter
from annotator.ui.annotating.command_wiring import connect_attributes, connect_commands
from annotator.ui.annotating.digit_keys import digit_of
from annotator.ui.annotating.feedback_presence import FeedbackPresence
from annotator.ui.annotating.field_undo import FieldUndo
from annotator.ui.annotating.finishing import ArticleFinishing
from annotator.ui.annotating.inspector_presenter import InspectorPresenter
from annotator.ui.annotating.key_hints import hints_for
from annotator.ui.annotating.key_target import TargetKind
from annotator.ui.annotating.pane_splitter import PaneSplitter
from annotator.ui.annotating.queue_keys import QueueKeys
from annotator.ui.annotating.queue_presenter import QueuePresenter
from annotator.ui.annotating.round_choice import RoundChoice
from annotator.ui.annotating.screen_commands import AttributeCommands, make_commands
from annotator.ui.annotating.tab_order import arrange_tabs
from annotator.ui.annotating.versions_menu import VersionsMenu
from annotator.ui.annotating.view_wiring import connect_views
from annotator.ui.error_words import explain
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.attribution_list import AttributionList
from annotator.ui.widgets.brief_notice import BRIEF
from annotator.ui.widgets.inspector import Inspector
from annotator.ui.widgets.queue_pane import QueuePane
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.coding import Coding
    from annotator.ui.open_project import OpenProject

_TEXT_FIELDS = ("QLineEdit", "QPlainTextEdit", "QKeySequenceEdit", "QComboBox", "QSpinBox")


class AnnotateScreen(QWidget):
    """Arranges the panes and connects them; what is allowed, the services decide."""

    import_wanted = Signal()
    article_changed = Signal()
    """Another article, or another number of attributions, is shown."""
    rule_wanted = Signal(object, object)
    """Attribute key and value key (or None) that F1 asks about."""

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
        self._preferences = preferences
        self.keys = keys
        self._theme = theme
        self._active = True
        self.presenter = CodingPresenter(self._read, self)
        self.actions_ = AnnotatingActions(opened, self)
        self.queue = QueuePresenter(opened, self)
        self.commands = make_commands(self, keys)
        self.attribute_commands = AttributeCommands(self, preferences)
        self.queue_pane = QueuePane(self.queue.model, theme, self)
        self.pane = ArticlePane(self.commands, keys, theme, self)
        self.inspector = Inspector(theme, self)
        self.attributions = AttributionList(theme, self)
        self.controller = CodingController(
            self.presenter, self.actions_, self.pane.view, self.inspector, self
        )
        self.controller.may_edit = self.may_edit
        self.inspecting = InspectorPresenter(
            opened,
            self.presenter,
            self.actions_,
            self.inspector,
            self.attributions,
            theme,
            self,
        )
        self.finishing = ArticleFinishing(self, opened, theme)
        self.versions = VersionsMenu(self, opened)
        self._field_undo = FieldUndo(preferences, self)
        self.splitter = PaneSplitter(
            self.queue_pane, self.pane, (self.inspector, self.attributions), preferences, theme
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        connect_commands(self)
        self.presenter.opened.connect(self._show_opened)
        self.presenter.changed.connect(self._show_changed)
        self.presenter.selected.connect(self._show_selected)
        self.pane.view.selection_changed.connect(lambda _span: self._show_target())
        self.pane.view.zoom_changed.connect(self._keep_zoom)
        self.finishing.handed_in.connect(self._handed_in)
        connect_views(self)
        QueueKeys(self.queue_pane.list, self.keyPressEvent, self.focus_text, self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        self.pane.view.set_zoom(preferences.zoom)
        preferences.changed.connect(self._preference_changed)
        opened.hub.published.connect(self._apply)
        opened.person_changed.connect(self._person_changed)
        opened.leaving.connect(self.leave)
        self.round_choice = RoundChoice(opened, self.queue_pane, self._person_changed, self)
        self.feedback = FeedbackPresence(self, opened, theme)
        self.queue.serve(self.queue_pane)

    # Opening articles

    @property
    def article_id(self) -> uuid.UUID | None:
        """Return the article that is open."""
        coding = self.presenter.coding
        return coding.article.article.id if coding else None

    def begin(self) -> None:
        """Open the article that this person had open last, else the first to do."""
        from annotator.services.codebooks import current_codebook

        opened = self._opened
        self._follow(current_codebook(opened.project, opened.round.id))
        last = self._preferences.last_article(opened.project.info.id, opened.person.id)
        if last is not None and self.queue.place(last)[0] and self.open_article(last):
            return
        self._open_or_explain(self.queue.next_to_do(None))

    def open_article(self, article_id: uuid.UUID) -> bool:
        """Show an article, ready to be coded by keys; False when it is not there."""
        if article_id == self.article_id:
            return True
        shown = self.browse_article(article_id)
        if shown:
            self.focus_text()
        return shown

    def browse_article(self, article_id: uuid.UUID) -> bool:
        """Show an article and leave the keyboard where it is; False when it is not there.

        Half-typed text of the last one is kept.
        """
        if article_id == self.article_id:
            return True
        self.finishing.leave()
        try:
            self.presenter.open(article_id)
        except NotFound as error:
            self.say(explain(error).sentence)
            return False
        self.finishing.time.start()
        opened = self._opened
        self._preferences.remember_article(opened.project.info.id, opened.person.id, article_id)
        return True

    def focus_text(self) -> None:
        """Give the keyboard to the article, or to what stands in its place."""
        self.pane.take_keyboard()

    def step_article(self, step: int) -> None:
        """Go to the next or previous article of the whole queue, by the place that is shown."""
        found = self.queue.neighbour(self.article_id, step)
        if found is not None:
            self.open_article(found)
        else:
            self.say(
                tr("This is the last article.") if step > 0 else tr("This is the first article.")
            )

    def undo(self) -> None:
        """Undo the last step and show where it was."""
        self.inspector.flush()
        self.actions_.undo(self._show_place_of)

    def redo(self) -> None:
        """Redo and show where it is."""
        self.inspector.flush()
        self.actions_.redo(self._show_place_of)

    def leave(self) -> None:
        """Keep half-typed text and the time that was spent: before the screen goes."""
        self.finishing.leave()

    def may_edit(self) -> bool:
        """Tell whether the open article's coding may be changed now."""
        coding = self.presenter.coding
        writable = self._opened.project.read_only is None
        return coding is not None and writable and not coding.work.state.closed

    def set_active(self, active: bool) -> None:
        """Let the keys act, or not while another screen is in front."""
        self._active = active
        self._enable()

    def say(self, words: str, seconds: int = BRIEF) -> None:
        """Show a brief message over the article."""
        self.pane.notice.say(words, seconds)

    def menu_groups(self) -> tuple[tuple[QAction, ...], ...]:
        """Return the Annotate menu's groups, the codebook's own attributes among them."""
        first, second, *others = self.commands.groups()
        return (first, second, tuple(self.attribute_commands.actions.values()), *others)

    # Changes, by one path

    def _apply(self, changes: Changes) -> None:
        try:
            self.presenter.apply(changes)
        except NotFound:  # the article was taken back before it was begun
            self.presenter.show(None)
        self.queue.apply(changes)
        nothing_open = self.presenter.coding is None
        if nothing_open and (changes.bulk or self.queue.model.rowCount()):
            self._open_or_explain(self.queue.next_to_do(None))

    def _show_place_of(self, changes: Changes) -> None:
        article_id = changes.step.article_id
        if article_id is None or not self.open_article(article_id):
            return
        touched = [c.after.id for c in changes.of(EntityKind.ATTRIBUTION) if not c.after.deleted]
        if touched:
            self.pane.view.clear_selection()
            self.presenter.select(touched[0])
            self.controller.show_selected()

    def _read(self, article_id: uuid.UUID) -> Coding:
        from annotator.services.coding import read_coding

        opened = self._opened
        return read_coding(opened.project, opened.annotator, article_id, opened.round.id)

    def _show_opened(self, coding: Coding | None) -> None:
        pane = self.pane
        self.inspecting.forget_gaps()
        if coding is not None:
            pane.stack.setCurrentWidget(pane.view)
            pane.selection_bar.set_codebook(coding.codebook)
            pane.view.show_article(
                coding.article.text,
                title=title_of(coding),
                zones=coding.article.zones,
                header=header_of(coding),
            )
            pane.show_text(coding.article.text)
            self._follow(coding.codebook)
        self._show_changed(coding)
        self.queue.show_current(self.article_id)

    def _follow(self, codebook: Codebook) -> None:
        if self.attribute_commands.follow(codebook):
            connect_attributes(self)

    def _show_changed(self, coding: Coding | None) -> None:
        if coding is not None:
            self.pane.view.show_header(header_of(coding))
            self.pane.view.show_attributions(marks_of(coding))
            at, total = self.queue.place(coding.article.article.id)
            self.pane.toolbar.show_place(at, total)
        else:
            self.pane.toolbar.show_place(0, 0)
        self.pane.toolbar.show_state(coding.work.state if coding else None)
        self.inspecting.show()
        self._enable()
        self._show_target()
        self.article_changed.emit()

    def _show_selected(self, attribution_id: uuid.UUID | None) -> None:
        self.pane.view.select_attribution(attribution_id)
        self.inspecting.show()
        self._show_target()

    def _show_target(self) -> None:
        coding = self.presenter.coding
        if coding is None:
            self.pane.keys_bar.setVisible(False)
            return
        field = QApplication.focusWidget()
        field_open = field is not None and self._is_field(field)
        target = self.controller.target(field_open=field_open)
        one = self.presenter.attribution
        number = coding.attributions.index(one) + 1 if one else None
        self.pane.keys_bar.setVisible(True)
        hints = hints_for(target, coding.codebook, self.keys, number, may_edit=self.may_edit())
        self.pane.keys_bar.show_target(*hints)
        self.pane.allow_marking(
            may_mark=self.may_edit() and target.kind is TargetKind.SELECTION,
            can_extend=one is not None,
        )

    def _handed_in(self, article_id: uuid.UUID) -> None:
        self._open_or_explain(self.queue.next_to_do(article_id))

    def _open_or_explain(self, article_id: uuid.UUID | None) -> None:
        if article_id is not None and self.open_article(article_id):
            return
        self.finishing.leave()
        self.presenter.show(None)
        total = self.queue.counts.all if self.queue.counts else 0
        if total:
            self.pane.show_all_done(
                self._opened.round.name, total, lambda: self.queue_pane.go_to_tab("all")
            )
        else:
            may = self._opened.may_manage
            self.pane.show_no_articles(self.import_wanted.emit if may else None)
        self.focus_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on what no pane took: digits, and Esc back to the text."""
        digit = digit_of(event)
        if digit is not None:
            self.controller.press_digit(digit)
        elif event.key() == Qt.Key.Key_Escape:
            self.controller.escape()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go on as one reads: what is shown, and where, is not what was made first."""
        arrange_tabs((self.queue_pane, self.pane, self.inspector, self.attributions))
        return super().focusNextPrevChild(following)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed."""
        self.leave()
        super().closeEvent(event)

    def ask_for_rule(self) -> None:
        """Ask for the codebook's rule on what is being coded."""
        coding, one = self.presenter.coding, self.presenter.attribution
        if coding is None:
            return
        key = self.inspector.current_attribute() or coding.codebook.primary.key
        values = as_keys(one.values.get(key)) if one else ()
        self.rule_wanted.emit(key, values[0] if values else None)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.finishing.time.sign()
        self._field_undo.follow(new if new and new.window() is self.window() else None)
        if new is not None and self.isVisible() and new.window() is self.window():
            QTimer.singleShot(0, self, self._show_target)

    def _is_field(self, widget: QWidget) -> bool:
        return self.isAncestorOf(widget) and any(widget.inherits(name) for name in _TEXT_FIELDS)

    def _enable(self) -> None:
        coding = self.presenter.coding
        closed = coding is not None and coding.work.state.closed
        writable = self._opened.project.read_only is None
        self.commands.enable(
            active=self._active,
            shown=coding is not None,
            edit=self.may_edit(),
            reopen=closed and writable,
            queue=bool(self.queue.counts and self.queue.counts.all),
            versions=coding is not None and coding.versions > 1,
        )
        for action in self.attribute_commands.actions.values():
            action.setEnabled(self._active and self.may_edit())

    def _keep_zoom(self, percent: int) -> None:
        if percent != self._preferences.zoom:
            self._preferences.zoom = percent

    def _preference_changed(self, name: str) -> None:
        if name == "zoom":
            self.pane.view.set_zoom(self._preferences.zoom)

    def _person_changed(self) -> None:
        """Begin anew, for another person or in another round."""
        self.presenter.show(None)
        self.queue.reload()
        self.begin()
