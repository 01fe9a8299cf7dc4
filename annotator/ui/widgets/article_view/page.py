"""The page under the article view: text, header, overlay and margin, laid out and painted."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFrameFormat
from PySide6.QtWidgets import QStyle, QTextEdit, QWidget

from annotator.domain.articles import Zone
from annotator.domain.text.spans import Span
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view import header as header_painting
from annotator.ui.widgets.article_view.bracket_painting import BracketPainter
from annotator.ui.widgets.article_view.document_building import build_document
from annotator.ui.widgets.article_view.lane_painting import LanePainter
from annotator.ui.widgets.article_view.lanes import Lanes, PlacedBar
from annotator.ui.widgets.article_view.margin import Bracket, Margin, MarginSide
from annotator.ui.widgets.article_view.marks import AttributionMark, HeaderInfo, LaneBar
from annotator.ui.widgets.article_view.measures import LARGEST_ZOOM, SMALLEST_ZOOM, Measures
from annotator.ui.widgets.article_view.overlay import Overlay
from annotator.ui.widgets.article_view.painting import OverlayPainter
from annotator.ui.widgets.article_view.script_direction import mostly_right_to_left
from annotator.ui.widgets.article_view.text_positions import TextPositions

_FLASH_MS = 120


class ArticlePage(QTextEdit):
    """Shows one article, read-only. All offsets are code points of the text that was given."""

    zoom_changed = Signal(int)
    """Percent."""
    resized = Signal()
    """Lines may break elsewhere now."""
    column_moved = Signal()
    """The column of text, and with it the margin beside it, may stand elsewhere now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = Measures()
        self._positions = TextPositions("")
        self._title: Span | None = None
        self._zones: tuple[Zone, ...] = ()
        self._header = HeaderInfo()
        self._leftwards = False
        self._lanes_shown = 1
        self._marks: tuple[AttributionMark, ...] = ()
        self._overlay = Overlay(self.document(), theme.tokens, self._measures)
        self._margin = Margin(self._overlay)
        self._lanes = Lanes(self._overlay)
        self._painter = OverlayPainter(theme.tokens, self._measures)
        self._bracket_painter = BracketPainter(theme, self._measures)
        self._lane_painter = LanePainter(theme, self._measures)
        self._flashed: Span | None = None
        self._versions_chip = QRectF()
        self._near_edge = False
        self._laying_out = False
        self.setProperty("kind", "article")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameStyle(0)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)

    # What is shown

    def show_article(
        self, text: str, *, title: Span | None, zones: Sequence[Zone], header: HeaderInfo
    ) -> None:
        """Show another article, from its beginning, without attributions."""
        self._positions = TextPositions(text)
        self._title = title
        self._zones = tuple(zones)
        self._header, self._versions_chip = header, QRectF()
        self._leftwards = mostly_right_to_left(text)
        self._marks = ()
        self._overlay.show_marks(())
        self._overlay.select(None)
        self._margin.forget()
        self._lanes.show(self._lanes.count, ())
        with QSignalBlocker(self):
            self._fill()
            self._place_cursor(0, 0)
        self.column_moved.emit()
        self.verticalScrollBar().setValue(0)
        name = title.quote(text).strip() if title else header.title
        self.setAccessibleName(" ".join(name.split()))
        self.setAccessibleDescription(header_painting.header_words(header))

    def show_header(self, header: HeaderInfo) -> None:
        """Show other words above the same article; its heading stays as it is."""
        header = replace(header, title=self._header.title)
        if header != self._header:
            self._header, self._versions_chip = header, QRectF()
            self.setAccessibleDescription(header_painting.header_words(header))
            self.viewport().update()

    def show_attributions(self, marks: Sequence[AttributionMark]) -> None:
        """Show these attributions and no others; what has not changed costs next to nothing."""
        self._marks = tuple(marks)
        self._show_marks(self._marks)

    def show_lanes(self, count: int, bars: Sequence[LaneBar]) -> None:
        """Show so many people's lanes beside the text in place of numbered brackets.

        Another article has the same lanes, without bars.
        """
        widened = count != self._lanes.count
        self._lanes.show(count, bars)
        if widened:
            with self._keeping_place():
                self._fit_column()
        self.viewport().update()

    def lane_middles(self) -> list[int]:
        """Return where the middle of each lane is, in the viewport's coordinates."""
        width = self.viewport().width()
        return [round(x) for x in self._lanes.middles(self._side(), self._measures, width)]

    def select_attribution(self, attribution_id: uuid.UUID | None) -> None:
        """Show one attribution as selected, or none."""
        if attribution_id != self._overlay.selected:
            self._overlay.select(attribution_id)
            self.viewport().update()

    def scroll_to(self, span: Span, *, flash: bool = True) -> None:
        """Bring a span into sight unless it is there already, and let it light up for a moment."""
        top = self._overlay.line_box(span.start)[0]
        bottom = self._overlay.line_box(max(span.start, span.end - 1))[1]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(max(0.0, top - height / 3)))
        animated = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        if flash and animated:
            self._flashed = span
            self.viewport().update()
            QTimer.singleShot(_FLASH_MS, self, self._end_flash)

    def selection_rects(self) -> list[QRect]:
        """Return what is seen of the selection, line by line, in the viewport's coordinates."""
        cursor = self.textCursor()
        span = self._raw_selection(cursor)
        if not len(span):
            return []
        top = self.verticalScrollBar().value()
        rects = self._overlay.rects_of(span, top, top + self.viewport().height())
        return [rect.translated(0, -top).toAlignedRect() for rect in rects]

    def column_middle(self) -> int:
        """Return the middle of the column of text, in the viewport's coordinates."""
        left, right = self._text_sides()
        return round((left + right) / 2)

    def column_sides(self) -> tuple[float, float]:
        """Return left and right of the column of text, in the viewport's coordinates."""
        return self._text_sides()

    def selected_number(self) -> int | None:
        """Return the number of the attribution that is shown as selected."""
        mark = self._overlay.index.mark(self._overlay.selected)
        return mark.number if mark else None

    # Zoom

    @property
    def zoom(self) -> int:
        """Return the size of the text in percent."""
        return self._measures.zoom

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text (80 to 200 percent); what is read stays in sight."""
        percent = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, percent))
        if percent != self._measures.zoom:
            self._measures = Measures(percent)
            self._restyle()
            self.zoom_changed.emit(percent)

    # Building

    def _fill(self) -> None:
        """Fill the document anew from our own text, and lay it out."""
        with self._without_fitting():
            build_document(
                self.document(),
                self._positions,
                title=self._title,
                zones=self._zones,
                room_below_title=header_painting.meta_room(self._measures),
                measures=self._measures,
                tokens=self._theme.tokens,
            )
            tokens = self._theme.tokens
            self._painter = OverlayPainter(tokens, self._measures)
            self._bracket_painter = BracketPainter(self._theme, self._measures)
            self._lane_painter = LanePainter(self._theme, self._measures)
            self._overlay.show_text(self._positions, self._zones, tokens, self._measures)
        self._fit_column()

    def _restyle(self) -> None:
        cursor = self.textCursor()
        anchor = self._positions.to_code_points(cursor.anchor())
        caret = self._positions.to_code_points(cursor.position())
        with self._keeping_place(), QSignalBlocker(self):
            self._fill()
            self._place_cursor(anchor, caret)
        self.column_moved.emit()
        self.viewport().update()

    def _fit_column(self) -> None:
        """Set the margins: the column in the middle, room for brackets beside it."""
        with self._without_fitting():
            width = self.viewport().width()
            column = self._set_margins(width)
            if width != self.viewport().width():  # the scroll bar came or went
                column = self._set_margins(self.viewport().width())
        self._overlay.laid_out_anew(column)
        self._margin.forget()
        self._margin.update(self._positions, ())
        self._lanes.forget()
        self.column_moved.emit()

    def _set_margins(self, width: int) -> float:
        """Set the margins for a viewport of this width; return the width of the text."""
        self._lanes_shown = self._measures.lanes_shown(self._margin.lanes, width)
        near = self._measures.bracket_margin(self._lanes_shown)
        if self._lanes.count:
            near = self._measures.lanes_margin(self._lanes.count, width)
        far = self._measures.bare_margin
        column = max(80.0, min(self._measures.column, width - near - far))
        near = round(max(near, (width - column) / 2))
        far = max(0, round(width - column - near))
        frame = QTextFrameFormat()
        frame.setLeftMargin(far if self._leftwards else near)
        frame.setRightMargin(near if self._leftwards else far)
        frame.setTopMargin(round(self._measures.top_margin + self._painted_heading(column)))
        frame.setBottomMargin(round(self._measures.px(48)))
        root = self.document().rootFrame()
        if root.frameFormat() != frame:
            root.setFrameFormat(frame)
        return column

    @contextmanager
    def _without_fitting(self) -> Iterator[None]:
        """Let the scroll bar come and go without fitting the column to every width between."""
        before, self._laying_out = self._laying_out, True
        try:
            yield
        finally:
            self._laying_out = before

    def _painted_heading(self, column: float) -> float:
        """Return the height of heading and header where the text has no title of its own."""
        if self._title is not None and len(self._title):
            return 0.0
        heading = header_painting.heading_height(self._header, column, self._measures)
        return heading + header_painting.meta_room(self._measures)

    def _show_marks(self, marks: Sequence[AttributionMark]) -> None:
        changed = self._overlay.show_marks(marks)
        self._margin.update(self._positions, changed)
        if changed:
            self._lanes.forget()
        width = self.viewport().width()
        if self._measures.lanes_shown(self._margin.lanes, width) != self._lanes_shown:
            with self._keeping_place():
                self._fit_column()
        self.viewport().update()

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the line at the top of the window there while lines break anew."""
        bar = self.verticalScrollBar()
        at = self.cursorForPosition(QPoint(self.viewport().width() // 2, 0)).position()
        offset = self._positions.to_code_points(at)
        above = bar.value() - self._overlay.line_box(offset)[0] if bar.value() else None
        yield
        if above is not None:
            bar.setValue(round(self._overlay.line_box(offset)[0] + above))

    def _place_cursor(self, anchor: int, caret: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._positions.to_units(anchor))
        cursor.setPosition(self._positions.to_units(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _raw_selection(self, cursor: QTextCursor) -> Span:
        return Span(
            self._positions.to_code_points(cursor.selectionStart()),
            self._positions.to_code_points(cursor.selectionEnd()),
        )

    def _end_flash(self) -> None:
        self._flashed = None
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fills, then the text, then everything that lies on top of it."""
        top = self.verticalScrollBar().value()
        exposed = event.rect()
        blocks = list(self._overlay.blocks_between(top + exposed.top(), top + exposed.bottom() + 1))
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        for number, origin in blocks:
            painter.translate(origin)
            self._painter.paint_below(painter, self._overlay.list_of(number))
            painter.translate(-origin)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        for number, origin in blocks:
            painter.translate(origin)
            self._painter.paint_above(painter, self._overlay.list_of(number))
            self._painter.paint_handles(
                painter, self._overlay.list_of(number), near=self._near_edge
            )
            painter.translate(-origin)
        self._paint_header(painter)
        if self._lanes.count:
            seen = top + exposed.top() - 2, top + exposed.bottom() + 2
            bars = (one for one in self._lane_bars() if _touches(one, *seen))
            self._lane_painter.paint(painter, bars, self._overlay.selected)
        elif blocks:
            brackets = self._brackets(blocks[0][0], blocks[-1][0])
            self._bracket_painter.paint(painter, brackets, self._overlay.selected)
        if self._flashed is not None:
            for rect in self._overlay.rects_of(self._flashed, top, top + exposed.bottom() + 1):
                painter.fillRect(rect, self._theme.tokens.flash)
        painter.end()

    def _paint_header(self, painter: QPainter) -> None:
        left, right = self._text_sides()
        column = right - left
        direction = (
            Qt.LayoutDirection.RightToLeft if self._leftwards else Qt.LayoutDirection.LeftToRight
        )
        if self._title is not None and len(self._title):
            y = self._overlay.line_box(self._title.end - 1)[1]
        else:
            y = self._measures.top_margin
            height = header_painting.heading_height(self._header, column, self._measures)
            if height:
                rect = QRectF(left, y, column, height)
                header_painting.paint_heading(
                    painter, rect, self._header, self._theme, self._measures, direction
                )
            y += height
        self._versions_chip = header_painting.paint_meta(
            painter,
            QRectF(left, y, column, 0),
            self._header,
            self._theme,
            self._measures,
            direction,
        )

    def _brackets(self, first: int, last: int) -> list[Bracket]:
        return self._margin.brackets(first, last, self._measures, self._side())

    def _lane_bars(self) -> list[PlacedBar]:
        return self._lanes.placed(self._side(), self._measures, self.viewport().width())

    def _side(self) -> MarginSide:
        """Return the margin at which lines begin."""
        left, right = self._text_sides()
        if self._leftwards:
            return MarginSide(right, -1, self._lanes_shown)
        return MarginSide(left, 1, self._lanes_shown)

    def _text_sides(self) -> tuple[float, float]:
        """Return where the column of text begins and ends, from the left."""
        frame = self.document().rootFrame().frameFormat()
        return frame.leftMargin(), self.viewport().width() - frame.rightMargin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column; the line at the top stays there."""
        if self._laying_out:
            super().resizeEvent(event)
            return
        with self._keeping_place():
            super().resizeEvent(event)
            self._fit_column()
        self.resized.emit()


def _touches(placed: PlacedBar, top: float, bottom: float) -> bool:
    return placed.rect.bottom() >= top and placed.rect.top() <= bottom
