"""How a round's articles are spread over people, and how far each person is: for managers."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from annotator.domain.annotation_sets import SetState
from annotator.domain.people import Actor, Batch, Role
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import assignment_queries, project_queries
from annotator.storage.tables import articles


@dataclass(frozen=True, slots=True)
class Progress:
    """A person's articles in a round, or in one batch of it."""

    assigned: int
    shared: int
    """Of these, articles that somebody else has, too."""
    to_do: int
    in_progress: int
    done: int
    """Cannot code included."""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """A person's share of one batch."""

    batch: Batch | None
    """None for what was handed out without a batch."""
    progress: Progress


@dataclass(frozen=True, slots=True)
class PersonOverview:
    """How far one person is in a round."""

    person_id: uuid.UUID
    name: str
    progress: Progress
    batches: tuple[BatchProgress, ...]


@dataclass(frozen=True, slots=True)
class AssignmentOverview:
    """A round at a glance."""

    assigned: bool
    """False: everybody codes every article, and each annotator's figures are of all of them."""
    articles: int
    """In the project."""
    handed_out: int
    """Articles that somebody has."""
    batches: tuple[Batch, ...]
    people: tuple[PersonOverview, ...]


def assignment_overview(
    project: Project, manager: Actor, round_id: uuid.UUID
) -> AssignmentOverview:
    """Return who has what in a round, and how far each is."""
    only_managers(manager)
    with project.store.read() as connection:
        assigned = project_queries.is_assigned(connection, round_id)
        total = project_queries.count_living(connection, articles.article)
        counts = assignment_queries.counts(connection, round_id)
        batches = assignment_queries.batches(connection, round_id)
        handed_out = assignment_queries.article_count(connection, round_id)
        people = project_queries.people(connection)
    annotators = sum(Role.ANNOTATOR in one.roles for one in people)
    of_person = defaultdict(list)
    for one in counts:
        of_person[one.person_id].append(one)
    lines = []
    for person in people:
        mine = of_person[person.id]
        if not mine and Role.ANNOTATOR not in person.roles:
            continue
        here = {one.batch_id for one in mine}
        parts = tuple(
            BatchProgress(batch, _progress([o for o in mine if o.batch_id == batch_id]))
            for batch_id, batch in ((None, None), *((one.id, one) for one in batches))
            if batch_id in here
        )
        progress = _progress(mine)
        if not assigned and Role.ANNOTATOR in person.roles:
            progress = _of_all(progress, total, others=annotators > 1)
        lines.append(PersonOverview(person.id, person.name, progress, parts))
    return AssignmentOverview(assigned, total, handed_out, batches, tuple(lines))


def _of_all(begun: Progress, articles: int, *, others: bool) -> Progress:
    """Return how far somebody is in a round of which everybody has every article."""
    return Progress(
        assigned=articles,
        shared=articles if others else 0,
        to_do=max(0, articles - begun.in_progress - begun.done),
        in_progress=begun.in_progress,
        done=begun.done,
    )


def _progress(counts: list[assignment_queries.ShareCount]) -> Progress:
    def of(*states: SetState) -> int:
        return sum(one.sets for one in counts if one.state in states)

    return Progress(
        assigned=of(*SetState),
        shared=sum(one.shared for one in counts),
        to_do=of(SetState.TO_DO),
        in_progress=of(SetState.IN_PROGRESS),
        done=of(SetState.DONE, SetState.CANNOT_CODE),
    )
