"""The bar that says what keys act on."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.keycap import Keycap
from annotator.ui.widgets.keys_bar import KeyHint, KeysBar

HINTS = (KeyHint("1–5", "Create with stance"), KeyHint("S", "Speaker"), KeyHint("Esc", "Cancel"))


@pytest.fixture
def bar(qtbot, theme):
    bar = KeysBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, 36)
    bar.show_target("New selection", "annotate", HINTS)
    bar.show()
    return bar


def keys(bar) -> list[str]:
    QApplication.processEvents()
    return [cap.key for cap in bar.findChildren(Keycap) if cap.isVisible()]


def test_it_says_target_and_keys(bar) -> None:
    assert bar.target == "New selection"
    assert keys(bar) == ["1–5", "S", "Esc"]
    assert bar.accessibleName() == "Keys act on New selection"
    assert "S: Speaker" in bar.accessibleDescription()


def test_where_there_is_no_room_the_last_keys_go(bar) -> None:
    bar.resize(bar.minimumSizeHint().width() + 40, 36)
    assert keys(bar) == []
    bar.resize(560, 36)
    assert keys(bar)[:1] == ["1–5"]
    bar.resize(900, 36)
    assert keys(bar) == ["1–5", "S", "Esc"]


def test_another_target_replaces_all(bar) -> None:
    bar.show_target("Speaker field", "person", (KeyHint("Enter", "Use"),))
    assert bar.target == "Speaker field"
    assert keys(bar) == ["Enter"]
    assert bar.hints == (KeyHint("Enter", "Use"),)
