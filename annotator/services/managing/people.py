"""Who works in a project, and who is acting."""

import uuid
from collections.abc import Sequence

from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Person, Role
from annotator.services.project import Project
from annotator.storage import project_queries, references
from annotator.storage.write_unit import WriteUnit


def people(project: Project) -> tuple[Person, ...]:
    """Return the people of a project, in the order in which they came."""
    with project.store.read() as connection:
        return project_queries.people(connection)


def person_named(project: Project, name: str) -> Person | None:
    """Return the person of this name (case, accents and spacing do not count), or None."""
    with project.store.read() as connection:
        found = project_queries.people_named(connection, name)
    return found[0] if found else None


def acting(person: Person, role: Role) -> Actor:
    """Return the person in this role; raises `NotAllowed` when the role is not theirs."""
    if role not in person.roles:
        raise NotAllowed("role_missing", name=person.name, role=role.value)
    return Actor(person.id, role)


def reading_role(person: Person) -> Role:
    """Return the role in which a person may read most: for exports and statistics."""
    for role in (Role.MANAGER, Role.ADJUDICATOR, Role.ANNOTATOR):
        if role in person.roles:
            return role
    raise NotFound("not_found", kind="role")


def only_managers(actor: Actor) -> None:
    """Refuse roles that do not manage the project."""
    if actor.role is not Role.MANAGER:
        raise NotAllowed("managers_only")


def add_person(
    project: Project, actor: Actor | None, name: str, roles: Sequence[Role] = (Role.ANNOTATOR,)
) -> Changes:
    """Add somebody. Anybody may add themselves as an annotator; more roles are for managers.

    Raises `Refused` (name_missing, person_exists) or `NotAllowed`.
    """
    if not name.strip():
        raise Refused("name_missing")
    if set(roles) != {Role.ANNOTATOR} and (actor is None or actor.role is not Role.MANAGER):
        raise NotAllowed("managers_only")
    new = Person(id=new_id(), name=name.strip(), roles=tuple(roles))
    person_id = actor.person_id if actor else new.id
    with project.store.write(Intention.ADD_PERSON, person_id, fields={"name": new.name}) as written:
        if project_queries.people_named(written.unit.connection, new.name):
            raise Refused("person_exists", name=new.name)
        written.unit.put(new)
    return written.changes


def set_roles(
    project: Project, manager: Actor, person_id: uuid.UUID, roles: Sequence[Role]
) -> Changes:
    """Give somebody these roles and no others.

    Raises `Refused` (roles_missing, last_manager; person_has_work where somebody with work of
    their own would not be an annotator any more).
    """
    only_managers(manager)
    wanted = tuple(role for role in Role if role in roles)
    if not wanted:
        raise Refused("roles_missing")
    with project.store.write(Intention.SET_ROLES, manager.person_id) as written:
        unit = written.unit
        person = unit.get(Person, EntityKind.PERSON, person_id)
        if Role.MANAGER not in wanted:
            _must_leave_a_manager(unit, person)
        lost = Role.ANNOTATOR in person.roles and Role.ANNOTATOR not in wanted
        if lost and project_queries.has_sets(unit.connection, person.id):
            raise Refused("person_has_work", name=person.name)
        unit.put(person.but(roles=wanted), before=person)
    return written.changes


def rename_person(project: Project, manager: Actor, person_id: uuid.UUID, name: str) -> Changes:
    """Give somebody another name. Raises `Refused` (name_missing, person_exists)."""
    only_managers(manager)
    wanted = name.strip()
    if not wanted:
        raise Refused("name_missing")
    with project.store.write(Intention.RENAME_PERSON, manager.person_id) as written:
        unit = written.unit
        person = unit.get(Person, EntityKind.PERSON, person_id)
        if any(
            one.id != person_id for one in project_queries.people_named(unit.connection, wanted)
        ):
            raise Refused("person_exists", name=wanted)
        unit.put(person.but(name=wanted), before=person)
    return written.changes


def remove_person(project: Project, manager: Actor, person_id: uuid.UUID) -> Changes:
    """Take somebody out of the project who has left nothing in it.

    Raises `Refused` (person_has_work: articles, speakers or decisions are theirs; last_manager).
    """
    only_managers(manager)
    with project.store.write(Intention.REMOVE_PERSON, manager.person_id) as written:
        unit = written.unit
        person = unit.get(Person, EntityKind.PERSON, person_id)
        _must_leave_a_manager(unit, person)
        if references.is_needed(unit.connection, EntityKind.PERSON, [person_id]):
            raise Refused("person_has_work", name=person.name)
        unit.delete(person)
    return written.changes


def _must_leave_a_manager(unit: WriteUnit, leaving: Person) -> None:
    others = (one for one in project_queries.people(unit.connection) if one.id != leaving.id)
    if Role.MANAGER in leaving.roles and not any(Role.MANAGER in one.roles for one in others):
        raise Refused("last_manager", name=leaving.name)
