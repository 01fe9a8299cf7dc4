"""The rail at the left: one button per screen, and at its foot what concerns the whole project."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import CAPTION

WIDTH = 76
ICONS_ONLY_FROM = 1.5
"""Text scale from which the rail shows icons only."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """A button of the rail."""

    id: str
    words: str
    icon: str
    is_screen: bool = True
    """False for those that open a dialog and never stay pressed."""


class NavigationRail(QFrame):
    """Emits which item was chosen; the window decides what that means."""

    chosen = Signal(str)

    def __init__(
        self, items: tuple[RailItem, ...], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items = items
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        for item in (one for one in items if one.is_screen):
            column.addWidget(self._button(item), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for item in (one for one in items if not one.is_screen):
            column.addWidget(self._button(item), 0, Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._dress)
        self._dress()

    def show_current(self, item_id: str) -> None:
        """Show which screen is in front."""
        self._buttons[item_id].setChecked(True)
        self._dress()

    def button(self, item_id: str) -> QToolButton:
        """Return an item's button."""
        return self._buttons[item_id]

    def _button(self, item: RailItem) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "rail")
        button.setText(item.words)
        button.setToolTip(item.words)
        button.setAccessibleName(item.words)
        button.setCheckable(item.is_screen)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if item.is_screen:
            self._group.addButton(button)
        button.clicked.connect(lambda: self._choose(item.id))
        self._buttons[item.id] = button
        return button

    def _choose(self, item_id: str) -> None:
        self._dress()
        self.chosen.emit(item_id)

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        words = theme.text_scale < ICONS_ONLY_FROM
        widest = max(
            QFontMetrics(theme.font(CAPTION, QFont.Weight.DemiBold)).horizontalAdvance(one.words)
            for one in self._items
        )
        width = max(theme.px(WIDTH), widest + theme.px(28)) if words else theme.px(42)
        self.setFixedWidth(width)
        style = (
            Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            if words
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        side = theme.px(20)
        for item in self._items:
            button = self._buttons[item.id]
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - theme.px(10))
            button.setIconSize(QSize(side, side))
            colour = tokens.accent_text if button.isChecked() else tokens.text2
            button.setIcon(icon(item.icon, theme, colour))
        self.setStyleSheet(
            f"NavigationRail {{ background: {tokens.window.name()}; border: none;"
            f" border-right: 1px solid {tokens.hairline.name()}; }}"
            "NavigationRail QToolButton { min-width: 0; }"
        )
