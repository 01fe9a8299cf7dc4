"""How values look in files that people read: the sign and the inks of each colour slot."""

from dataclasses import dataclass

from annotator.domain.codebook import Colour, Glyph, Value

GLYPHS = {
    Glyph.TRIANGLE_UP: "▲",
    Glyph.DIAMOND: "◆",
    Glyph.CIRCLE: "●",
    Glyph.TRIANGLE_DOWN: "▼",
    Glyph.QUESTION: "?",
    Glyph.SQUARE: "■",
    Glyph.STAR: "★",
    Glyph.CROSS: "✕",
}
NO_GLYPH = "○"


@dataclass(frozen=True, slots=True)
class Inks:
    """The colour of signs and underlines, and the fill behind words, on light and dark paper."""

    strong: str
    fill: str
    dark_strong: str
    dark_fill: str


INKS = {
    Colour.BLUE: Inks("#0F49D0", "#DCE7FE", "#82A6FF", "#253A75"),
    Colour.GOLD: Inks("#7D6000", "#FFF0B8", "#F5C242", "#50430B"),
    Colour.GREY: Inks("#5A616B", "#E8EBEE", "#B0B7C0", "#3D434C"),
    Colour.RED: Inks("#7D1128", "#FDD8D4", "#F48C80", "#541D24"),
    Colour.VIOLET: Inks("#52205F", "#F1E6F4", "#EBB4EA", "#33283A"),
}


def glyph_of(value: Value | None) -> str:
    """Return the sign of a value; an empty circle where it has none."""
    return GLYPHS[value.glyph] if value and value.glyph else NO_GLYPH


def colour_of(value: Value | None) -> Colour:
    """Return the colour slot of a value; grey where it names none."""
    return (value and value.colour) or Colour.GREY
