"""Queue, article and panel side by side, with the widths of last time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.item_panel import WIDTH as PANEL_WIDTH

QUEUE_WIDTH, ARTICLE_WIDTH = 264, 636
_NAME = "adjudicate_splitter"


class AdjudicationSplitter(QSplitter):
    """The article takes what room there is; the queue may be folded away."""

    def __init__(
        self,
        queue: QWidget,
        article: QWidget,
        panel: QWidget,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences = preferences
        for at, widget in enumerate((queue, article, panel)):
            self.addWidget(widget)
            self.setStretchFactor(at, 1 if at == 1 else 0)
            self.setCollapsible(at, at == 0)
        self.setSizes([theme.px(one) for one in (QUEUE_WIDTH, ARTICLE_WIDTH, PANEL_WIDTH)])
        self.setHandleWidth(1)
        state = preferences.state(_NAME)
        if state is not None:
            self.restoreState(state)
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._preferences.keep_state(_NAME, self.saveState())
