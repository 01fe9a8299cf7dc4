"""A row of equal segments that becomes a stack where the row does not fit."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class SegmentLayout(QLayout):
    """Side by side while every segment keeps its natural width, else one below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def stacked_at(self, width: int) -> bool:
        """Tell whether the segments stand one below the other at this width."""
        return sum(self._widths()) > width

    def addItem(self, item: QLayoutItem) -> None:
        """Take a segment at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of segments."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at an index, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at an index, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Fill the width."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Return True: stacks are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return one segment's height, or that of all."""
        stacked = self.stacked_at(width)
        heights = [self._tall(item, stacked) for item in self._items]
        return sum(heights) if stacked else max(heights, default=0)

    def sizeHint(self) -> QSize:
        """Return the size of the row."""
        return QSize(
            sum(self._widths()), max((self._tall(i, False) for i in self._items), default=0)
        )

    def minimumSize(self) -> QSize:
        """Return the width of the stack and the height of one segment."""
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        """Place the segments."""
        super().setGeometry(rect)
        host = self.parentWidget()
        direction = host.layoutDirection() if host else Qt.LayoutDirection.LeftToRight
        stacked = self.stacked_at(rect.width())
        tall = max((self._tall(item, stacked) for item in self._items), default=0)
        x, y = rect.x(), rect.y()
        for item, width in zip(self._items, self._shares(rect.width()), strict=True):
            place = QRect(x, y, rect.width() if stacked else width, tall)
            _widget(item).setProperty("stacked", stacked)
            item.setGeometry(QStyle.visualRect(direction, rect, place))
            if stacked:
                y += tall
            else:
                x += width

    def _widths(self) -> list[int]:
        # An item's own hint would be no less than the minimum, which is that of the stack.
        return [_widget(item).sizeHint().width() for item in self._items]

    def _tall(self, item: QLayoutItem, stacked: bool) -> int:
        widget = _widget(item)
        return (widget.minimumSizeHint() if stacked else widget.sizeHint()).height()

    def _shares(self, width: int) -> list[int]:
        """Return equal widths where all fit in them, else natural ones with the rest shared out."""
        widths = self._widths()
        count = len(widths)
        if not count:
            return []
        equal = [width // count + (place < width % count) for place in range(count)]
        if all(own <= share for own, share in zip(widths, equal, strict=True)):
            return equal
        rest = max(0, width - sum(widths))
        return [own + rest // count + (place < rest % count) for place, own in enumerate(widths)]


def _widget(item: QLayoutItem) -> QWidget:
    widget = item.widget()
    assert widget is not None, "a segment is a widget"
    return widget
