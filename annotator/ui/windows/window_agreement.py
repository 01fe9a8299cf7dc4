"""The Agreement screen of a window: who may see it, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from annotator.domain.people import Role
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.message_bar import Tone
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.agreement.cell_quotes import CellQuote
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
    from annotator.ui.windows.agreement_screen import AgreementScreen
    from annotator.ui.windows.main_window import MainWindow


class WindowAgreement(QObject):
    """Makes the screen when a manager first wants it."""

    status_changed = Signal()
    """What the status bar says of the figures is new."""

    def __init__(self, window: MainWindow, keys: ShortcutTable, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._theme = theme
        self.screen: AgreementScreen | None = None
        self._led_away = False
        """Whether the message bar offers the way back."""

    @property
    def allowed(self) -> bool:
        """Tell whether the person at work is a manager."""
        opened = self._window.opened
        return opened is not None and Role.MANAGER in opened.person.roles

    @property
    def view_actions(self) -> tuple[QAction, ...]:
        """Return what the View menu has while the screen is in front."""
        screen = self.screen
        return () if screen is None else (
            screen.compute_anew,
            screen.save_figures,
            screen.next_pane,
        )  # fmt: skip

    def follow_roles(self) -> None:
        """Show the way to it to managers only."""
        self._window.rail.button("agreement").setVisible(self.allowed)
        self._window.actions_.agreement.setVisible(self.allowed)
        self._window.actions_.agreement.setEnabled(self.allowed)

    def ready_screen(self, opened: OpenProject) -> AgreementScreen:
        """Return the screen."""
        from annotator.ui.windows.agreement_screen import AgreementScreen

        if self.screen is None:
            self.screen = AgreementScreen(opened, self._keys, self._theme, self._window)
            self._window.screens.addWidget(self.screen)
            self.screen.failed.connect(self._window.explain_failure)
            self.screen.article_wanted.connect(self.show_article)
            self.screen.wanted.connect(self._lead_to)
            self.screen.status_changed.connect(self.status_changed)
        return self.screen

    def set_active(self, active: bool) -> None:
        """Let it act while it is in front."""
        if active and self._led_away:
            self._led_away = False
            self._window.messages.clear_passing()
        if self.screen is not None:
            self.screen.set_active(active)

    def close(self) -> None:
        """Let go of the screen."""
        if self.screen is not None:
            self.screen.leave()
            self._window.screens.removeWidget(self.screen)
            self.screen.close()
            self.screen.deleteLater()
            self.screen = None

    def show_article(self, quote: CellQuote) -> None:
        """Show a quote's article: in Adjudicate to adjudicators, to others in Annotate.

        Who is to judge it asks first: here stand names, there letters.
        """
        window, opened = self._window, self._window.opened
        if opened is None:
            return
        judging = Role.ADJUDICATOR in opened.person.roles
        if judging and not quote.adjudicated and not self._open_although_named():
            return
        found = next((one for one in opened.rounds if one.id == quote.round_id), None)
        if found is not None:
            opened.set_round(found)
        if judging:
            window.show_screen("adjudicate")
            screen = window.adjudicate_screen
            if screen is not None:
                screen.open(quote.article_id, None)
                _select_item(screen, quote)
                self._offer_way_back()
                return
        window.show_screen("annotate")
        if window.annotate_screen is not None:
            window.annotate_screen.open_article(quote.article_id)
        self._offer_way_back()

    def _open_although_named(self) -> bool:
        """Ask whether to open what is still to be judged, knowing who chose what."""
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(tr("This is not adjudicated yet. Open it all the same?"))
        question.setInformativeText(
            tr(
                "Adjudicate hides coders behind letters. You have read here who chose what:"
                " opening it now tells you which coder is A, and whose side you take."
            )
        )
        go_on = question.addButton(tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        stay = question.addButton(tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        question.exec()
        found = question.clickedButton() is go_on
        question.deleteLater()
        return found

    def _offer_way_back(self) -> None:
        self._led_away = True
        self._window.messages.say_passing(
            Tone.INFO,
            tr("You came from Agreement."),
            ((tr("Back to Agreement"), lambda: self._window.show_screen("agreement")),),
        )

    def _lead_to(self, what: str) -> None:
        act = {
            "people": self._window.dialogs.managing.people,
            "rounds": self._window.dialogs.managing.rounds,
        }.get(what)
        if act is not None:
            act()
        else:
            self._window.show_screen(what)


def _select_item(screen: AdjudicateScreen, quote: CellQuote) -> None:
    """Make the item current that one of the two attributions is a candidate of."""
    reading = screen.presenter.reading
    wanted = {quote.a_attribution, quote.b_attribution} - {None}
    if reading is None:
        return
    for item in reading.items:
        if wanted & {one.id for one in item.candidates.values()}:
            screen.presenter.select(item.id)
            screen.panel.table.focus_gold()
            return
