"""``datapackage.json``: Frictionless Data's description of tables, with a type for each column.

Written by the Data Package specification, version 1 (https://specs.frictionlessdata.io), which the
tools of today read.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.formats.table_columns import CellKind
from annotator.services.datasets.data_files import DataFile
from annotator.services.datasets.described_columns import DescribedColumn
from annotator.services.datasets.details import DatasetDetails
from annotator.services.datasets.licences import licence_called

_TYPES: dict[CellKind, dict[str, Any]] = {
    CellKind.TEXT: {"type": "string"},
    CellKind.TEXTS: {"type": "string"},
    CellKind.INTEGER: {"type": "integer"},
    CellKind.NUMBER: {"type": "number"},
    CellKind.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    CellKind.DAY: {"type": "date"},
    CellKind.INSTANT: {"type": "datetime"},
    CellKind.SPANS: {"type": "array"},
}
_ALWAYS_THERE = ("article_id", "digest", "attribution_id", "layer", "round", "content_spans")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV or TSV file with its columns."""

    file: DataFile
    columns: Sequence[DescribedColumn]
    title: str = ""
    required: Sequence[str] = _ALWAYS_THERE
    key: Sequence[str] = ()
    """Columns that together tell every row from every other; none where nothing does."""


def data_package(title: str, details: DatasetDetails, tables: Iterable[Table]) -> dict[str, Any]:
    """Return the document; `tables` are CSV or TSV files in UTF-8, with a header."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": resource_name(title),
        "title": title,
    }
    if details.description:
        package["description"] = details.description
    if details.version:
        package["version"] = details.version
    if details.url:
        package["homepage"] = details.url
    if details.doi:
        package["id"] = f"https://doi.org/{details.doi}"
    if details.keywords:
        package["keywords"] = list(details.keywords)
    if details.licence:
        package["licenses"] = [_licence(details)]
    if details.authors:
        package["contributors"] = [
            {"title": one.name, "role": "author"}
            | ({"organization": one.affiliation} if one.affiliation else {})
            | ({"path": f"https://orcid.org/{one.orcid}"} if one.orcid else {})
            for one in details.authors
        ]
    package["resources"] = [_resource(one) for one in tables]
    return package


def data_package_text(package: dict[str, Any]) -> str:
    """Return the document as it is written."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def resource_name(words: str) -> str:
    """Return words as a name of the specification: small letters, digits, ``-``, ``_``, ``.``."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in words)
    parts = [one for one in plain.lower().split("-") if one]
    return "-".join(parts) or "data"


def _licence(details: DatasetDetails) -> dict[str, str]:
    known = licence_called(details.licence)
    if known is not None:
        return {"name": known.spdx, "title": known.name, "path": details.licence_url or known.url}
    found = {"name": resource_name(details.licence), "title": details.licence}
    return found | ({"path": details.licence_url} if details.licence_url else {})


def _resource(table: Table) -> dict[str, Any]:
    kind = table.file.ending.removeprefix(".")
    schema: dict[str, Any] = {
        "fields": [_field(one, one.name in table.required) for one in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "profile": "tabular-data-resource",
        "name": resource_name(table.file.name.rsplit(".", 1)[0].replace("/", "-")),
        **({"title": table.title} if table.title else {}),
        "path": table.file.name,
        "format": kind,
        "mediatype": table.file.media_type,
        "encoding": "utf-8",
        "bytes": table.file.bytes,
        "hash": f"sha256:{table.file.sha256}",
        "dialect": {
            "delimiter": "\t" if kind == "tsv" else ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
    }


def _field(one: DescribedColumn, required: bool) -> dict[str, Any]:
    field = {
        "name": one.name,
        "title": one.label,
        "description": one.description,
        **_TYPES[one.kind],
    }
    constraints: dict[str, Any] = {"required": True} if required else {}
    if one.kind is CellKind.TEXT and one.values:
        constraints["enum"] = [key for key, _ in one.values]
    if one.kind is CellKind.NUMBER:
        constraints |= {"minimum": 0, "maximum": 1}
    return field | ({"constraints": constraints} if constraints else {})
