"""How long a person worked on an article: pauses and other windows are not counted."""

import time
from collections.abc import Callable

IDLE_AFTER = 60.0
"""Seconds without a sign of the person after which time no longer counts."""


class TimeOnArticle:
    """A stopwatch that runs while the person gives signs of work."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last: float | None = None

    def start(self) -> None:
        """Begin with another article."""
        self._seconds = 0.0
        self._last = self._clock()

    def sign(self) -> None:
        """Note that the person did something."""
        now = self._clock()
        if self._last is not None:
            self._seconds += min(now - self._last, IDLE_AFTER)
        self._last = now

    def pause(self) -> None:
        """Stop counting until the next sign (another window is in front)."""
        self.sign()
        self._last = None

    @property
    def seconds(self) -> int:
        """Return the whole seconds so far."""
        return int(self._seconds)
