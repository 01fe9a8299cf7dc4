"""The lines above an article: where and when it appeared. Painted, and never part of the text."""

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import reading_font
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view.marks import HeaderInfo
from annotator.ui.widgets.article_view.measures import Measures
from annotator.words import tr, tr_n

_ABOVE, _LINE, _BELOW = 6, 20, 18


def header_words(info: HeaderInfo) -> str:
    """Return the line above an article as a sentence, for screen readers."""
    return " · ".join(part for part in (info.outlet, *_rest(info), _versions(info)) if part)


def meta_room(measures: Measures) -> float:
    """Return the height that the line takes, with the room around it."""
    return measures.px(_ABOVE + _LINE + _BELOW)


def heading_height(info: HeaderInfo, width: float, measures: Measures) -> float:
    """Return the height of a heading that the text itself does not have."""
    if not info.title:
        return 0.0
    metrics = QFontMetricsF(_heading_font(measures))
    return metrics.boundingRect(QRectF(0, 0, width, 10_000), _WRAPPED, info.title).height()


def paint_heading(
    painter: QPainter,
    rect: QRectF,
    info: HeaderInfo,
    theme: Theme,
    measures: Measures,
    direction: Qt.LayoutDirection,
) -> None:
    """Paint a heading that the text itself does not have."""
    painter.setLayoutDirection(direction)
    painter.setFont(_heading_font(measures))
    painter.setPen(theme.tokens.text1)
    painter.drawText(rect, _WRAPPED, info.title)


def paint_meta(
    painter: QPainter,
    rect: QRectF,
    info: HeaderInfo,
    theme: Theme,
    measures: Measures,
    direction: Qt.LayoutDirection,
) -> QRectF:
    """Paint outlet, date, byline, length and versions below the top of ``rect``.

    Returns where the number of versions is; nothing where there is only one.
    """
    line = rect.adjusted(0, measures.px(_ABOVE), 0, 0)
    line.setHeight(measures.px(_LINE))
    painter.setLayoutDirection(direction)
    chip = _paint_versions(painter, line, info, theme, measures)
    if not chip.isEmpty():
        line = _without_end(line, chip.width() + measures.px(12), direction)
    painter.setPen(theme.tokens.text2)
    if info.outlet:
        painter.setFont(_font(theme, measures, QFont.Weight.DemiBold))
        taken = _paint_words(painter, line, isolated(info.outlet)) + measures.px(10)
        line = _without_start(line, taken, direction)
    painter.setFont(_font(theme, measures))
    _paint_words(painter, line, "  ·  ".join(isolated(part) for part in _rest(info)))
    return chip


def isolated(words: str) -> str:
    """Return words that do not change the order of what stands beside them."""
    return f"\u2068{words}\u2069"


_WRAPPED = Qt.TextFlag.TextWordWrap.value


def _without_start(line: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Return a line without what is read first of it."""
    if direction is Qt.LayoutDirection.RightToLeft:
        return line.adjusted(0, 0, -width, 0)
    return line.adjusted(width, 0, 0, 0)


def _without_end(line: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Return a line without what is read last of it."""
    if direction is Qt.LayoutDirection.RightToLeft:
        return line.adjusted(width, 0, 0, 0)
    return line.adjusted(0, 0, -width, 0)


def _paint_words(painter: QPainter, box: QRectF, words: str) -> float:
    """Paint words, shortened to the width of ``box``; return how much of it they take."""
    metrics = QFontMetricsF(painter.font())
    if box.width() < metrics.averageCharWidth():
        return 0.0
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    # In a line that is read from right to left, Qt takes "left" for the side where lines begin.
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def _paint_versions(
    painter: QPainter, line: QRectF, info: HeaderInfo, theme: Theme, measures: Measures
) -> QRectF:
    words = _versions(info)
    if not words:
        return QRectF()
    font = _font(theme, measures)
    metrics = QFontMetricsF(font)
    picture, pad = measures.px(13), measures.px(7)
    if metrics.horizontalAdvance(words) + picture + 2.6 * pad > line.width() / 2:
        words = QLocale().toString(info.versions)
    width = metrics.horizontalAdvance(words) + picture + 2.6 * pad
    chip = QRectF(line.left(), line.top(), width, line.height())
    if painter.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        chip.moveRight(line.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens.window)
    painter.drawRoundedRect(chip, measures.px(4), measures.px(4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    spot = QRectF(chip.left() + pad, chip.center().y() - picture / 2, picture, picture)
    icon("versions", theme).paint(painter, spot.toRect())
    painter.setFont(font)
    painter.setPen(theme.tokens.text2)
    box = QRectF(spot.right() + 0.6 * pad, chip.top(), chip.right() - spot.right(), chip.height())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter, words)
    return chip


def _rest(info: HeaderInfo) -> list[str]:
    parts = []
    if info.published_on is not None:
        day = QDate(info.published_on.year, info.published_on.month, info.published_on.day)
        parts.append(QLocale().toString(day, "d MMM yyyy"))
    if info.byline:
        parts.append(info.byline)
    if info.word_count:
        parts.append(tr_n("{count} word", "{count} words", info.word_count))
    return parts


def _versions(info: HeaderInfo) -> str:
    return tr("{count} versions", count=info.versions) if info.versions > 1 else ""


def _font(theme: Theme, measures: Measures, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = theme.font(12, weight)
    font.setPixelSize(max(9, round(measures.px(12))))
    return font


def _heading_font(measures: Measures) -> QFont:
    font = reading_font(measures.title)
    font.setWeight(QFont.Weight.Bold)
    return font
