"""Handing a round's articles to people, and taking back what nobody has begun."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.domain.annotation_sets import AnnotationSet, SetState, set_id_of
from annotator.domain.assignment import Assignment, chosen_units, share_out
from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Batch, Role, Round
from annotator.domain.text.match_keys import match_key
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import assignment_queries, bulk, entity_rows, project_queries
from annotator.storage.store import Connection

_PORTION_SETS = 400
"""So many new sets are written in well under 200 ms."""


@dataclass(frozen=True, slots=True)
class PersonShare:
    """What one person gets."""

    person_id: uuid.UUID
    name: str
    articles: int
    shared: int
    """Of these, articles that others get, too."""


@dataclass(frozen=True, slots=True)
class AssignReport:
    """What was handed out, or would be."""

    articles: int
    overlapping: int
    """Articles that go to more than one person."""
    people: tuple[PersonShare, ...]
    changes: Changes | None = None
    """None where nothing was left to hand out, and for a plan."""


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What was taken back."""

    withdrawn: int
    begun: int
    """Articles that stay, because the person has begun them."""
    changes: Changes


def plan(
    project: Project,
    manager: Actor,
    round_id: uuid.UUID,
    person_ids: Sequence[uuid.UUID],
    *,
    overlap: float,
    coders_per_overlap: int | None = None,
    articles: int | None = None,
    seed: int = 0,
) -> AssignReport:
    """Return what `assign` would do with the same arguments; nothing is written."""
    only_managers(manager)
    with project.store.read() as connection:
        _round(connection, round_id)
        names = _annotators(connection, person_ids)
        units = chosen_units(assignment_queries.units_left(connection, round_id), articles)
    found = share_out(
        units, person_ids, overlap=overlap, coders_per_overlap=coders_per_overlap, seed=seed
    )
    return _report(found, names)


def assign(
    project: Project,
    manager: Actor,
    round_id: uuid.UUID,
    person_ids: Sequence[uuid.UUID],
    *,
    overlap: float,
    coders_per_overlap: int | None = None,
    batch: str | None = None,
    articles: int | None = None,
    seed: int = 0,
) -> AssignReport:
    """Hand out articles that nobody has in this round yet; from then on it is an assigned round.

    ``overlap`` (0 to 1) is the share that ``coders_per_overlap`` people get (None: all of them),
    drawn by ``seed``; every other article goes to one, in equal parts. The articles of a story stay
    together. ``articles``: at most so many, the first ones. ``batch``: a name for this portion; one
    of that name is gone on with. What was handed out before stays as it is. One step.

    Raises `Refused` (nobody_chosen, overlap_impossible), `NotFound` for people who are not
    annotators here, `StorageFailed` while an import runs.
    """
    only_managers(manager)
    name = " ".join((batch or "").split())
    step = bulk.begin_bulk(
        project.store, Intention.ASSIGN, manager.person_id, {"round": str(round_id)}
    )
    try:
        with project.store.read() as connection:
            round_ = _round(connection, round_id)
            names = _annotators(connection, person_ids)
            units = chosen_units(assignment_queries.units_left(connection, round_id), articles)
            portion_of_round = _batch(connection, round_id, name) if name else None
        found = share_out(
            units, person_ids, overlap=overlap, coders_per_overlap=coders_per_overlap, seed=seed
        )
        report = _report(found, names)
        if not found.people_of and round_.assigned:
            step.abandon()
            return report
        changes = _hand_out(project, step, found, round_, portion_of_round)
    except BaseException:
        step.abandon()
        raise
    return AssignReport(report.articles, report.overlapping, report.people, changes)


