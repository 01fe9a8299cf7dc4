"""“New round”: its name, what it is for, and the codebook by which it is coded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from annotator.domain.people import RoundPurpose
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    primary_button,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.round_words import purpose_explained, purpose_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr


class RoundDialog(FittedDialog):
    """After acceptance ``name``, ``purpose`` and ``codebook`` are what was asked for."""

    def __init__(
        self, codebooks: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New round"))
        self.field = QLineEdit(self)
        self.purposes = StillComboBox(self)
        for purpose in RoundPurpose:
            words = purpose_words(purpose)
            self.purposes.addItem(words[:1].upper() + words[1:], purpose)
        self.purposes.setCurrentIndex(self.purposes.findData(RoundPurpose.RELIABILITY))
        self.codebooks = StillComboBox(self)
        for ref in reversed(codebooks):
            self.codebooks.addItem(ref.replace("@", tr(", version ")), ref)
        self._told = explanation("", self)
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("New round"), body))
        inner.addWidget(
            explanation(
                tr("A further pass over the articles; everybody’s work in it is kept apart."), body
            )
        )
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setSpacing(10)
        for words, field in (
            (tr("Name"), self.field),
            (tr("Purpose"), self.purposes),
            (tr("Codebook"), self.codebooks),
        ):
            form.addRow(caption(words, body, field), field)
        inner.addLayout(form)
        inner.addWidget(self._told)
        inner.addStretch(1)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.start = primary_button(tr("Add"), self)
        self.start.clicked.connect(self.accept)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(foot(self, cancel, self.start))
        self.resize(theme.px(460), theme.px(300))
        self.field.textChanged.connect(lambda _text: self._enable())
        self.purposes.currentIndexChanged.connect(lambda _at: self._enable())
        self._enable()
        self.field.setFocus()

    @property
    def name(self) -> str:
        """Return the name."""
        return self.field.text().strip()

    @property
    def purpose(self) -> RoundPurpose:
        """Return what the round is for."""
        return RoundPurpose(self.purposes.currentData())

    @property
    def codebook(self) -> str:
        """Return the codebook version, ``key@version``."""
        return str(self.codebooks.currentData())

    def _enable(self) -> None:
        self.start.setEnabled(bool(self.name) and self.codebooks.count() > 0)
        self._told.setText(purpose_explained(self.purpose))
