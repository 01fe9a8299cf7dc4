"""Moving the keyboard from pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from annotator.ui.windows.annotate_screen import AnnotateScreen

_REASON = Qt.FocusReason.ShortcutFocusReason


def focus_next_pane(screen: AnnotateScreen) -> None:
    """Go round: text, inspector, list of attributions, queue."""
    stops = (
        screen.pane.view,
        screen.inspector,
        screen.attributions.view,
        screen.queue_pane.list,
    )
    focus = QApplication.focusWidget()
    here = next((at for at, pane in enumerate(stops) if _inside(focus, pane)), -1)
    if _inside(focus, screen.queue_pane):
        here = len(stops) - 1
    following = stops[(here + 1) % len(stops)]
    if following is not screen.inspector:
        following.setFocus(_REASON)
    elif screen.presenter.attribution is not None:
        screen.inspector.focus_speaker()
    else:
        screen.attributions.view.setFocus(_REASON)


def focus_filter(screen: AnnotateScreen) -> None:
    """Begin to type what the queue is filtered for."""
    screen.queue_pane.field.setFocus(_REASON)
    screen.queue_pane.field.selectAll()


def _inside(widget: QWidget | None, pane: QWidget) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))
