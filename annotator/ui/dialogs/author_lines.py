"""Authors of a data set as lines to be typed: one author a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.datasets.details import Author

SEPARATOR = ";"


def hint() -> str:
    """Return how a line is to look."""
    return tr(
        "One a line: “Family, Given; affiliation; ORCID”. Only the first is needed; without a "
        "comma it is an organisation."
    )


def lines_of(authors: tuple[Author, ...]) -> str:
    """Return the authors as lines."""
    lines = []
    for one in authors:
        name = f"{one.family}, {one.given}" if one.given else one.family
        parts = [name, one.affiliation, one.orcid]
        while not parts[-1]:
            parts.pop()
        lines.append(f"{SEPARATOR} ".join(parts))
    return "\n".join(lines)


def authors_of(lines: str) -> tuple[Author, ...]:
    """Return the authors of lines; empty lines are none."""
    from annotator.services.datasets.details import Author

    found = []
    for line in lines.splitlines():
        if not line.strip():
            continue
        name, affiliation, orcid, *_ = (*(part.strip() for part in line.split(SEPARATOR)), "", "")
        family, _, given = name.partition(",")
        found.append(Author(family.strip(), given.strip(), affiliation, orcid))
    return tuple(found)
