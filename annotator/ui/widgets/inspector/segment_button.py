"""One segment: glyph, keycap and label, painted alike for every value."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Value
from annotator.ui.theme.fonts import CAPTION, SECONDARY
from annotator.ui.theme.glyphs import paint_glyph
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.painted_button import PaintedButton
from annotator.ui.widgets.inspector.tooltips import value_tooltip
from annotator.ui.widgets.keycap import keycap_size, paint_keycap


class SegmentButton(PaintedButton):
    """A value to choose. Large ones stand in two lines, as those of the primary attribute do."""

    def __init__(
        self, value: Value, key: str, theme: Theme, *, large: bool, parent: QWidget | None = None
    ) -> None:
        """``key`` is what stands on the keycap, empty for none."""
        super().__init__(value.label, theme, parent)
        self.value = value
        self._key = key
        self._large = large
        self.setCheckable(True)
        self.setToolTip(value_tooltip(value))

    def sizeHint(self) -> QSize:
        """Return the size of a segment in a row."""
        px = self._theme.px
        label = self._label_width()
        cap = keycap_size(self._key, self._theme).width() if self._key else 0
        glyph = px(10) if self.value.glyph and self._large else 0
        if not self._large:
            return QSize(round(label + (cap + px(4) if cap else 0)) + px(10), px(28))
        top = glyph + (px(8) if glyph and cap else 0) + cap
        return QSize(round(max(px(65), label + px(4), top + px(12))), px(46))

    def minimumSizeHint(self) -> QSize:
        """Return the size of a segment in a stack."""
        px = self._theme.px
        cap = keycap_size(self._key, self._theme).width() + px(8) if self._key else 0
        glyph = px(20) if self.value.glyph and self._large else 0
        return QSize(round(self._label_width() + glyph + cap) + px(22), px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, ring and contents."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setPen(self._ink())
        if self.property("stacked"):
            self._paint_in_line(painter, leading=True)
        elif self._large:
            self._paint_in_two_lines(painter)
        else:
            self._paint_in_line(painter, leading=False)

    def _ink(self) -> QColor:
        tokens = self._theme.tokens
        if self.isChecked():
            return tokens.accent_text if self.isEnabled() else tokens.text1
        return tokens.text2 if self.isEnabled() else tokens.text3

    def _paint_ground(self, painter: QPainter) -> None:
        tokens, radius = self._theme.tokens, self._theme.px(5)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(tokens.selected_row)
            painter.setPen(QPen(tokens.accent if self.isEnabled() else tokens.control_border, 2))
            painter.drawRoundedRect(rect, radius, radius)
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setBrush(tokens.window)
            painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.text1 if self.isChecked() else tokens.accent, 2))
            painter.drawRoundedRect(rect, radius, radius)

    def _paint_in_two_lines(self, painter: QPainter) -> None:
        px = self._theme.px
        cap = keycap_size(self._key, self._theme) if self._key else QSizeF(0, 0)
        glyph = px(10) if self.value.glyph else 0
        gap = px(8) if glyph and self._key else 0
        left = (self.width() - glyph - gap - cap.width()) / 2
        middle = px(15)
        if self.value.glyph:
            self._paint_glyph(painter, QRectF(left, middle - glyph / 2, glyph, glyph))
        if self._key:
            corner = QPointF(left + glyph + gap, middle - cap.height() / 2)
            paint_keycap(painter, QRectF(corner, cap), self._key, self._theme)
        painter.setPen(self._ink())
        painter.setFont(self._label_font())
        rest = QRectF(0, px(25), self.width(), self.height() - px(27))
        painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, self.value.label)

    def _paint_in_line(self, painter: QPainter, *, leading: bool) -> None:
        px = self._theme.px
        cap = keycap_size(self._key, self._theme) if self._key else QSizeF(0, 0)
        glyph = px(12) if self.value.glyph and self._large else 0
        label = self._label_width(self._label_font())
        gap = px(4) if self._key else 0
        left = px(10) if leading else (self.width() - label - gap - cap.width()) / 2
        if glyph and self.value.glyph:
            self._paint_glyph(painter, QRectF(left, (self.height() - glyph) / 2, glyph, glyph))
            left += glyph + px(8)
        painter.setPen(self._ink())
        painter.setFont(self._label_font())
        painter.drawText(
            QRectF(left, 0, label + px(4), self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.value.label,
        )
        if self._key:
            x = self.width() - cap.width() - px(10) if leading else left + label + gap
            y = (self.height() - cap.height()) / 2
            paint_keycap(painter, QRectF(QPointF(x, y), cap), self._key, self._theme)

    def _paint_glyph(self, painter: QPainter, rect: QRectF) -> None:
        if self.value.glyph:
            colour = self._theme.tokens.colours_of(self.value).strong
            paint_glyph(painter, self.value.glyph, rect, colour)

    def _label_font(self) -> QFont:
        """Return the chosen label's bolder face where it fits: choosing must move nothing."""
        size = CAPTION if self._large else SECONDARY
        bold = self._theme.font(size, QFont.Weight.DemiBold)
        taken = keycap_size(self._key, self._theme).width() if self._key and not self._large else 0
        room = self.width() - self._theme.px(10 if taken else 6) - taken
        if self.isChecked() and QFontMetricsF(bold).horizontalAdvance(self.value.label) <= room:
            return bold
        return self._theme.font(size)

    def _label_width(self, font: QFont | None = None) -> float:
        font = font or self._theme.font(CAPTION if self._large else SECONDARY)
        return QFontMetricsF(font).horizontalAdvance(self.value.label)
