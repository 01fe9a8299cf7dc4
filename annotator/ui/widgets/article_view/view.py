"""`ArticleView`: an article to select in, and whose attributions can be clicked and edged."""

import uuid
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.domain.articles import Zone
from annotator.domain.text.spans import Span, trimmed
from annotator.domain.text.widening import snapped
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view.boundary_dragging import BoundaryDragging
from annotator.ui.widgets.article_view.display_list import DisplayList, Edge
from annotator.ui.widgets.article_view.hit_testing import (
    ClickCycle,
    InMargin,
    edge_at,
    marks_at,
)
from annotator.ui.widgets.article_view.marks import ContextMenuRequest, HeaderInfo
from annotator.ui.widgets.article_view.page import ArticlePage

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


class ArticleView(ArticlePage):
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

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cycle = ClickCycle()
        self._drag: BoundaryDragging | None = None
        self._pressed_at: QPoint | None = None
        self._told: Span | None = None
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def show_article(
        self, text: str, *, title: Span | None, zones: Sequence[Zone], header: HeaderInfo
    ) -> None:
        """Show another article, from its beginning, without attributions."""
        self._drag = None
        super().show_article(text, title=title, zones=zones, header=header)
        self._tell_selection()

    def select_attribution(self, attribution_id: uuid.UUID | None) -> None:
        """Show one attribution as selected, or none."""
        if attribution_id != self._overlay.selected:
            self._stop_dragging()
        super().select_attribution(attribution_id)

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

    def _tell_selection(self) -> None:
        selected = self.selection()
        if selected != self._told:
            self._told = selected
            self.selection_changed.emit(selected)

    # Mouse

    def versions_place(self) -> QRect:
        """Return where the count of versions is, in the viewport's coordinates.

        Perhaps out of sight; empty where there is but one version.
        """
        top = self.verticalScrollBar().value()
        return self._versions_chip.translated(0, -top).toAlignedRect()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag an edge, or to select."""
        point = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton:
            edge = self._edge_near(point)
            mark = self._overlay.index.mark(self._overlay.selected)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.AltModifier
            if edge is not None and mark is not None and plain:
                self._drag = BoundaryDragging(mark, edge, self._positions.text, point)
                event.accept()
                return
            self._pressed_at = point
            if plain and self._is_in_selection(point):
                # Else Qt would begin to drag the words instead of selecting others among them.
                self.setTextCursor(self.cursorForPosition(point))
        super().mousePressEvent(event)
        if not self.textCursor().hasSelection():
            self._tell_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an edge, select, or show what could be done here."""
        point = event.position().toPoint()
        if self._drag is not None:
            self._drag_to(point, exact=_is_exact(event))
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report what was dragged, selected or clicked."""
        point = event.position().toPoint()
        if self._drag is not None:
            self._end_dragging(point, exact=_is_exact(event))
            return
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if pressed is not None and not _is_exact(event):
            self._settle_on_words()
        self._tell_selection()
        if pressed is None or _is_apart(point, pressed):
            return
        if self._versions_chip.contains(self._on_page(point)):
            self.versions_clicked.emit()
        elif not self.textCursor().hasSelection():
            self._click(point)

    def _click(self, point: QPoint) -> None:
        chosen = self._cycle.choose(QPointF(point), self._marks_at(point))
        if chosen is not None:
            self.attribution_clicked.emit(chosen)

    def _settle_on_words(self) -> None:
        """Move the ends of a rough selection to whole words; the caret stays at its end of it."""
        rough = self.selection()
        if rough is None:
            return
        settled = snapped(self._positions.text, rough)
        if settled != rough:
            cursor = self.textCursor()
            backwards = cursor.position() < cursor.anchor()
            ends = (settled.end, settled.start) if backwards else (settled.start, settled.end)
            self._place_cursor(*ends)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the handles be small again."""
        super().leaveEvent(event)
        self._set_near_edge(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.set_zoom(self.zoom + (_ZOOM_STEP if turn > 0 else -_ZOOM_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Report the wish; Qt's own menu is not shown."""
        marks = self._marks_at(event.pos())
        self.context_menu_requested.emit(
            ContextMenuRequest(
                event.globalPos(),
                marks[0] if marks else None,
                self._is_in_selection(event.pos()),
            )
        )

    def _is_in_selection(self, point: QPoint) -> bool:
        cursor = self.textCursor()
        at = self._positions.to_code_points(self.cursorForPosition(point).position())
        return cursor.hasSelection() and self._raw_selection(cursor).contains(Span(at, at))

    def _on_page(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    def _seen(self, point: QPoint) -> Iterator[tuple[QPointF, DisplayList]]:
        """Yield origin and overlay of the blocks near a point of the viewport."""
        y = self._on_page(point).y()
        for number, origin in self._overlay.blocks_between(y - 8, y + 8):
            yield origin, self._overlay.list_of(number)

    def _marks_at(self, point: QPoint) -> tuple[uuid.UUID, ...]:
        margin: Sequence[InMargin]
        if self._lanes.count:
            margin = self._lane_bars()
        else:
            y = self._on_page(point).y()
            numbers = [number for number, _ in self._overlay.blocks_between(y, y)]
            margin = self._brackets(numbers[0], numbers[-1]) if numbers else []
        return marks_at(self._on_page(point), self._seen(point), margin, self._measures)

    def _label_at(self, point: QPoint) -> str:
        """Return what is said of the bar or the attribution at a point."""
        if self._lanes.count:
            on_page = self._on_page(point)
            for one in self._lane_bars():
                if one.area(self._measures).contains(on_page):
                    return one.bar.label
        marks = self._marks_at(point)
        mark = self._overlay.index.mark(marks[0]) if marks else None
        return mark.label if mark else ""

    def _hover(self, point: QPoint) -> None:
        edge = self._edge_near(point)
        self._set_near_edge(edge is not None)
        shape = Qt.CursorShape.IBeamCursor
        if edge is not None:
            shape = Qt.CursorShape.SplitHCursor
        elif self._versions_chip.contains(self._on_page(point)):
            shape = Qt.CursorShape.PointingHandCursor
        elif self._is_beside_text(point):
            hand = bool(self._marks_at(point))
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def _edge_near(self, point: QPoint) -> Edge | None:
        """Return the edge that the mouse can take hold of; the next word begins a selection."""
        edge = edge_at(self._on_page(point), self._seen(point))
        if edge is None or edge.is_start:
            return edge
        at = self._positions.to_code_points(self.cursorForPosition(point).position())
        between = self._positions.text[edge.span.end : at]
        return None if any(one.isspace() for one in between) else edge

    def _is_beside_text(self, point: QPoint) -> bool:
        left, right = self._text_sides()
        return not left - 4 <= point.x() <= right + 4

    def _set_near_edge(self, near: bool) -> None:
        if near is not self._near_edge:
            self._near_edge = near
            self.viewport().update()

    def _drag_to(self, point: QPoint, *, exact: bool) -> None:
        if self._drag is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not 0 <= point.y() < height:
            bar.setValue(bar.value() + (20 if point.y() > 0 else -20))
        at = self.cursorForPosition(self._drag.aimed_at(point)).position()
        self._drag.move_to(self._positions.to_code_points(at), exact=exact)
        preview = self._drag.preview()
        self._show_marks([preview if one.id == preview.id else one for one in self._marks])

    def _end_dragging(self, point: QPoint, *, exact: bool) -> None:
        """Report where an edge was dragged; one that was hardly moved has been clicked."""
        drag = self._drag
        if drag is None:
            return
        if not _is_apart(point, drag.pressed_at):
            self._stop_dragging()
            self._click(point)
            return
        self._drag_to(point, exact=exact)
        self._stop_dragging()
        result = drag.result()
        if result is not None:
            self.boundary_dragged.emit(result)

    def _stop_dragging(self) -> None:
        if self._drag is not None:
            self._drag = None
            self._show_marks(self._marks)

    def _restyle(self) -> None:
        self._stop_dragging()
        super()._restyle()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave to the window whatever key is not for moving, selecting or copying."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # All other keys belong to the window: letters, digits, Del, Ctrl+Z.
            event.setAccepted(any(event.matches(key) for key in _OWN_KEYS))
            return event.isAccepted()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the label of the attribution under the mouse as its tool tip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._label_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select; Esc gives up a drag."""
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._stop_dragging()
            return
        super().keyPressEvent(event)
        self._tell_selection()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected part of our own text: Qt would change some characters."""
        data = QMimeData()
        data.setText(self._raw_selection(self.textCursor()).quote(self._positions.text))
        return data


def _is_exact(event: QMouseEvent) -> bool:
    """Tell whether ends are to stay where the mouse is, also inside words."""
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _is_apart(point: QPoint, pressed_at: QPoint) -> bool:
    """Tell whether the mouse was dragged, and not only clicked."""
    return (point - pressed_at).manhattanLength() >= QApplication.startDragDistance()
