"""Above the article under adjudication: previous and next, its title, that names are hidden."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import CAPTION
from annotator.ui.widgets.adjudication.elided_label import ElidedLabel
from annotator.ui.widgets.article_toolbar import HEIGHT
from annotator.words import tr

_NARROW = 420
"""Width (at text scale 1) under which names are hidden by an icon alone."""


class ArticleHead(QFrame):
    """Its buttons trigger the window's actions, so that keys, menus and buttons are one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("adjudicationHead")
        self.previous = QToolButton(self)
        self.following = QToolButton(self)
        self.title = ElidedLabel(theme, self)
        self.names = HiddenNames(theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.previous)
        row.addWidget(self.following)
        row.addSpacing(6)
        row.addWidget(self.title, 1)
        row.addWidget(self.names)
        for button in (self.previous, self.following):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setEnabled(False)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the title where there is little."""
        super().resizeEvent(event)
        self.names.set_brief(self.width() < self._theme.px(_NARROW))

    def minimumSizeHint(self) -> QSize:
        """Return the room with the icon alone: words that can make way hold nothing open."""
        least = super().minimumSizeHint()
        spared = self.names.sizeHint().width() - self.names.brief_width()
        return QSize(least.width() - spared, least.height())

    def use_actions(self, previous: QAction, following: QAction) -> None:
        """Let the two buttons trigger these actions."""
        for button, action in ((self.previous, previous), (self.following, following)):
            button.setDefaultAction(action)
            key, words = action.shortcut().toString(), action.text().replace("&", "")
            button.setToolTip(f"{words} ({key})" if key else words)
            button.setAccessibleName(words)
            action.setIconVisibleInMenu(False)
        self._dress()

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        self.setFixedHeight(theme.px(HEIGHT))
        side = theme.px(16)
        for button, name in ((self.previous, "previous"), (self.following, "next")):
            button.setIconSize(QSize(side, side))
            (button.defaultAction() or button).setIcon(icon(name, theme))
        self.setStyleSheet(
            f"#adjudicationHead {{ background: {tokens.surface.name()};"
            f" border: none; border-bottom: 1px solid {tokens.hairline.name()}; }}"
        )


class HiddenNames(QWidget):
    """Says that coders go by letters; where room is scarce, with its icon alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = tr("Coder names hidden")
        self._brief = False
        self.setAccessibleName(self._words)
        self.setToolTip(tr("Coders go by letters, which are drawn anew for every article"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_brief(self, brief: bool) -> None:
        """Show the icon alone."""
        if brief is not self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def brief_width(self) -> int:
        """Return the room for the icon alone, in pixels."""
        return self._theme.px(26)

    def sizeHint(self) -> QSize:
        """Return the room for icon and words."""
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        words = round(metrics.horizontalAdvance(self._words)) + self._theme.px(6)
        width = self.brief_width() + (0 if self._brief else words)
        return QSize(width, round(metrics.height()) + self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, tokens = self._theme.px, self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.window)
        painter.drawRoundedRect(QRectF(self.rect()), px(4), px(4))
        side = px(14)
        spot = QRectF(px(6), (self.height() - side) / 2, side, side)
        if self.isRightToLeft():
            spot.moveRight(self.width() - px(6))
        icon("names-hidden", self._theme).paint(painter, spot.toRect())
        if self._brief:
            return
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(tokens.text2)
        room = QRectF(self.rect())
        room = (
            room.adjusted(px(6), 0, -px(25), 0)
            if self.isRightToLeft()
            else room.adjusted(px(25), 0, -px(6), 0)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._words)
