"""Moving the keyboard from pane to pane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from annotator.ui.windows.annotate_screen import AnnotateScreen

_REASON = Qt.FocusReason.ShortcutFocusReason


def focus_next_pane(screen: AnnotateScreen) -> None:
    """Go round: text, inspector, list of attributions, queue; past those with nothing to do."""
    stops: list[tuple[QWidget, Callable[[], object]]] = [
        (screen.pane, screen.focus_text),
        (screen.attributions, lambda: screen.attributions.view.setFocus(_REASON)),
        (screen.queue_pane, screen.queue_pane.take_keyboard),
    ]
    if screen.presenter.attribution is not None:
        stops.insert(1, (screen.inspector, screen.inspector.focus_speaker))
    focus = QApplication.focusWidget()
    inside = (at for at, (pane, _act) in enumerate(stops) if _inside(focus, pane))
    here = next(inside, 0 if _inside(focus, screen.inspector) else -1)
    stops[(here + 1) % len(stops)][1]()


def focus_filter(screen: AnnotateScreen) -> None:
    """Begin to type what the queue is filtered for."""
    screen.queue_pane.field.setFocus(_REASON)
    screen.queue_pane.field.selectAll()


def _inside(widget: QWidget | None, pane: QWidget) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))
