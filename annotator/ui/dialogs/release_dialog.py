"""Release feedback: the adjudicated articles whose annotators are to see gold, or not any more."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableView, QWidget

from annotator.domain.changes import Changes
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, Role
from annotator.ui.dialogs.dialog_parts import (
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.report_table import dress
from annotator.ui.dialogs.table_dialog import button_row, plain_button
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import ReleaseLine
    from annotator.services.project import Project
    from annotator.ui.background_work import Progress
    from annotator.ui.open_project import OpenProject

_LINE = Qt.ItemDataRole.UserRole


class ReleaseDialog(WorkDialog):
    """Lists what is adjudicated to its end; what is ticked is released, or withdrawn."""

    def __init__(
        self,
        opened: OpenProject,
        round_id: uuid.UUID,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._opened = opened
        self._round_id = round_id
        self._withdrawing = False
        self._filling = False  # many rows change at once: what follows is worked out once
        self.setWindowTitle(tr("Release feedback"))
        self.model = QStandardItemModel(0, 2, self)
        self.model.itemChanged.connect(lambda _item: self._ticks_changed())
        self.table = QTableView(self)
        self.tick_new = plain_button(tr("Tick what is &new"), self._tick_new, self)
        self.tick_all = plain_button(tr("Tick &all"), lambda: self._tick(lambda _one: True), self)
        self.tick_none = plain_button(
            tr("Tick n&one"), lambda: self._tick(lambda _one: False), self
        )
        self.withdraw = plain_button(tr("&Withdraw"), self._withdraw, self)
        self.release = primary_button(tr("&Release"), self)
        self.release.clicked.connect(self._release)
        self._close = QPushButton(tr("Close"), self)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self.left_out = explanation("", self)
        self.worked.connect(self._finish)
        self._build()
        self._reload()
        self.table.setFocus()

    @property
    def ticked(self) -> tuple[ReleaseLine, ...]:
        """Return the articles that are ticked."""
        rows = (self.model.item(row, 0) for row in range(self.model.rowCount()))
        return tuple(one.data(_LINE) for one in rows if one.checkState() is _CHECKED)

    def _build(self) -> None:
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("Release feedback"), body))
        about = tr(
            "Those who coded a released article see their own work beside gold, with the reasons"
            " and the adjudicator’s notes as they were written. They see nothing of each other."
        )
        inner.addWidget(explanation(about, body))
        header = dress(self.table, self.model, self.theme, tr("Adjudicated articles"))
        header.setStretchLastSection(False)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.left_out)
        inner.addLayout(button_row(self.tick_new, self.tick_all, self.tick_none))
        # Its line stays free: the table must not move when something is said.
        size = self.outcome.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self.outcome.setSizePolicy(size)
        self.outcome.setMinimumHeight(self.outcome.fontMetrics().lineSpacing())
        inner.addWidget(self.outcome)
        self.lay_out(body, self._close, self.withdraw, self.release, width=720, height=520)
        tab_order(
            self.table,
            self.tick_new,
            self.tick_all,
            self.tick_none,
            self.progress.stop,
            self._close,
            self.withdraw,
            self.release,
        )

    def _reload(self) -> None:
        from annotator.services.adjudication.feedback import released, unfinished_articles

        row = max(0, self.table.currentIndex().row())
        self._filling = True
        self.model.setRowCount(0)
        self.model.setHorizontalHeaderLabels([tr("Article"), tr("Feedback")])
        manager = Actor(self._opened.person.id, Role.MANAGER)
        for one in released(self._opened.project, manager, self._round_id):
            article = QStandardItem(one.title)
            article.setData(one, _LINE)
            article.setFlags(_TICKED_FLAGS)
            article.setCheckState(Qt.CheckState.Unchecked)
            state = QStandardItem(_state_words(one))
            state.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.model.appendRow([article, state])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._filling = False
        left = unfinished_articles(self._opened.project, manager, self._round_id)
        self.left_out.setText(
            tr_n(
                "{count} article is not listed: something in it is still to decide, or exact"
                " matches are not accepted.",
                "{count} articles are not listed: something in them is still to decide, or exact"
                " matches are not accepted.",
                left,
            )
        )
        self.left_out.setVisible(left > 0)
        if not self.model.rowCount():
            self.say(tr("No article of this round is adjudicated to its end yet."))
        self._enable()

    def _tick_new(self) -> None:
        self._tick(lambda one: one.released_at is None or one.outdated)

    def _tick(self, wanted: Callable[[ReleaseLine], bool]) -> None:
        self._filling = True
        for row in range(self.model.rowCount()):
            item = self.model.item(row, 0)
            tick = wanted(item.data(_LINE))
            item.setCheckState(_CHECKED if tick else Qt.CheckState.Unchecked)
        self._filling = False
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        """Say what is ticked: what was done before would read as if it were about these."""
        if self._filling:
            return
        self._enable()
        ticked = self.ticked
        given = sum(one.released_at is not None for one in ticked)
        words = tr_n("{count} article is ticked", "{count} articles are ticked", len(ticked))
        if given:
            words = tr("{words}, {given} of them released", words=words, given=given)
        self.say(f"{words}." if ticked else "")

    def _enable(self) -> None:
        ticked = self.ticked
        self.release.setEnabled(bool(ticked))
        self.withdraw.setEnabled(any(one.released_at is not None for one in ticked))
        for button in (self.tick_new, self.tick_all, self.tick_none):
            button.setEnabled(self.model.rowCount() > 0)

    def _release(self) -> None:
        from annotator.services.adjudication.feedback import release

        self._withdrawing = False
        self._run(tr("Releasing …"), release, self.ticked)

    def _withdraw(self) -> None:
        from annotator.services.adjudication.feedback import withdraw

        self._withdrawing = True
        given = tuple(one for one in self.ticked if one.released_at is not None)
        self._run(tr("Withdrawing …"), withdraw, given)

    def _run(
        self,
        words: str,
        service: Callable[[Project, Actor, uuid.UUID, uuid.UUID], Changes],
        lines: tuple[ReleaseLine, ...],
    ) -> None:
        project, round_id = self._opened.project, self._round_id
        manager = Actor(self._opened.person.id, Role.MANAGER)

        def work(
            progress: Progress, cancelled: Callable[[], bool]
        ) -> tuple[list[Changes], AnnotatorError | None]:
            done: list[Changes] = []
            for place, one in enumerate(lines, start=1):
                if cancelled():
                    break
                try:
                    done.append(service(project, manager, one.article_id, round_id))
                except AnnotatorError as error:
                    return done, error
                progress(place, len(lines), one.title)
            return done, None

        self.run(words, work)

    def _finish(self, found: tuple[list[Changes], AnnotatorError | None]) -> None:
        done, error = found
        changed = [changes for changes in done if changes.entities]
        for changes in changed:
            self._opened.hub.publish(changes)
        self._reload()
        words = self._done_words(len(changed), len(done) - len(changed))
        if error is not None:
            self.say(f"{words} {explain(error).sentence}", "error")
        else:
            self.say(words, "ok")
        self.table.setFocus()

    def _done_words(self, changed: int, same: int) -> str:
        if self._withdrawing:
            return tr_n("Withdrawn: {count} article.", "Withdrawn: {count} articles.", changed)
        if not same:
            return tr_n("Released: {count} article.", "Released: {count} articles.", changed)
        as_it_was = tr_n(
            "{count} was released already, and stays as it is.",
            "{count} were released already, and stay as they are.",
            same,
        )
        if not changed:
            return as_it_was
        return tr_n(
            "Released: {count} article. {rest}",
            "Released: {count} articles. {rest}",
            changed,
            rest=as_it_was,
        )


_CHECKED = Qt.CheckState.Checked
_TICKED_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)


def _state_words(one: ReleaseLine) -> str:
    if one.released_at is None:
        return tr("Not released")
    day = one.released_at.astimezone().date().isoformat()
    if one.outdated:
        return tr("Released {day}, changed since", day=day)
    return tr_n(
        "Released {day} to {count} person",
        "Released {day} to {count} people",
        one.annotators,
        day=day,
    )
