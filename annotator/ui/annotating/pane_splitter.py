"""Queue, article and inspector side by side, with the widths of last time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.widgets.pane_widths import PaneWidths

QUEUE_WIDTH, INSPECTOR_WIDTH = 264, 364
_INSPECTOR_PARTS, _LIST_PARTS = 7, 3
"""How inspector and list of attributions share their column."""
_NAME = "annotate_splitter"


class PaneSplitter(PaneWidths):
    """The inspector stands above the list of attributions."""

    def __init__(
        self,
        queue: QWidget,
        article: QWidget,
        right: tuple[QWidget, QWidget],
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        column = QSplitter(Qt.Orientation.Vertical)
        for widget in right:
            column.addWidget(widget)
        for at, part in enumerate((_INSPECTOR_PARTS, _LIST_PARTS)):
            column.setStretchFactor(at, part)
        column.setChildrenCollapsible(False)
        column.setSizes([theme.px(100 * part) for part in (_INSPECTOR_PARTS, _LIST_PARTS)])
        super().__init__(
            (queue, article, column), (QUEUE_WIDTH, INSPECTOR_WIDTH), _NAME, preferences, theme
        )
