"""How figures were made: what a report says of itself, so that they can be made again."""

from typing import Any, Final, Literal

import annotator
from annotator.domain.changes import Intention
from annotator.services.agreement.choice import IntervalMethod
from annotator.services.agreement.compared import Compared
from annotator.services.agreement.targets import targets
from annotator.services.project import Project
from annotator.storage import agreement_queries

Blind = Literal["hidden", "separated", "mixed", "unknown"]
_HERE: Final = frozenset({Intention.MARK_DONE, Intention.MARK_CANNOT_CODE})


def how_blind(project: Project, compared: Compared) -> Blind:
    """Return how the work of others was kept from those who are compared.

    ``hidden``: it was handed in in this file, where the program showed annotators only their own.
    ``separated``: it came from other files by merging. ``mixed``: some so, some so. ``unknown``:
    some was imported, and the file does not tell how it was made.
    """
    rounds = [one.id for one in compared.rounds]
    with project.store.read() as connection:
        found = agreement_queries.handed_in_by(connection, rounds, compared.annotators)
    here, merged = bool(found & _HERE), Intention.MERGE in found
    if found - _HERE - {Intention.MERGE} or not found:
        return "unknown"
    if here and merged:
        return "mixed"
    return "hidden" if here else "separated"


def settings_document(project: Project, compared: Compared) -> dict[str, Any]:
    """Return the settings under stable keys, with names for rounds and batches."""
    choice, aims = compared.choice, targets(project)
    drawn = choice.interval is IntervalMethod.BOOTSTRAP
    return {
        "rounds": [one.name for one in compared.rounds],
        "batches": [one.name for one in compared.batches],
        "codebooks": list(compared.codebooks),
        "submissions": "first",
        "shared_passages_once": choice.shared_passages_once,
        "interval": choice.interval.value,
        "samples": choice.samples if drawn else None,
        "seed": choice.seed if drawn else None,
        "level": None if choice.interval is IntervalMethod.NONE else choice.level,
        "blind": how_blind(project, compared),
        "targets": {"kappa": aims.kappa, "f1": aims.f1},
        "version": annotator.__version__,
    }
