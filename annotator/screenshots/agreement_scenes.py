"""Pictures of the Agreement screen: the sample, four coders with batches, computing, empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.screenshots.studio import Settle, Shoot, ShootDialog, Studio
    from annotator.ui.windows.agreement_screen import AgreementScreen
    from annotator.ui.windows.main_window import MainWindow

MANAGER = "Edda Voss"


def shoot_agreement(studio: Studio) -> None:
    """Open one project after the other as its manager, and show how its coders agree."""
    window, folder, shoot, settle = studio.window, studio.folder, studio.shoot, studio.settle
    _sample(window, folder, shoot, settle)
    screen = _four_coders(window, folder, shoot, settle)
    _saving(screen, studio.shoot_dialog)
    _empty(window, folder, shoot, settle)


def _open(window: MainWindow, path: Path) -> AgreementScreen:
    window.open_path(path, MANAGER)
    window.show_screen("agreement")
    screen = window.agreement_screen
    if screen is None:
        raise RuntimeError("the Agreement screen did not open")
    return screen


def _sample(window: MainWindow, folder: Path, shoot: Shoot, settle: Settle) -> None:
    from annotator.services.sample import create_sample_project
    from annotator.ui.agreement.agreement_presenter import Stage

    path = folder / "agreement-sample.stance"
    create_sample_project(path, maker=MANAGER).close()
    screen = _open(window, path)
    settle(lambda: screen.presenter.stage is Stage.DONE)
    _show_worst_cell(screen, settle)
    shoot("agreement-sample")


def _four_coders(window: MainWindow, folder: Path, shoot: Shoot, settle: Settle) -> AgreementScreen:
    from annotator.screenshots.invented_study import create_agreement_project
    from annotator.ui.agreement.agreement_presenter import Stage

    path = folder / "agreement.stance"
    create_agreement_project(path).close()
    screen = _open(window, path)
    settle(lambda: screen.presenter.stage is Stage.INTERVALS)
    shoot("agreement-computing")
    settle(lambda: screen.presenter.stage is Stage.DONE)
    _show_worst_cell(screen, settle)
    shoot("agreement")
    bar = screen.panes.area.verticalScrollBar()
    bar.setValue(screen.panes.breakdown.y() - screen.fontMetrics().height() // 2)
    shoot("agreement-detail")
    bar.setValue(0)
    return screen


def _show_worst_cell(screen: AgreementScreen, settle: Settle) -> None:
    """Choose the fullest cell beside the diagonal, with the keyboard in it."""
    confusion = screen.filling.confusion
    if confusion is None:
        return
    cells = [
        (count, -row, -column)
        for row, counts in enumerate(confusion.counts)
        for column, count in enumerate(counts)
        if row != column
    ]
    count, row, column = max(cells, default=(0.0, 0, 0))
    chart = screen.panes.confusion.chart
    chart.setFocus()
    chart.setCurrentIndex(chart.chart.index(-row, -column))
    settle(lambda: not count or screen.quoting.reading.quotes is not None)


def _saving(screen: AgreementScreen, shoot_dialog: ShootDialog) -> None:
    dialog = screen.save_dialog()
    if dialog is not None:
        dialog.folder.line.setText(f"~/{dialog.folder.folder.name}")
        shoot_dialog(dialog, "agreement-save")


def _empty(window: MainWindow, folder: Path, shoot: Shoot, settle: Settle) -> None:
    from annotator.services.codebooks import default_codebook
    from annotator.services.project import create_project

    path = folder / "agreement-empty.stance"
    create_project(path, name="Border Talks", maker=MANAGER, codebook=default_codebook()).close()
    screen = _open(window, path)
    settle(lambda: screen.presenter.report is not None)
    shoot("agreement-empty")
