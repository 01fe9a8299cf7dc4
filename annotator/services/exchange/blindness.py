"""Whether others' work is hidden by this program, or not in the file at all."""

import uuid
from typing import Literal

from annotator.services.project import Project
from annotator.storage import handout_file


def blindness(project: Project) -> Literal["hidden", "separated"]:
    """Return how others' work is kept from an annotator.

    ``separated``: the file holds one person's share, and no tool can show more. ``hidden``: it
    holds everybody's, and this program shows annotators only their own.
    """
    return "hidden" if handout_for(project) is None else "separated"


def handout_for(project: Project) -> uuid.UUID | None:
    """Return whose handout the project file is, None for one that is everybody's."""
    with project.store.read() as connection:
        return handout_file.handout_for(connection)
