"""Code points to UTF-16 units and back: Qt counts the one, we store the other."""

from bisect import bisect_left, bisect_right


class Utf16Map:
    """Offsets of one text in both units. Positions of astral characters are looked up once."""

    __slots__ = ("_astral", "_astral_units", "length", "units")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        """Code points in the text."""
        self._astral: list[int] = []
        if not text.isascii():
            self._astral = [at for at, character in enumerate(text) if character > "\uffff"]
        self._astral_units = [at + before for before, at in enumerate(self._astral)]
        self.units = self.length + len(self._astral)
        """UTF-16 units in the text."""

    def to_units(self, code_points: int) -> int:
        """Map an offset in code points to one in UTF-16 units."""
        return code_points + bisect_left(self._astral, code_points)

    def to_code_points(self, units: int) -> int:
        """Map an offset in UTF-16 units to code points; inside a surrogate pair, to its start."""
        before = bisect_right(self._astral_units, units - 1)
        if before and self._astral_units[before - 1] == units - 1:
            return self._astral[before - 1]
        return units - before
