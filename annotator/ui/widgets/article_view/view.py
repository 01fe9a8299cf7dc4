"""`ArticleView`: reads one article; selects, shows and edges its attributions."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QStyle, QTextEdit, QToolTip, QWidget

from annotator.domain.articles import Zone
from annotator.domain.spans import Span, trimmed
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view import header as header_painting
from annotator.ui.widgets.article_view.boundary_dragging import BoundaryDragging
from annotator.ui.widgets.article_view.document_building import build_document
from annotator.ui.widgets.article_view.hit_testing import ClickCycle, edge_at, marks_at
from annotator.ui.widgets.article_view.margin import Bracket, Margin, paint_brackets
from annotator.ui.widgets.article_view.marks import (
    AttributionMark,
    ContextMenuRequest,
    HeaderInfo,
)
from annotator.ui.widgets.article_view.measures import LARGEST_ZOOM, SMALLEST_ZOOM, Measures
from annotator.ui.widgets.article_view.overlay import Overlay
from annotator.ui.widgets.article_view.painting import OverlayPainter
from annotator.ui.widgets.article_view.text_positions import TextPositions

_FLASH_MS = 120
_ZOOM_STEP = 10
_OWN_KEYS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextChar,
    QKeySequence.StandardKey.SelectPreviousChar,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.SelectNextLine,
    QKeySequence.StandardKey.SelectPreviousLine,
)
"""Keys that stay here even where the window has given them another meaning."""


class ArticleView(QTextEdit):
    """One article, read-only. All offsets are code points of the text that was given."""

    selection_changed = Signal(object)
    """Span, or None: after the mouse was released, a key, or a call that selects."""
    attribution_clicked = Signal(object)
    """UUID: a highlight, chip or bracket was clicked; repeated clicks go from inside outwards."""
    boundary_dragged = Signal(object)
    """BoundaryDrag: an end of the selected attribution's fragment was dragged."""
    context_menu_requested = Signal(object)
    """ContextMenuRequest."""
    versions_clicked = Signal()
    """The header's count of versions was clicked."""
    zoom_changed = Signal(int)
    """Percent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = Measures()
        self._positions = TextPositions("")
        self._title: Span | None = None
        self._zones: tuple[Zone, ...] = ()
        self._header = HeaderInfo()
        self._marks: tuple[AttributionMark, ...] = ()
        self._overlay = Overlay(self.document(), theme.tokens, self._measures)
        self._margin = Margin(self._overlay)
        self._painter = OverlayPainter(theme.tokens, self._measures)
        self._cycle = ClickCycle()
        self._drag: BoundaryDragging | None = None
        self._pressed_at: QPoint | None = None
        self._told: Span | None = None
        self._flashed: Span | None = None
        self._near_edge = False
        self._versions_chip = QRectF()
        self._set_up()
        theme.changed.connect(self._restyle)

    def _set_up(self) -> None:
        self.setProperty("kind", "article")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameStyle(0)
        self.setCursorWidth(2)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # What is shown

    def show_article(
        self, text: str, *, title: Span | None, zones: Sequence[Zone], header: HeaderInfo
    ) -> None:
        """Show another article, from its beginning, without attributions."""
        self._positions = TextPositions(text)
        self._title = title
        self._zones = tuple(zones)
        self._header = header
        self._marks = ()
        self._drag = None
        self._overlay.show_marks(())
        self._overlay.select(None)
        self._margin.forget()
        with QSignalBlocker(self):
            self._fill()
            self._place_cursor(0, 0)
        self.verticalScrollBar().setValue(0)
        name = title.quote(text).strip() if title else header.title
        self.setAccessibleName(" ".join(name.split()))
        self.setAccessibleDescription(header_painting.header_words(header))
        self._tell_selection()

    def show_attributions(self, marks: Sequence[AttributionMark]) -> None:
        """Show these attributions and no others; what has not changed costs next to nothing."""
        self._marks = tuple(marks)
        self._show_marks(self._marks)

    def select_attribution(self, attribution_id: uuid.UUID | None) -> None:
        """Show one attribution as selected, or none."""
        if attribution_id != self._overlay.selected:
            self._overlay.select(attribution_id)
            self._stop_dragging()
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

    # Selection and caret

    def selection(self) -> Span | None:
        """Return the selected words without white space at the ends; None if there are none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        span = trimmed(self._positions.text, self._raw_selection(cursor))
        return span if len(span) else None

    def set_selection(self, span: Span) -> None:
        """Select a span; the caret stands at its end."""
        self._place_cursor(span.start, span.end)
        self._tell_selection()

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self._tell_selection()

    def caret(self) -> int:
        """Return where the caret is."""
        return self._positions.to_code_points(self.textCursor().position())

    def selection_rects(self) -> list[QRect]:
        """Return what is seen of the selection, line by line, in the viewport's coordinates."""
        cursor = self.textCursor()
        span = self._raw_selection(cursor)
        if not len(span):
            return []
        top = self.verticalScrollBar().value()
        rects = self._overlay.rects_of(span, top, top + self.viewport().height())
        return [rect.translated(0, -top).toAlignedRect() for rect in rects]

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
        build_document(
            self.document(),
            self._positions,
            title=self._title,
            zones=self._zones,
            room_below_title=header_painting.meta_room(self._measures),
            measures=self._measures,
            tokens=self._theme.tokens,
        )
        self._painter = OverlayPainter(self._theme.tokens, self._measures)
        self._overlay.show_text(self._positions, self._zones, self._theme.tokens, self._measures)
        self._fit_column()

    def _restyle(self) -> None:
        cursor = self.textCursor()
        anchor = self._positions.to_code_points(cursor.anchor())
        caret = self._positions.to_code_points(cursor.position())
        self._stop_dragging()
        with self._keeping_place(), QSignalBlocker(self):
            self._fill()
            self._place_cursor(anchor, caret)
        self.viewport().update()

    def _fit_column(self) -> None:
        """Set the margins: the column in the middle, room for brackets beside it."""
        width = self.viewport().width()
        least_left = self._measures.left_margin(self._margin.lanes)
        least_right = self._measures.right_margin
        column = max(80.0, min(self._measures.column, width - least_left - least_right))
        left = max(least_left, (width - column) / 2)
        frame = QTextFrameFormat()
        frame.setLeftMargin(round(left))
        frame.setRightMargin(max(0, round(width - column - left)))
        frame.setTopMargin(round(self._measures.top_margin + self._painted_heading(column)))
        frame.setBottomMargin(round(self._measures.px(48)))
        root = self.document().rootFrame()
        if root.frameFormat() != frame:
            root.setFrameFormat(frame)
        self._overlay.laid_out_anew(column)
        self._margin.forget()
        self._margin.update(self._positions, ())

    def _painted_heading(self, column: float) -> float:
        """Return the height of heading and header where the text has no title of its own."""
        if self._title is not None and len(self._title):
            return 0.0
        heading = header_painting.heading_height(self._header, column, self._measures)
        return heading + header_painting.meta_room(self._measures)

    def _show_marks(self, marks: Sequence[AttributionMark]) -> None:
        changed = self._overlay.show_marks(marks)
        lanes = self._measures.left_margin(self._margin.lanes)
        self._margin.update(self._positions, changed)
        if self._measures.left_margin(self._margin.lanes) != lanes:
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

    def _tell_selection(self) -> None:
        selected = self.selection()
        if selected != self._told:
            self._told = selected
            self.selection_changed.emit(selected)

    def _end_flash(self) -> None:
        self._flashed = None
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
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
            if self._near_edge or self._drag is not None:
                self._painter.paint_handles(painter, self._overlay.list_of(number))
            painter.translate(-origin)
        self._paint_header(painter)
        if blocks:
            brackets = self._brackets(blocks[0][0], blocks[-1][0])
            paint_brackets(painter, brackets, self._overlay.selected, self._theme, self._measures)
        if self._flashed is not None:
            for rect in self._overlay.rects_of(self._flashed, top, top + exposed.bottom() + 1):
                painter.fillRect(rect, self._theme.tokens.flash)
        painter.end()

    def _paint_header(self, painter: QPainter) -> None:
        frame = self.document().rootFrame().frameFormat()
        left = frame.leftMargin()
        column = self.viewport().width() - left - frame.rightMargin()
        if self._title is not None and len(self._title):
            y = self._overlay.line_box(self._title.end - 1)[1]
        else:
            y = self._measures.top_margin
            height = header_painting.heading_height(self._header, column, self._measures)
            if height:
                rect = QRectF(left, y, column, height)
                header_painting.paint_heading(
                    painter, rect, self._header, self._theme, self._measures
                )
            y += height
        self._versions_chip = header_painting.paint_meta(
            painter, left, y, column, self._header, self._theme, self._measures
        )

    def _brackets(self, first: int, last: int) -> list[Bracket]:
        left = self.document().rootFrame().frameFormat().leftMargin()
        return self._margin.brackets(first, last, self._measures, left)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton:
            edge = edge_at(self._on_page(point), self._seen(point))
            mark = self._overlay.index.mark(self._overlay.selected)
            if edge is not None and mark is not None and not event.modifiers():
                self._drag = BoundaryDragging(mark, edge, self._positions.text)
                event.accept()
                return
            self._pressed_at = point
            cursor = self.cursorForPosition(point)
            if (
                self._raw_selection(self.textCursor()).contains(
                    Span(at := self._positions.to_code_points(cursor.position()), at)
                )
                and not event.modifiers()
            ):
                # Else Qt would begin to drag the words instead of selecting others among them.
                self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag is not None:
            self._drag_to(point)
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            result = self._drag.result()
            self._stop_dragging()
            if result is not None:
                self.boundary_dragged.emit(result)
            return
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._tell_selection()
        point = event.position().toPoint()
        near = QApplication.startDragDistance()
        if pressed is None or (point - pressed).manhattanLength() >= near:
            return
        if self._versions_chip.contains(self._on_page(point)):
            self.versions_clicked.emit()
        elif not self.textCursor().hasSelection():
            chosen = self._cycle.choose(QPointF(point), self._marks_at(point))
            if chosen is not None:
                self.attribution_clicked.emit(chosen)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_near_edge(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.set_zoom(self.zoom + (_ZOOM_STEP if turn > 0 else -_ZOOM_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        marks = self._marks_at(event.pos())
        self.context_menu_requested.emit(
            ContextMenuRequest(event.globalPos(), marks[0] if marks else None)
        )

    def _on_page(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    def _seen(self, point: QPoint) -> Iterator[tuple[QPointF, object]]:
        """Yield origin and overlay of the blocks near a point of the viewport."""
        y = self._on_page(point).y()
        for number, origin in self._overlay.blocks_between(y - 8, y + 8):
            yield origin, self._overlay.list_of(number)

    def _marks_at(self, point: QPoint) -> tuple[uuid.UUID, ...]:
        y = self._on_page(point).y()
        numbers = [number for number, _ in self._overlay.blocks_between(y, y)]
        brackets = self._brackets(numbers[0], numbers[-1]) if numbers else []
        return marks_at(self._on_page(point), self._seen(point), brackets, self._measures)

    def _hover(self, point: QPoint) -> None:
        edge = edge_at(self._on_page(point), self._seen(point))
        self._set_near_edge(edge is not None)
        shape = Qt.CursorShape.IBeamCursor
        if edge is not None:
            shape = Qt.CursorShape.SplitHCursor
        elif self._versions_chip.contains(self._on_page(point)):
            shape = Qt.CursorShape.PointingHandCursor
        elif point.x() < self.document().rootFrame().frameFormat().leftMargin() - 4:
            hand = bool(self._marks_at(point))
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def _set_near_edge(self, near: bool) -> None:
        if near is not self._near_edge:
            self._near_edge = near
            self.viewport().update()

    def _drag_to(self, point: QPoint) -> None:
        if self._drag is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not 0 <= point.y() < height:
            bar.setValue(bar.value() + (20 if point.y() > 0 else -20))
        at = self.cursorForPosition(point).position()
        self._drag.move_to(self._positions.to_code_points(at))
        preview = self._drag.preview()
        self._show_marks([preview if one.id == preview.id else one for one in self._marks])

    def _stop_dragging(self) -> None:
        if self._drag is not None:
            self._drag = None
            self._show_marks(self._marks)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # All other keys belong to the window: letters, digits, Del, Ctrl+Z.
            event.setAccepted(any(event.matches(key) for key in _OWN_KEYS))
            return event.isAccepted()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            marks = self._marks_at(event.pos())
            mark = self._overlay.index.mark(marks[0]) if marks else None
            QToolTip.showText(event.globalPos(), mark.label if mark else "", self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._stop_dragging()
            return
        super().keyPressEvent(event)
        self._tell_selection()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._raw_selection(self.textCursor()).quote(self._positions.text))
        return data

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._keeping_place():
            super().resizeEvent(event)
            self._fit_column()
