"""The project's targets: typed, stored as a step, followed by the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.agreement.verdicts import Targets
from annotator.services.agreement.targets import targets
from annotator.ui.dialogs.targets_dialog import TargetsDialog


@pytest.fixture
def dialog(desk, theme, qtbot):
    dialog = TargetsDialog(desk.window.opened, Targets(), theme, desk.screen)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_enter_stores_both(desk, dialog, qtbot):
    dialog.f1.setFocus()
    dialog.f1.selectAll()
    QTest.keyClicks(dialog.f1, f"{0.95:.2f}".replace(".", dialog.locale().decimalPoint()))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5_000)
    assert targets(desk.window.opened.project) == Targets(0.6, 0.95)
    qtbot.waitUntil(lambda: desk.screen.presenter.targets.f1 == 0.95, timeout=5_000)


def test_esc_stores_nothing(desk, dialog):
    dialog.kappa.setValue(0.9)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert targets(desk.window.opened.project) == Targets()
