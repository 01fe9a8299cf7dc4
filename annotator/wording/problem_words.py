"""What a person is told about a problem, and how fields are put into sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Fields = Mapping[str, object]
"""What an error carries besides its code; a sentence must read well where some are missing."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """A problem in words: what happened, what was kept, what to do; the last two may be empty."""

    what: str
    kept: str = ""
    to_do: str = ""

    @property
    def sentence(self) -> str:
        """Return all of it as running text."""
        return " ".join(part for part in (self.what, self.kept, self.to_do) if part)


Table = Mapping[str, Callable[[Fields], ProblemWords]]
"""For every code what makes its words."""


def shown(fields: Fields, *keys: str) -> str:
    """Return the first of these fields that is there, on one line and shortened; "" for none.

    Fields may hold words of an article, which are to be recognised here, not republished.
    """
    for key in keys:
        value = fields.get(key)
        if value not in (None, ""):
            words = " ".join(str(value).split())
            return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    return ""
