"""A sentence over the article that goes by itself: why a key did nothing, what is missing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.inspector.link_button import LinkButton

BRIEF = 5
LONG = 15
"""Seconds for what a person would regret to have missed."""
_MARGIN = 14


class BriefNotice(QFrame):
    """Never takes the keyboard; one button may take back what was done.

    It floats over its parent's foot, unless it is a line in a layout: then it covers nothing.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, floats: bool = True) -> None:
        super().__init__(parent)
        self._floats = floats
        self._act: Callable[[], object] | None = None
        self._theme = theme
        self.setObjectName("briefNotice")
        if floats:
            self.setProperty("kind", "bar")
        self._picture = QLabel(self)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self.button = LinkButton("", theme, self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._pressed)
        self.button.hide()
        row = QHBoxLayout(self)
        high = 8 if floats else 6
        row.setContentsMargins(12, high, 14, high)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        if floats:
            parent.installEventFilter(self)
        else:
            theme.changed.connect(self._dress)
            self._dress()
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said now; empty when nothing is."""
        return "" if self.isHidden() else self._label.text()

    @property
    def may_act(self) -> bool:
        """Tell whether a button is shown that takes back what was done."""
        return self._act is not None and not self.isHidden()

    def say(
        self,
        words: str,
        seconds: int = BRIEF,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence for a few seconds, with a button if it has words."""
        self._act = act
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.updateGeometry()
        self.button.setVisible(bool(button))
        side = self._theme.px(16)
        colour = self._theme.tokens.accent_text
        self._picture.setPixmap(icon("info", self._theme, colour).pixmap(side, side))
        self._label.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(seconds * 1000)
        announce(self, words)

    def withdraw(self) -> None:
        """Take away what has a button: it would take back something else by now."""
        if self._act is not None:
            self._act = None
            self.hide()

    def _pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in its place when the parent's size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"#briefNotice {{ background: {tokens.side.name()};"
            f" border: none; border-top: 1px solid {tokens.hairline.name()}; }}"
        )

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self._floats:
            return
        widest = min(self._theme.px(560), parent.width() - 2 * _MARGIN)
        metrics = self._label.fontMetrics()
        wanted = metrics.horizontalAdvance(self._label.text()) + self._theme.px(80)
        if not self.button.isHidden():
            wanted += self.button.sizeHint().width() + self._theme.px(8)
        width = min(widest, wanted)
        height = (
            self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        y = parent.height() - height - _MARGIN
        self.setGeometry((parent.width() - width) // 2, y, width, height)
