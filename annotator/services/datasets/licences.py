"""Licences that data sets often have: their SPDX identifiers, names and addresses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX identifier."""

    spdx: str
    name: str
    url: str
    card: str
    """The identifier in the head of a Hugging Face data set card."""


def _creative_commons(kind: str, name: str) -> Licence:
    return Licence(
        f"CC-{kind}-4.0",
        f"Creative Commons {name} 4.0 International",
        f"https://creativecommons.org/licenses/{kind.lower()}/4.0/",
        f"cc-{kind.lower()}-4.0",
    )


LICENCES: tuple[Licence, ...] = (
    _creative_commons("BY", "Attribution"),
    _creative_commons("BY-SA", "Attribution-ShareAlike"),
    _creative_commons("BY-NC", "Attribution-NonCommercial"),
    _creative_commons("BY-ND", "Attribution-NoDerivatives"),
    _creative_commons("BY-NC-SA", "Attribution-NonCommercial-ShareAlike"),
    _creative_commons("BY-NC-ND", "Attribution-NonCommercial-NoDerivatives"),
    Licence(
        "CC0-1.0",
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "cc0-1.0",
    ),
    Licence(
        "ODbL-1.0",
        "Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "odbl",
    ),
    Licence(
        "ODC-By-1.0",
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
        "odc-by",
    ),
    Licence(
        "PDDL-1.0",
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        "pddl",
    ),
)


def licence_called(given: str) -> Licence | None:
    """Return the licence of this identifier or name, or None for one that is not listed."""
    wanted = given.strip().casefold()
    return next(
        (one for one in LICENCES if wanted in (one.spdx.casefold(), one.name.casefold())), None
    )
