"""The Annotate screen: queue, article, inspector, and one path for every change."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from annotator.domain.changes import Changes
from annotator.domain.codebook import as_keys
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError, Incomplete, NotFound
from annotator.domain.spans import Span, SpanRole
from annotator.domain.validation import Gap
from annotator.ui.annotating.annotating_actions import AnnotatingActions
from annotator.ui.annotating.article_marks import header_of, marks_of, title_of
from annotator.ui.annotating.article_pane import ArticlePane
from annotator.ui.annotating.coding_controller import CodingController
from annotator.ui.annotating.coding_presenter import CodingPresenter
from annotator.ui.annotating.digit_keys import digit_of
from annotator.ui.annotating.inspector_presenter import InspectorPresenter
from annotator.ui.annotating.key_hints import hints_for
from annotator.ui.annotating.key_target import TargetKind
from annotator.ui.annotating.queue_presenter import QueuePresenter
from annotator.ui.annotating.screen_commands import AttributeCommands, make_commands
from annotator.ui.annotating.time_on_article import TimeOnArticle
from annotator.ui.error_words import explain
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.article_view import BoundaryDrag
from annotator.ui.widgets.attribution_list import AttributionList
from annotator.ui.widgets.inspector import Inspector
from annotator.ui.widgets.queue_pane import QueuePane
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.coding import Coding
    from annotator.ui.open_project import OpenProject

QUEUE_WIDTH, INSPECTOR_WIDTH = 264, 364
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
        self._keys = keys
        self._theme = theme
        self._active = True
        self._time = TimeOnArticle()
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
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._arrange()
        self._connect_commands()
        self._connect_views()
        self.pane.view.set_zoom(preferences.zoom)
        preferences.changed.connect(self._preference_changed)
        opened.hub.published.connect(self._apply)
        opened.person_changed.connect(self._person_changed)
        self.queue_pane.show_title(opened.round.name)
        self.queue.serve(self.queue_pane)

    # Opening articles

    @property
    def article_id(self) -> uuid.UUID | None:
        """Return the article that is open."""
        coding = self.presenter.coding
        return coding.article.article.id if coding else None

    def begin(self) -> None:
        """Open the article that this person had open last, else the first to do."""
        opened = self._opened
        last = self._preferences.last_article(opened.project.info.id, opened.person.id)
        if last is not None and self.queue.place(last)[0] and self.open_article(last):
            return
        self._open_or_explain(self.queue.next_to_do(None))

    def open_article(self, article_id: uuid.UUID) -> bool:
        """Show an article; False when it is not there. Half-typed text of the last one is kept."""
        if article_id == self.article_id:
            return True
        self._leave_article()
        try:
            self.presenter.open(article_id)
        except NotFound as error:
            self.say(explain(error).sentences)
            return False
        self._time.start()
        opened = self._opened
        self._preferences.remember_article(opened.project.info.id, opened.person.id, article_id)
        return True

    def step_article(self, step: int) -> None:
        """Go to the next or previous article of the queue as it is shown."""
        found = self.queue.neighbour(self.article_id, step)
        if found is not None:
            self.open_article(found)
        else:
            self.say(
                tr("This is the last article.") if step > 0 else tr("This is the first article.")
            )

    def finish_article(self) -> None:
        """Hand the article in and go to the next one, or to what is missing."""
        article_id = self.article_id
        if article_id is None or not self.may_edit():
            return
        self.inspector.flush()
        self._note_time()
        self.actions_.mark_done(
            article_id, lambda _changes: self._handed_in(article_id), self._not_complete
        )

    def cannot_code(self) -> None:
        """Ask for the reason and hand the article in as not codable."""
        from annotator.ui.dialogs.cannot_code_dialog import CannotCodeDialog

        coding = self.presenter.coding
        if coding is None or not self.may_edit():
            return
        self.inspector.flush()
        dialog = CannotCodeDialog(coding.codebook, self._theme, self.window())
        if dialog.exec() and dialog.reason:
            article_id = coding.article.article.id
            self._note_time()
            self.actions_.mark_cannot_code(
                article_id, dialog.reason, lambda _changes: self._handed_in(article_id)
            )
        dialog.deleteLater()

    def reopen(self) -> None:
        """Take the article up again."""
        if self.article_id is not None and self._opened.project.read_only is None:
            self.actions_.reopen(self.article_id)

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
        self._leave_article()

    def may_edit(self) -> bool:
        """Tell whether the open article's coding may be changed now."""
        coding = self.presenter.coding
        writable = self._opened.project.read_only is None
        return coding is not None and writable and not coding.work.state.closed

    def set_active(self, active: bool) -> None:
        """Let the keys act, or not while another screen is in front."""
        self._active = active
        self._enable()

    def say(self, words: str) -> None:
        """Show a brief message over the article."""
        self.pane.notice.say(words)

    def menu_groups(self) -> tuple[tuple[QAction, ...], ...]:
        """Return the Annotate menu's groups, the codebook's own attributes among them."""
        first, second, *others = self.commands.groups()
        return (first, second, tuple(self.attribute_commands.actions.values()), *others)

    # Changes, by one path

    def _apply(self, changes: Changes) -> None:
        self.presenter.apply(changes)
        self.queue.apply(changes)
        nothing_open = self.pane.stack.currentWidget() is self.pane.empty
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
            if self.attribute_commands.follow(coding.codebook):
                self._connect_attributes()
        self._show_changed(coding)
        self.queue.show_current(self.article_id)

    def _show_changed(self, coding: Coding | None) -> None:
        if coding is not None:
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
        hints = hints_for(target, coding.codebook, self._keys, number, may_edit=self.may_edit())
        self.pane.keys_bar.show_target(*hints)
        self.pane.allow_marking(
            may_mark=self.may_edit() and target.kind is TargetKind.SELECTION,
            can_extend=one is not None,
        )

    # Done, undone, missing

    def _handed_in(self, article_id: uuid.UUID) -> None:
        self._open_or_explain(self.queue.next_to_do(article_id))

    def _not_complete(self, error: AnnotatorError) -> bool:
        if not isinstance(error, Incomplete):
            return False
        gap = error.gaps[0]
        self.inspecting.show_gaps(error.gaps)
        if gap.attribution_id is not None:
            self.pane.view.clear_selection()
            self.presenter.select(gap.attribution_id)
            self.controller.show_selected()
        self.inspector.focus_gap(gap.field)
        self.say(self._gap_words(gap, len(error.gaps)))
        return True

    def _gap_words(self, gap: Gap, count: int) -> str:
        coding = self.presenter.coding
        attribute = coding.codebook.attribute(gap.field) if coding else None
        names = {"speaker": tr("speaker or source"), "content": tr("content")}
        name = attribute.label if attribute else names.get(gap.field, gap.field)
        if gap.attribution_id is None:
            words = tr("Not done yet: “{name}” of the article is missing.", name=name)
        else:
            words = tr("Not done yet: “{name}” is missing here.", name=name)
        return words if count == 1 else words + " " + tr("{count} gaps in all.", count=count)

    def _open_or_explain(self, article_id: uuid.UUID | None) -> None:
        if article_id is not None and self.open_article(article_id):
            return
        self._leave_article()
        self.presenter.show(None)
        empty, round_name = self.pane.empty, self._opened.round.name
        total = self.queue.counts.all if self.queue.counts else 0
        if total == 0:
            may = self._opened.may_manage
            buttons = ((tr("Import articles …"), self.import_wanted.emit),) if may else ()
            empty.say(
                "import",
                tr("No articles yet"),
                tr("Drag text files, JSON Lines or a folder onto this window, or import them."),
                buttons,
            )
        else:
            empty.say(
                "check-circle-filled",
                tr("{round} is done", round=round_name),
                tr("All {count} articles of your queue are handed in.", count=f"{total:,}"),
                ((tr("Show all articles"), lambda: self.queue_pane.choose_state("all")),),
            )
        self.pane.stack.setCurrentWidget(empty)

    # Time

    def _leave_article(self) -> None:
        self.inspector.flush()
        self._note_time()

    def _note_time(self) -> None:
        from annotator.services.article_work import add_seconds

        self._time.sign()
        seconds, opened, coding = self._time.seconds, self._opened, self.presenter.coding
        if coding is None or seconds == 0 or not self.may_edit() or coding.work.revision == 0:
            return
        where = (opened.project, opened.annotator, coding.article.article.id, opened.round.id)
        opened.writes.submit(lambda: add_seconds(*where, seconds), _ignore, _ignore)
        self._time.start()

    # Wiring

    def _arrange(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical, self)
        right.addWidget(self.inspector)
        right.addWidget(self.attributions)
        right.setStretchFactor(0, 1)
        right.setChildrenCollapsible(False)
        for widget in (self.queue_pane, self.pane, right):
            self.splitter.addWidget(widget)
        for at, factor in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(at, factor)
            self.splitter.setCollapsible(at, at == 0)
        px = self._theme.px
        self.splitter.setSizes([px(QUEUE_WIDTH), px(712), px(INSPECTOR_WIDTH)])
        self.splitter.setHandleWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        state = self._preferences.state("annotate_splitter")
        if state is not None:
            self.splitter.restoreState(state)
        self.splitter.splitterMoved.connect(
            lambda: self._preferences.keep_state("annotate_splitter", self.splitter.saveState())
        )

    def _connect_commands(self) -> None:
        commands, controller = self.commands, self.controller
        for action, act in (
            (commands.next_quotation, controller.next_quotation),
            (commands.widen, controller.widen),
            (commands.to_content, lambda: controller.to_span(SpanRole.CONTENT)),
            (commands.to_source, lambda: controller.to_span(SpanRole.SOURCE)),
            (commands.to_cue, lambda: controller.to_span(SpanRole.CUE)),
            (commands.speaker, controller.speaker),
            (commands.note, controller.note),
            (commands.flag, controller.flag),
            (commands.reported_by, controller.reported_by),
            (commands.duplicate, controller.duplicate),
            (commands.delete, controller.delete),
            (commands.next_attribution, lambda: controller.neighbour(1)),
            (commands.previous_attribution, lambda: controller.neighbour(-1)),
            (commands.next_article, lambda: self.step_article(1)),
            (commands.previous_article, lambda: self.step_article(-1)),
            (commands.done, self.finish_article),
            (commands.cannot_code, self.cannot_code),
            (commands.reopen, self.reopen),
            (commands.filter, self._focus_filter),
            (commands.find, self.pane.find_bar.open_bar),
            (commands.next_pane, self._next_pane),
            (commands.rule, self._ask_for_rule),
        ):
            action.triggered.connect(lambda _checked=False, act=act: act())

    def _connect_attributes(self) -> None:
        for key, action in self.attribute_commands.actions.items():
            attribute = self.attribute_commands.attribute(key)
            if attribute is not None:
                action.triggered.connect(
                    lambda _checked=False, one=attribute: self.controller.press_attribute(one)
                )

    def _connect_views(self) -> None:
        pane, view, inspector = self.pane, self.pane.view, self.inspector
        self.presenter.opened.connect(self._show_opened)
        self.presenter.changed.connect(self._show_changed)
        self.presenter.selected.connect(self._show_selected)
        self.actions_.refused.connect(lambda error: self.say(explain(error).sentences))
        self.controller.said.connect(self.say)
        self.queue.counted.connect(lambda _counts: self.article_changed.emit())
        self.queue_pane.article_chosen.connect(self.open_article)
        self.queue_pane.import_wanted.connect(self.import_wanted)
        view.selection_changed.connect(lambda _span: self._show_target())
        view.attribution_clicked.connect(self.presenter.select)
        view.boundary_dragged.connect(self._move_boundary)
        view.zoom_changed.connect(self._keep_zoom)
        view.versions_clicked.connect(self._explain_versions)
        pane.digit_pressed.connect(self.controller.press_digit)
        pane.enter_pressed.connect(self.controller.create_without_value)
        pane.escape_pressed.connect(self.controller.escape)
        pane.selection_bar.value_chosen.connect(self._choose_primary)
        pane.selection_bar.role_chosen.connect(self.controller.to_span)
        pane.selection_bar.cancelled.connect(view.clear_selection)
        self.inspecting.jump_wanted.connect(self._jump)
        self.inspecting.neighbour_wanted.connect(self.controller.neighbour)
        inspector.duplicate_requested.connect(self.controller.duplicate)
        inspector.delete_requested.connect(self.controller.delete)
        inspector.reopen_requested.connect(self.reopen)
        inspector.text_focus_requested.connect(
            lambda: view.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.queue_pane.list.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep letters and digits pressed in the queue from searching in it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            printable = event.text() and event.text().isprintable() and event.text() != " "
            if printable or event.key() == Qt.Key.Key_Escape:
                self.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on what no pane took: digits, and Esc back to the text."""
        digit = digit_of(event)
        if digit is not None:
            self.controller.press_digit(digit)
        elif event.key() == Qt.Key.Key_Escape:
            self.controller.escape()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed."""
        self.leave()
        super().closeEvent(event)

    def _choose_primary(self, key: str) -> None:
        coding = self.presenter.coding
        if coding is not None:
            self.controller.choose(coding.codebook.primary, key)

    def _move_boundary(self, drag: BoundaryDrag) -> None:
        self.actions_.change_span(drag.attribution_id, drag.role, drag.old, drag.new)

    def _jump(self, span: Span) -> None:
        self.pane.view.clear_selection()
        self.pane.view.scroll_to(span)

    def _explain_versions(self) -> None:
        coding = self.presenter.coding
        if coding is not None:
            self.say(
                tr("{count} articles of this project tell the same story.", count=coding.versions)
            )

    def _ask_for_rule(self) -> None:
        coding, one = self.presenter.coding, self.presenter.attribution
        if coding is None:
            return
        key = self.inspector.current_attribute() or coding.codebook.primary.key
        values = as_keys(one.values.get(key)) if one else ()
        self.rule_wanted.emit(key, values[0] if values else None)

    def _focus_filter(self) -> None:
        self.queue_pane.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.queue_pane.field.selectAll()

    def _next_pane(self) -> None:
        """Move the keyboard round: text, inspector, list of attributions, queue."""
        stops = (self.pane.view, self.inspector, self.attributions.view, self.queue_pane.list)
        focus = QApplication.focusWidget()
        here = next(
            (at for at, pane in enumerate(stops) if focus is pane or _inside(focus, pane)), -1
        )
        if focus is not None and _inside(focus, self.queue_pane):
            here = len(stops) - 1
        following = stops[(here + 1) % len(stops)]
        if following is self.inspector:
            self._focus_inspector()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_inspector(self) -> None:
        if self.presenter.attribution is not None:
            self.inspector.focus_speaker()
        else:
            self.attributions.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._time.sign()
        if new is not None and self.isVisible() and new.window() is self.window():
            QTimer.singleShot(0, self, self._show_target)

    def _is_field(self, widget: QWidget) -> bool:
        return self.isAncestorOf(widget) and any(widget.inherits(name) for name in _TEXT_FIELDS)

    def _enable(self) -> None:
        shown = self._active and self.presenter.coding is not None
        edit = self._active and self.may_edit()
        coding = self.presenter.coding
        for action in self.commands.all():
            action.setEnabled(shown)
        for action in (*self.commands.editing(), *self.attribute_commands.actions.values()):
            action.setEnabled(edit)
        closed = shown and coding is not None and coding.work.state.closed
        self.commands.reopen.setEnabled(closed and self._opened.project.read_only is None)
        for action in (self.commands.filter, self.commands.next_pane):
            action.setEnabled(self._active)
        for action in (self.commands.next_article, self.commands.previous_article):
            action.setEnabled(self._active and self.queue.model.rowCount() > 0)

    def _keep_zoom(self, percent: int) -> None:
        if percent != self._preferences.zoom:
            self._preferences.zoom = percent

    def _preference_changed(self, name: str) -> None:
        if name == "zoom":
            self.pane.view.set_zoom(self._preferences.zoom)

    def _person_changed(self) -> None:
        self._leave_article()
        self.presenter.show(None)
        self.queue.reload()
        self.begin()


def _inside(widget: QWidget | None, pane: QWidget) -> bool:
    return widget is not None and pane.isAncestorOf(widget)


def _ignore(_result: object) -> None:
    """Time that could not be noted is no reason to disturb anybody."""
