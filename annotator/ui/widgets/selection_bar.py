"""The bar at a fresh selection: what can be made of it, by mouse, each with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from annotator.domain.codebook import Codebook, Value
from annotator.domain.text.spans import SpanRole
from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.glyphs import CHIP, paint_chip
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.keycap import keycap_size, paint_keycap
from annotator.words import tr

_AWAY = 2
"""Distance of the arrow's tip from the selected words."""
_EDGE = 8
"""Least distance from the sides of the page."""
_ARROW = 7
"""Height of the arrow."""


@dataclass(frozen=True, slots=True)
class _Arrow:
    """What points from the bar at the words."""

    x: int
    height: int
    up: bool


class SelectionBar(QWidget):
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
        self._lines: tuple[QRect, ...] = ()
        self._middle = 0
        self._add_to: int | None = None
        self._purpose = _RowLabel(theme, self)
        self._purpose.name_attribution(1)
        self._arrow: _Arrow | None = None
        self._cancel = _BarButton(tr("Cancel"), tr("Esc"), theme, self, quiet=True)
        self._cancel.setToolTip(tr("Select nothing; nothing is changed"))
        self._cancel.clicked.connect(self.cancelled)
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
            (SpanRole.SOURCE, tr("Source"), "W"),
            (SpanRole.CUE, tr("Cue"), "C"),
        ]
        condition = codebook.for_span_role(SpanRole.CONDITION)
        if condition is not None:
            roles.append((SpanRole.CONDITION, tr("Condition"), condition.shortcut or ""))
        self._roles = [self._role_button(*role) for role in roles]
        if self.isVisible():
            self._arrange()

    def show_for(self, lines: Sequence[QRect], *, middle: int, add_to: int | None) -> None:
        """Show the bar at selected words, given line by line in the parent's coordinates.

        ``middle``: of the column of text, where the bar always stands, so that its buttons keep
        their places. ``add_to``: the number of the attribution to which the words could be added.
        """
        self._lines = tuple(lines)
        self._middle = middle
        self._add_to = add_to
        if add_to is not None:
            self._purpose.name_attribution(add_to)
        self._arrange()
        self.show()
        self.raise_()

    def _value_button(self, value: Value) -> "_BarButton":
        button = _BarButton(value.label, value.shortcut or "", self._theme, self, value=value)
        button.clicked.connect(lambda: self.value_chosen.emit(value.key))
        return button

    def _role_button(self, role: SpanRole, words: str, key: str) -> "_BarButton":
        button = _BarButton(words, key, self._theme, self, quiet=True)
        button.setToolTip(_role_words(role))
        button.clicked.connect(lambda: self.role_chosen.emit(role))
        return button

    def _arrange(self) -> None:
        """Lay the buttons out and place the bar; where all words do not fit, with fewer words."""
        page = self._page.rect()
        for widget in (self._purpose, *self._roles):
            widget.setVisible(self._add_to is not None)
        for button in (*self._values, self._cancel):
            button.show()
        if not self._settle(self._lay_out(page, brief=False), page):
            self._settle(self._lay_out(page, brief=True), page)
        self.update()

    def _lay_out(self, page: QRect, *, brief: bool) -> QSize:
        """Put the buttons in as many rows as the page's width asks for; return what they take."""
        px = self._theme.px
        pad, gap = px(6), px(4)
        for button in self._values:
            button.set_brief(brief)
        adding = (self._purpose, *self._roles)
        lower = [*(adding if self._add_to is not None else ()), self._cancel]
        # As wide without an attribution to add to as with one: the values stay where they are.
        inner = min(
            max(px(80), page.width() - 2 * _EDGE - 2 * pad),
            max(_width(self._values, gap), _width((*adding, self._cancel), gap)),
        )
        bottom = _place(self._values, QPoint(pad, pad), inner, gap)
        self._line_at = bottom + px(4)
        bottom = _place(lower, QPoint(pad, self._line_at + px(4)), inner, gap)
        if self._cancel.y() == lower[0].y():
            self._cancel.move(pad + inner - self._cancel.width(), self._cancel.y())
        return QSize(inner + 2 * pad, bottom + pad)

    def _settle(self, body: QSize, page: QRect) -> bool:
        """Place the bar below the words; above those in the lower half: what follows stays seen.

        Returns False if it had to cover some of the words.
        """
        words = QRect()
        for line in self._lines:
            words = words.united(line)
        x = max(_EDGE, min(self._middle - body.width() // 2, page.width() - body.width() - _EDGE))
        tall = self._theme.px(_ARROW)
        height = body.height() + tall
        below, above = words.bottom() + _AWAY, words.top() - _AWAY - height
        fits_below, fits_above = below + height <= page.height() - _EDGE, above >= _EDGE
        self._arrow = None
        if fits_above and (not fits_below or words.center().y() > page.center().y()):
            first = min(self._lines, key=lambda line: line.top())
            self._arrow = _Arrow(_tip(first, x, body.width(), tall), tall, up=False)
            self.setGeometry(x, above, body.width(), height)
        elif fits_below:
            last = max(self._lines, key=lambda line: line.bottom())
            self._arrow = _Arrow(_tip(last, x, body.width(), tall), tall, up=True)
            self.setGeometry(x, below, body.width(), height)
        else:
            # The words fill the page: the bar stands where it covers least of them.
            top, bottom = _EDGE, max(_EDGE, page.height() - _EDGE - body.height())
            room_above, room_below = words.top(), page.height() - words.bottom()
            self.setGeometry(QRect(QPoint(x, top if room_above > room_below else bottom), body))
        if self._arrow is not None and self._arrow.up:
            for widget in (*self._values, self._purpose, *self._roles, self._cancel):
                widget.move(widget.x(), widget.y() + tall)
            self._line_at += tall
        return self._arrow is not None

    def _restyle(self) -> None:
        if self.isVisible():
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar with its arrow, and the line between values and the rest."""
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.control_border)
        painter.setBrush(tokens.surface)
        painter.drawPath(self._outline())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(tokens.hairline)
        painter.drawLine(1, self._line_at, self.width() - 2, self._line_at)
        painter.end()

    def _outline(self) -> QPainterPath:
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        arrow, path = self._arrow, QPainterPath()
        if arrow is None:
            path.addRoundedRect(body, self._theme.px(8), self._theme.px(8))
            return path
        tip = body.top() if arrow.up else body.bottom()
        foot = tip + arrow.height if arrow.up else tip - arrow.height
        if arrow.up:
            body.setTop(foot)
        else:
            body.setBottom(foot)
        path.addRoundedRect(body, self._theme.px(8), self._theme.px(8))
        pointer = QPainterPath(QPointF(arrow.x - arrow.height, foot))
        pointer.lineTo(arrow.x, tip)
        pointer.lineTo(arrow.x + arrow.height, foot)
        pointer.closeSubpath()
        return path.united(pointer)


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
        self._brief = False
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("{action}, key {key}", action=words, key=key) if key else words)

    def set_brief(self, brief: bool) -> None:
        """Show only chip and key; the tool tip has the words."""
        self._brief = brief
        if self._value is not None:
            words = tr("New attribution: {value}", value=self._value.label)
            self.setToolTip("\n".join(filter(None, (words, self._value.definition))))

    def _font(self) -> QFont:
        return self._theme.font(SECONDARY if self._quiet else BODY)

    def _words(self) -> str:
        return "" if self._brief else self.text()

    def sizeHint(self) -> QSize:
        """Return the size that chip, words and keycap need."""
        px = self._theme.px
        width = QFontMetricsF(self._font()).horizontalAdvance(self._words()) + 2 * px(8)
        if self._value is not None:
            width += px(CHIP) + px(7)
        if self._key:
            width += keycap_size(self._key, self._theme).width() + (0 if self._brief else px(7))
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
            self._words(), Qt.TextElideMode.ElideRight, right - left + 1
        )
        area = QRectF(left, 0, right - left + 1, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class _RowLabel(QLabel):
    """Says what the buttons after it do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "secondary")
        self.setContentsMargins(8, 0, 0, 0)
        self.name_attribution(1)

    def name_attribution(self, number: int) -> None:
        """Say to which attribution the words are added."""
        self.setText(self._words(number))

    def sizeHint(self) -> QSize:
        """Return room for any number of two digits, so that the bar keeps its width."""
        self.ensurePolished()
        measure = self.fontMetrics().horizontalAdvance
        room = max(measure(self._words(digit * 11)) for digit in range(1, 10))
        return QSize(room + self.contentsMargins().left() + 2, self._theme.px(24))

    def _words(self, number: int) -> str:
        return tr("Add to attribution {number}:", number=number)


def _role_words(role: SpanRole) -> str:
    """Return what is said of the selected words with one of the buttons."""
    return {
        SpanRole.CONTENT: tr("These words too are what was said: add them as a further fragment."),
        SpanRole.SOURCE: tr("These words name who said it."),
        SpanRole.CUE: tr("These words tell that something was said, such as “told reporters”."),
        SpanRole.CONDITION: tr("The stance hangs on what these words say."),
    }[role]


def _tip(words: QRect, left: int, width: int, arrow: int) -> int:
    """Return where on the bar its arrow is, which points at a line of words."""
    return max(2 * arrow, min(words.center().x() - left, width - 2 * arrow))


def _width(buttons: Sequence[QWidget], gap: int) -> int:
    """Return how wide a row of buttons is."""
    return sum(one.sizeHint().width() for one in buttons) + gap * max(0, len(buttons) - 1)


def _place(buttons: Sequence[QWidget], start: QPoint, width: int, gap: int) -> int:
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
