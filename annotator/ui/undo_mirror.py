"""QUndoStack as a mirror of the services' history: it shows what can be undone, no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from annotator.domain.changes import Step
from annotator.ui.intention_words import words_for

if TYPE_CHECKING:
    from annotator.services.undo import UndoHistory


class StepCommand(QUndoCommand):
    """Remembers one step that is already done. Its undo and redo are deliberately nothing.

    Work comes first and the stack after: a command that did the work itself would stay on the
    stack, or wipe the redo history, when the work failed.
    """

    def __init__(self, step: Step, described: Step) -> None:
        super().__init__(words_for(described))
        self.step = step


class UndoMirror(QObject):
    """Keeps a `QUndoStack` equal to the history of one person in one project."""

    changed = Signal()

    def __init__(
        self, read_history: Callable[[], UndoHistory], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_history = read_history
        self._commands: list[StepCommand] = []
        self._stale = True
        self.stack = QUndoStack(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)

    def invalidate(self) -> None:
        """Read the history again when somebody asks, at the latest when the window is idle."""
        self._stale = True
        self._later.start()

    def refresh(self) -> None:
        """Make the stack equal to the history, if anything was done since the last look."""
        if not self._stale:
            return
        self._stale = False
        self._later.stop()
        history = self._read_history()
        steps = [*history.undo, *reversed(history.redo)]
        known = [command.step.id for command in self._commands]
        wanted = [step.id for step in steps]
        one_more = wanted[:-1] == known and len(wanted) > len(known)
        if one_more and not history.redo and self.stack.index() == len(known):
            self._push(steps[-1], history.original(steps[-1]))
        elif wanted != known:
            self._commands.clear()
            self.stack.clear()
            described = dict(history.described)
            for step in steps:
                self._push(step, described.get(step.id, step))
        self.stack.setIndex(len(history.undo))
        self.changed.emit()

    @property
    def next_undo(self) -> Step | None:
        """Return the step that Undo reverts, or None."""
        self.refresh()
        index = self.stack.index()
        return self._commands[index - 1].step if index > 0 else None

    @property
    def next_redo(self) -> Step | None:
        """Return the step that Redo reverts, or None."""
        self.refresh()
        index = self.stack.index()
        return self._commands[index].step if index < len(self._commands) else None

    def _push(self, step: Step, described: Step) -> None:
        command = StepCommand(step, described)
        self._commands.append(command)
        self.stack.push(command)
