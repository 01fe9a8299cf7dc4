"""What can be saved of the figures on the screen, offered in a dialog."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.agreement.agreement_filling import Selection
    from annotator.ui.agreement.agreement_presenter import AgreementPresenter
    from annotator.ui.dialogs.save_figures_dialog import SaveFiguresDialog


def save_figures_dialog(
    presenter: AgreementPresenter,
    selection: Selection,
    methods: str,
    project: str,
    folder: Path,
    theme: Theme,
    parent: QWidget,
) -> SaveFiguresDialog | None:
    """Return the dialog for what is shown, with ``methods`` as its paragraph; None without figures.

    Proposed as the place of the files is a folder of their own, named for ``project`` and the day,
    in ``folder``.
    """
    from annotator.services.agreement.tables import csv_tables
    from annotator.ui.agreement.figure_pictures import pictures, with_pseudonyms
    from annotator.ui.dialogs.file_fields import file_name
    from annotator.ui.dialogs.save_figures_dialog import SaveFiguresDialog

    report, labels = presenter.report, presenter.labels
    if report is None or labels is None or report.missing is not None:
        return None
    choice, hidden = presenter.choice, with_pseudonyms(report)
    rest = (presenter.targets, choice.level if choice is not None else 0.95)
    return SaveFiguresDialog(
        pictures(report, selection, labels, *rest),
        csv_tables(report),
        methods,
        folder / file_name(project, tr("agreement"), date.today().isoformat(), suffix=""),
        theme,
        parent,
        pseudonymous=(
            pictures(hidden, selection, replace(labels, names=hidden.names), *rest),
            csv_tables(hidden),
        ),
    )
