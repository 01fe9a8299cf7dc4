"""Who may get a file, with how much to do, and whom to propose: for handing out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.domain.people import Person, Role, Round
from annotator.ui.models.handout_model import HandoutLine, RoundFigures

if TYPE_CHECKING:
    from annotator.services.managing.assignment_overview import (
        AssignmentOverview,
        PersonOverview,
        Progress,
    )

Overviews = Mapping[uuid.UUID, "AssignmentOverview"]
"""By round."""


def handout_lines(
    people: Sequence[Person],
    rounds: Sequence[Round],
    overviews: Overviews,
    *,
    batch: str | None,
    at_work: uuid.UUID,
    named: bool,
) -> tuple[HandoutLine, ...]:
    """Return a line for each annotator: of these rounds, or of one batch in them.

    Proposed are those who have something left that was assigned to them or that they have begun,
    and in a round that is everybody's those who do nothing but code; whoever made the file to
    manage it is not, nor is the person ``at_work``. With ``named`` the figures name their rounds.
    """
    lines = []
    for person in people:
        if Role.ANNOTATOR not in person.roles:
            continue  # who gets no file
        figures, likely = [], False
        for round_ in rounds:
            overview = overviews[round_.id]
            progress = _progress(overview, person, batch)
            if progress is None:
                continue
            figures.append(
                RoundFigures(
                    round_.name if named else "",
                    progress.to_do,
                    progress.in_progress,
                    progress.done,
                )
            )
            likely |= _likely(person, progress, assigned=overview.assigned or batch is not None)
        if figures or batch is None:
            ticked = likely and person.id != at_work
            lines.append(HandoutLine(person.id, person.name, tuple(figures), ticked, ""))
    return tuple(lines)


def _progress(overview: AssignmentOverview, person: Person, batch: str | None) -> Progress | None:
    mine: PersonOverview | None = next(
        (one for one in overview.people if one.person_id == person.id), None
    )
    if mine is None or batch is None:
        return mine.progress if mine else None
    shares = (one.progress for one in mine.batches if one.batch and one.batch.name == batch)
    return next(shares, None)


def _likely(person: Person, progress: Progress, *, assigned: bool) -> bool:
    if progress.to_do + progress.in_progress == 0:
        return False
    begun = progress.in_progress + progress.done > 0
    return assigned or begun or person.roles == (Role.ANNOTATOR,)
