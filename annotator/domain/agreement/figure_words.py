"""A figure in words: two digits, an interval in brackets, whole percent."""

from typing import Final

NOT_AVAILABLE: Final = "n/a"


def number(value: float | None) -> str:
    """Return a coefficient with two digits, or that there is none; 0.00 never has a sign."""
    if value is None:
        return NOT_AVAILABLE
    rounded = f"{abs(value):.2f}"
    return f"−{rounded}" if value < 0 and float(rounded) else rounded


def with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    """Return a coefficient, its interval in brackets where there is one."""
    if value is None or interval is None:
        return number(value)
    return f"{number(value)} [{number(interval[0])}, {number(interval[1])}]"


def share(value: float) -> str:
    """Return a share as whole percent."""
    return f"{value * 100:.0f} %"
