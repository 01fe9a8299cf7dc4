"""People, roles, rounds, names, codebooks of a project."""

import uuid
from pathlib import Path

import pytest

from annotator.domain.errors import NotAllowed, NotFound, ProjectFileError, Refused
from annotator.domain.people import ALL_ROLES, Person, Role
from annotator.services.codebooks import codebook_of, current_codebook, shipped_codebooks
from annotator.services.managing.people import (
    acting,
    add_person,
    people,
    person_named,
    reading_role,
    remove_person,
    rename_person,
    set_roles,
)
from annotator.services.managing.rounds import current_round, rounds
from annotator.services.project import look_at_project, rename_project
from annotator.services.undo import history
from tests.services.world import World, sound


def test_the_maker_holds_all_roles_and_others_are_annotators(world: World) -> None:
    found = {one.name: one.roles for one in people(world.project)}
    assert found == {
        "Edda Holm": ALL_ROLES,
        "Mira Sorel": (Role.ANNOTATOR,),
        "Jonas Reit": (Role.ANNOTATOR,),
    }


@pytest.mark.parametrize("name", ["mira sorel", "  MIRA   Sorel ", "Mira-Sorel", "Míra Sorel"])
def test_people_are_found_by_name_in_any_spelling(world: World, name: str) -> None:
    found = person_named(world.project, name)
    assert found is not None
    assert found.id == world.mira.person_id
    with pytest.raises(Refused, match="person_exists"):
        add_person(world.project, world.manager, name)


def test_only_managers_give_roles(world: World) -> None:
    with pytest.raises(NotAllowed):
        add_person(world.project, world.mira, "Ines Falk", [Role.MANAGER])
    with pytest.raises(NotAllowed):
        add_person(world.project, None, "Ines Falk", [Role.ANNOTATOR, Role.ADJUDICATOR])
    with pytest.raises(Refused, match="name_missing"):
        add_person(world.project, world.manager, " ")
    add_person(world.project, None, "Ines Falk")
    add_person(world.project, world.manager, "Olga Brandt", [Role.ADJUDICATOR])
    assert [one.name for one in people(world.project)][-2:] == ["Ines Falk", "Olga Brandt"]
    sound(world.project)


def test_nobody_acts_in_a_role_that_is_not_theirs(world: World) -> None:
    mira = person_named(world.project, "Mira Sorel")
    edda = person_named(world.project, "Edda Holm")
    assert mira is not None
    assert edda is not None
    with pytest.raises(NotAllowed, match="role_missing"):
        acting(mira, Role.MANAGER)
    assert acting(mira, Role.ANNOTATOR) == world.mira
    assert (reading_role(mira), reading_role(edda)) == (Role.ANNOTATOR, Role.MANAGER)
    with pytest.raises(NotFound):
        reading_role(Person(id=uuid.uuid4(), name="x", roles=()))


def test_a_new_project_has_one_round(world: World) -> None:
    (only,) = rounds(world.project)
    assert (only.name, only.purpose, only.codebook) == ("Main", "main", "taliban-cooperation@1")
    assert current_round(world.project) == only
    assert current_codebook(world.project, only.id).ref == only.codebook
    with pytest.raises(NotFound):
        current_codebook(world.project, uuid.uuid4())
    with pytest.raises(KeyError):
        codebook_of(world.project, "no-such-book@1")


def test_shipped_codebooks_survive_the_database(world: World, tmp_path: Path) -> None:
    from tests.services.world import empty_project

    for book in shipped_codebooks():
        path = tmp_path / f"{book.key}.stance"
        with empty_project(path, book) as world_:
            assert codebook_of(world_.project, book.ref) == book


def test_renaming(world: World) -> None:
    rename_project(world.project, world.manager.person_id, "  Another name ")
    assert world.project.info.name == "Another name"
    assert look_at_project(world.path).name == "Another name"
    with pytest.raises(ProjectFileError, match="name_missing"):
        rename_project(world.project, world.manager.person_id, " ")
    sound(world.project)


def test_roles_are_given_and_taken(world: World) -> None:
    mira, edda = world.mira.person_id, world.manager.person_id
    set_roles(world.project, world.manager, mira, [Role.MANAGER, Role.ANNOTATOR])
    found = {one.id: one.roles for one in people(world.project)}
    assert found[mira] == (Role.ANNOTATOR, Role.MANAGER)
    with pytest.raises(Refused, match="roles_missing"):
        set_roles(world.project, world.manager, mira, [])
    for actor in (world.mira, world.adjudicator):
        with pytest.raises(NotAllowed):
            set_roles(world.project, actor, actor.person_id, [Role.MANAGER])
    with pytest.raises(NotFound):
        set_roles(world.project, world.manager, uuid.uuid4(), [Role.MANAGER])
    set_roles(world.project, world.manager, edda, [Role.ADJUDICATOR])
    with pytest.raises(Refused, match="last_manager"):
        set_roles(world.project, world.manager, mira, [Role.ANNOTATOR])
    kinds = {one.intention for one in history(world.project, world.manager).undo}
    assert kinds == {"import"}  # no key undoes roles by accident
    sound(world.project)


def test_who_has_work_stays_an_annotator(world: World) -> None:
    world.annotate()
    with pytest.raises(Refused, match="person_has_work"):
        set_roles(world.project, world.manager, world.mira.person_id, [Role.ADJUDICATOR])
    set_roles(world.project, world.manager, world.jonas.person_id, [Role.ADJUDICATOR])


def test_people_who_left_nothing_can_be_removed(world: World) -> None:
    world.annotate()
    with pytest.raises(Refused, match="person_has_work"):
        remove_person(world.project, world.manager, world.mira.person_id)
    with pytest.raises(Refused, match="last_manager"):
        remove_person(world.project, world.manager, world.manager.person_id)
    with pytest.raises(NotAllowed):
        remove_person(world.project, world.mira, world.jonas.person_id)
    remove_person(world.project, world.manager, world.jonas.person_id)
    assert person_named(world.project, "Jonas Reit") is None
    with pytest.raises(NotFound):
        remove_person(world.project, world.manager, world.jonas.person_id)
    sound(world.project)


def test_people_are_renamed(world: World) -> None:
    where = (world.project, world.manager, world.mira.person_id)
    rename_person(*where, "  Mira Sorel-Falk ")
    assert person_named(world.project, "mira sorel falk") is not None
    rename_person(*where, "MIRA Sorel-Falk")  # another spelling of one's own name is free
    with pytest.raises(Refused, match="person_exists"):
        rename_person(*where, "jonas  REIT")
    with pytest.raises(Refused, match="name_missing"):
        rename_person(*where, "  ")
    with pytest.raises(NotAllowed):
        rename_person(world.project, world.mira, world.mira.person_id, "Queen")
    sound(world.project)
