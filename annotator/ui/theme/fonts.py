"""Which type faces are used: the first installed of a few, never one of our own."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

CAPTION, SECONDARY, BODY, SECTION, TITLE, FIGURE = 11, 12, 13, 14, 18, 28
"""Pixels at a text scale of 1."""

_READING = (
    "Charis SIL",
    "Source Serif 4",
    "Source Serif Pro",
    "Source Serif",
    "Noto Serif",
    "Georgia",
    "DejaVu Serif",
)
_NASKH = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic")
_UI = ("Inter", "Inter Variable", "Inter Display")


def _first_installed(families: Sequence[str]) -> str | None:
    return next((one for one in families if QFontDatabase.hasFamily(one)), None)


@cache
def ui_family() -> str | None:
    """Return Inter's name where it is installed; None means the system's own face."""
    return _first_installed(_UI)


@cache
def reading_families() -> tuple[str, ...]:
    """Return the faces of article text, best first: a serif, then a naskh for Arabic script."""
    serif = _first_installed(_READING)
    naskh = _first_installed(_NASKH)
    return tuple(one for one in (serif or "serif", naskh) if one)


@cache
def arabic_families() -> tuple[str, ...]:
    """Return the faces of paragraphs in Arabic script, best first."""
    naskh = _first_installed(_NASKH)
    return (naskh, *reading_families()) if naskh else reading_families()


def ui_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface's face in a size given in pixels."""
    font = QFont()
    family = ui_family()
    if family:
        font.setFamilies([family])
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    return font


def reading_font(pixels: int, *, arabic: bool = False) -> QFont:
    """Return the face of article text in a size given in pixels."""
    font = QFont()
    font.setFamilies(list(arabic_families() if arabic else reading_families()))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(1, pixels))
    return font
