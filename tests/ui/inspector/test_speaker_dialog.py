"""The form for speakers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.domain.speakers import SpeakerKind
from annotator.ui.dialogs.speaker_dialog import SpeakerDialog, SpeakerForm


@pytest.fixture
def open_dialog(qtbot, theme):
    def open_(**fields):
        dialog = SpeakerDialog(theme, **fields)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_


def test_a_guessed_name_is_taken_with_enter(open_dialog) -> None:
    dialog = open_dialog(name="Tomas Ekdahl", kind=SpeakerKind.NAMED_PERSON)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.form == SpeakerForm("Tomas Ekdahl", SpeakerKind.NAMED_PERSON)


def test_all_fields_by_keyboard(open_dialog) -> None:
    dialog = open_dialog(name="x")
    QTest.keyClicks(dialog.name, "  Zahra   Halimi ")
    for field, words in (
        (dialog.role, "Researcher"),
        (dialog.affiliation, "Larkspur Institute"),
        (dialog.country, "Ardovia"),
    ):
        field.setFocus()
        QTest.keyClicks(field, words)
    dialog.aliases.setFocus()
    for line in ("Halimi", "", "Zahra Halimi", "Halimi"):
        QTest.keyClicks(dialog.aliases, line)
        QTest.keyClick(dialog.aliases, Qt.Key.Key_Return)
    QTest.keyClick(dialog.aliases, Qt.Key.Key_Tab)
    assert not dialog.aliases.hasFocus()
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.form == SpeakerForm(
        "Zahra Halimi",
        SpeakerKind.NAMED_PERSON,
        "Researcher",
        "Larkspur Institute",
        "Ardovia",
        ("Halimi",),
    )


def test_without_a_name_it_stays_open_and_says_why(open_dialog) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    assert dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, "A")
    assert not dialog.problem.isVisible()


def test_unnamed_kinds_say_what_follows(open_dialog) -> None:
    dialog = open_dialog(name="an aide", kind=SpeakerKind.UNNAMED_PERSON)
    assert "this article only" in dialog.explanation.text()
    assert dialog.name_label.text() == "&Description"
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_Up)
    assert dialog.form.kind is SpeakerKind.NAMED_PERSON
    assert "this article only" not in dialog.explanation.text()


def test_editing_keeps_what_the_form_does_not_show(open_dialog, samples) -> None:
    dialog = open_dialog(speaker=samples.ingrid)
    dialog.role.setFocus()
    dialog.role.selectAll()
    QTest.keyClicks(dialog.role, "Deputy minister")
    changed = dialog.form.applied_to(samples.ingrid)
    assert changed == samples.ingrid.but(role="Deputy minister")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
