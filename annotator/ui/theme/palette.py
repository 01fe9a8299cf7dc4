"""The tokens as Qt's palette, for everything that the style sheet does not name."""

from PySide6.QtGui import QColor, QPalette

from annotator.ui.theme.tokens import Tokens, mixed

_Role = QPalette.ColorRole


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette of a theme."""
    palette = QPalette()
    colours: dict[QPalette.ColorRole, QColor] = {
        _Role.Window: tokens.window,
        _Role.WindowText: tokens.text1,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.side,
        _Role.Text: tokens.text1,
        _Role.PlaceholderText: tokens.text3,
        _Role.Button: tokens.surface,
        _Role.ButtonText: tokens.text1,
        _Role.BrightText: tokens.on_accent,
        _Role.ToolTipBase: tokens.surface,
        _Role.ToolTipText: tokens.text1,
        _Role.Highlight: tokens.text_selection,
        _Role.HighlightedText: tokens.on_text_selection,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.accent_text,
        _Role.LinkVisited: tokens.accent_text,
        _Role.Light: tokens.surface,
        _Role.Midlight: tokens.side,
        _Role.Mid: tokens.hairline,
        _Role.Dark: tokens.control_border,
        _Role.Shadow: tokens.text3,
    }
    for role, colour in colours.items():
        palette.setColor(role, colour)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(
            QPalette.ColorGroup.Disabled, role, mixed(tokens.window, tokens.text3, 0.66)
        )
    return palette