def withdraw_assignment(
    project: Project,
    manager: Actor,
    round_id: uuid.UUID,
    person_id: uuid.UUID,
    *,
    article_ids: Iterable[uuid.UUID] | None = None,
    batch_id: uuid.UUID | None = None,
) -> WithdrawReport:
    """Take articles back that a person has not begun: these, those of a batch, or all.

    What was begun is never taken. Raises `Refused` (round_not_assigned).
    """
    only_managers(manager)
    chosen = None if article_ids is None else set(article_ids)
    begun = 0
    with project.store.write(Intention.WITHDRAW_ASSIGNMENT, manager.person_id) as written:
        unit = written.unit
        if not unit.get(Round, EntityKind.ROUND, round_id).assigned:
            raise Refused("round_not_assigned")
        sets = assignment_queries.sets_of(unit.connection, round_id, person_id)
        held = assignment_queries.with_attributions(unit.connection, [one.id for one in sets])
        for one in sets:
            if chosen is not None and one.article_id not in chosen:
                continue
            if batch_id is not None and one.batch_id != batch_id:
                continue
            if one.state is not SetState.TO_DO or one.id in held:
                begun += 1
            else:
                unit.delete(one)
    taken = sum(change.after.deleted for change in written.changes.of(EntityKind.ANNOTATION_SET))
    return WithdrawReport(taken, begun, written.changes)


def _hand_out(
    project: Project, step: bulk.BulkStep, found: Assignment, round_: Round, batch: Batch | None
) -> Changes:
    """Write new sets in short transactions; those that were withdrawn once come back in the last.

    While the step runs nobody sees its rows. Where somebody began one of the articles meanwhile,
    their set is there already, and stays as it is.
    """
    wanted = _sets(found, round_, batch)
    if batch is not None and batch.revision == 0:
        with step.portion() as portion:
            portion.add(EntityKind.BATCH, [batch])
    there: list[Entity] = []
    while some := list(islice(wanted, _PORTION_SETS)):
        with step.portion() as portion:
            known = entity_rows.load(
                portion.connection, EntityKind.ANNOTATION_SET, [one.id for one in some]
            )
            there += [known[one.id] for one in some if one.id in known]
            portion.add(EntityKind.ANNOTATION_SET, [one for one in some if one.id not in known])
    with project.store.transaction() as connection:
        unit = step.last_unit(connection)
        for one in there:
            current = unit.find(AnnotationSet, EntityKind.ANNOTATION_SET, one.id)
            if current is not None and current.deleted:
                unit.put(
                    current.but(
                        deleted_at=None,
                        state=SetState.TO_DO,
                        reason=None,
                        values={},
                        batch_id=batch.id if batch else None,
                    ),
                    before=current,
                )
        unit.put(unit.get(Round, EntityKind.ROUND, round_.id).but(assigned=True))
        unit.finish()
        return step.finish(connection)


def _sets(found: Assignment, round_: Round, batch: Batch | None) -> Iterator[AnnotationSet]:
    for article_id, people in found.people_of.items():
        for person_id in people:
            yield AnnotationSet(
                id=set_id_of(article_id, round_.id, person_id),
                article_id=article_id,
                round_id=round_.id,
                person_id=person_id,
                batch_id=batch.id if batch else None,
            )


def _round(connection: Connection, round_id: uuid.UUID) -> Round:
    for one in project_queries.rounds(connection):
        if one.id == round_id:
            return one
    raise NotFound("not_found", kind=EntityKind.ROUND.value)


def _annotators(connection: Connection, person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of these people; raises `NotFound` for one who is no annotator here."""
    everybody = project_queries.people(connection)
    names = {one.id: one.name for one in everybody if Role.ANNOTATOR in one.roles}
    if not set(person_ids) <= names.keys():
        raise NotFound("not_found", kind=EntityKind.PERSON.value)
    return {id_: name for id_, name in names.items() if id_ in person_ids}


def _batch(connection: Connection, round_id: uuid.UUID, name: str) -> Batch:
    """Return the round's batch of this name; a new one (revision 0) where there is none."""
    found = assignment_queries.batches(connection, round_id)
    for one in found:
        if match_key(one.name) == match_key(name):
            return one
    ordinal = max((one.ordinal for one in found), default=-1) + 1
    return Batch(id=new_id(), round_id=round_id, name=name, ordinal=ordinal)


def _report(found: Assignment, names: dict[uuid.UUID, str]) -> AssignReport:
    shares = tuple(
        PersonShare(id_, name, found.count(id_), found.shared(id_)) for id_, name in names.items()
    )
    return AssignReport(len(found.people_of), found.overlapping, shares)
