"""Colours, fonts and style of every window."""

from annotator.ui.theme.glyphs import paint_chip, paint_glyph, value_icon
from annotator.ui.theme.theme import Mode, Theme
from annotator.ui.theme.tokens import DARK, LIGHT, StanceColours, Tokens

__all__ = [
    "DARK",
    "LIGHT",
    "Mode",
    "StanceColours",
    "Theme",
    "Tokens",
    "paint_chip",
    "paint_glyph",
    "value_icon",
]
