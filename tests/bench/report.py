"""How a benchmark prints: reference and product side by side, the ratio, and the goal."""

from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time


def wall(work: Callable[[], object], times: int) -> float:
    """Return the median wall time of one call, in milliseconds."""
    return _median(work, times, perf_counter)


def cpu(work: Callable[[], object], times: int) -> float:
    """Return the median CPU time of one call, in milliseconds."""
    return _median(work, times, process_time)


def show(what: str, *lines: tuple[str, str]) -> None:
    """Print one benchmark."""
    print(what)
    for label, figure in lines:
        print(f"  {label:<58}{figure:>16}")
    print(flush=True)


def milliseconds(value: float) -> str:
    """Return a time for printing."""
    return f"{value:.2f} ms"


def _median(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    found = []
    for _ in range(times):
        begun = clock()
        work()
        found.append((clock() - begun) * 1000)
    return median(found)
