"""“Assign articles”: to whom, how many by several people, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, Person, Role, Round
from annotator.ui.announcing import announce
from annotator.ui.background_work import BackgroundWork
from annotator.ui.dialogs.assign_words import assign_words, shares_words
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    primary_button,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate
from annotator.ui.widgets.still_boxes import StillComboBox, StillSpinBox
from annotator.ui.widgets.tick_list import ticks
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.managing.assigning import AssignReport
    from annotator.ui.open_project import OpenProject

_USUAL_OVERLAP = 20
_MOST = 1_000_000


class AssignDialog(FittedDialog):
    """Says in words what would be done before it is done; after acceptance ``report`` is there."""

    def __init__(
        self, opened: OpenProject, round_: Round, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from annotator.services.managing.people import people

        self._opened = opened
        self._round = round_
        self._theme = theme
        self.report: AssignReport | None = None
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._succeed)
        self._work.failed.connect(self._fail)
        self.setWindowTitle(tr("Assign articles"))
        self.people = QListWidget(self)
        self.people.setStyleSheet(ticks(theme))
        self.people.setItemDelegate(RingDelegate(theme, self.people))
        for person in people(opened.project):
            if Role.ANNOTATOR in person.roles:
                item = QListWidgetItem(person.name, self.people)
                item.setData(Qt.ItemDataRole.UserRole, person)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                only_annotator = person.roles == (Role.ANNOTATOR,)
                item.setCheckState(
                    Qt.CheckState.Checked if only_annotator else Qt.CheckState.Unchecked
                )
        self.people.setCurrentRow(0)
        self.overlap = StillSpinBox(self)
        self.overlap.setRange(0, 100)
        self.overlap.setSingleStep(5)
        self.overlap.setSuffix(tr(" % of the articles"))
        self.coders = StillComboBox(self)
        self.articles = StillSpinBox(self)
        self.articles.setRange(0, _MOST)
        self.articles.setSpecialValueText(tr("all that are left"))
        self.batch = QLineEdit(self)
        self.batch.setPlaceholderText(tr("for example Week 1; may stay empty"))
        self.preview = explanation("", self, kind="section")
        self.shares = explanation("", self)
        self.start = primary_button(tr("Assign"), self)
        self.start.clicked.connect(self._begin)
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        self._build()
        chosen = len(self._chosen())
        self.overlap.setValue(_USUAL_OVERLAP if chosen > 1 else 0)
        self.people.itemChanged.connect(lambda _item: self._people_changed())
        self.overlap.valueChanged.connect(lambda _value: self._show_plan())
        self.coders.currentIndexChanged.connect(lambda _at: self._show_plan())
        self.articles.valueChanged.connect(lambda _value: self._show_plan())
        self._people_changed()

    def reject(self) -> None:
        """Close, but not while it is being done."""
        if not self._work.running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait until it is done."""
        self._work.stop_and_wait()
        super().closeEvent(event)

    def _build(self) -> None:
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("Assign articles"), body))
        inner.addWidget(
            explanation(
                tr(
                    "Round “{round}”. Articles that nobody has in it yet are drawn; the versions of"
                    " a story stay together. From then on each person sees only their own articles"
                    " in this round; what was begun stays.",
                    round=self._round.name,
                ),
                body,
            )
        )
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setSpacing(10)
        for words, field in (
            (tr("To"), self.people),
            (tr("By several people"), self.overlap),
            (tr("Each of these by"), self.coders),
            (tr("How many articles"), self.articles),
            (tr("Name of this batch"), self.batch),
        ):
            form.addRow(caption(words, body, field), field)
        self.people.setMaximumHeight(self._theme.px(150))
        inner.addLayout(form)
        inner.addSpacing(4)
        inner.addWidget(self.preview)
        inner.addWidget(self.shares)
        inner.addStretch(1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(foot(self, self._cancel, self.start))
        self.resize(self._theme.px(520), self._theme.px(560))

    def _chosen(self) -> list[Person]:
        items = [self.people.item(row) for row in range(self.people.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _people_changed(self) -> None:
        """Offer as many people per article as are chosen."""
        count, wanted = len(self._chosen()), self.coders.currentData()
        self.coders.blockSignals(True)
        self.coders.clear()
        self.coders.addItem(tr("all of them"), None)
        for one in range(2, count):
            self.coders.addItem(tr("{count} of them", count=one), one)
        self.coders.setCurrentIndex(max(0, self.coders.findData(wanted)) if wanted else 0)
        self.coders.blockSignals(False)
        several = count > 1
        self.overlap.setEnabled(several)
        self.coders.setEnabled(several)
        self._show_plan()

    def _arguments(self) -> dict[str, Any]:
        several = len(self._chosen()) > 1
        return {
            "overlap": self.overlap.value() / 100 if several else 0.0,
            "coders_per_overlap": self.coders.currentData(),
            "articles": self.articles.value() or None,
        }

    def _who(self) -> tuple[Actor, list[Any]]:
        manager = Actor(self._opened.person.id, Role.MANAGER)
        return manager, [one.id for one in self._chosen()]

    def _show_plan(self) -> None:
        from annotator.services.managing.assigning import plan

        manager, people = self._who()
        try:
            found = plan(self._opened.project, manager, self._round.id, people, **self._arguments())
        except AnnotatorError as error:
            self._say(explain(error).sentence, bad=True)
            self.start.setEnabled(False)
            return
        self._say(assign_words(found, self.coders.currentData()))
        self.shares.setText(shares_words(found) if found.articles else "")
        self.start.setEnabled(found.articles > 0)

    def _begin(self) -> None:
        from annotator.services.managing.assigning import assign

        manager, people = self._who()
        arguments, batch = self._arguments(), self.batch.text() or None
        project, round_id = self._opened.project, self._round.id
        self.start.setEnabled(False)
        self._say(tr("Assigning …"))
        self._work.start(
            lambda _progress, _cancelled: assign(
                project, manager, round_id, people, batch=batch, **arguments
            )
        )

    def _succeed(self, report: AssignReport) -> None:
        self.report = report
        if report.changes is not None:
            self._opened.hub.publish(report.changes)
        self.accept()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        self._say(explain(error).sentence, bad=True)
        self.start.setEnabled(True)

    def _say(self, words: str, *, bad: bool = False) -> None:
        tokens = self._theme.tokens
        self.preview.setStyleSheet(f"color: {(tokens.error if bad else tokens.text1).name()};")
        self.preview.setText(words)
        if bad:
            self.shares.clear()
        announce(self.preview, words)
