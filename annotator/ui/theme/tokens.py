"""The colours of both themes. Nothing else in the program names a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor

from annotator.domain.codebook import Colour, Value


@dataclass(frozen=True, slots=True)
class StanceColours:
    """How one colour slot of the codebook looks."""

    strong: QColor
    """Glyph, underline, bracket, label."""
    fill: QColor
    """Behind the words."""
    chip_glyph: QColor
    """The glyph on a chip of the strong colour."""
    hatched: bool = False
    outlined: bool = False
    """Whether words have an outline of the strong colour instead of a fill."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, by what they are for."""

    window: QColor
    side: QColor
    surface: QColor
    text1: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    """Focus and the primary button."""
    accent_text: QColor
    on_accent: QColor
    selected_row: QColor
    text_selection: QColor
    """Behind selected words of an article or a field."""
    on_text_selection: QColor
    """The selected words themselves."""
    control_border: QColor
    hairline: QColor
    ok: QColor
    warning: QColor
    error: QColor
    flash: QColor
    """Over a jump target, for a moment."""
    shadow: QColor
    stance: Mapping[Colour, StanceColours]
    unset: StanceColours
    """An attribution whose primary attribute has no value yet."""

    def colours_of(self, value: Value | None) -> StanceColours:
        """Return how a value of the primary attribute looks; grey when it names no colour."""
        if value is None:
            return self.unset
        return self.stance[value.colour or Colour.GREY]


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return the colour that lies ``share`` of the way from one to the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _stances(glyph: str, pairs: Mapping[Colour, tuple[str, str]]) -> Mapping[Colour, StanceColours]:
    return MappingProxyType(
        {
            slot: StanceColours(QColor(strong), QColor(fill), QColor(glyph), slot is Colour.VIOLET)
            for slot, (strong, fill) in pairs.items()
        }
    )


LIGHT = Tokens(
    window=QColor("#F1F3F5"),
    side=QColor("#F7F8F9"),
    surface=QColor("#FFFFFF"),
    text1=QColor("#1A1E25"),
    text2=QColor("#454D5A"),
    text3=QColor("#5C6572"),
    accent=QColor("#0B6E7F"),
    accent_text=QColor("#0A5F6E"),
    on_accent=QColor("#FFFFFF"),
    selected_row=QColor("#DDF0F2"),
    text_selection=QColor("#B5DAE0"),
    on_text_selection=QColor("#1A1E25"),
    control_border=QColor("#7C8693"),
    hairline=QColor("#DADFE5"),
    ok=QColor("#1B6B3A"),
    warning=QColor("#7A5200"),
    error=QColor("#A11B1B"),
    flash=QColor(11, 110, 127, 70),
    shadow=QColor(20, 28, 38, 46),
    stance=_stances(
        "#FFFFFF",
        {
            Colour.BLUE: ("#0F49D0", "#C9DAFD"),
            Colour.GOLD: ("#7D6000", "#FFE993"),
            Colour.GREY: ("#5A616B", "#E8EBEE"),
            Colour.RED: ("#7D1128", "#FBC3BD"),
            Colour.VIOLET: ("#52205F", "#F7F1F8"),
        },
    ),
    unset=StanceColours(QColor("#5C6572"), QColor("#FFFFFF"), QColor("#5C6572")),
)

DARK = Tokens(
    window=QColor("#16191E"),
    side=QColor("#1A1E24"),
    surface=QColor("#1F242B"),
    text1=QColor("#ECEFF3"),
    text2=QColor("#BCC4CF"),
    text3=QColor("#98A2AF"),
    accent=QColor("#4FC0D0"),
    accent_text=QColor("#67CBD9"),
    on_accent=QColor("#06252B"),
    selected_row=QColor("#123B43"),
    text_selection=QColor("#1C5763"),
    on_text_selection=QColor("#ECEFF3"),
    control_border=QColor("#7B8592"),
    hairline=QColor("#343B45"),
    ok=QColor("#6FD08F"),
    warning=QColor("#F0C05A"),
    error=QColor("#FF9A8F"),
    flash=QColor(79, 192, 208, 80),
    shadow=QColor(0, 0, 0, 120),
    stance=_stances(
        "#14171B",
        {
            Colour.BLUE: ("#82A6FF", "#253A75"),
            Colour.GOLD: ("#F5C242", "#50430B"),
            Colour.GREY: ("#B0B7C0", "#3D434C"),
            Colour.RED: ("#F48C80", "#541D24"),
            Colour.VIOLET: ("#EBB4EA", "#33283A"),
        },
    ),
    unset=StanceColours(QColor("#98A2AF"), QColor("#1F242B"), QColor("#98A2AF")),
)
