"""Where the cells of the comparison table stand, and how much room they need."""

from collections.abc import Iterator

from PySide6.QtWidgets import QScrollBar, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.adjudication.table_cells import LabelCell, TableCell

LABEL_WIDTH, GOLD_WIDTH, LEAST_CODER_WIDTH = 88, 138, 84
_WORD_AT_MOST = 112
"""So wide an annotator's column becomes for the sake of one long word."""


class TableLayout:
    """Fields at the left and gold at the right, both fixed; annotators on a page between them.

    The page moves under the scroll bar where the annotators do not fit. Each list of cells begins
    with its head.
    """

    def __init__(self, theme: Theme, view: QWidget, page: QWidget, bar: QScrollBar) -> None:
        self._theme = theme
        self._view = view
        self._page = page
        self._bar = bar
        self.labels: list[TableCell] = []
        self.columns: list[list[TableCell]] = []
        """A list for each annotator."""
        self.gold: list[TableCell] = []
        self._floors: dict[int, list[int]] = {}

    def cells(self) -> Iterator[TableCell]:
        """Yield all cells."""
        yield from self.labels
        yield from self.gold
        for column in self.columns:
            yield from column

    def let_shrink(self) -> None:
        """Let rows be as low as they can again; until then none becomes lower than it was."""
        self._floors.clear()

    def least_width(self) -> int:
        """Return room for the fields, one annotator and the gold."""
        return self._theme.px(64 + 84 + 84)

    def height_at(self, width: int) -> int:
        """Return the height of all rows at a width."""
        heights = self._heights(width)
        bar = self._bar.sizeHint().height() if self._overflow(width) else 0
        return sum(heights) + len(heights) + 1 + bar

    def arrange(self, width: int) -> None:
        """Give each cell its place in a table of this width."""
        fields, coder, gold = self._widths(width)
        heights = self._heights(width)
        left = 1 + fields + 1
        right = width - gold - 1
        tall = sum(heights) + len(heights)
        self._view.setGeometry(left, 1, max(0, right - left), tall)
        room = max(0, right - left - 1)
        over = self._overflow(width)
        if not over and self.columns:
            coder = max(coder, (room - (len(self.columns) - 1)) // len(self.columns))
        self._page.setGeometry(0, 0, max(room, len(self.columns) * (coder + 1)), tall)
        y = 0
        for at, high in enumerate(heights):
            self.labels[at].setGeometry(1, y + 1, fields, high)
            self.gold[at].setGeometry(right, y + 1, gold, high)
            for place, column in enumerate(self.columns):
                last = place == len(self.columns) - 1 and not over
                x = place * (coder + 1)
                column[at].setGeometry(x, y, room - x if last else coder, high)
            y += high + 1
        self._bar.setVisible(over > 0)
        self._bar.setRange(0, over)
        self._bar.setPageStep(max(1, room))
        self._bar.setSingleStep(coder)
        self._bar.setGeometry(left, y + 1, room, self._bar.sizeHint().height())
        self._page.move(-self._bar.value(), 0)

    def bring_into_sight(self, cell: TableCell) -> None:
        """Move the page until an annotator's cell can be seen."""
        if cell.parentWidget() is self._page and self._bar.maximum():
            low, high = cell.x() + cell.width() - self._view.width(), cell.x()
            self._bar.setValue(min(max(self._bar.value(), low), high))

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Return the widths of the fields, of one annotator and of the gold."""
        px = self._theme.px
        fields = min(px(LABEL_WIDTH), max(px(64), round(width * 0.22)))
        longest = (one.least_width for one in self.labels if isinstance(one, LabelCell))
        fields = min(max(fields, *longest, 0), max(px(64), round(width * 0.4)))
        gold = max((one.least_width for one in self.gold), default=0)
        gold = min(px(GOLD_WIDTH), max(px(84), round(width * 0.33), gold))
        count = max(1, len(self.columns))
        room = width - fields - gold - 4
        least = px(60) if count <= 2 else px(LEAST_CODER_WIDTH)
        words = (one.least_width for column in self.columns for one in column)
        least = max(least, min(px(_WORD_AT_MOST), max(words, default=0)))
        return fields, max(least, room // count - 1), gold

    def _heights(self, width: int) -> list[int]:
        fields, coder, gold = self._widths(width)
        floors = self._floors.get(width, [])
        if len(floors) != len(self.labels):
            floors = [0] * len(self.labels)
        self._floors[width] = [
            max(
                floors[at],
                self.labels[at].height_at(fields),
                self.gold[at].height_at(gold),
                *(column[at].height_at(coder) for column in self.columns),
                0,
            )
            for at in range(len(self.labels))
        ]
        return self._floors[width]

    def _overflow(self, width: int) -> int:
        """Return how much wider the annotators are than the room between fields and gold."""
        fields, coder, gold = self._widths(width)
        return max(0, len(self.columns) * (coder + 1) - (width - fields - gold - 3))
