"""Who works in a project, and who is acting."""

from collections.abc import Sequence

from annotator.domain.changes import Changes, Intention
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Person, Role
from annotator.services.project import Project
from annotator.storage import project_queries


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
