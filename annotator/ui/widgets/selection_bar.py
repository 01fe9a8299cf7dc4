"""The bar at a fresh selection: what can be made of it, by mouse, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from annotator.domain.codebook import Codebook, Value
from annotator.domain.spans import SpanRole
from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.glyphs import CHIP, paint_chip
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.keycap import keycap_size, paint_keycap
from annotator.words import tr

_AWAY = 10
"""Distance from the selected words."""
_EDGE = 8
"""Least distance from the sides of the page."""


class SelectionBar(QFrame):
    """Offers every value of the primary attribute alike: none is suggested or set apart."""

    value_chosen = Signal(str)
    """The key of a value of the primary attribute."""
    role_chosen = Signal(object)
    """SpanRole: the selection is to become a further span of the selected attribution."""
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = parent
        self._values: list[_BarButton] = []
        self._roles: list[_BarButton] = []
        self._line_at = 0
        self._rect = QRect()
        self._can_extend = False
        self._cancel = _BarButton(tr("Cancel"), tr("Esc"), theme, self, quiet=True)
        self._cancel.clicked.connect(self.cancelled)
        self.setProperty("kind", "bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Else a click beside a button would go on to the text and undo the selection.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(tr("New attribution from the selection"))
        theme.changed.connect(self._restyle)
        self.hide()

    def set_codebook(self, codebook: Codebook) -> None:
        """Offer the values and span roles of another codebook."""
        for button in (*self._values, *self._roles):
            button.hide()
            button.deleteLater()
        self._values = [self._value_button(value) for value in codebook.primary.values]
        roles = [
            (SpanRole.CONTENT, tr("Content"), "A"),
            (SpanRole.SOURCE, tr("Who said it"), "W"),
            (SpanRole.CUE, tr("Cue"), "C"),
        ]
        if codebook.for_span_role(SpanRole.CONDITION) is not None:
            roles.append((SpanRole.CONDITION, tr("Condition"), ""))
        self._roles = [self._role_button(*role) for role in roles]
        if self.isVisible():
            self._arrange()

    def show_for(self, span_rect: QRect, *, can_extend: bool) -> None:
        """Show the bar at selected words, given by their rectangle in the parent's coordinates.

        ``can_extend``: an attribution is selected to which the words could be added.
        """
        self._rect = span_rect
        self._can_extend = can_extend
        self._arrange()
        self.show()
        self.raise_()

    def _value_button(self, value: Value) -> "_BarButton":
        button = _BarButton(value.label, value.shortcut or "", self._theme, self, value=value)
        button.setToolTip(value.definition)
        button.clicked.connect(lambda: self.value_chosen.emit(value.key))
        return button

    def _role_button(self, role: SpanRole, words: str, key: str) -> "_BarButton":
        button = _BarButton(words, key, self._theme, self, quiet=True)
        button.clicked.connect(lambda: self.role_chosen.emit(role))
        return button

    def _arrange(self) -> None:
        """Lay the buttons out in as many rows as the parent's width asks for, and place the bar."""
        px = self._theme.px
        page = self._page.rect()
        pad, gap = px(6), px(4)
        for button in self._roles:
            button.setVisible(self._can_extend)
        lower = [*(self._roles if self._can_extend else ()), self._cancel]
        for button in (*self._values, self._cancel):
            button.show()
        room = max(px(120), page.width() - 2 * _EDGE - 2 * pad)
        wide = max(_width(self._values, gap), _width(lower, gap))
        inner = min(room, wide)
        bottom = _place(self._values, QPoint(pad, pad), inner, gap)
        self._line_at = bottom + px(4)
        bottom = _place(lower, QPoint(pad, self._line_at + px(4)), inner, gap)
        if self._cancel.y() == lower[0].y():
            self._cancel.move(pad + inner - self._cancel.width(), self._cancel.y())
        self.resize(inner + 2 * pad, bottom + pad)
        self.move(self._spot(page))
        self.update()

    def _spot(self, page: QRect) -> QPoint:
        """Return the place below the selected words, or above them where there is no room below."""
        x = self._rect.center().x() - self.width() // 2
        x = max(_EDGE, min(x, page.width() - self.width() - _EDGE))
        y = self._rect.bottom() + _AWAY
        if y + self.height() > page.height() - _EDGE:
            above = self._rect.top() - _AWAY - self.height()
            y = above if above >= _EDGE else max(_EDGE, page.height() - _EDGE - self.height())
        return QPoint(x, y)

    def _restyle(self) -> None:
        if self.isVisible():
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between values and the rest."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.tokens.hairline)
        painter.drawLine(1, self._line_at, self.width() - 2, self._line_at)
        painter.end()


class _BarButton(QAbstractButton):
    """Chip, words, keycap."""

    def __init__(
        self,
        words: str,
        key: str,
        theme: Theme,
        parent: QWidget,
        *,
        value: Value | None = None,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._theme = theme
        self._value = value
        self._quiet = quiet
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("{action}, key {key}", action=words, key=key) if key else words)

    def _font(self) -> QFont:
        return self._theme.font(SECONDARY if self._quiet else BODY)

    def sizeHint(self) -> QSize:
        """Return the size that chip, words and keycap need."""
        px = self._theme.px
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 2 * px(8)
        if self._value is not None:
            width += px(CHIP) + px(7)
        if self._key:
            width += keycap_size(self._key, self._theme).width() + px(7)
        return QSize(round(width), px(24 if self._quiet else 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint chip, words, keycap; shaded while the mouse is over them."""
        del event
        px, tokens = self._theme.px, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(QPen(tokens.accent, 1) if self.isDown() else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, px(5), px(5))
        left, right = float(px(8)), self.width() - px(8)
        if self._value is not None:
            side = px(CHIP)
            chip = QRectF(left, (self.height() - side) / 2, side, side)
            paint_chip(painter, chip, self._value, tokens.colours_of(self._value))
            left = chip.right() + px(7)
        if self._key:
            cap = QRectF(0, 0, 0, 0)
            cap.setSize(keycap_size(self._key, self._theme))
            cap.moveTo(right - cap.width(), (self.height() - cap.height()) / 2)
            paint_keycap(painter, cap, self._key, self._theme)
            right = round(cap.left() - px(7))
        painter.setPen(tokens.text2 if self._quiet else tokens.text1)
        painter.setFont(self._font())
        words = QFontMetricsF(self._font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, right - left + 1
        )
        area = QRectF(left, 0, right - left + 1, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


def _width(buttons: Sequence[_BarButton], gap: int) -> int:
    """Return how wide a row of buttons is."""
    return sum(one.sizeHint().width() for one in buttons) + gap * max(0, len(buttons) - 1)


def _place(buttons: Sequence[_BarButton], start: QPoint, width: int, gap: int) -> int:
    """Place buttons in rows of at most this width; return the bottom of the last row."""
    x, y, height = start.x(), start.y(), 0
    for button in buttons:
        size = button.sizeHint()
        size.setWidth(min(size.width(), width))
        if x > start.x() and x + size.width() > start.x() + width:
            x, y, height = start.x(), y + height + gap, 0
        button.setGeometry(QRect(QPoint(x, y), size))
        x += size.width() + gap
        height = max(height, size.height())
    return y + height
