"""What a project aims at in kappa and F1: Krippendorff's limits for alpha stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QPushButton, QWidget

from annotator.domain.agreement.verdicts import Targets
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, Role
from annotator.ui.announcing import announce
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    line,
    primary_button,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.ui.widgets.still_boxes import StillDoubleSpinBox
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.changes import Changes
    from annotator.ui.open_project import OpenProject


class TargetsDialog(FittedDialog):
    """Stores both as one step."""

    def __init__(
        self, opened: OpenProject, now: Targets, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self.setWindowTitle(tr("Targets"))
        words = explanation(
            tr(
                "Figures are held to these by the lower bound of their interval. There is no"
                " convention for them as there is for α: state yours before you look."
            ),
            self,
        )
        self.kappa = _field(now.kappa, self)
        self.f1 = _field(now.f1, self)
        self.outcome = explanation("", self, "error")
        self.outcome.hide()
        self.store = primary_button(tr("Store"), self)
        self.store.clicked.connect(self._store)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("Targets of this project"), body))
        inner.addWidget(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        for row, (label, field) in enumerate(
            ((tr("κ and AC1 at least"), self.kappa), (tr("F1 at least"), self.f1))
        ):
            grid.addWidget(caption(label, body, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(2, 1)
        inner.addLayout(grid)
        inner.addWidget(self.outcome)
        inner.addStretch(1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(foot(self, cancel, self.store))
        self.resize(theme.px(440), theme.px(250))
        may = opened.may_manage
        for part in (self.kappa, self.f1, self.store):
            part.setEnabled(may)

    def _store(self) -> None:
        from annotator.services.agreement.targets import set_targets

        opened = self._opened
        actor = Actor(opened.person.id, Role.MANAGER)
        wanted = Targets(round(self.kappa.value(), 3), round(self.f1.value(), 3))
        opened.writes.submit(
            lambda: set_targets(opened.project, actor, wanted), self._stored, self._failed
        )

    def _stored(self, changes: Changes) -> None:
        self._opened.hub.publish(changes)
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        words = explain(error).sentence
        self.outcome.setText(words)
        self.outcome.show()
        announce(self, words, urgent=True)


def _field(value: float, parent: QWidget) -> QDoubleSpinBox:
    field = StillDoubleSpinBox(parent)
    field.setRange(0.0, 1.0)
    field.setSingleStep(0.05)
    field.setDecimals(2)
    field.setValue(value)
    return field
