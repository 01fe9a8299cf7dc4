"""Sizes of everything in the article view, at one zoom."""

from dataclasses import dataclass

SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
"""Percent."""

_COLUMN = 556
_LEAST_COLUMN = 240
_LEAST_LANES, _MOST_LANES = 3, 8
_LEAST_BESIDE_LANES = 216
"""A little less of a column: lanes that are too thin for their glyphs say nothing."""
_BESIDE_LANES = 38
"""Room on both sides of people's lanes; chips hang between them and the text."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels, from sizes that hold at 100 %."""

    zoom: int = 100

    def px(self, pixels: float) -> float:
        """Return a size given for 100 %."""
        return pixels * self.zoom / 100

    @property
    def text(self) -> int:
        """Return the size of the reading face."""
        return round(self.px(17))

    @property
    def title(self) -> int:
        """Return the size of the heading."""
        return round(self.px(22))

    @property
    def small_text(self) -> int:
        """Return the size of what is not article text."""
        return round(self.px(15))

    @property
    def arabic_text(self) -> int:
        """Return the size of Arabic script, whose letters are smaller in the same size."""
        return round(self.px(20))

    @property
    def line_height(self) -> float:
        """Return the distance of two base lines."""
        return self.px(28)

    @property
    def paragraph_gap(self) -> float:
        """Return the room below a paragraph."""
        return self.px(13)

    @property
    def column(self) -> float:
        """Return the width of about 70 characters."""
        return self.px(_COLUMN)

    @property
    def chip(self) -> float:
        """Return the side of a chip."""
        return self.px(17)

    @property
    def chip_room(self) -> float:
        """Return what a chip needs in a line of text."""
        return self.px(22)

    @property
    def lane(self) -> float:
        """Return the distance of two lanes of brackets."""
        return self.px(21)

    def lane_offset(self, lane: int) -> float:
        """Return how far from the text the middle of a lane is."""
        return self.px(42) + self.lane * lane

    def lanes_shown(self, lanes: int, width: float) -> int:
        """Return for how many lanes there is room in a page of this width, where some are in use.

        The others lie over these: words need the room more than brackets do.
        """
        wanted = min(max(lanes, _LEAST_LANES), _MOST_LANES)
        room = width - self.px(_LEAST_COLUMN) - self.bare_margin - self.bracket_margin(1)
        return max(1, min(wanted, 1 + int(room // self.lane)))

    def bracket_margin(self, lanes: int) -> float:
        """Return what chips and that many lanes of brackets need where lines begin."""
        return self.lane_offset(lanes - 1) + self.px(14)

    def lane_pitch(self, lanes: int, width: float) -> float:
        """Return the distance of that many people's lanes in a page of this width."""
        room = width - self.px(_LEAST_BESIDE_LANES) - self.bare_margin - self.px(_BESIDE_LANES)
        return max(self.px(14), min(self.px(30), room / max(1, lanes)))

    def lanes_margin(self, lanes: int, width: float) -> float:
        """Return what chips and that many people's lanes need where lines begin."""
        return self.px(_BESIDE_LANES) + lanes * self.lane_pitch(lanes, width)

    @property
    def bare_margin(self) -> float:
        """Return the least room on the other side of the text (a chip may hang there)."""
        return self.px(28)

    @property
    def top_margin(self) -> float:
        """Return the room above the text."""
        return self.px(18)
