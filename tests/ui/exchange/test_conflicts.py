"""Settling conflicts in a window, with the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.services.exchange.conflicts import conflicts
from annotator.services.exchange.merging import merge
from annotator.ui.dialogs.conflicts_dialog import ConflictsDialog
from annotator.ui.models.conflict_model import LABEL, OTHER, STANDS
from tests.ui.exchange import mail
from tests.ui.windows.test_accessibility import nameless


@pytest.fixture
def dialog(manager, theme, tmp_path: Path, qtbot) -> ConflictsDialog:
    opened = manager.opened
    package = mail.conflicting_package(opened, tmp_path)
    opened.hub.publish(merge(opened.project, opened.widest, [package]).changes)
    dialog = ConflictsDialog(opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.list)
    return dialog


def first_row(dialog: ConflictsDialog) -> list[str]:
    return [dialog.model.index(0, column).data() for column in (LABEL, STANDS, OTHER)]


def stance_here(dialog: ConflictsDialog) -> str:
    project = dialog._opened.project
    mira = mail.annotator_of(project, "Mira Sorel")
    return mail.coding_of(project, mira).attributions[0].values["stance"]


def press(dialog: ConflictsDialog, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(dialog.focusWidget(), key, modifier)


def test_both_forms_stand_side_by_side(dialog):
    assert dialog.list.count() == 1
    assert dialog.list.item(0).text() == "Attribution of Mira Sorel in “Harbour talks go on”"
    assert dialog.what.text() == dialog.list.item(0).text()
    label, stands, other = first_row(dialog)
    assert label == "≠  Stance"
    assert {stands, other} == {"Opposes", "Unclear"}
    assert stands.lower() == stance_here(dialog)
    assert nameless(dialog) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_T])
def test_a_key_settles_and_ctrl_z_takes_it_back(dialog, key, qtbot):
    _label, stands, other = first_row(dialog)
    press(dialog, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    wanted = stands if key in (Qt.Key.Key_1, Qt.Key.Key_K) else other
    assert stance_here(dialog) == wanted.lower()
    assert "All settled" in dialog._about.text()
    assert not dialog.keep.isEnabled()
    assert conflicts(dialog._opened.project, dialog._opened.widest) == ()
    press(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.list.count() == 1
    assert first_row(dialog)[1:] == [stands, other]
    assert stance_here(dialog) == stands.lower()


def test_settling_what_is_settled_already_is_said(dialog):
    from annotator.domain.conflicts import Resolution
    from annotator.services.exchange.conflicts import settle_conflict

    (one,) = conflicts(dialog._opened.project, dialog._opened.widest)
    settle_conflict(dialog._opened.project, dialog._opened.widest, one.id, Resolution.KEPT)
    dialog.take.click()
    assert dialog.outcome.property("kind") == "error"
    assert dialog.list.count() == 0


def test_tab_goes_through_it_and_escape_leaves(dialog):
    stops = [dialog.focusWidget()]
    for _ in range(5):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget())
    assert stops == [
        dialog.list,
        dialog.table,
        dialog.keep,
        dialog.take,
        dialog._close,
        dialog.list,
    ]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_twice_the_text_fits_a_small_screen(dialog, preferences):
    preferences.text_size = 200
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 800
    preferences.text_size = 100
