"""What only people know of a data set: title, authors, licence, citation. Kept in the project."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final

from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Refused
from annotator.domain.people import Actor, ProjectInfo
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import project_queries

_KEY: Final = "dataset"
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody to be cited; without a given name an organisation."""

    family: str
    given: str = ""
    affiliation: str = ""
    orcid: str = ""

    @property
    def name(self) -> str:
        """Return the name as it is read: given name first."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class DatasetDetails:
    """What goes into cards, metadata and citations; empty where nobody has said it."""

    title: str = ""
    """Empty: the project's name."""
    description: str = ""
    version: str = ""
    published_on: date | None = None
    authors: tuple[Author, ...] = ()
    contact: str = ""
    licence: str = ""
    """Of the annotations: an SPDX identifier such as ``CC-BY-4.0``, or a name of one's own."""
    licence_url: str = ""
    text_rights: str = ""
    """Who holds the rights in the articles' texts, and what may be done with them."""
    citation: str = ""
    """How to cite it, in one's own words; empty: made of the other fields."""
    doi: str = ""
    url: str = ""
    funding: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Return what others cannot do without and nobody has said: ``licence``, ``authors``,
        ``citation`` (which authors make dispensable).
        """
        said = {
            "licence": bool(self.licence),
            "authors": bool(self.authors),
            "citation": bool(self.citation or self.authors),
        }
        return tuple(key for key, there in said.items() if not there)


def dataset_details(project: Project) -> DatasetDetails:
    """Return what the project says of itself as a data set; all empty until somebody says it."""
    with project.store.read() as connection:
        kept = project_queries.project_info(connection).extra.get(_KEY)
    return _from_document(kept) if isinstance(kept, dict) else DatasetDetails()


def set_dataset_details(project: Project, manager: Actor, details: DatasetDetails) -> Changes:
    """Keep the details in the project, tidied: no outer spaces, plain DOI and ORCID.

    Raises `NotAllowed` (managers_only), `Refused` (author_nameless, bad_orcid, bad_doi,
    bad_web_address).
    """
    only_managers(manager)
    document = details_document(_tidied(details))
    with project.store.write(Intention.SET_DATASET_DETAILS, manager.person_id) as written:
        info = written.unit.get(ProjectInfo, EntityKind.PROJECT, project.info.id)
        if info.extra.get(_KEY) != document:
            project.info = written.unit.put(
                info.but(extra=info.extra | {_KEY: document}), before=info
            )
    return written.changes


def detail_problems(details: DatasetDetails) -> tuple[Refused, ...]:
    """Return all that `set_dataset_details` would refuse, each as it would be raised."""
    bare = replace(details, doi="", url="", licence_url="", authors=())
    single = (
        *(replace(bare, authors=(one,)) for one in details.authors),
        replace(bare, licence_url=details.licence_url),
        replace(bare, doi=details.doi),
        replace(bare, url=details.url),
    )
    found = []
    for one in single:
        try:
            _tidied(one)
        except Refused as error:
            found.append(error)
    return tuple(found)


def details_document(details: DatasetDetails) -> dict[str, Any]:
    """Return the details that are filled in, as a JSON object."""
    document = asdict(details)
    document["authors"] = [_filled(one) for one in document["authors"]]
    document["keywords"] = list(details.keywords)
    document["published_on"] = details.published_on and details.published_on.isoformat()
    return _filled(document)


def _filled(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value}


def _tidied(details: DatasetDetails) -> DatasetDetails:
    texts = {
        one.name: getattr(details, one.name).strip()
        for one in fields(details)
        if isinstance(getattr(details, one.name), str)
    }
    if texts["doi"]:
        doi = _DOI.fullmatch(texts["doi"])
        if doi is None:
            raise Refused("bad_doi", given=texts["doi"])
        texts["doi"] = doi[1]
    for key in ("url", "licence_url"):
        if texts[key] and _ADDRESS.fullmatch(texts[key]) is None:
            raise Refused("bad_web_address", given=texts[key])
    keywords = dict.fromkeys(one.strip() for one in details.keywords if one.strip())
    return DatasetDetails(
        **texts,
        published_on=details.published_on,
        authors=tuple(_tidied_author(one) for one in details.authors),
        keywords=tuple(keywords),
    )


def _tidied_author(one: Author) -> Author:
    family, given = one.family.strip(), one.given.strip()
    if not family:
        raise Refused("author_nameless")
    given_id = one.orcid.strip()
    orcid = _ORCID.fullmatch(given_id)
    if given_id and (orcid is None or not _checks(orcid[1])):
        raise Refused("bad_orcid", given=given_id)
    return Author(family, given, one.affiliation.strip(), orcid[1] if orcid else "")


def _checks(orcid: str) -> bool:
    """Tell whether the last character is the check digit of the others (ISO 7064, MOD 11-2)."""
    digits = orcid.replace("-", "")
    total = 0
    for one in digits[:-1]:
        total = (total + int(one)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def _from_document(kept: Mapping[str, Any]) -> DatasetDetails:
    """Read what was kept; what another program may have left there in other shapes is left out."""
    known = {one.name for one in fields(DatasetDetails)} - {"authors", "keywords", "published_on"}
    texts = {key: one for key, one in kept.items() if key in known and isinstance(one, str)}
    return DatasetDetails(
        **texts,
        published_on=_day(kept.get("published_on")),
        authors=tuple(
            author for one in _list(kept.get("authors")) if (author := _author(one)) is not None
        ),
        keywords=tuple(one for one in _list(kept.get("keywords")) if isinstance(one, str)),
    )


def _author(kept: object) -> Author | None:
    if not isinstance(kept, dict):
        return None
    known = {one.name for one in fields(Author)}
    texts = {key: one for key, one in kept.items() if key in known and isinstance(one, str)}
    return Author(**texts) if texts.get("family") else None


def _list(kept: object) -> list[Any]:
    return kept if isinstance(kept, list) else []


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
