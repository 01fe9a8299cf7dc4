"""What people say of their data set is kept, tidied, checked, and can be undone."""

from datetime import date

import pytest

from annotator.domain.changes import Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, Refused
from annotator.domain.people import ProjectInfo
from annotator.services.datasets.details import (
    Author,
    DatasetDetails,
    dataset_details,
    details_document,
    set_dataset_details,
)
from annotator.services.undo import revert
from tests.services.world import World

DETAILS = DatasetDetails(
    title=" Harbour talks ",
    description="Two\n\nparagraphs",
    version="1.0",
    published_on=date(2026, 3, 31),
    authors=(
        Author("Valmont", " Ingrid ", "Karela", "https://orcid.org/0000-0002-1825-0097"),
        Author("Harrow Institute"),
    ),
    licence="CC-BY-4.0",
    doi="https://doi.org/10.1234/harbour.1",
    url="https://example.org/harbour",
    keywords=("news", " news ", ""),
)


def test_details_are_kept_and_tidied(world: World) -> None:
    assert dataset_details(world.project) == DatasetDetails()
    changes = set_dataset_details(world.project, world.manager, DETAILS)
    assert changes.step.intention is Intention.SET_DATASET_DETAILS
    world.reopen()
    found = dataset_details(world.project)
    assert found.title == "Harbour talks"
    assert found.description == DETAILS.description
    assert found.doi == "10.1234/harbour.1"
    assert found.authors == (
        Author("Valmont", "Ingrid", "Karela", "0000-0002-1825-0097"),
        Author("Harrow Institute"),
    )
    assert found.authors[0].name == "Ingrid Valmont"
    assert found.keywords == ("news",)
    assert found.published_on == DETAILS.published_on
    assert set(details_document(found)) == {
        *("title", "description", "version", "published_on", "authors", "licence", "doi", "url"),
        "keywords",
    }


def test_a_change_can_be_undone_and_the_same_again_is_none(world: World) -> None:
    first = set_dataset_details(world.project, world.manager, DatasetDetails(title="One"))
    again = set_dataset_details(world.project, world.manager, DatasetDetails(title="One"))
    assert again.entities == ()
    revert(world.project, world.manager, first.step.id)
    assert dataset_details(world.project) == DatasetDetails()


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (DatasetDetails(authors=(Author(" "),)), "author_nameless"),
        (DatasetDetails(authors=(Author("A", orcid="0000-0002-1825-0098"),)), "bad_orcid"),
        (DatasetDetails(authors=(Author("A", orcid="12"),)), "bad_orcid"),
        (DatasetDetails(doi="10.1/x"), "bad_doi"),
        (DatasetDetails(url="example.org"), "bad_web_address"),
        (DatasetDetails(licence_url="ftp://example.org"), "bad_web_address"),
    ],
)
def test_what_cannot_be_is_refused(world: World, details: DatasetDetails, code: str) -> None:
    with pytest.raises(Refused) as refused:
        set_dataset_details(world.project, world.manager, details)
    assert refused.value.code == code
    assert dataset_details(world.project) == DatasetDetails()


def test_an_orcid_may_end_in_x(world: World) -> None:
    author = Author("A", orcid="0000-0002-1694-233X")
    set_dataset_details(world.project, world.manager, DatasetDetails(authors=(author,)))
    assert dataset_details(world.project).authors == (author,)


@pytest.mark.parametrize("who", ["mira", "adjudicator"])
def test_only_managers_change_them(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        set_dataset_details(world.project, getattr(world, who), DETAILS)


@pytest.mark.parametrize(
    "kept",
    [
        "words",
        {"title": 3, "authors": "x", "keywords": {"a": 1}, "published_on": "soon"},
        {"authors": [1, {"given": "A"}, {"family": 2}], "unknown": 1, "keywords": [1]},
    ],
)
def test_what_another_program_left_there_does_not_count(world: World, kept: object) -> None:
    with world.project.store.write(Intention.RENAME_PROJECT, world.manager.person_id) as written:
        info = written.unit.get(ProjectInfo, EntityKind.PROJECT, world.project.info.id)
        written.unit.put(info.but(extra=info.extra | {"dataset": kept}), before=info)
    assert dataset_details(world.project) == DatasetDetails()
