"""A wheel that passes over a box changes nothing, and is left to what scrolls around it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

import annotator.ui
from annotator.ui.widgets.still_boxes import (
    StillComboBox,
    StillDoubleSpinBox,
    StillSlider,
    StillSpinBox,
)


@pytest.mark.parametrize("kind", [StillComboBox, StillSpinBox, StillDoubleSpinBox, StillSlider])
@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_is_left_to_what_scrolls(qtbot, kind, focused):
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, QComboBox):
        box.addItems(["one", "two", "three"])
        box.setCurrentIndex(1)
    else:
        box.setRange(0, 9)
        box.setValue(4)
    with qtbot.waitExposed(box):
        box.show()
    if focused:
        box.setFocus()
    centre = QPointF(box.rect().center())
    for turned in (-120, -120, 120):
        event = QWheelEvent(
            centre,
            box.mapToGlobal(centre),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        assert not event.isAccepted()
        assert (box.currentIndex() if isinstance(box, QComboBox) else box.value()) in (1, 4)


def test_no_other_boxes_are_made():
    (folder,) = annotator.ui.__path__
    bare = ("= QComboBox(", "= QSpinBox(", "= QDoubleSpinBox(", "= QSlider(", "(QComboBox):")
    found = [
        path.name
        for path in Path(folder).rglob("*.py")
        if path.name != "still_boxes.py" and any(one in path.read_text("utf-8") for one in bare)
    ]
    assert found == []
