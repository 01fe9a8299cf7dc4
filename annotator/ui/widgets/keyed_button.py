"""A push button that shows its key as a keycap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.keycap import keycap_size, paint_keycap

_GAP = 8


class KeyedButton(QPushButton):
    """Words at the left, keycap at the right; without a key like any other button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: str, key: str, kind: str) -> None:
        """Show words and key; ``kind`` is the theme's kind of button, empty for an ordinary one."""
        self._key = key
        self.setText(words)
        self.setAccessibleName(words)
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count a double click once: what it does twice would be done to the next article."""
        event.accept()

    def sizeHint(self) -> QSize:
        """Return room for words and keycap."""
        size = super().sizeHint()
        if self._key:
            cap = keycap_size(self._key, self._theme)
            size.setWidth(size.width() + round(cap.width()) + self._theme.px(_GAP))
        return size

    def width_for(self, words: str, key: str) -> int:
        """Return the width that other words and another key would ask for, in pixels."""
        metrics = self.fontMetrics()
        change = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(self.text())
        for cap, sign in ((self._key, -1), (key, 1)):
            if cap:
                room = round(keycap_size(cap, self._theme).width()) + self._theme.px(_GAP)
                change += sign * room
        return self.sizeHint().width() + change

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are not to be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its words left of the keycap."""
        if not self._key:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        cap = keycap_size(self._key, self._theme)
        room = (self.width() - self._words_width() - cap.width() - self._theme.px(_GAP)) / 2
        colour = self._theme.tokens.on_accent if self.isEnabled() else self._theme.tokens.text3
        if self.property("kind") != "primary":
            colour = self._theme.tokens.text1
        painter.setPen(colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = QRectF(room, 0, self._words_width() + 2, self.height())
        painter.drawText(words, _MIDDLE, self.text())
        where = QRectF(
            self.width() - room - cap.width(),
            (self.height() - cap.height()) / 2,
            cap.width(),
            cap.height(),
        )
        paint_keycap(painter, where, self._key, self._theme, colour)
        painter.end()

    def _words_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text())


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
