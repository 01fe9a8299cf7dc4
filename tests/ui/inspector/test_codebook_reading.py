"""The codebook for reading: the screen, the rule on F1, and the reasons for not coding."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea

from annotator.ui.dialogs.cannot_code_dialog import CannotCodeDialog
from annotator.ui.dialogs.codebook_rule import CodebookRule
from annotator.ui.models.codebook_sections_model import CANNOT_CODE, sections_of
from annotator.ui.windows.codebook_screen import CodebookScreen


def words(widget) -> str:
    scroll = widget.findChild(QScrollArea)
    return "\n".join(label.text() for label in scroll.widget().findChildren(QLabel))


@pytest.fixture
def screen(qtbot, theme, shipped):
    screen = CodebookScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1000, 600)
    screen.set_codebook(shipped)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


class TestScreen:
    def test_it_begins_with_the_unit_rule(self, screen, shipped) -> None:
        assert shipped.unit_rule in words(screen)
        assert shipped.target in words(screen)

    def test_sections_by_keyboard(self, screen, shipped) -> None:
        screen.view.setFocus()
        QTest.keyClick(screen.view, Qt.Key.Key_Down)
        assert screen.section == "stance"
        for value in shipped.primary.values:
            assert value.definition in words(screen)
            for example in (*value.positive_examples, *value.negative_examples):
                assert example in words(screen)
        QTest.keyClick(screen.view, Qt.Key.Key_End)
        assert screen.section == CANNOT_CODE
        assert shipped.cannot_code[0].definition in words(screen)

    def test_it_goes_to_a_value(self, screen) -> None:
        screen.show_value("stance", "unclear")
        QApplication.processEvents()
        block = screen._blocks["unclear"]
        view = screen.findChild(QScrollArea).viewport()
        top = block.mapTo(view, block.rect().topLeft()).y()
        assert 0 <= top < view.height()
        screen.show_value("no_such_attribute")
        assert screen.section == "stance"

    def test_every_kind_has_words(self, bridges) -> None:
        seconds = {section.key: section.second for section in sections_of(bridges)}
        assert seconds["verdict"] == "2 values, one per attribution"
        assert seconds["materials"] == "3 values, several per attribution"
        assert seconds["toll"] == "yes or no, per attribution"
        assert seconds["summary"] == "free text, per article"
        assert seconds[CANNOT_CODE] == "2 reasons"

    def test_conditions_are_said(self, screen, bridges) -> None:
        screen.set_codebook(bridges)
        screen.show_value("toll_reason")
        assert "asked when Toll is yes" in words(screen)

    def test_it_follows_the_theme(self, screen, theme) -> None:
        screen.show_value("stance")
        theme.mode = "dark"
        assert screen.section == "stance"
        assert "Ambivalent" in words(screen)


class TestRule:
    @pytest.fixture
    def rule(self, qtbot, theme):
        rule = CodebookRule(theme)
        qtbot.addWidget(rule)
        return rule

    def test_the_rule_for_a_value(self, rule, shipped) -> None:
        rule.show_rule(shipped, "stance", "ambivalent")
        assert rule.windowTitle() == "Stance: Ambivalent"
        assert shipped.primary.value("ambivalent").definition in words(rule)
        assert shipped.primary.definition in words(rule)
        assert shipped.primary.value("supports").definition not in words(rule)
        QTest.keyClick(rule, Qt.Key.Key_F1)
        assert not rule.isVisible()

    def test_without_a_value_all_values(self, rule, shipped) -> None:
        rule.show_rule(shipped, "stance", None)
        assert shipped.primary.value("supports").definition in words(rule)

    def test_it_leads_to_the_codebook(self, rule, shipped, qtbot) -> None:
        rule.show_rule(shipped, "confidence", "low")
        with qtbot.waitSignal(rule.codebook_requested) as heard:
            QTest.mouseClick(rule.open_codebook, Qt.MouseButton.LeftButton)
        assert heard.args == ["confidence", "low"]
        assert not rule.isVisible()

    def test_an_unknown_attribute_opens_nothing(self, rule, shipped) -> None:
        rule.show_rule(shipped, "nothing", None)
        assert not rule.isVisible()


class TestCannotCode:
    @pytest.fixture
    def dialog(self, qtbot, theme, shipped):
        dialog = CannotCodeDialog(shipped, theme)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def test_nothing_is_chosen_and_enter_says_how_to_choose(self, dialog) -> None:
        assert dialog.reason is None
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "arrow keys" in dialog.hint.text()
        QTest.mouseClick(dialog.options["duplicate"], Qt.MouseButton.LeftButton)
        assert dialog.hint.text() == ""

    def test_a_reason_by_keyboard(self, dialog) -> None:
        first = QApplication.focusWidget()
        assert first is dialog.options["text_broken"]
        QTest.keyClick(first, Qt.Key.Key_Space)
        QTest.keyClick(first, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted
        assert dialog.reason == "text_cut_off"

    def test_a_reason_by_mouse(self, dialog, shipped) -> None:
        assert list(dialog.options) == [reason.key for reason in shipped.cannot_code]
        QTest.mouseClick(dialog.options["duplicate"], Qt.MouseButton.LeftButton)
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        assert dialog.reason == "duplicate"
        assert dialog.result() == QDialog.DialogCode.Accepted

    def test_cancelling(self, dialog) -> None:
        cancel = next(b for b in dialog.findChildren(QPushButton) if b is not dialog.accept_button)
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
        assert dialog.result() == QDialog.DialogCode.Rejected
