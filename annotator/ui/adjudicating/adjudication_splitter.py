"""Queue, article and panel side by side, with the widths of last time."""

from PySide6.QtWidgets import QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.item_panel import WIDTH as PANEL_WIDTH
from annotator.ui.widgets.pane_widths import PaneWidths

QUEUE_WIDTH = 264
_NAME = "adjudicate_splitter"


class AdjudicationSplitter(PaneWidths):
    """The queue at the left, the panel at the right."""

    def __init__(
        self,
        queue: QWidget,
        article: QWidget,
        panel: QWidget,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(
            (queue, article, panel), (QUEUE_WIDTH, PANEL_WIDTH), _NAME, preferences, theme
        )
