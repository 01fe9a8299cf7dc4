"""The colours for people whose desktop asks for high contrast: the desktop's own, and no fills."""

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from annotator.ui.theme.tokens import DARK, LIGHT, StanceColours, Tokens, mixed

_TEXT, _SHAPES = 7.0, 5.8
"""Least contrast with the page."""


def contrast_ratio(one: QColor, other: QColor) -> float:
    """Return the contrast of two opaque colours, 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def high_contrast_tokens(system: QPalette, *, dark: bool) -> Tokens:
    """Return the system's colours as tokens.

    Where the system's colours are not of that darkness, or too faint, black and white are used.
    """
    page, text = system.color(QPalette.ColorRole.Base), system.color(QPalette.ColorRole.Text)
    if (_luminance(page) < _luminance(text)) is not dark or contrast_ratio(page, text) < _TEXT:
        page, text = QColor("black"), QColor("white")
        if not dark:
            page, text = text, page
    row = mixed(page, text, 0.2)
    chosen = system.color(QPalette.ColorRole.Highlight)
    on_chosen = system.color(QPalette.ColorRole.HighlightedText)
    if contrast_ratio(chosen, page) < _SHAPES or contrast_ratio(chosen, on_chosen) < _TEXT:
        chosen, on_chosen = text, page
    link = system.color(QPalette.ColorRole.Link)
    plain = DARK if dark else LIGHT
    border = mixed(page, text, 0.7)

    def clear(colour: QColor) -> QColor:
        return colour if contrast_ratio(colour, page) >= _SHAPES else text

    def outlined(colours: StanceColours) -> StanceColours:
        return StanceColours(clear(colours.strong), page, page, outlined=True)

    return replace(
        plain,
        window=page,
        side=page,
        surface=page,
        text1=text,
        text2=text,
        text3=text,
        accent=chosen,
        accent_text=link if contrast_ratio(link, row) >= _TEXT else text,
        on_accent=on_chosen,
        selected_row=row,
        text_selection=chosen,
        on_text_selection=on_chosen,
        control_border=border,
        hairline=border,
        ok=clear(plain.ok),
        warning=clear(plain.warning),
        error=clear(plain.error),
        flash=QColor(text.red(), text.green(), text.blue(), 80),
        stance=MappingProxyType({slot: outlined(one) for slot, one in plain.stance.items()}),
        unset=StanceColours(text, page, text, outlined=True),
    )


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )
