"""Queue, article and inspector side by side, with the widths of last time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme

QUEUE_WIDTH, ARTICLE_WIDTH, INSPECTOR_WIDTH = 264, 712, 364
_NAME = "annotate_splitter"


class PaneSplitter(QSplitter):
    """The article takes what room there is; the queue may be folded away."""

    def __init__(
        self,
        queue: QWidget,
        article: QWidget,
        right: tuple[QWidget, QWidget],
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences = preferences
        column = QSplitter(Qt.Orientation.Vertical, self)
        for widget in right:
            column.addWidget(widget)
        column.setStretchFactor(0, 1)
        column.setChildrenCollapsible(False)
        for widget in (queue, article, column):
            self.addWidget(widget)
        for at, factor in enumerate((0, 1, 0)):
            self.setStretchFactor(at, factor)
            self.setCollapsible(at, at == 0)
        self.setSizes([theme.px(one) for one in (QUEUE_WIDTH, ARTICLE_WIDTH, INSPECTOR_WIDTH)])
        self.setHandleWidth(1)
        state = preferences.state(_NAME)
        if state is not None:
            self.restoreState(state)
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._preferences.keep_state(_NAME, self.saveState())
