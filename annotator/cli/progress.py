"""Progress on a terminal, and stopping by Ctrl+C without leaving anything half done."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from annotator.cli.output import one_line

Progress = Callable[[int, int | None, str], None]
_LONGEST_NAME = 40


@contextmanager
def progress_bar(words: Callable[[str], str]) -> Iterator[Progress | None]:
    """Yield what a service calls to tell how far it is; None where nobody would see it.

    ``words`` makes what is shown beside the bar of what the service says. It is drawn on standard
    error and disappears at the end, so that results can be piped on.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int | None, what: str) -> None:
            label = one_line(words(what))[:_LONGEST_NAME]
            bar.update(task, completed=done, total=total, description=label)

        yield show


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Yield what tells a service that Ctrl+C was pressed; a second time ends it at once."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def press(_number: int, _frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
