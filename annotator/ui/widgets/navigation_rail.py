"""The rail at the left: one button per screen, and at its foot what concerns the whole project."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
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
_MOST_SHOWN, _MOST_ON_ICON = 1_000, 100
"""Numbers on a button from which it only says that there are more, with words and without."""
_BORDERS = 4
"""Pixels that the style sheet draws at both sides of a button."""
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
        self._counts: dict[str, int] = {}
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
            button.installEventFilter(self)
        came_or_went = (count > 0) != (self._counts.get(item_id, 0) > 0)
        self._counts[item_id] = count
        badge.setVisible(count > 0)
        words = next(one.words for one in self._items if one.id == item_id)
        spoken = tr("{words}, {what}", words=words, what=what)
        button.setAccessibleName(spoken if count else words)
        button.setToolTip(spoken if count else words)
        if came_or_went:
            self._dress()
        else:
            self._dress_badge(item_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep numbers at the corner of buttons that the layout has made wider or narrower."""
        if event.type() is QEvent.Type.Resize:
            for item_id in self._badges:
                self._place_badge(item_id)
        return super().eventFilter(watched, event)

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
        words = self._says_words
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
        # All are as wide as the widest number, which grows with the letters, too.
        short = f"min-height: {theme.px(24)}px; min-width: {width - theme.px(10) - _BORDERS}px;"
        for item in self._items:
            button = self._buttons[item.id]
            button.setToolButtonStyle(style)
            button.setMinimumSize(0, 0)  # the style sheet only ever raises it
            button.setMaximumWidth(width - theme.px(10))
            button.setIconSize(QSize(side, side))
            colour = tokens.accent_text if button.isChecked() else tokens.text2
            button.setIcon(icon(item.icon, theme, colour))
            button.setProperty("numbered", not words and self._counts.get(item.id, 0) > 0)
        for item_id in self._badges:
            self._dress_badge(item_id)
        self.setStyleSheet(
            f"NavigationRail {{ background: {tokens.window.name()}; border: none;"
            f" border-right: 1px solid {tokens.hairline.name()}; }}"
            f"NavigationRail QToolButton {{ {'min-width: 0;' if words else short} }}"
            # An icon alone would be hidden by a number in large letters: it makes way downwards.
            f'NavigationRail QToolButton[numbered="true"] {{ padding-top: {theme.px(13)}px; }}'
        )

    @property
    def _says_words(self) -> bool:
        return self._theme.text_scale < ICONS_ONLY_FROM

    def _dress_badge(self, item_id: str) -> None:
        """Write the number in the theme's colours."""
        badge, count = self._badges[item_id], self._counts[item_id]
        tokens, px = self._theme.tokens, self._theme.px
        most = _MOST_SHOWN if self._says_words else _MOST_ON_ICON
        badge.setText(f"{count:,}" if count < most else tr("{count}+", count=most - 1))
        badge.setStyleSheet(
            f"QLabel {{ background: {tokens.text2.name()}; color: {tokens.window.name()};"
            f" border-radius: {px(8)}px; font-size: {px(10)}px; font-weight: 600;"
            f" padding: 0 {px(4)}px; }}"
        )
        self._place_badge(item_id)

    def _place_badge(self, item_id: str) -> None:
        """Put the number at the upper corner of the icon."""
        badge, button = self._badges[item_id], self._buttons[item_id]
        px = self._theme.px
        badge.ensurePolished()
        high = px(16)
        wide = max(high, badge.fontMetrics().horizontalAdvance(badge.text()) + px(9))
        middle = button.width() // 2
        left, right = max(0, middle - px(3) - wide), min(middle + px(3), button.width() - wide)
        badge.setGeometry(left if self.isRightToLeft() else right, px(1), wide, high)
        badge.raise_()
