"""A list of things that are done one by one, each only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.announcing import announce
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, primary_button, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme import Theme
from annotator.ui.widgets.reading_area import ReadingArea
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that could be done."""

    id: object
    words: str
    details: str = ""
    possible: bool = True


class OneByOneDialog(FittedDialog):
    """Nothing is ticked beforehand. What is ticked is done in order; each tells how it went."""

    def __init__(
        self,
        heading: str,
        words: str,
        button: str,
        entries: Sequence[Entry],
        act: Callable[[object, Callable[[str], None]], object],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        sum_words: Callable[[Sequence[object]], str] | None = None,
    ) -> None:
        """``act`` does one thing and says how it went: empty words when it went well.

        ``sum_words`` says what is ticked and not done yet, all of it together.
        """
        super().__init__(parent)
        self.setWindowTitle(heading)
        self._act = act
        self._sum_words = sum_words
        self._entries = {one.id: one for one in entries}
        self.boxes: dict[object, QCheckBox] = {}
        self._results: dict[object, QLabel] = {}
        self.act_button = primary_button(button, self)
        self.act_button.setEnabled(False)
        self.act_button.clicked.connect(self._do)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        px = theme.px
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(heading, body))
        inner.addWidget(explanation(words, body))
        host = QWidget(body)
        lines = QVBoxLayout(host)
        lines.setContentsMargins(0, 0, px(8), 0)
        lines.setSpacing(px(2))
        for entry in entries:
            box = QCheckBox(entry.words.replace("&", "&&"), host)
            box.setAccessibleDescription(entry.details)
            box.setEnabled(entry.possible)
            box.toggled.connect(lambda _on: self._enable())
            result = QLabel(entry.details, host)
            result.setTextFormat(Qt.TextFormat.PlainText)
            result.setProperty("kind", "secondary")
            result.setWordWrap(True)
            result.setContentsMargins(px(24), 0, 0, px(8))
            self.boxes[entry.id], self._results[entry.id] = box, result
            lines.addWidget(box)
            lines.addWidget(result)
        lines.addStretch(1)
        area = ReadingArea(theme, body)
        area.setWidget(host)
        inner.addWidget(area, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        self.sum = explanation("", self)
        note = self.sum if sum_words is not None else None
        self.sum.setVisible(note is not None)
        layout.addWidget(foot(self, self.close_button, self.act_button, note=note))
        self.resize(theme.px(560), theme.px(440))
        self._enable()
        for box in tuple(self.boxes.values())[:1]:
            box.setFocus()

    def _enable(self) -> None:
        ticked = [key for key, one in self.boxes.items() if one.isChecked() and one.isEnabled()]
        self.act_button.setEnabled(bool(ticked))
        if self._sum_words is not None:
            self.sum.setText(self._sum_words(ticked))
            self.act_button.setAccessibleDescription(self.sum.text())

    def _do(self) -> None:
        for key, box in self.boxes.items():
            if box.isChecked() and box.isEnabled():
                box.setEnabled(False)
                self._act(key, partial(self._tell, key))
        self._enable()
        self.close_button.setFocus()

    def _tell(self, key: object, words: str) -> None:
        label, box = self._results[key], self.boxes[key]
        box.setEnabled(False)
        box.setChecked(not words)
        label.setProperty("kind", "error" if words else "ok")
        label.style().unpolish(label)
        label.style().polish(label)
        label.setText(words or tr("Done"))
        announce(self, f"{self._entries[key].words}: {label.text()}")
