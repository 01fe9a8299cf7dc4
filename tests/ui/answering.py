"""Answering a question that a window asks, with the mouse, as a person would."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox


def answer_next(words: str) -> list[str]:
    """Click the button of these words in the next question; what it asked is in the list then."""
    asked: list[str] = []

    def click() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, click)
            return
        asked.append(f"{box.text()} {box.informativeText()}")
        (button,) = [one for one in box.buttons() if one.text() == words]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, click)
    return asked
