"""Questions about the name of an export, asked before anything is written."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.importing import FormatInfo


class Naming(Enum):
    """What becomes of a name whose ending is not that of the format."""

    AS_GIVEN = auto()
    WITH_ENDING = auto()
    NOT_YET = auto()


def may_replace(parent: QWidget, name: str, ending: str, label: str) -> bool:
    """Ask: a file that is likely something else may have been meant for nothing of this."""
    box = _box(
        parent,
        tr("Replace file"),
        tr("Replace {name}?", name=name),
        tr(
            "Its ending {ending} is not that of {format}: it may be something else.",
            ending=ending,
            format=label,
        ),
    )
    replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is replace


def ask_for_ending(parent: QWidget, name: str, suggested: str, one: FormatInfo) -> Naming:
    """Ask whether the format's ending is wanted; programs go by it when they open a file."""
    _, dot, ending = name.rpartition(".")
    what = tr("{name} has no ending", name=name)
    if dot:
        what = tr("{name} ends in {ending}", name=name, ending=f".{ending}")
    box = _box(
        parent,
        tr("Name of the file"),
        tr("{what}, but the format is {format}.", what=what, format=one.label),
        tr("Programs go by the ending: {usual} says what is in it.", usual=one.endings[0]),
    )
    better = box.addButton(tr("Save as {name}", name=suggested), QMessageBox.ButtonRole.AcceptRole)
    given = box.addButton(tr("Save anyway"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(better)
    box.setEscapeButton(cancel)
    box.exec()
    answers = {better: Naming.WITH_ENDING, given: Naming.AS_GIVEN}
    return next(
        (found for button, found in answers.items() if box.clickedButton() is button),
        Naming.NOT_YET,
    )


def _box(parent: QWidget, title: str, question: str, why: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(why)
    return box
