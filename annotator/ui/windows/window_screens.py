"""The screens of a window's project: which there are, and which one is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.people import Role
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.settled_words import to_decide_words
from annotator.ui.windows.adjudication_badge import AdjudicationBadge
from annotator.ui.windows.window_agreement import WindowAgreement
from annotator.ui.windows.window_codebook import WindowCodebook
from annotator.words import tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
    from annotator.ui.windows.annotate_screen import AnnotateScreen
    from annotator.ui.windows.main_window import MainWindow


class WindowScreens(QObject):
    """Annotate is made with the project, the others when they are first wanted."""

    def __init__(
        self, window: MainWindow, preferences: Preferences, keys: ShortcutTable, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._keys = keys
        self._theme = theme
        self._opened: OpenProject | None = None
        self.annotate: AnnotateScreen | None = None
        self.adjudicate: AdjudicateScreen | None = None
        self.codebook = WindowCodebook(window, theme)
        self.agreement = WindowAgreement(window, keys, theme)
        self.agreement.status_changed.connect(self.show_status)
        self.current = "annotate"
        self._badge = AdjudicationBadge(self)
        self._badge.counted.connect(self._show_badge)

    def open(self, opened: OpenProject) -> AnnotateScreen:
        """Make the Annotate screen of a project and begin in it."""
        from annotator.ui.windows.annotate_screen import AnnotateScreen

        self._opened = opened
        screen = AnnotateScreen(opened, self._preferences, self._keys, self._theme, self._window)
        self.annotate = screen
        self._window.screens.addWidget(screen)
        screen.article_changed.connect(self.show_status)
        screen.import_wanted.connect(self._window.dialogs.import_articles)
        screen.rule_wanted.connect(self.codebook.show_rule)
        screen.begin()
        opened.round_changed.connect(self._badge.count_anew)
        self._badge.follow(opened)
        self.follow_roles()
        return screen

    def close(self) -> None:
        """Let go of all screens."""
        if self._opened is not None:
            self._opened.round_changed.disconnect(self._badge.count_anew)
        self._badge.follow(None)
        self._opened = None
        self.codebook.close()
        self.agreement.close()
        for screen in (self.annotate, self.adjudicate):
            if screen is not None:
                screen.leave()
                self._window.screens.removeWidget(screen)
                screen.close()
                screen.deleteLater()
        self.annotate = self.adjudicate = None
        self.current = "annotate"
        self._window.menus.show_screen((), edit=(), view=(), explain=())

    def show(self, screen_id: str) -> None:
        """Bring a screen to the front; one that this person may not see, never."""
        if self.annotate is None:
            return
        if not self._may_show(screen_id):
            screen_id = "annotate"
        self.current = screen_id
        self._bring_to_front(self._ready(screen_id))
        self.annotate.set_active(screen_id == "annotate")
        if self.adjudicate is not None:
            self.adjudicate.set_active(screen_id == "adjudicate")
        self.agreement.set_active(screen_id == "agreement")
        self._window.rail.show_current(screen_id)
        actions = self._window.actions_
        for name, action in (
            ("annotate", actions.annotate),
            ("adjudicate", actions.adjudicate),
            ("agreement", actions.agreement),
            ("codebook", actions.codebook),
        ):
            action.setChecked(name == screen_id)
        self._show_menus(screen_id)
        self.show_status()
        self._take_keyboard(screen_id)

    @property
    def may_adjudicate(self) -> bool:
        """Tell whether the person at work is an adjudicator."""
        return self._opened is not None and Role.ADJUDICATOR in self._opened.person.roles

    def _may_show(self, screen_id: str) -> bool:
        may = {"adjudicate": self.may_adjudicate, "agreement": self.agreement.allowed}
        return may.get(screen_id, True)

    def follow_roles(self) -> None:
        """Show what the person at work may see: somebody else is, or has other roles."""
        may = self.may_adjudicate
        self._window.rail.button("adjudicate").setVisible(may)
        self._window.actions_.adjudicate.setVisible(may)
        self._window.actions_.adjudicate.setEnabled(may)
        self.agreement.follow_roles()
        if not self._may_show(self.current):
            self.show("annotate")
        self._badge.count_anew()

    def undo(self) -> None:
        """Undo the person's last step, on the screen that is in front."""
        screen = self._in_front()
        if screen is not None:
            screen.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        screen = self._in_front()
        if screen is not None:
            screen.redo()

    def show_status(self) -> None:
        """Show in the status bar how far the work of the screen in front is."""
        bar, opened = self._window.status_bar, self._opened
        codebook = self.codebook.codebook()
        if codebook is None or opened is None or self.annotate is None:
            return
        bar.show_codebook(codebook.label, codebook.version)
        if self.current == "adjudicate" and self.adjudicate is not None:
            counts = self.adjudicate.disagreements.counts
            if counts is not None:
                self._show_counts(counts)
            self._window.dialogs.managing.show_person(opened, as_adjudicator=True)
            return
        if self.current == "agreement" and self.agreement.screen is not None:
            bar.show_figures(self.agreement.screen.computed_words)
            self._window.dialogs.managing.show_person(opened, as_manager=True)
            return
        queue, coding = self.annotate.queue.counts, self.annotate.presenter.coding
        if queue is not None:
            bar.show_progress(queue.done, queue.all)
        bar.show_attributions(len(coding.attributions) if coding else None)
        self._window.dialogs.managing.show_person(opened)

    def _show_counts(self, counts: ItemCounts) -> None:
        total = counts.decided + counts.to_decide + counts.exact
        self._window.status_bar.show_adjudicated(counts.decided, total, counts_words(counts))
        self._show_badge(counts)

    def _show_badge(self, counts: ItemCounts | None) -> None:
        rail = self._window.rail
        if counts is None:
            rail.show_badge("adjudicate", 0, "")
        else:
            rail.show_badge("adjudicate", counts.to_decide, to_decide_words(counts))

    def _in_front(self) -> AnnotateScreen | AdjudicateScreen | None:
        return self.adjudicate if self.current == "adjudicate" else self.annotate

    def _ready(self, screen_id: str) -> QWidget:
        if screen_id == "adjudicate":
            return self._ready_adjudicate()
        if screen_id == "agreement" and self._opened is not None:
            return self.agreement.ready_screen(self._opened)
        if screen_id == "codebook" or self.annotate is None:
            return self.codebook.ready_screen()
        return self.annotate

    def _ready_adjudicate(self) -> AdjudicateScreen:
        from annotator.ui.windows.adjudicate_screen import AdjudicateScreen

        if self.adjudicate is None and self._opened is not None:
            screen = AdjudicateScreen(
                self._opened, self._preferences, self._keys, self._theme, self._window
            )
            self.adjudicate = screen
            self._window.screens.addWidget(screen)
            screen.status_changed.connect(self.show_status)
            screen.failed.connect(self._window.explain_failure)
            screen.rule_wanted.connect(self.codebook.show_rule)
            screen.codebook_wanted.connect(self.codebook.show_in_codebook)
        if self.adjudicate is None:
            raise RuntimeError("no project is open")
        return self.adjudicate

    def _bring_to_front(self, screen: QWidget) -> None:
        """Show a screen; those behind it have no say in how small the window may be."""
        screens = self._window.screens
        for page in (screens.widget(at) for at in range(screens.count())):
            kind = QSizePolicy.Policy.Preferred if page is screen else QSizePolicy.Policy.Ignored
            if page is not None:
                page.setSizePolicy(kind, kind)
        screens.setCurrentWidget(screen)

    def _show_menus(self, screen_id: str) -> None:
        menus = self._window.menus
        if screen_id == "adjudicate" and self.adjudicate is not None:
            judging = self.adjudicate.commands
            menus.show_screen(
                self.adjudicate.menu_groups(),
                edit=(judging.filter,),
                view=(judging.next_pane,),
                explain=(judging.rule,),
                adjudicating=True,
            )
        elif screen_id == "agreement":
            menus.show_screen((), edit=(), view=self.agreement.view_actions, explain=())
        elif screen_id == "annotate" and self.annotate is not None:
            coding = self.annotate.commands
            menus.show_screen(
                self.annotate.menu_groups(),
                edit=(coding.find, coding.filter),
                view=(coding.next_pane,),
                explain=(coding.rule,),
            )

    def _take_keyboard(self, screen_id: str) -> None:
        if screen_id == "annotate" and self.annotate is not None:
            self.annotate.focus_text()
        elif screen_id == "adjudicate" and self.adjudicate is not None:
            self.adjudicate.take_keyboard()
        elif screen_id == "agreement" and self.agreement.screen is not None:
            self.agreement.screen.take_keyboard()
        else:
            self.codebook.ready_screen().view.setFocus(Qt.FocusReason.OtherFocusReason)


def counts_words(counts: ItemCounts) -> str:
    """Return what is left in words: exact matches, and what is to decide."""
    exact = tr_n("{count} exact match", "{count} exact matches", counts.exact)
    return ", ".join((exact, to_decide_words(counts)))
