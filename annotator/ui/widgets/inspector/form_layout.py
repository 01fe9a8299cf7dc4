"""The inspector's form: labels beside their fields where all fit, above them where they don't."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem

_LABEL_SHARE = 0.34
"""The widest that the label column may get, as a share of the form."""

_FIRST_LINE = 1.85
"""How tall the first line of a field is, in lines of text."""


@dataclass(slots=True)
class _Row:
    label: QLayoutItem | None
    field: QLayoutItem
    above: bool

    @property
    def shown(self) -> bool:
        return not self.field.isEmpty()


class FormLayout(QLayout):
    """Rows of label and field. One decision for all rows, so that the fields stay aligned."""

    def __init__(self, parent: QWidget, spacing: int, gap: int) -> None:
        """Make an empty form; ``spacing`` lies between rows, ``gap`` between label and field."""
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def set_distances(self, spacing: int, gap: int) -> None:
        """Change the distances between rows and between label and field."""
        self._gap = gap
        self.setSpacing(spacing)
        self.invalidate()

    def add_row(self, label: QWidget | None, field: QWidget, *, above: bool = False) -> None:
        """Add a row; ``above`` puts its label above whatever the width.

        A field without label keeps to the column of fields; with ``above`` it takes the full width.
        """
        for widget in (label, field):
            if widget is not None:
                self.addChildWidget(widget)
        label_item = QWidgetItem(label) if label is not None else None
        self._rows.append(_Row(label_item, QWidgetItem(field), above))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item as a row of its own, without label."""
        self._rows.append(_Row(None, item, above=True))

    def count(self) -> int:
        """Return the number of items, labels and hidden ones included."""
        return len(self._flat())

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at an index, labels before their fields, or None."""
        flat = self._flat()
        return flat[index] if 0 <= index < len(flat) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at an index; a row without field goes."""
        item = self.itemAt(index)
        for row in list(self._rows):
            if row.label is item and item is not None:
                row.label = None
            elif row.field is item:
                self._rows.remove(row)
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Return True: narrow forms are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all shown rows at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place labels and fields."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size at the narrowest width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the width of the widest field; the height follows from the width given."""
        widths = [row.field.minimumSize().width() for row in self._rows if row.shown]
        widths += [row.label.minimumSize().width() for row in self._rows if row.shown and row.label]
        return QSize(max(widths, default=0), 0)

    def _flat(self) -> list[QLayoutItem]:
        return [one for row in self._rows for one in (row.label, row.field) if one is not None]

    def _label_column(self, width: int) -> int:
        """Return the width of the label column, or 0 when labels go above."""
        beside = [row for row in self._rows if row.shown and not row.above]
        natural = max((row.label.sizeHint().width() for row in beside if row.label), default=0)
        least = max((row.label.minimumSize().width() for row in beside if row.label), default=0)
        widest = max((row.field.sizeHint().width() for row in beside), default=0)
        room = min(int(width * _LABEL_SHARE), width - self._gap - widest)
        column = max(min(natural, room), least)
        return column if column + self._gap + widest <= width else 0

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        column = self._label_column(rect.width())
        y = rect.y()
        for row in self._rows:
            if not row.shown:
                continue
            if y > rect.y():
                y += self.spacing()
            if column and not row.above:
                y += self._beside(row, QRect(rect.x(), y, rect.width(), 0), column, move)
            else:
                y += self._above(row, QRect(rect.x(), y, rect.width(), 0), move)
        return y - rect.y()

    def _beside(self, row: _Row, rect: QRect, column: int, move: bool) -> int:
        room = rect.width() - column - self._gap
        tall = _height(row.field, room)
        label_tall = _height(row.label, column) if row.label else 0
        host = self.parentWidget()
        # Labels stand beside the first line of a field that has several.
        line = min(tall, round(host.fontMetrics().height() * _FIRST_LINE)) if host else tall
        drop = max(0, (line - label_tall) // 2)
        if move:
            field = QRect(rect.x() + column + self._gap, rect.y(), room, tall)
            self._place(row.field, rect, field)
        if move and row.label:
            label = QRect(rect.x(), rect.y() + drop, column, label_tall)
            self._place(row.label, rect, label)
        return max(tall, drop + label_tall)

    def _above(self, row: _Row, rect: QRect, move: bool) -> int:
        tall = _height(row.field, rect.width())
        top = 0
        if row.label is not None:
            label_tall = _height(row.label, rect.width())
            top = label_tall + max(4, self._gap // 2)
            if move:
                self._place(row.label, rect, QRect(rect.x(), rect.y(), rect.width(), label_tall))
        if move:
            self._place(row.field, rect, QRect(rect.x(), rect.y() + top, rect.width(), tall))
        return top + tall

    def _place(self, item: QLayoutItem, rect: QRect, place: QRect) -> None:
        host = self.parentWidget()
        direction = host.layoutDirection() if host else Qt.LayoutDirection.LeftToRight
        item.setGeometry(
            QStyle.visualRect(direction, rect.adjusted(0, 0, 0, place.height()), place)
        )


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
