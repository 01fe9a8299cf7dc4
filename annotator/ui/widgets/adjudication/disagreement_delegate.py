"""Paints a row of the adjudicator's queue: how grave, what kind, which values, who, what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.adjudication.item import ItemState, Severity
from annotator.domain.codebook import Codebook, Colour, Value
from annotator.ui.icons import icon
from annotator.ui.models.disagreement_model import (
    ROW_ROLE,
    ArticleHead,
    DisagreementModel,
    detail_of,
    gold_words,
    kind_words,
    missing_in,
    state_words,
    title_of,
    values_of,
)
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY, CAPTION, SECONDARY
from annotator.ui.theme.glyphs import CHIP, paint_chip
from annotator.ui.widgets.article_view.header import isolated
from annotator.ui.widgets.article_view.script_direction import mostly_right_to_left
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemLine

_MOST_VALUES = 5
"""More coders' values than this are counted."""
_HEAD_LINES = 2
_BRIEF_MARGINS = 19
"""Above, between and below the lines of a brief row, in pixels at any text scale."""
_NARROW = 230
"""Pixels at a text scale of 1: the margins of narrower rows do not grow with the letters."""
_ENOUGH = 200
"""Characters; no row has room for more."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_STATE_ICONS = {
    ItemState.DISCUSS: "note",
    ItemState.STALE: "history",
    ItemState.DECIDED: "check",
}


class DisagreementDelegate(QStyledItemDelegate):
    """All rows are equally high: lists of ten thousand items need that."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._codebook: Codebook | None = None
        """By which the values of the row that is being painted are named."""
        self.brief = False
        """Whether rows go without the quote, and with margins that large letters do not widen."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for chips, speaker and quote."""
        return QSize(option.rect.width(), self.height(brief=self.brief))

    def height(self, *, brief: bool) -> int:
        """Return how high a row is, in pixels."""
        if brief:
            return round(self._chip_height() + self._line(BODY)) + _BRIEF_MARGINS
        lines = sum(self._line(size) for size in (BODY, SECONDARY))
        return round(self._chip_height() + lines) + self._theme.px(19)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row."""
        row: ItemLine | ArticleHead | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ArticleHead):
            self._paint_head(painter, QRectF(option.rect), row, first=index.row() == 0)
        else:
            self._paint_line(painter, option, row, index.model())
        painter.restore()

    def _paint_head(
        self, painter: QPainter, area: QRectF, head: ArticleHead, *, first: bool
    ) -> None:
        """Paint title and count at the foot of the row, near the items that they are about."""
        px, tokens = self._space, self._theme.tokens
        if not first:
            painter.fillRect(
                QRectF(area.left(), area.top() + px(6), area.width(), 1), tokens.hairline
            )
        across = self._across(area.width())
        inner = area.adjusted(across(13), px(9), -across(16), -px(6))
        font = self._theme.font(SECONDARY, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        count = f"{head.count:,}"
        taken = metrics.horizontalAdvance(count) + across(10)
        leftwards = mostly_right_to_left(head.title)
        lines = _wrapped(head.title, font, inner.width() - taken, _HEAD_LINES)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        y = inner.bottom() - metrics.height() * len(lines)
        for line in lines:
            box = QRectF(inner.left(), y, inner.width() - taken, metrics.height())
            side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(box, flags, isolated(line))
            y += metrics.height()
        painter.setFont(self._theme.font(SECONDARY))
        painter.setPen(tokens.text3)
        box = QRectF(inner.right() - taken, y - metrics.height(), taken, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, line: ItemLine, model: object
    ) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._space
        codebook = model.codebook if isinstance(model, DisagreementModel) else None
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        across = self._across(option.rect.width())
        inner = QRectF(option.rect).adjusted(across(6), 1, -across(6), -1)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row if selected else tokens.window)
            painter.drawRoundedRect(inner, px(5), px(5))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), px(5), px(5))
        box = inner.adjusted(across(8), px(8), -across(8), -px(7))
        high = self._chip_height()
        self._paint_severity(painter, QRectF(box.left(), box.top(), across(6), high), line.severity)
        left = box.left() + across(14)
        first = QRectF(left, box.top(), box.right() - left, high)
        kind = kind_words(line, codebook)
        room = first.width() - self._kind_width(kind) - across(6)
        values = values_of(line, codebook)
        right = self._paint_values(painter, first, line, values, room)
        self._paint_kind(painter, first, right - across(6), line, kind)
        self._codebook = codebook
        second = QRectF(left, first.bottom() + px(3), first.width(), self._line(BODY))
        again = isinstance(model, DisagreementModel) and line.id in model.reopened
        self._paint_who(painter, second, line, selected=selected, reopened=again)
        if self.brief:
            return
        third = QRectF(left, second.bottom(), first.width(), self._line(SECONDARY))
        self._words(painter, third, detail_of(line, codebook), theme.font(SECONDARY), tokens.text2)

    def _paint_severity(self, painter: QPainter, area: QRectF, severity: Severity) -> None:
        """Paint as many bars as the difference is grave, of four."""
        most, gap = int(Severity.GRAVE), 1.5
        high = (area.height() - gap * (most - 1)) / most
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(most):
            on = step < severity
            if not on and self._theme.high_contrast:
                continue  # hairlines are dark there
            painter.setBrush(self._tone(severity) if on else self._theme.tokens.hairline)
            top = area.bottom() - (step + 1) * high - step * gap
            painter.drawRoundedRect(QRectF(area.left(), top, area.width(), high), 1, 1)

    def _paint_kind(
        self, painter: QPainter, area: QRectF, right: float, line: ItemLine, words: str
    ) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        font = theme.font(CAPTION)
        metrics = QFontMetricsF(font)
        room = max(0.0, right - area.left())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room - px(10))
        width = min(room, self._kind_width(shown))
        chip = QRectF(area.left(), area.top(), width, area.height())
        slot = {Severity.GRAVE: Colour.RED, Severity.SERIOUS: Colour.RED}.get(
            line.severity, Colour.GOLD if line.severity is Severity.MODERATE else Colour.GREY
        )
        colours = tokens.stance[slot]
        plain = line.main is None or slot is Colour.GREY
        painter.setPen(QPen(tokens.control_border, 1) if colours.outlined else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if plain else colours.fill)
        if plain and not colours.outlined:
            painter.setPen(QPen(tokens.hairline, 1))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(font)
        painter.setPen(tokens.text2 if plain else colours.strong)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)

    def _kind_width(self, words: str) -> float:
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        return metrics.horizontalAdvance(words) + self._theme.px(10)

    def _paint_values(
        self,
        painter: QPainter,
        area: QRectF,
        line: ItemLine,
        values: tuple[Value | None, ...],
        room: float,
    ) -> float:
        """Paint coders' values at the right; return where they begin.

        ``room`` is what the kind of difference leaves: the word between two values goes first.
        """
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        side, gap = px(CHIP), px(3)
        x = area.right()
        if not values:
            return x
        font = theme.font(CAPTION)
        painter.setFont(font)
        metrics = QFontMetricsF(font)

        def words(shown: str, end: float) -> float:
            width = metrics.horizontalAdvance(shown)
            painter.setFont(font)
            painter.setPen(tokens.text2)
            box = QRectF(end - width, area.top(), width + 1, area.height())
            painter.drawText(box, _LEFT, shown)
            return end - width - px(5)

        versus = tr("vs")
        spaced = 2 * (side + gap) + metrics.horizontalAdvance(versus) + px(7) <= room
        missing = set(missing_in(line)) if line.state is not ItemState.CHECK else set()
        pairs = list(zip(line.letters, values, strict=False))
        if len(pairs) > _MOST_VALUES:
            x = words(f"+{len(pairs) - _MOST_VALUES + 1}", x)
            pairs = pairs[: _MOST_VALUES - 1]
        for place, (letter, value) in reversed(list(enumerate(pairs))):
            chip = QRectF(x - side, area.center().y() - side / 2, side, side)
            paint_chip(painter, chip, value, tokens.colours_of(value))
            if letter in missing:
                painter.setPen(QPen(tokens.unset.strong, px(12) / 10))
                y = chip.center().y()
                painter.drawLine(
                    round(chip.left() + px(5)), round(y), round(chip.right() - px(5)), round(y)
                )
            x = chip.left() - gap
            if len(pairs) == 2 and place == 1 and spaced:
                x = words(versus, x - px(2))
        return x

    def _paint_who(
        self,
        painter: QPainter,
        area: QRectF,
        line: ItemLine,
        *,
        selected: bool,
        reopened: bool,
    ) -> None:
        """Paint the speaker and, at the right, how far the item is."""
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        right = area.right()
        side = px(13)
        if line.own:
            place = QRectF(right - side, area.center().y() - side / 2, side, side)
            icon("person", theme, tokens.warning).paint(painter, place.toRect())
            right = place.left() - px(4)
        name = "history" if reopened else _STATE_ICONS.get(line.state)
        if name is not None:
            fine = line.state is ItemState.DECIDED and not reopened
            tone = tokens.ok if fine else tokens.warning
            font = theme.font(CAPTION)
            words = state_words(line.state, reopened=reopened)
            if fine:
                codebook = self._codebook
                words = gold_words(line, codebook) or words
            width = QFontMetricsF(font).horizontalAdvance(words)
            box = QRectF(right - width, area.top(), width + 1, area.height())
            painter.setFont(font)
            painter.setPen(tone)
            painter.drawText(box, _LEFT, words)
            place = QRectF(box.left() - side - px(3), area.center().y() - side / 2, side, side)
            icon(name, theme, tone).paint(painter, place.toRect())
            right = place.left() - px(4)
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Medium
        room = QRectF(area.left(), area.top(), right - area.left(), area.height())
        self._words(painter, room, title_of(line), theme.font(BODY, weight), tokens.text1)

    def _words(
        self, painter: QPainter, area: QRectF, words: str, font: QFont, colour: QColor
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        # On one line, and the dots at the end where words are read from right to left, too.
        whole = isolated(" ".join(words[:_ENOUGH].split()))
        shown = QFontMetricsF(font).elidedText(whole, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)

    def _tone(self, severity: Severity) -> QColor:
        tokens = self._theme.tokens
        if severity >= Severity.SERIOUS:
            return tokens.error
        return tokens.warning if severity is Severity.MODERATE else tokens.text3

    def _space(self, pixels: int) -> int:
        """Return a margin: it grows with the letters unless rows are brief."""
        return pixels if self.brief else self._theme.px(pixels)

    def _across(self, width: float) -> Callable[[int], int]:
        """Return how wide margins at the sides are: as above, unless rows are narrow."""
        return int if width < self._theme.px(_NARROW) else self._space

    def _line(self, size: int) -> float:
        return QFontMetricsF(self._theme.font(size)).height()

    def _chip_height(self) -> float:
        return max(self._line(CAPTION) + self._theme.px(4), self._theme.px(CHIP) + 1)


def _wrapped(words: str, font: QFont, width: float, most: int) -> list[str]:
    """Return words in lines of a width, the last one shortened."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    result: list[str] = []
    layout.beginLayout()
    while len(result) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        start = line.textStart()
        if len(result) == most - 1:
            rest = words[start:]
            result.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            result.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return result or [""]
