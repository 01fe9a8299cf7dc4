"""What the dialogs have in common: head, foot, captions."""

from itertools import pairwise

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

FOOT = "foot"
"""The object name of the row of buttons, which stays in sight while the rest is scrolled."""


def caption(words: str, parent: QWidget, buddy: QWidget | None = None) -> QLabel:
    """Return the label of a field."""
    label = QLabel(words, parent)
    label.setProperty("kind", "secondary")
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(words)
    return label


def explanation(words: str, parent: QWidget, kind: str = "secondary") -> QLabel:
    """Return a sentence or two in small letters."""
    label = QLabel(words, parent)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label


def title(words: str, parent: QWidget) -> QLabel:
    """Return a heading."""
    label = QLabel(words, parent)
    label.setProperty("kind", "title")
    label.setWordWrap(True)
    return label


def line(parent: QWidget) -> QFrame:
    """Return a hairline."""
    frame = QFrame(parent)
    frame.setProperty("kind", "line")
    return frame


def primary_button(words: str, parent: QWidget) -> QPushButton:
    """Return the button that does what the dialog is for."""
    button = QPushButton(words, parent)
    button.setProperty("kind", "primary")
    button.setDefault(True)
    return button


def foot(dialog: QDialog, *buttons: QPushButton, note: QWidget | None = None) -> QWidget:
    """Return the row at a dialog's foot, with buttons at the right."""
    widget = QWidget(dialog)
    widget.setObjectName(FOOT)
    row = QHBoxLayout(widget)
    row.setContentsMargins(20, 12, 20, 14)
    row.setSpacing(8)
    if note is not None:
        row.addWidget(note, 1)
    else:
        row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return widget


def column(parent: QWidget, *, margins: int = 20, spacing: int = 8) -> QVBoxLayout:
    """Return a dialog's column."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(spacing)
    return layout


def tab_order(*widgets: QWidget) -> None:
    """Let Tab go through these in this order."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """Return a lone Close button."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    # Without the platform's icon, which follows neither our colours nor our style.
    box.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    box.rejected.connect(dialog.reject)
    return box
