"""“Rounds and assignment”: the passes over the articles, who has what, how far everybody is."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QTableView, QWidget

from annotator.domain.people import Round
from annotator.ui.dialogs.assign_words import shares_words
from annotator.ui.dialogs.dialog_parts import tab_order
from annotator.ui.dialogs.table_dialog import TableDialog, button_row, dress_table, plain_button
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.models.rows_model import RowsModel
from annotator.ui.round_words import purpose_words
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.managing.assignment_overview import AssignmentOverview, Progress
    from annotator.ui.open_project import OpenProject

_Share = tuple[uuid.UUID, uuid.UUID | None]
"""A person, and a batch of theirs (None: all of the round)."""


class RoundsDialog(TableDialog):
    """Rounds above; below, the people of the chosen one with their batches."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            opened,
            theme,
            (
                tr("Rounds and assignment"),
                tr(
                    "Each round is coded apart, by one version of the codebook. In a round whose"
                    " articles are assigned, everybody sees only their own."
                ),
            ),
            (tr("Round"), tr("Purpose"), tr("Codebook"), tr("Articles")),
            parent,
        )
        self.new = plain_button(tr("&New round …"), self._new, self)
        self.rename = plain_button(tr("&Rename …"), self._rename, self)
        self.work_in = plain_button(tr("&Work in this round"), self._work_in, self)
        self.inner.addLayout(button_row(self.new, self.rename, self.work_in))
        self._whose = QLabel(self)
        self._whose.setProperty("kind", "section")
        self.inner.addSpacing(8)
        self.inner.addWidget(self._whose)
        self.people = QTableView(self)
        self.shares = RowsModel(
            (
                tr("Annotator"),
                tr("Articles"),
                tr("Also by others"),
                tr("To do"),
                tr("In progress"),
                tr("Done"),
            ),
            self,
            numbers_from=1,
        )
        dress_table(self.people, self.shares, theme, tr("Who has what"))
        self.inner.addWidget(self.people, 2)
        self.assign = plain_button(tr("&Assign …"), self._assign, self)
        self.withdraw = plain_button(tr("&Take back what is not begun"), self._withdraw, self)
        self.hand_out = plain_button(tr("&Hand out …"), self._hand_out, self)
        self.inner.addLayout(button_row(self.assign, self.withdraw, self.hand_out))
        self.inner.addWidget(self.outcome)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_round())
        self.people.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        fit(self, theme, 820, 700)
        tab_order(
            self.table,
            self.new,
            self.rename,
            self.work_in,
            self.people,
            self.assign,
            self.withdraw,
            self.hand_out,
        )
        self.refresh()

    @property
    def round(self) -> Round | None:
        """Return which round is chosen."""
        found = self.model.subject(self.row)
        return found if isinstance(found, Round) else None

    @property
    def share(self) -> _Share | None:
        """Return whose articles are chosen."""
        return self.shares.subject(self.people.currentIndex().row())  # type: ignore[return-value]

    def refresh(self) -> None:
        """Show the rounds as they are now."""
        from annotator.services.managing.assignment_overview import assignment_overview
        from annotator.services.managing.rounds import rounds

        found = rounds(self.opened.project)
        self._overviews: dict[uuid.UUID, AssignmentOverview] = {
            one.id: assignment_overview(self.opened.project, self.manager, one.id) for one in found
        }
        first = self.row < 0
        here_id = self.opened.round.id
        self.show_rows(
            [
                (one, _round_cells(one, self._overviews[one.id], here=one.id == here_id))
                for one in found
            ]
        )
        if first:
            here = next((at for at, one in enumerate(found) if one.id == here_id), 0)
            self.table.selectRow(here)
        self._show_round()

    def _show_round(self) -> None:
        chosen = self.round
        overview = self._overviews.get(chosen.id) if chosen else None
        rows: list[tuple[object, tuple[str, ...]]] = []
        for person in overview.people if overview else ():
            rows.append(((person.person_id, None), _share_cells(person.name, person.progress)))
            for part in person.batches:
                if part.batch is not None:
                    share = (person.person_id, part.batch.id)
                    rows.append((share, _share_cells(f"      {part.batch.name}", part.progress)))
        at = max(0, self.people.currentIndex().row())
        self.shares.show_rows(rows)
        if rows:
            self.people.selectRow(min(at, len(rows) - 1))
        self._whose.setText(tr("Who has what in “{round}”", round=chosen.name) if chosen else "")
        self._enable()

    def _enable(self) -> None:
        chosen = self.round
        self.rename.setEnabled(chosen is not None)
        self.work_in.setEnabled(chosen is not None and chosen.id != self.opened.round.id)
        self.hand_out.setEnabled(chosen is not None)
        self.assign.setEnabled(chosen is not None)
        self.withdraw.setEnabled(
            chosen is not None and self._overviews[chosen.id].assigned and self.share is not None
        )

    def _new(self) -> None:
        from annotator.services.managing.rounds import add_round, codebook_refs
        from annotator.ui.dialogs.round_dialog import RoundDialog

        dialog = RoundDialog(codebook_refs(self.opened.project), self.theme, self)
        accepted = dialog.exec()
        name, purpose, codebook = dialog.name, dialog.purpose, dialog.codebook
        dialog.deleteLater()
        if accepted and self.do(
            lambda: add_round(self.opened.project, self.manager, name, purpose, codebook),
        ):
            self.refresh()
            self.table.selectRow(self.model.rowCount() - 1)
            self.say(
                tr(
                    "The round “{name}” is there. The window still shows “{shown}”; “Work in this"
                    " round” changes that. Next: assign articles, or let everybody code all.",
                    name=name,
                    shown=self.opened.round.name,
                )
            )
            self.work_in.setFocus()

    def _work_in(self) -> None:
        """Let the window behind show the chosen round."""
        chosen = self.round
        if chosen is not None:
            self.opened.set_round(chosen)
            self.refresh()
            self.say(tr("The window shows “{round}” now.", round=chosen.name))
            self.table.setFocus()

    def _hand_out(self) -> None:
        """Write files for people, with the chosen round's figures before the eyes."""
        from annotator.ui.dialogs.handout_dialog import HandoutDialog

        chosen = self.round
        if chosen is None:
            return
        folder = self.opened.path.parent
        dialog = HandoutDialog(self.opened, self.theme, folder, self, round_id=chosen.id)
        dialog.exec()
        dialog.deleteLater()

    def _rename(self) -> None:
        from annotator.services.managing.rounds import rename_round

        chosen = self.round
        if chosen is None:
            return
        name, wanted = QInputDialog.getText(
            self, tr("Rename"), tr("Name"), QLineEdit.EchoMode.Normal, chosen.name
        )
        if wanted and self.do(
            lambda: rename_round(self.opened.project, self.manager, chosen.id, name)
        ):
            self.refresh()

    def _assign(self) -> None:
        from annotator.ui.dialogs.assign_dialog import AssignDialog

        chosen = self.round
        if chosen is None:
            return
        dialog = AssignDialog(self.opened, chosen, self.theme, self)
        report = dialog.report if dialog.exec() else None
        dialog.deleteLater()
        if report is not None:
            self.refresh()
            done = tr_n(
                "{count} article of “{round}” was assigned: {shares}.",
                "{count} articles of “{round}” were assigned: {shares}.",
                report.articles,
                round=chosen.name,
                shares=shares_words(report).removesuffix("."),
            )
            self.say(" ".join((done, tr("Next, if they work by mail: Hand out."))))
            self.hand_out.setFocus()

    def _withdraw(self) -> None:
        from annotator.services.managing.assigning import withdraw_assignment

        chosen, share = self.round, self.share
        if chosen is None or share is None:
            return
        taken = []

        def take_back():  # type: ignore[no-untyped-def]
            report = withdraw_assignment(
                self.opened.project, self.manager, chosen.id, share[0], batch_id=share[1]
            )
            taken.append(report)
            return report.changes

        if self.do(take_back):
            words = tr_n(
                "{count} article was taken back.",
                "{count} articles were taken back.",
                taken[0].withdrawn,
            )
            if taken[0].begun:
                words += " " + tr_n(
                    "{count} stays, for it is begun.",
                    "{count} stay, for they are begun.",
                    taken[0].begun,
                )
            self.say(words)
            self.refresh()


def _round_cells(round_: Round, overview: AssignmentOverview, *, here: bool) -> tuple[str, ...]:
    if overview.assigned:
        articles = tr(
            "{count} of {total} assigned",
            count=f"{overview.handed_out:,}",
            total=f"{overview.articles:,}",
        )
    else:
        articles = tr("all {total} for everybody", total=f"{overview.articles:,}")
    return (
        tr("{round} (in the window)", round=round_.name) if here else round_.name,
        purpose_words(round_.purpose),
        round_.codebook.replace("@", " v"),
        articles,
    )


def _share_cells(name: str, progress: Progress) -> tuple[str, ...]:
    figures = (
        progress.assigned,
        progress.shared,
        progress.to_do,
        progress.in_progress,
        progress.done,
    )
    return (name, *(f"{one:,}" for one in figures))
