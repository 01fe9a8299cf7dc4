"""Replication bundle: all that others need to check a project's figures, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.people import RoundPurpose
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.export.export_words import agreement_stage_words
from annotator.ui.dialogs.export.place_words import replaced_words
from annotator.ui.dialogs.export.save_field import Place, SaveField
from annotator.ui.dialogs.file_fields import open_folder, open_folder_button
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.theme import Theme
from annotator.ui.widgets.option_box import OptionBox
from annotator.ui.widgets.segment_row import SegmentRow
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.datasets.replication.options import BundleOptions, BundleReport
    from annotator.ui.open_project import OpenProject


class BundleDialog(WorkDialog):
    """Stays open after the bundle is written, and says what is in it."""

    def __init__(
        self, opened: OpenProject, theme: Theme, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._opened = opened
        self._place = Place()
        self.report: BundleReport | None = None
        self.setWindowTitle(tr("Replication bundle"))
        self.texts = SegmentRow(
            tr("Article text"),
            (("full", tr("Full")), ("quotes", tr("Quotes")), ("none", tr("None"))),
            self,
            chosen="quotes",
        )
        self.pseudonyms = OptionBox(
            tr("Pseudonyms for people"),
            theme,
            self,
            hint=tr("Who is who is written to a table beside the bundle, never into it."),
        )
        self.notes = OptionBox(tr("Notes"), theme, self, checked=True)
        self.rationale = OptionBox(tr("Adjudication rationale"), theme, self, checked=True)
        self.training = OptionBox(
            tr("Rounds for training, too: practice, and no data"), theme, self
        )
        trains = any(one.purpose is RoundPurpose.TRAINING for one in opened.rounds)
        self.training.setVisible(trains)
        self.save = SaveField(folder, opened.path.stem, self)
        self.save.suit_folder(f"{opened.path.stem}-replication")
        self.save.changed.connect(self._check)
        self.pseudonyms.toggled.connect(lambda _on: self._check())
        self.start = primary_button(tr("Write bundle"), self)
        self.start.clicked.connect(self.begin)
        self._close = QPushButton(tr("Close"), self)
        self._close.clicked.connect(self.reject)
        self.open_folder = open_folder_button(self)
        self.open_folder.clicked.connect(lambda: open_folder(self.save.path.parent))
        self.worked.connect(self._show_report)
        self.stopped.connect(lambda: self.say(tr("Stopped. No file was left behind."), "secondary"))
        self._build()
        self._check()

    @property
    def options(self) -> BundleOptions:
        """Return what was chosen."""
        from annotator.services.datasets.replication.options import BundleOptions
        from annotator.services.interchange.export_options import NameMode, TextMode

        return BundleOptions(
            text=TextMode(self.texts.key),
            names=NameMode.PSEUDONYMS if self.pseudonyms.on else NameMode.NAMES,
            training=self.training.on,
            notes=self.notes.on,
            rationale=self.rationale.on,
        )

    def begin(self) -> None:
        """Write it; what is there is replaced only when the button said so."""
        from annotator.services.datasets.replication.bundle import write_bundle

        out = self.save.path
        if self._look_at_place() != self._place:
            self._check()
            return
        opened, options = self._opened, self.options
        self.run(
            tr("Writing …"),
            lambda progress, cancelled: write_bundle(
                opened.project, opened.widest, out, options, progress, cancelled
            ),
        )

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Say what is being done."""
        from annotator.services.interchange.export_stages import stage_and_file

        code, file = stage_and_file(what)
        words = {
            "write": tr("Writing {name}", name=file),
            "check": tr("Reading {name} back", name=file),
        }.get(code)
        super().show_progress(done, total, words or agreement_stage_words(code))

    def _build(self) -> None:
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("Replication bundle"), body))
        about = tr(
            "A folder with codebook versions, submissions of each round, decisions, gold, "
            "settings, agreement with its methods, and scripts that read the tables in R and Stata."
        )
        inner.addWidget(explanation(about, body))
        inner.addWidget(caption(tr("Article text"), body))
        inner.addWidget(self.texts)
        for box in (self.notes, self.rationale, self.pseudonyms, self.training):
            inner.addWidget(box)
        inner.addStretch(1)
        inner.addWidget(self.save)
        inner.addWidget(self.outcome)
        self.lay_out(body, self.open_folder, self._close, self.start, width=620, height=430)
        tab_order(
            *self.texts.buttons,
            *(one.box for one in (self.notes, self.rationale, self.pseudonyms, self.training)),
            *(self.save.line, self.save.browse, self.progress.stop),
            *(self.open_folder, self._close, self.start),
        )

    def _check(self) -> None:
        place = self._place = self._look_at_place()
        replaces = place.replaces or bool(place.table)
        self.start.setEnabled(not place.problem)
        self.start.setText(tr("Replace") if replaces else tr("Write bundle"))
        words, kind = place.problem, "error"
        if place.table:
            words, kind = replaced_words(place, self.save.path.name), "warning"
        elif place.replaces:
            words, kind = tr("An older bundle of this name is replaced."), "warning"
        self.say(words, kind)

    def _look_at_place(self) -> Place:
        return self.save.place(names=self.pseudonyms.on)

    def _show_report(self, report: BundleReport) -> None:
        self.report = report
        self._check()
        self.open_folder.show()
        words = tr(
            "Written to {name}: {files}, {articles}, {attributions}, {decisions}; read back and "
            "checked.",
            name=report.path.name,
            files=tr_n("{count} file", "{count} files", len(report.files)),
            articles=tr_n("{count} article", "{count} articles", report.articles),
            attributions=tr_n("{count} attribution", "{count} attributions", report.attributions),
            decisions=tr_n("{count} decision", "{count} decisions", report.decisions),
        )
        if report.pseudonyms is not None:
            words += " " + tr(
                "Who is who stands in {name}. Do not share it.", name=report.pseudonyms.name
            )
        self.say(words, "ok")
        self._close.setFocus()
