"""A splitter of list, text and panel whose widths suit the window until somebody moves them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme

_LIST_SHARE, _PANEL_SHARE = 0.24, 0.48
"""Of the whole width, what list and panel may take at most; the text takes the rest."""


class PaneWidths(QSplitter):
    """The text takes what room there is; the list may be folded away.

    ``widths`` are those of list and panel, in pixels at a text scale of 1. The widths that
    somebody chose by hand are kept under ``name`` and come back the next time.
    """

    def __init__(
        self,
        panes: tuple[QWidget, QWidget, QWidget],
        widths: tuple[int, int],
        name: str,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = widths
        self._name = name
        self._preferences = preferences
        self._theme = theme
        self._chosen = False
        for at, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(at, 1 if at == 1 else 0)
            self.setCollapsible(at, at == 0)
        self.setHandleWidth(1)
        state = preferences.state(name)
        self._chosen = state is not None and self.restoreState(state)
        self._share()
        self.splitterMoved.connect(self._keep)
        theme.changed.connect(self._share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self._chosen:
            return
        room = self.width()
        shares = (_LIST_SHARE, _PANEL_SHARE)
        left, right = (
            min(self._theme.px(wide), round(room * share))
            for wide, share in zip(self._widths, shares, strict=True)
        )
        self.setSizes([left, max(1, room - left - right), right])

    def _keep(self) -> None:
        self._chosen = True
        self._preferences.keep_state(self._name, self.saveState())
