"""The rounds of a project: passes over the articles, each with a purpose and a codebook version."""

import uuid

from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Round, RoundPurpose
from annotator.domain.text.match_keys import match_key
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import project_queries, statistics_queries
from annotator.storage.write_unit import WriteUnit


def rounds(project: Project) -> tuple[Round, ...]:
    """Return the rounds in their order; a new project has one, "Main"."""
    with project.store.read() as connection:
        return project_queries.rounds(connection)


def current_round(project: Project, purpose: RoundPurpose | None = None) -> Round:
    """Return the round that work goes on in: the last one (of this purpose). Raises `NotFound`."""
    found = [one for one in rounds(project) if purpose in (None, one.purpose)]
    if not found:
        raise NotFound("not_found", kind="round")
    return found[-1]


def round_to_work_in(project: Project, annotator: Actor) -> Round:
    """Return the last round in which a person has something to do; without one, the last."""
    found = rounds(project)
    if not found:
        raise NotFound("not_found", kind="round")
    with project.store.read() as connection:
        for one in reversed(found):
            if statistics_queries.has_to_do(
                connection, annotator.person_id, one.id, assigned=one.assigned
            ):
                return one
    return found[-1]


def codebook_refs(project: Project) -> tuple[str, ...]:
    """Return the codebook versions (``key@version``) that the project has, newest last."""
    with project.store.read() as connection:
        return project_queries.codebook_refs(connection)


def add_round(
    project: Project, manager: Actor, name: str, purpose: RoundPurpose, codebook_ref: str
) -> Changes:
    """Add a round after the others, coded by a codebook version that the project has.

    Raises `Refused` (name_missing, round_exists), `NotFound` (unknown_codebook).
    """
    only_managers(manager)
    with project.store.write(Intention.ADD_ROUND, manager.person_id) as written:
        unit = written.unit
        wanted = _free_name(unit, name, None)
        if codebook_ref not in project_queries.codebook_refs(unit.connection):
            raise NotFound("unknown_codebook", codebook=codebook_ref)
        others = project_queries.rounds(unit.connection)
        unit.put(
            Round(
                id=new_id(),
                name=wanted,
                purpose=purpose,
                codebook=codebook_ref,
                ordinal=max((one.ordinal for one in others), default=-1) + 1,
            )
        )
    return written.changes


def rename_round(project: Project, manager: Actor, round_id: uuid.UUID, name: str) -> Changes:
    """Give a round another name. Raises `Refused` (name_missing, round_exists)."""
    only_managers(manager)
    with project.store.write(Intention.CHANGE_ROUND, manager.person_id) as written:
        found = written.unit.get(Round, EntityKind.ROUND, round_id)
        wanted = _free_name(written.unit, name, round_id)
        written.unit.put(found.but(name=wanted), before=found)
    return written.changes


def _free_name(unit: WriteUnit, name: str, own: uuid.UUID | None) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("name_missing")
    for other in project_queries.rounds(unit.connection):
        if other.id != own and match_key(other.name) == match_key(wanted):
            raise Refused("round_exists", name=other.name)
    return wanted
