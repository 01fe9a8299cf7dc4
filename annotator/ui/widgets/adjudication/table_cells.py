"""The cells of the comparison table. They paint themselves; the table moves between them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.codebook import Colour, Value
from annotator.ui.theme.fonts import CAPTION, SECONDARY
from annotator.ui.theme.glyphs import paint_glyph
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.adjudication.table_rows import (
    CoderCellShown,
    GoldCellShown,
    GoldState,
    TableRow,
)
from annotator.ui.widgets.inspector.painted_button import PaintedButton
from annotator.words import tr

_WRAPPED = Qt.TextFlag.TextWordWrap
PADDING, LINE_PADDING = 8, 7
PILL_ROOM = 24
"""What a pill takes besides its words."""
LEAST_HEIGHT = 34
_SIGN = 15
"""What the sign of a difference takes at the end of a label."""


class TableCell(PaintedButton):
    """Words, before them perhaps a shape; as tall as the words need at a given width."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("", theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.words = ""
        self.room = ""
        """Words for which there is to be room, though they are not shown yet."""
        self.picture: Value | None = None
        self.bold = False

    def height_at(self, width: int) -> int:
        """Return the height that the words need in a cell of this width."""
        px = self._theme.px
        room = max(px(20), width - self._taken())
        metrics = QFontMetricsF(self._face())
        tall = max(
            metrics.boundingRect(QRectF(0, 0, room, 10_000), _WRAPPED, words or " ").height()
            for words in (self.words, self.room)
        )
        return max(px(LEAST_HEIGHT), round(tall) + 2 * px(LINE_PADDING))

    @property
    def least_width(self) -> int:
        """Return the width in which no word is cut."""
        metrics = QFontMetricsF(self._face())
        words = (metrics.horizontalAdvance(one) for one in f"{self.words} {self.room}".split())
        return math.ceil(max(words, default=0.0)) + 1 + self._taken()

    def sizeHint(self) -> QSize:
        """Return the present size: the table decides."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the table: a button would move the keyboard its own way."""
        event.ignore()

    def _face(self) -> QFont:
        weight = QFont.Weight.DemiBold if self.bold else QFont.Weight.Normal
        return self._theme.font(SECONDARY, weight)

    def _taken(self) -> int:
        """Return the width that is not there for words."""
        px = self._theme.px
        return px(PADDING) + px(4) + (px(PILL_ROOM) if self.picture else 0)

    def _paint_ground(self, painter: QPainter, colour: QColor) -> None:
        painter.fillRect(self.rect(), colour)

    def _paint_value(
        self, painter: QPainter, left: float, right: float, ink: QColor, foot: int = 0
    ) -> None:
        """Paint the words, as a pill in the value's colour where it has one; above a foot."""
        px, tokens = self._theme.px, self._theme.tokens
        room = QRectF(left, 0, right - left, self.height() - foot)
        painter.setFont(self._face())
        if self.picture is None:
            painter.setPen(ink)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAPPED, self.words)
            return
        colours = tokens.colours_of(self.picture)
        metrics = QFontMetricsF(self._face())
        inside = room.width() - px(PILL_ROOM)
        rect = metrics.boundingRect(QRectF(0, 0, inside + 2, 10_000), _WRAPPED, self.words)
        pill = QRectF(
            left, 0, min(room.width(), rect.width() + px(PILL_ROOM)), rect.height() + px(6)
        )
        pill.moveTop((room.height() - pill.height()) / 2)
        painter.setPen(QPen(colours.strong, 1) if colours.outlined else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if colours.outlined else colours.fill)
        painter.drawRoundedRect(pill, px(4), px(4))
        if self.picture.glyph is not None:
            shape = QRectF(pill.left() + px(6), 0, px(9), px(9))
            shape.moveTop(pill.center().y() - shape.height() / 2)
            paint_glyph(painter, self.picture.glyph, shape, colours.strong)
        painter.setPen(colours.strong)
        words = QRectF(pill.left() + px(19), pill.top(), inside + 2, pill.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | _WRAPPED, self.words)

    def _paint_ring(self, painter: QPainter, inset: float = 1) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.tokens.accent, 2))
            radius = self._theme.px(4)
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, radius, radius)


