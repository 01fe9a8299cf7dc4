"""The rail at the left: one button per screen, and at its foot what concerns the whole project."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import CAPTION
from annotator.words import tr

WIDTH = 76
_MOST_SHOWN = 1_000
"""A number on a button from which it only says that there are more."""
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
        self._badges: dict[str, QLabel] = {}
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

    def show_badge(self, item_id: str, count: int, what: str) -> None:
        """Show a number on an item's button, and say what it counts; none for 0."""
        button = self._buttons[item_id]
        badge = self._badges.get(item_id)
        if badge is None:
            badge = self._badges[item_id] = QLabel(button)
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setText(f"{count:,}" if count < _MOST_SHOWN else f"{_MOST_SHOWN - 1}+")
        badge.setVisible(count > 0)
        words = next(one.words for one in self._items if one.id == item_id)
        spoken = tr("{words}, {what}", words=words, what=what)
        button.setAccessibleName(spoken if count else words)
        button.setToolTip(spoken if count else words)
        self._dress_badge(item_id)

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
        # Without words below the icons no room is kept for them: all must fit a small screen.
        short = f"min-height: {theme.px(24)}px;"
        for item in self._items:
            button = self._buttons[item.id]
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - theme.px(10))
            button.setIconSize(QSize(side, side))
            colour = tokens.accent_text if button.isChecked() else tokens.text2
            button.setIcon(icon(item.icon, theme, colour))
        for item_id in self._badges:
            self._dress_badge(item_id)
        self.setStyleSheet(
            f"NavigationRail {{ background: {tokens.window.name()}; border: none;"
            f" border-right: 1px solid {tokens.hairline.name()}; }}"
            f"NavigationRail QToolButton {{ min-width: 0; {'' if words else short} }}"
        )

    def _dress_badge(self, item_id: str) -> None:
        """Put the number at the upper corner of the icon."""
        badge, button = self._badges[item_id], self._buttons[item_id]
        tokens, px = self._theme.tokens, self._theme.px
        badge.setStyleSheet(
            f"QLabel {{ background: {tokens.text2.name()}; color: {tokens.window.name()};"
            f" border-radius: {px(8)}px; font-size: {px(10)}px; font-weight: 600;"
            f" padding: 0 {px(4)}px; }}"
        )
        high = px(16)
        wide = max(high, badge.fontMetrics().horizontalAdvance(badge.text()) + px(9))
        middle = button.width() // 2
        left = min(middle + px(3), button.width() - wide)
        badge.setGeometry(
            middle - px(3) - wide if self.isRightToLeft() else left, px(1), wide, high
        )
        badge.raise_()
