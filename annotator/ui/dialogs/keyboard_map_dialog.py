"""All keys on one page."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import AttributeKind, Codebook, Rank
from annotator.ui.dialogs.dialog_parts import close_box, column, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import keys_of, shortcuts, shown_keys
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycap import Keycap
from annotator.ui.widgets.reading_area import ReadingArea
from annotator.words import tr

_Row = tuple[str, tuple[str, ...]]


class KeyboardMapDialog(FittedDialog):
    """Shows the keys in use, with those of the codebook when a project is open."""

    def __init__(
        self,
        preferences: Preferences,
        codebook: Codebook | None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard map"))
        content = QWidget(self)
        halves = QHBoxLayout(content)
        halves.setContentsMargins(20, 16, 20, 16)
        halves.setSpacing(32)
        groups: dict[str, list[_Row]] = {}
        for shortcut in shortcuts():
            keys = keys_of(shortcut, preferences.own_keys)
            groups.setdefault(shortcut.group, []).append((shortcut.words, keys))
        if codebook is not None:
            groups[tr("From the codebook")] = codebook_rows(codebook)
        columns = (QVBoxLayout(), QVBoxLayout())
        filled = [0, 0]
        for name, rows in groups.items():
            at = 0 if filled[0] <= filled[1] else 1
            columns[at].addWidget(_group(name, rows, theme, content))
            columns[at].addSpacing(10)
            filled[at] += len(rows) + 2
        for layout in columns:
            layout.addStretch(1)
            halves.addLayout(layout, 1)
        area = ReadingArea(theme, self)
        area.setAccessibleName(tr("Keyboard map"))
        area.setWidget(content)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(area, 1)
        box = close_box(self)
        box.setContentsMargins(20, 8, 20, 14)
        layout.addWidget(box)
        self.resize(theme.px(880), theme.px(680))


def codebook_rows(codebook: Codebook) -> list[_Row]:
    """Return the keys that a codebook brings: digits of values, letters of attributes."""
    rows: list[_Row] = []
    for attribute in codebook.attributes:
        if attribute.rank in (Rank.PRIMARY, Rank.SECONDARY):
            shift = "Shift+" if attribute.rank is Rank.SECONDARY else ""
            rows += [
                (f"{attribute.label}: {value.label}", (f"{shift}{value.shortcut}",))
                for value in attribute.values
                if value.shortcut
            ]
        elif attribute.shortcut:
            words = attribute.label
            if attribute.kind is AttributeKind.BOOLEAN:
                words = tr("{label}: yes or no", label=attribute.label)
            rows.append((words, (attribute.shortcut,)))
    return rows


def _group(name: str, rows: list[_Row], theme: Theme, parent: QWidget) -> QWidget:
    widget = QWidget(parent)
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    grid.addWidget(title(name, widget), 0, 0, 1, 2)
    for at, (words, keys) in enumerate(rows, start=1):
        label = QLabel(words, widget)
        label.setWordWrap(True)
        caps = QHBoxLayout()
        caps.setSpacing(4)
        caps.addStretch(1)
        for key in keys[:1]:
            caps.addWidget(Keycap(shown_keys(key), theme, widget))
        if not keys:
            caps.addWidget(QLabel(tr("none"), widget))
        grid.addWidget(label, at, 0)
        grid.addLayout(caps, at, 1)
    return widget
