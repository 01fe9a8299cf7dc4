"""A row of small tabs in the head of a pane: one stop of Tab, arrows move, Enter chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.roving_focus import RovingFocus


class TabRow(QWidget):
    """Exactly one is chosen."""

    chosen = Signal(object)
    """Carries the key of the tab."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, theme.px(4))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._roving: RovingFocus | None = None
        self._keys: tuple[object, ...] = ()
        self.buttons: tuple[QToolButton, ...] = ()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_tabs(self, tabs: Sequence[tuple[object, str]], chosen: object) -> None:
        """Show these; nothing but the choice changes where they are shown already."""
        keys, words = tuple(key for key, _ in tabs), [label for _, label in tabs]
        if keys != self._keys or words != [one.text() for one in self.buttons]:
            self._build(tabs)
        if chosen in self._keys:
            at = self._keys.index(chosen)
            self.buttons[at].setChecked(True)
            if self._roving is not None and not any(one.hasFocus() for one in self.buttons):
                self._roving.set_stop(at)

    @property
    def stop(self) -> QWidget:
        """Return the tab that Tab and F6 lead to; without any, the row itself."""
        chosen = (one for one in self.buttons if one.isChecked())
        return next(chosen, self.buttons[0] if self.buttons else self)

    def sizeHint(self) -> QSize:
        """Return the room for all tabs side by side."""
        wide = sum(one.sizeHint().width() for one in self.buttons)
        wide += self._flow.spacing() * max(0, len(self.buttons) - 1)
        high = max((one.sizeHint().height() for one in self.buttons), default=0)
        return QSize(wide, high)

    def _build(self, tabs: Sequence[tuple[object, str]]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for button in self.buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._keys = tuple(key for key, _ in tabs)
        made = []
        for key, words in tabs:
            button = QToolButton(self)
            button.setProperty("kind", "tab")
            button.setText(words)
            button.setAccessibleName(words)
            button.setCheckable(True)
            self._group.addButton(button)
            self._flow.addWidget(button)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            button.show()
            made.append(button)
        self.buttons = tuple(made)
        if self._roving is not None:
            self._roving.deleteLater()
        self._roving = RovingFocus(self.buttons, self) if self.buttons else None
        if self._roving is not None:
            self._roving.entered.connect(lambda button: button.click())
        self.updateGeometry()
