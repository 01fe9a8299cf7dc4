"""The Agreement screen: figures with intervals, and the quotes behind each number."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.domain.errors import AnnotatorError
from annotator.ui.agreement.agreement_filling import AgreementFilling
from annotator.ui.agreement.agreement_panes import AgreementPanes
from annotator.ui.agreement.agreement_presenter import AgreementPresenter, Stage
from annotator.ui.agreement.cell_quoting import CellQuoting
from annotator.ui.agreement.choice_filling import (
    interval_settings,
    show_choice,
)
from annotator.ui.agreement.choosing import Choosing
from annotator.ui.agreement.empty_words import empty_words
from annotator.ui.agreement.figure_saving import save_figures_dialog
from annotator.ui.agreement.strip_filling import progress_words, show_strip
from annotator.ui.agreement.table_filling import Breakdown
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.agreement.choice_bar import ChoiceBar
from annotator.ui.widgets.agreement.computing_strip import ComputingStrip
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.empty_state import EmptyState
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    import uuid

    from annotator.services.agreement.compared import Compared
    from annotator.ui.dialogs.save_figures_dialog import SaveFiguresDialog
    from annotator.ui.open_project import OpenProject

_REASON = Qt.FocusReason.ShortcutFocusReason


class AgreementScreen(QWidget):
    """Arranges the panes and connects them; what is computed, the services decide."""

    failed = Signal(object)
    """Carries an `AnnotatorError` for the window's message bar."""
    article_wanted = Signal(object)
    """Carries the `CellQuote` whose article is to be shown."""
    wanted = Signal(str)
    """What an empty screen leads to: ``annotate``, ``people``, ``rounds``."""
    status_changed = Signal()
    """`computed_words` are others."""

    def __init__(
        self, opened: OpenProject, keys: ShortcutTable, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._theme = theme
        self._active = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # a widget cannot be without one
        self._app = app
        self._had_keyboard: QWidget | None = None
        """Where the keyboard was last: it goes back there from an article."""
        self.presenter = AgreementPresenter(opened, self)
        self.bar = ChoiceBar(theme, self)
        self.strip = ComputingStrip(theme, self)
        self.panes = AgreementPanes(theme, self.bar, self.strip, self)
        self.filling = AgreementFilling(self.panes, self.presenter, theme)
        self.quoting = CellQuoting(opened, self.panes, self.presenter, self.filling, self)
        self.choosing = Choosing(self.bar, self.presenter, self)
        self.empty = EmptyState(theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.panes)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.next_pane = self._action(tr("Next &pane"), "next_pane", keys, self.focus_next_pane)
        self.compute_anew = self._action(
            tr("&Compute anew"), "compute_anew", keys, self.presenter.begin
        )
        self.save_figures = self._action(
            tr("&Save figures …"), "save_figures", keys, self.open_save_dialog
        )
        self._connect()
        self._show()

    # What a window asks of a screen

    def set_active(self, active: bool) -> None:
        """Let the keys act while the screen is in front, and the figures be those of now."""
        self._active = active
        self.presenter.set_active(active)
        self._enable()

    def take_keyboard(self) -> None:
        """Give the keyboard to where it was, to the head, or to what an empty screen offers.

        While nothing can be chosen yet, the screen itself keeps it.
        """
        buttons, had = self.empty.buttons, self._had_keyboard
        if had is not None and isValid(had) and had.isVisibleTo(self) and had.isEnabled():
            had.setFocus(_REASON)
        elif self._stack.currentWidget() is self.empty and buttons:
            buttons[0].setFocus(_REASON)
        else:
            first = self.bar.attribute
            first = first if not first.isHidden() else self.bar.parts
            (first if first.isEnabled() else self).setFocus(_REASON)

    def leave(self) -> None:
        """Read and compute nothing more: before the screen goes."""
        self._app.focusChanged.disconnect(self._follow_keyboard)
        self.presenter.leave()
        self.quoting.reading.leave()

    def focus_next_pane(self) -> None:
        """Go round the panes."""
        stops = [one for one in self.panes.stops() if one.isVisible() and one.isEnabled()]
        if not stops:
            return
        focus = QApplication.focusWidget()
        here = -1
        for at, stop in enumerate(stops):
            pane = _pane_of(stop, self.bar)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
                here = at
        following = stops[(here + 1) % len(stops)]
        following.setFocus(_REASON)
        self.panes.bring_into_sight(following)

    def open_save_dialog(self) -> None:
        """Ask what is to be saved where."""
        dialog = self.save_dialog()
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def save_dialog(self) -> SaveFiguresDialog | None:
        """Return the dialog for what is shown; None while nothing is."""
        return save_figures_dialog(
            self.presenter,
            self.filling.selection,
            self.panes.methods.text.toPlainText(),
            self._opened.project.info.name,
            self._opened.path.parent,
            self._theme,
            self,
        )

    # What is chosen

    def choose_attribute(self, key: str) -> None:
        """Look at another attribute."""
        self.filling.selection.attribute = key
        self.filling.show()
        self._show_methods()
        self.quoting.forget()

    def choose_pair(self, first: int, second: int) -> None:
        """Show the confusion of two annotators, by their places."""
        report = self.presenter.report
        if report is None:
            return
        people = report.overall.annotators
        pair = (people[first], people[second])
        selection = self.filling.selection
        if selection.pair == pair:
            return
        selection.pair, selection.all_pairs = pair, False
        self.panes.pairs.all.setChecked(False)
        self.filling.show_confusion()
        self.quoting.follow()

    def choose_all_pairs(self) -> None:
        """Show the confusion of all pairs together."""
        selection = self.filling.selection
        selection.pair, selection.all_pairs = None, True
        self.filling.show_pairs()
        self.filling.show_confusion()
        self.quoting.follow()

    def _choose_percent(self, percent: bool) -> None:
        self.filling.selection.percent = percent
        self.filling.show_confusion()

    def _choose_breakdown(self, kind: Breakdown) -> None:
        self.filling.selection.breakdown = kind
        self.filling.show_breakdown()

    def _choose_gold(self, person_id: uuid.UUID) -> None:
        self.filling.selection.gold = person_id
        self.filling.show_gold()

    def _change_targets(self) -> None:
        from annotator.ui.dialogs.targets_dialog import TargetsDialog

        dialog = TargetsDialog(self._opened, self.presenter.targets, self._theme, self)
        dialog.exec()
        dialog.deleteLater()

    def _compare_all(self) -> None:
        self.presenter.choice = None
        self.presenter.begin()

    def _act_on_empty(self, what: str) -> None:
        if what == "all":
            self._compare_all()
        else:
            self.wanted.emit(what)

    # What is shown

    def _show(self) -> None:
        presenter = self.presenter
        report = presenter.report
        if report is None:
            self._show_no_report()
        elif report.missing is not None:
            self._say_missing(report.missing)
        else:
            self._stack.setCurrentWidget(self.panes)
            self.filling.show()
            self._show_methods()
        if presenter.choice is not None and presenter.at_hand is not None:
            show_choice(self.bar, presenter.choice, presenter.at_hand)
            self.bar.show_settings(self._settings())
        show_strip(self.strip, self.presenter)
        self._enable()
        self.status_changed.emit()

    def _show_no_report(self) -> None:
        if self.presenter.stage is Stage.STOPPED:
            self._say_empty(
                "info",
                tr("No figures"),
                tr("The work was stopped before there were any."),
                ((tr("Compute anew"), self.presenter.begin),),
            )
        else:
            self._say_empty("agreement", tr("Agreement"), tr("What annotators handed in is read."))

    def _say_missing(self, code: str) -> None:
        found = empty_words(code)
        buttons = tuple(
            (words, lambda what=what: self._act_on_empty(what)) for words, what in found.buttons
        )
        self._say_empty("agreement", found.title, found.words, buttons)

    def _say_empty(self, icon: str, title: str, words: str, buttons=()) -> None:  # type: ignore[no-untyped-def]
        focus = QApplication.focusWidget()
        held = focus is not None and self._stack.isAncestorOf(focus)
        self.empty.say(icon, title, words, buttons)
        self._stack.setCurrentWidget(self.empty)
        if held and self._active:
            self.take_keyboard()

    def _show_methods(self) -> None:
        from annotator.services.agreement.methods_text import methods_text

        presenter = self.presenter
        if presenter.compared is None or presenter.report is None:
            return
        if presenter.stage is Stage.INTERVALS:
            return  # it would say of intervals what is not there yet
        try:
            words = methods_text(
                self._opened.project,
                presenter.compared,
                presenter.report,
                self.filling.selection.attribute,
            )
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self.panes.methods.show_text(words)

    @property
    def computed_words(self) -> str:
        """Return when the figures were computed, and from how much; empty without any."""
        report, presenter = self.presenter.report, self.presenter
        if presenter.stage in (Stage.NOTHING, Stage.READING):
            return tr("Computing figures …")
        if report is None or report.missing is not None or self._computed is None:
            return ""
        return tr(
            "Figures computed {when} from {articles}",
            when=f"{self._computed:%H:%M}",
            articles=tr_n("{count} article", "{count} articles", report.overall.articles),
        )

    def _settings(self) -> str:
        presenter = self.presenter
        if presenter.choice is None or presenter.report is None:
            return ""
        if presenter.stage is Stage.READING:
            return ""  # what is shown is going; what comes is not there yet
        when = f"{self._computed:%H:%M}" if self._computed is not None else ""
        computed = tr("Computed {when}", when=when) if when else ""
        if presenter.stage is Stage.INTERVALS:
            made = tr("intervals are on their way")
        elif presenter.stage is Stage.STOPPED:
            made = tr("stopped")
        else:
            made = interval_settings(presenter.choice)
        return " · ".join(one for one in (computed, made) if one)

    def _enable(self) -> None:
        report = self.presenter.report
        shown = report is not None and report.missing is None
        self.bar.set_enabled(choices=self.presenter.at_hand is not None, save=shown)
        if self._active and self.hasFocus() and self.bar.parts.isEnabled():
            self.take_keyboard()
        self.next_pane.setEnabled(self._active)
        self.compute_anew.setEnabled(self._active)
        self.save_figures.setEnabled(self._active and shown)

    # Wiring

    def _connect(self) -> None:
        panes, bar = self.panes, self.bar
        self._computed: datetime | None = None
        self._compared: Compared | None = None
        bar.attribute.chosen.connect(self.choose_attribute)
        bar.save_wanted.connect(self.open_save_dialog)
        panes.pairs.pair_chosen.connect(self.choose_pair)
        panes.pairs.all_chosen.connect(self.choose_all_pairs)
        panes.confusion.percent_chosen.connect(self._choose_percent)
        panes.readings.targets.clicked.connect(self._change_targets)
        panes.breakdown.kind_chosen.connect(self._choose_breakdown)
        panes.gold.people.chosen.connect(self._choose_gold)
        self.strip.stop_wanted.connect(self.presenter.stop)
        self.strip.anew_wanted.connect(self.presenter.begin)
        self.presenter.changed.connect(self._presenter_changed)
        self.presenter.progressed.connect(
            lambda done, total, _what: self.strip.show_progress(
                done, total, progress_words(self.presenter.stage)
            )
        )
        self.presenter.failed.connect(self.failed)
        self.quoting.reading.failed.connect(self.failed)
        self.quoting.article_wanted.connect(self.article_wanted)
        self._opened.person_changed.connect(self._begin_anew)
        self._theme.changed.connect(self.filling.show)
        self._app.focusChanged.connect(self._follow_keyboard)

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Before it is active again, Qt gives the keyboard to the first widget of the page.
        if self._active and now is not None and self.isAncestorOf(now):
            self._had_keyboard = now

    def _presenter_changed(self) -> None:
        if self.presenter.stage in (Stage.INTERVALS, Stage.DONE):
            self._computed = datetime.now()  # the clock on the wall
        self._show()
        if self.presenter.compared is not self._compared:
            self._compared = self.presenter.compared
            self.quoting.follow()

    def _begin_anew(self) -> None:
        self._had_keyboard = None
        self.presenter.forget()
        self.quoting.forget()
        if self._active:
            self.presenter.set_active(True)

    def _action(self, words: str, shortcut_id: str, keys: ShortcutTable, act) -> QAction:  # type: ignore[no-untyped-def]
        action = QAction(words, self)
        keys.bind(shortcut_id, action)
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(False)
        self.addAction(action)
        return action


def _pane_of(stop: QWidget, bar: ChoiceBar) -> QWidget:
    """Return the pane in which F6 stops; the cards lie on the page itself."""
    if bar.isAncestorOf(stop):
        return bar
    pane: QWidget | None = stop
    while pane is not None and not isinstance(pane, Pane):
        pane = pane.parentWidget()
    return pane or stop
