"""What cards, metadata and citations say of the data set: title, authors, licence, citation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.errors import AnnotatorError
from annotator.ui.announcing import announce
from annotator.ui.dialogs.author_lines import authors_of, hint, lines_of
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    line,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.ui.widgets.drop_rows import offer_rows
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.datasets.details import DatasetDetails
    from annotator.ui.open_project import OpenProject

_LINES = 3
"""Shown of a field for longer texts."""


class DatasetDetailsDialog(FittedDialog):
    """For managers; all may stay empty. Closes once the details are stored."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotator.services.datasets.details import dataset_details
        from annotator.services.datasets.licences import LICENCES

        self._opened = opened
        self._theme = theme
        self.setWindowTitle(tr("Data set details"))
        kept = dataset_details(opened.project)
        self.texts = {
            key: QLineEdit(getattr(kept, key), self)
            for key in (
                *("title", "version", "licence_url", "contact"),
                *("doi", "url", "funding", "text_rights"),
            )
        }
        self.texts["title"].setPlaceholderText(opened.project.info.name)
        self.texts["version"].setPlaceholderText("1.0")
        self.texts["doi"].setPlaceholderText("10.1234/abc")
        self.texts["text_rights"].setPlaceholderText(
            tr("who holds the rights in the articles’ texts")
        )
        self.published = QLineEdit(kept.published_on.isoformat() if kept.published_on else "", self)
        self.published.setPlaceholderText("2026-03-31")
        self.keywords = QLineEdit(", ".join(kept.keywords), self)
        self.keywords.setPlaceholderText(tr("with commas between"))
        self.licence = StillComboBox(self)
        self.licence.setEditable(True)
        field = self.licence.lineEdit()
        if field is not None:
            field.setAccessibleName(tr("Licence of the annotations"))
        self.licence.addItems(["", *(one.spdx for one in LICENCES)])
        self.licence.setCurrentText(kept.licence)
        offer_rows(self.licence, theme)
        self.description = self._long(kept.description)
        self.authors = self._long(lines_of(kept.authors))
        self.citation = self._long(kept.citation)
        self.citation.setPlaceholderText(tr("empty: made of the other fields"))
        self.outcome = explanation("", self)
        self.start = primary_button(tr("Save"), self)
        self.start.clicked.connect(self.save)
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        self._build()
        self.texts["title"].setFocus()

    @property
    def details(self) -> DatasetDetails | None:
        """Return what is typed; None while the day is none."""
        from annotator.services.datasets.details import DatasetDetails

        day = self.published.text().strip()
        try:
            published_on = date.fromisoformat(day) if day else None
        except ValueError:
            return None
        return DatasetDetails(
            **{key: field.text() for key, field in self.texts.items()},
            description=self.description.toPlainText(),
            published_on=published_on,
            authors=authors_of(self.authors.toPlainText()),
            licence=self.licence.currentText(),
            citation=self.citation.toPlainText(),
            keywords=tuple(one.strip() for one in self.keywords.text().split(",") if one.strip()),
        )

    def save(self) -> None:
        """Store what is typed."""
        from annotator.services.datasets.details import detail_problems, set_dataset_details

        details = self.details
        if details is None:
            self._say(tr("“{typed}” is not a day. Type it as 2026-03-31.",
                         typed=self.published.text()))  # fmt: skip
            self.published.setFocus()
            return
        problems = detail_problems(details)
        if problems:
            self._say(" ".join(explain(one).sentence for one in problems))
            self._field_of(problems[0]).setFocus()
            return
        self.start.setEnabled(False)
        opened, actor = self._opened, self._opened.widest
        opened.writes.submit(
            lambda: set_dataset_details(opened.project, actor, details), self._stored, self._fail
        )

    def _stored(self, changes: Changes) -> None:
        self._opened.hub.publish(changes)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.start.setEnabled(True)
        if not isinstance(error, AnnotatorError):
            raise error
        self._say(explain(error).sentence)
        self._field_of(error).setFocus()

    def _field_of(self, error: AnnotatorError) -> QWidget:
        """Return the field that is to be mended."""
        if error.code in ("author_nameless", "bad_orcid"):
            return self.authors
        if error.code == "bad_doi":
            return self.texts["doi"]
        if error.code == "bad_web_address":
            typed = error.fields.get("given")
            given = (self.texts[key] for key in ("url", "licence_url"))
            return next((one for one in given if one.text().strip() == typed), self.start)
        return self.start

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.outcome.setProperty("kind", "error")
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)
        announce(self, words, urgent=True)

    def _long(self, words: str) -> QPlainTextEdit:
        field = QPlainTextEdit(words, self)
        field.setTabChangesFocus(True)
        height = field.fontMetrics().lineSpacing() * _LINES + self._theme.px(14)
        field.setFixedHeight(height)
        return field

    def _build(self) -> None:
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("Data set details"), body))
        about = tr("What cards, metadata and citations say of the data set. All may stay empty.")
        inner.addWidget(explanation(about, body))
        texts = self.texts
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Title"), texts["title"]),
            (tr("Description"), self.description),
            (tr("Authors"), self.authors),
            (tr("Licence of the annotations"), self.licence),
            (tr("Address of the licence"), texts["licence_url"]),
            (tr("Rights in the texts"), texts["text_rights"]),
            (tr("Version"), texts["version"]),
            (tr("Published on"), self.published),
            (tr("Citation"), self.citation),
            (tr("DOI"), texts["doi"]),
            (tr("Web address"), texts["url"]),
            (tr("Contact"), texts["contact"]),
            (tr("Funding"), texts["funding"]),
            (tr("Keywords"), self.keywords),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(8))
        grid.setColumnStretch(1, 1)
        at = 0
        for words, field in rows:
            label = caption(words, body, field)
            label.setContentsMargins(0, self._theme.px(5), 0, 0)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, at, 1)
            at += 1
            if field is self.authors:
                grid.addWidget(explanation(hint(), body, "caption"), at, 1)
                at += 1
        inner.addLayout(grid)
        inner.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(area, 1)
        layout.addWidget(line(self))
        layout.addWidget(foot(self, self._cancel, self.start, note=self.outcome))
        tab_order(*(field for _, field in rows), self._cancel, self.start)
        fit(self, self._theme, 680, 680)
