"""``annotator dataset``: what cards and citations say of a project: title, authors, licence."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import say, say_json
from annotator.domain.people import Role
from annotator.services.datasets.details import (
    Author,
    DatasetDetails,
    dataset_details,
    details_document,
    set_dataset_details,
)
from annotator.services.managing.people import acting
from annotator.words import tr

HELP = tr(
    "Show what cards, metadata and citations say of the project as a data set, or change it, for"
    " managers. What is given takes the place of what was there; an empty text takes it away."
)
JSON_KEYS = tr(
    "JSON: only what is filled in: title, description, version, published_on, authors (family,"
    " given, affiliation, orcid), contact, licence, licence_url, text_rights, citation, doi, url,"
    " funding, keywords."
)
_Text = str | None


def dataset(
    project: ProjectArgument,
    title: Annotated[
        _Text, typer.Option("--title", metavar="T", help=tr("Default: the project’s name."))
    ] = None,
    description: Annotated[
        _Text, typer.Option("--description", metavar="T", help=tr("What it is, in a paragraph."))
    ] = None,
    version: Annotated[
        _Text, typer.Option("--set-version", metavar="V", help=tr("Of the data set, as 1.0."))
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option("--published", metavar="DAY", formats=["%Y-%m-%d"], help=tr("As 2026-03-31.")),
    ] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(
            "--author",
            metavar="A",
            help=tr(
                "“Family, Given; affiliation; ORCID”, of which only the first is needed; without"
                " comma an organisation. Again for each, in their order."
            ),
        ),
    ] = None,
    contact: Annotated[
        _Text, typer.Option("--contact", metavar="T", help=tr("Whom to ask."))
    ] = None,
    licence: Annotated[
        _Text,
        typer.Option(
            "--licence", metavar="L", help=tr("Of the annotations: an SPDX name as CC-BY-4.0.")
        ),
    ] = None,
    licence_url: Annotated[
        _Text, typer.Option("--licence-url", metavar="URL", help=tr("Where it can be read."))
    ] = None,
    text_rights: Annotated[
        _Text, typer.Option("--text-rights", metavar="T", help=tr("Who holds those in the texts."))
    ] = None,
    citation: Annotated[
        _Text,
        typer.Option("--citation", metavar="T", help=tr("Default: made of the other fields.")),
    ] = None,
    doi: Annotated[_Text, typer.Option("--doi", metavar="DOI", help=tr("As 10.1234/abc."))] = None,
    url: Annotated[
        _Text, typer.Option("--url", metavar="URL", help=tr("Where the data set is found."))
    ] = None,
    funding: Annotated[
        _Text, typer.Option("--funding", metavar="T", help=tr("Who paid for it."))
    ] = None,
    keyword: Annotated[
        list[str] | None,
        typer.Option("--keyword", metavar="K", help=tr("Again for each.")),
    ] = None,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Change what is given, then show all that is there."""
    texts = {
        "title": title,
        "description": description,
        "version": version,
        "contact": contact,
        "licence": licence,
        "licence_url": licence_url,
        "text_rights": text_rights,
        "citation": citation,
        "doi": doi,
        "url": url,
        "funding": funding,
    }
    given: dict[str, Any] = {key: one for key, one in texts.items() if one is not None}
    if published is not None:
        given["published_on"] = published.date()
    if author is not None:
        given["authors"] = tuple(_author(one) for one in author if one.strip())
    if keyword is not None:
        given["keywords"] = tuple(keyword)
    with opened(project, as_, writing=bool(given)) as (handle, person):
        found = dataset_details(handle)
        if given:
            actor = acting(person, Role.MANAGER)
            set_dataset_details(handle, actor, replace(found, **given))
            found = dataset_details(handle)
    document = details_document(found)
    if json_:
        say_json(document)
    else:
        _show(found, document)


def _author(given: str) -> Author:
    name, affiliation, orcid, *_ = *(part.strip() for part in given.split(";")), "", ""
    family, _, first = name.partition(",")
    return Author(family.strip(), first.strip(), affiliation, orcid)


def _show(details: DatasetDetails, document: dict[str, Any]) -> None:
    if not document:
        say(tr("Nothing has been said of the data set yet; see annotator dataset --help."))
    for key, value in document.items():
        if key == "authors":
            for one in details.authors:
                parts = (one.name, one.affiliation, one.orcid)
                say(f"author: {'; '.join(part for part in parts if part)}")
        elif key == "keywords":
            say(f"keywords: {', '.join(details.keywords)}")
        else:
            say(f"{key}: {value}")
