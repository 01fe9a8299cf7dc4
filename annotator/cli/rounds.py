"""From the name of a round on the command line to the round."""

from annotator.cli.output import CommandFailed
from annotator.domain.people import Round
from annotator.services.managing.rounds import current_round, rounds
from annotator.services.project import Project
from annotator.words import tr


def chosen_round(project: Project, name: str | None) -> Round:
    """Return the round of this name, without one the last; raises `CommandFailed`."""
    if name is None:
        return current_round(project)
    found = rounds(project)
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            return one
    raise CommandFailed(
        tr("There is no round “{name}” (there are {names}).", name=name,
           names=", ".join(one.name for one in found))
    )  # fmt: skip
