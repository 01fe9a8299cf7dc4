"""Pictures of the dialogs that make data sets: export, replication bundle, what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.screenshots.studio import Settle, Studio
    from annotator.ui.dialogs.export_dialog import ExportDialog
    from annotator.ui.theme import Theme
    from annotator.ui.windows.main_window import MainWindow

MANAGER, CODER = "Edda Voss", "Mira Sorel"


def shoot_export(studio: Studio) -> None:
    """Open an adjudicated project as its manager, then as a coder, and export it."""
    from annotator.screenshots.invented_study import create_agreement_project
    from annotator.ui.dialogs.bundle_dialog import BundleDialog
    from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog

    window, theme, folder = studio.window, studio.theme, studio.folder
    shoot, settle = studio.shoot_dialog, studio.settle
    path = folder / "border-talks.stance"
    create_agreement_project(path).close()
    window.open_path(path, MANAGER)
    opened = window.opened
    if opened is None:
        raise RuntimeError("the project did not open")
    for name, act in (
        ("export", _gold_split),
        ("export-filters", _filters),
        ("export-raw", _raw),
        ("export-running", _running),
        ("export-report", _report),
    ):
        dialog = _dialog(window, theme, folder, settle)
        act(dialog, folder, settle)
        shoot(dialog, name)
    bundle = BundleDialog(opened, theme, folder, window)
    bundle.save.line.setText("border-talks-replication")
    shoot(bundle, "replication-bundle")
    details = DatasetDetailsDialog(opened, theme, window)
    details.authors.setPlainText("Voss, Edda; Northfield University\nBorder Talks Group")
    details.licence.setCurrentText("CC-BY-4.0")
    shoot(details, "dataset-details")
    window.open_path(path, CODER)
    shoot(_dialog(window, theme, folder, settle), "export-annotator")


def _dialog(window: MainWindow, theme: Theme, folder: Path, settle: Settle) -> ExportDialog:
    from annotator.ui.dialogs.export_dialog import ExportDialog

    opened = window.opened
    if opened is None:
        raise RuntimeError("no project is open")
    dialog = ExportDialog(opened, theme, folder, window)
    _place(dialog, "border-talks.jsonl")
    dialog.show()
    settle(lambda: not dialog.looking.busy)
    return dialog


def _place(dialog: ExportDialog, name: str) -> None:
    """Show a name without the folder of this machine."""
    dialog.path.setText(name)
    dialog.path.textEdited.emit(name)


def _gold_split(dialog: ExportDialog, _folder: Path, settle: Settle) -> None:
    dialog.form.layer.layers.choose("gold")
    dialog.form.split.kinds.choose("shares")
    dialog.form.split.seed.setText("2025")
    _place(dialog, "border-talks-gold")
    settle(lambda: not dialog.looking.busy)


def _filters(dialog: ExportDialog, _folder: Path, settle: Settle) -> None:
    dialog.side.choose("csv")
    _place(dialog, "border-talks.csv")
    dialog.form.filters.opener.setChecked(True)
    dialog.form.filters.begin.setText("2025-03-08")
    settle(lambda: not dialog.looking.busy)
    bar = dialog.form.verticalScrollBar()
    bar.setValue(bar.maximum())


def _raw(dialog: ExportDialog, _folder: Path, settle: Settle) -> None:
    dialog.side.choose("conll")
    _place(dialog, "border-talks.conll")
    dialog.pane.turn_to("file")
    settle(lambda: not dialog.looking.busy)


def _running(dialog: ExportDialog, folder: Path, settle: Settle) -> None:
    from annotator.ui.dialogs.export.export_words import progress_words

    _gold_split(dialog, folder, settle)
    dialog.show_running(running=True)
    done, total = 25, 48
    words = progress_words("write train.jsonl", "border-talks-gold", done, total)
    dialog.running_row.show_progress(words, done, total)


def _report(dialog: ExportDialog, folder: Path, settle: Settle) -> None:
    _gold_split(dialog, folder, settle)
    dialog.form.include.pseudonyms.box.setChecked(True)
    dialog.side.choose("conll")
    settle(lambda: not dialog.looking.busy)
    dialog.path.setText(str(folder / "border-talks-gold"))
    dialog.begin()
    settle(lambda: dialog.report is not None)
    _place(dialog, "border-talks-gold")