class LabelCell(TableCell):
    """The name of a field, with the sign that annotators differ in it."""

    def __init__(self, row: TableRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = row.label
        self._differs = row.differs
        name = tr("{field}, annotators differ", field=row.label) if row.differs else row.label
        self.setAccessibleName(name)
        self.setToolTip(name if row.differs else "")

    def _taken(self) -> int:
        return self._theme.px(PADDING + 2 + (_SIGN if self._differs else 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name and sign."""
        painter = QPainter(self)
        px, tokens = self._theme.px, self._theme.tokens
        self._paint_ground(painter, tokens.side)
        painter.setFont(self._face())
        painter.setPen(tokens.text2)
        room = QRectF(px(PADDING), 0, self.width() - self._taken(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAPPED, self.words)
        if self._differs:
            painter.setFont(self._theme.font(SECONDARY, QFont.Weight.Bold))
            painter.setPen(tokens.warning)
            sign = QRectF(self.width() - px(_SIGN), 0, px(_SIGN - 2), self.height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "≠")
        painter.end()


class HeadCell(TableCell):
    """The name of a column."""

    def __init__(self, words: str, theme: Theme, parent: QWidget, *, gold: bool = False) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words, self.bold, self._gold = words, True, gold
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        self._paint_ground(painter, tokens.side)
        ink = tokens.accent_text if self._gold else tokens.text1
        self._paint_value(painter, self._theme.px(PADDING), self.width(), ink)
        painter.end()


class CoderCell(TableCell):
    """One annotator's value; a click takes it for the gold."""

    def __init__(
        self, row: TableRow, shown: CoderCellShown, head: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self.takes = row.gold is not None and shown.marked and not shown.covered
        self.words = shown.words
        self.picture = None if shown.covered else shown.picture
        self.room = shown.room
        self._tinted = row.differs and not shown.covered
        self._quiet = not shown.marked or shown.covered
        if self.takes:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        act = tr("Take this for the gold") if self.takes else ""
        self.setToolTip("\n".join(one for one in (shown.whole, act) if one))
        name = tr("{field}, {coder}: {value}", field=row.label, coder=head, value=shown.words)
        self.setAccessibleName(f"{name}, {tr('differs')}" if self._tinted else name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the value, tinted where annotators differ."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, tokens = self._theme.px, self._theme.tokens
        ground = tokens.surface
        if self._tinted:
            ground = difference_tint(self._theme)
        elif self.takes and self.underMouse():
            ground = mixed(tokens.surface, tokens.text1, 0.05)
        self._paint_ground(painter, ground)
        ink = tokens.text3 if self._quiet else tokens.text1
        self._paint_value(painter, px(PADDING), self.width() - px(4), ink)
        if self.takes and self.underMouse():
            painter.setPen(QPen(tokens.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_ring(painter)
        painter.end()


class GoldCell(TableCell):
    """The gold value: a box to choose in while nothing is chosen, with a tick where all agree."""

    def __init__(
        self, row: TableRow, shown: GoldCellShown, theme: Theme, parent: QWidget, *, editable: bool
    ) -> None:
        super().__init__(theme, parent)
        self.shown = shown
        self.editable = editable
        empty = shown.state is GoldState.EMPTY
        nothing = tr("Choose") if editable else tr("None")
        self.words = nothing if empty else shown.words
        self.picture = None if empty else shown.picture
        spoken = {
            GoldState.EMPTY: tr("not chosen yet"),
            GoldState.AGREED: tr("all annotators agree"),
            GoldState.TAKEN: tr("taken from {letter}", letter=shown.letter),
            GoldState.OWN: tr("as no annotator has it") if shown.unlike else tr("your own choice"),
            GoldState.JUDGED: tr("chosen, not compared yet"),
            GoldState.FOLLOWS: tr("follows the content of {letter}", letter=shown.letter),
            GoldState.ALONE: tr("others marked nothing here"),
            GoldState.REJECTED: tr("rejected, there is no gold"),
        }[shown.state]
        if shown.note and shown.state is not GoldState.FOLLOWS:
            spoken = f"{spoken}, {shown.note}"
        value = "" if empty else f"{shown.words}, "
        self.setAccessibleName(tr("Gold {field}: {value}", field=row.label, value=value + spoken))
        self.setToolTip("\n".join(one for one in (shown.whole, spoken) if one))
        self.setEnabled(True)
        if editable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def height_at(self, width: int) -> int:
        """Return the height of the words, and of the note below them."""
        if not self.shown.note:
            return super().height_at(width)
        return super().height_at(width) + self._note_height(width)

    def _note_height(self, width: int) -> int:
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        room = QRectF(0, 0, width - 2 * self._theme.px(PADDING), 10_000)
        return round(metrics.boundingRect(room, _WRAPPED, self.shown.note).height())

    def _taken(self) -> int:
        px = self._theme.px
        mark = px(17) if self._has_mark() else 0
        return super()._taken() + mark + (px(12) if self.editable else px(2))

    def _has_mark(self) -> bool:
        return self.shown.state in (GoldState.AGREED, GoldState.TAKEN, GoldState.OWN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mark, value and, where it can be changed, the sign of a list."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, tokens, state = self._theme.px, self._theme.tokens, self.shown.state
        self._paint_ground(painter, tokens.surface)
        foot = self._note_height(self.width()) if self.shown.note else 0
        box = QRectF(self.rect()).adjusted(px(4), px(4), -px(4), -px(4) - foot)
        empty = state is GoldState.EMPTY
        if self.editable and (empty or self.underMouse() or self.hasFocus() or self.shown.missing):
            colour = tokens.error if self.shown.missing else tokens.control_border
            ring = self.hasFocus()
            painter.setPen(QPen(tokens.accent if ring else colour, 2 if ring else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
        elif self.hasFocus():
            self._paint_ring(painter)
        left = float(px(PADDING))
        if self._has_mark():
            self._paint_mark(painter, QRectF(left, 0, px(14), self.height() - foot))
            left += px(17)
        quiet = empty or state in (GoldState.FOLLOWS, GoldState.ALONE, GoldState.REJECTED)
        right = self.width() - px(16 if self.editable else 6)
        ink = tokens.text2 if state is GoldState.ALONE else tokens.text3
        self._paint_value(painter, left, right, ink if quiet else tokens.text1, foot)
        if foot:
            self._paint_note(painter, foot)
        if self.editable and (empty or self.underMouse() or self.hasFocus()):
            self._paint_chevron(painter, foot)
        painter.end()

    def _paint_note(self, painter: QPainter, foot: int) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(tokens.warning if self.shown.state is GoldState.ALONE else tokens.text2)
        room = QRectF(
            px(PADDING), self.height() - foot - px(4), self.width() - 2 * px(PADDING), foot
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | _WRAPPED, self.shown.note)

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        tokens, state = self._theme.tokens, self.shown.state
        if state is GoldState.AGREED:
            self._paint_tick(painter, rect)
            return
        own = state is GoldState.OWN
        painter.setFont(self._theme.font(SECONDARY, QFont.Weight.DemiBold))
        painter.setPen(tokens.warning if own and self.shown.unlike else tokens.accent_text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "✎" if own else self.shown.letter)

    def _paint_tick(self, painter: QPainter, rect: QRectF) -> None:
        unit = self._theme.px(10) / 10
        x, y = rect.left() + 2 * unit, rect.center().y()
        painter.setPen(QPen(self._theme.tokens.ok, max(1.4, 1.5 * unit)))
        painter.drawPolyline(
            [
                QPointF(x, y),
                QPointF(x + 3 * unit, y + 3 * unit),
                QPointF(x + 8.5 * unit, y - 4 * unit),
            ]
        )

    def _paint_chevron(self, painter: QPainter, foot: int) -> None:
        unit = self._theme.px(8) / 8
        x, y = self.width() - self._theme.px(15), (self.height() - foot) / 2
        painter.setPen(QPen(self._theme.tokens.text3, max(1.2, 1.2 * unit)))
        painter.drawPolyline(
            [
                QPointF(x, y - 2 * unit),
                QPointF(x + 4 * unit, y + 2 * unit),
                QPointF(x + 8 * unit, y - 2 * unit),
            ]
        )


def difference_tint(theme: Theme) -> QColor:
    """Return the ground of what annotators differ in."""
    tokens = theme.tokens
    if tokens.unset.outlined:
        return tokens.surface
    return mixed(tokens.surface, tokens.stance[Colour.GOLD].fill, 0.5)
