"""How a row of the completion list is painted."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.text.utf16 import Utf16Map
from annotator.ui.icons import icon
from annotator.ui.theme.fonts import BODY, CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.speaker_completion_model import (
    ROW_ROLE,
    CreationRow,
    creation_words,
    second_line,
)
from annotator.ui.widgets.inspector.speaker_words import KIND_ICONS
from annotator.ui.widgets.inspector.typed_match import typed_range
from annotator.ui.widgets.keycap import keycap_size, paint_keycap
from annotator.words import tr

CREATION_KEY = "Ctrl+N"


class SpeakerDelegate(QStyledItemDelegate):
    """Icon, name with the typed letters marked, and a quieter second line."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.typed = ""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines."""
        return QSize(self._theme.px(200), self._theme.px(42))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        theme, px, tokens = self._theme, self._theme.px, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row)
            painter.drawRoundedRect(QRectF(rect).adjusted(px(4), 1, -px(4), -1), px(5), px(5))
        creating = isinstance(row, CreationRow)
        if creating and index.row() > 0:
            painter.setPen(tokens.hairline)
            painter.drawLine(rect.left() + px(4), rect.top(), rect.right() - px(4), rect.top())
        side = px(16)
        spot = QRect(rect.left() + px(11), rect.center().y() - side // 2 + 1, side, side)
        name = "plus" if creating else KIND_ICONS[row.speaker.kind]
        icon(name, theme, tokens.text2).paint(painter, spot)
        text = rect.adjusted(px(36), px(4), -px(10), -px(4))
        if creating:
            cap = keycap_size(CREATION_KEY, theme)
            corner = QPointF(text.right() - cap.width(), rect.center().y() - cap.height() / 2 + 1)
            paint_keycap(painter, QRectF(corner, cap), CREATION_KEY, theme)
            text.setRight(round(text.right() - cap.width()) - px(8))
            first, second, mark = creation_words(row), tr("Opens the form for its details"), None
        else:
            first, second = row.speaker.name, second_line(row)
            mark = typed_range(first, self.typed)
        middle = text.top() + text.height() * 0.54
        self._line(painter, first, mark, QRectF(text.left(), text.top(), text.width(), 0), middle)
        painter.setFont(theme.font(CAPTION))
        painter.setPen(tokens.text3)
        lower = QRectF(text.left(), middle, text.width(), text.bottom() - middle + 1)
        words = QFontMetricsF(painter.font()).elidedText(
            second, Qt.TextElideMode.ElideRight, lower.width()
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        words: str,
        mark: tuple[int, int] | None,
        place: QRectF,
        bottom: float,
    ) -> None:
        """Draw the first line with its marked part bold in the accent colour."""
        font = self._theme.font(BODY)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width() * 0.97)
        layout = QTextLayout(shown, font)
        if mark and mark[1] <= len(shown):
            layout.setFormats([self._marked(shown, mark)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width() * 2)
        layout.endLayout()
        painter.setPen(self._theme.tokens.text1)
        layout.draw(painter, QPointF(place.left(), bottom - line.height()))

    def _marked(self, shown: str, mark: tuple[int, int]) -> QTextLayout.FormatRange:
        units = Utf16Map(shown)
        part = QTextLayout.FormatRange()
        part.start = units.to_units(mark[0])
        part.length = units.to_units(mark[1]) - part.start
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold)
        style.setForeground(self._theme.tokens.accent_text)
        part.format = style
        return part
