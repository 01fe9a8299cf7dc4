"""``croissant.json``: metadata for machine learning, by MLCommons' Croissant format, version 1.0.

http://mlcommons.org/croissant/1.0: a JSON-LD document with schema.org's description of a data set,
its files with checksums (``distribution``), and what their records hold (``recordSet``).
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from annotator.formats.table_columns import CellKind
from annotator.services.datasets.citations import citation_text
from annotator.services.datasets.data_files import DataFile
from annotator.services.datasets.described_columns import DescribedColumn, described_columns
from annotator.services.datasets.details import Author, DatasetDetails
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.licences import licence_called
from annotator.services.datasets.summary import summary
from annotator.words import tr

CONFORMS_TO: Final = "http://mlcommons.org/croissant/1.0"
CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the format's specification prescribes."""

_TYPES = {
    CellKind.TEXT: "sc:Text",
    CellKind.TEXTS: "sc:Text",
    CellKind.INTEGER: "sc:Integer",
    CellKind.NUMBER: "sc:Float",
    CellKind.BOOLEAN: "sc:Boolean",
    CellKind.DAY: "sc:Date",
    CellKind.INSTANT: "sc:DateTime",
    CellKind.SPANS: "sc:Text",
}
_OF_ARTICLES = (
    ("article_id", "article", "id", "sc:Text"),
    ("digest", "article", "digest", "sc:Text"),
    ("text", "article", "text", "sc:Text"),
    ("language", "article", "language", "sc:Text"),
    ("story", "article", "story", "sc:Text"),
    ("attribution_id", "attributions", "id", "sc:Text"),
    ("annotator", "attributions", "annotator", "sc:Text"),
    ("layer", "attributions", "layer", "sc:Text"),
    ("round", "attributions", "round", "sc:Text"),
)
"""What is described of the JSON Lines: name, key of the line, key within it, type."""


def croissant(facts: DatasetFacts) -> dict[str, Any]:
    """Return the document; what nobody has said (licence, day, version) is left out of it."""
    details = facts.details
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": facts.title,
        "description": details.description or summary(facts),
        **_optional(facts.title, details),
        "distribution": [_file(one) for one in facts.files],
    }
    languages = list(facts.counts.languages)
    if languages:
        document["inLanguage"] = languages
    records = list(_record_sets(facts))
    if records:
        document["recordSet"] = records
    return document


def croissant_text(document: dict[str, Any]) -> str:
    """Return the document as it is written."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _optional(title: str, details: DatasetDetails) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if details.published_on:
        found["datePublished"] = details.published_on.isoformat()
    if details.version:
        found["version"] = details.version
    if details.licence:
        known = licence_called(details.licence)
        address = details.licence_url or (known.url if known else "")
        found["license"] = address or details.licence
    if details.url or details.doi:
        found["url"] = details.url or f"https://doi.org/{details.doi}"
    if details.doi:
        found["sameAs"] = f"https://doi.org/{details.doi}"
    if details.authors:
        found["creator"] = [_creator(one) for one in details.authors]
    if cited := citation_text(title, details):
        found["citeAs"] = cited
    if details.keywords:
        found["keywords"] = list(details.keywords)
    return found


def _creator(one: Author) -> dict[str, Any]:
    if not one.given:
        return {"@type": "sc:Organization", "name": one.name}
    person: dict[str, Any] = {"@type": "sc:Person", "name": one.name}
    if one.orcid:
        person["url"] = f"https://orcid.org/{one.orcid}"
    return person


def _file(one: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": one.name,
        "name": one.name,
        "contentUrl": one.name,
        "contentSize": f"{one.bytes} B",
        "encodingFormat": one.media_type,
        "sha256": one.sha256,
    }


def _record_sets(facts: DatasetFacts) -> Iterator[dict[str, Any]]:
    """Yield one set of records for each file whose records can be read column by column."""
    if facts.is_table:
        columns = described_columns(facts.columns(), facts.project.codebooks)
        for file in facts.tables:
            yield _of_table(file, columns, nested=facts.format_name == "parquet")
    elif facts.format_name == "stance-annotator":
        for file in facts.files:
            if file.ending == ".jsonl":
                yield _of_lines(file, with_text=facts.options.text.value == "full")


def _of_table(
    file: DataFile, columns: tuple[DescribedColumn, ...], *, nested: bool
) -> dict[str, Any]:
    name = file.part or "attributions"
    fields: list[dict[str, Any]] = []
    for one in columns:
        if nested and one.kind is CellKind.SPANS:
            for key in ("start", "end"):
                field = _field(name, f"{one.name}_{key}", one.description, "sc:Integer")
                field["repeated"] = True
                field["source"] = _source(file, one.name, key)
                fields.append(field)
            continue
        field = _field(name, one.name, one.description, _TYPES[one.kind])
        if nested and one.kind is CellKind.TEXTS:
            field["repeated"] = True
        field["source"] = _source(file, one.name)
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": tr("One record for each attribution."),
        "field": fields,
    }


def _of_lines(file: DataFile, *, with_text: bool) -> dict[str, Any]:
    name = file.part or "articles"
    fields = []
    for label, column, key, kind in _OF_ARTICLES:
        if label == "text" and not with_text:
            continue
        field = _field(name, label, f"{column}.{key}", kind)
        if column == "attributions":
            field["repeated"] = True
        field["source"] = _source(file, column, key)
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": tr(
            "One record for each article, its attributions in lists of one length. The first line,"
            " about the project, gives an empty record."
        ),
        "field": fields,
    }


def _field(records: str, name: str, description: str, kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{name}",
        "name": name,
        "description": description,
        "dataType": kind,
    }


def _source(file: DataFile, column: str, key: str | None = None) -> dict[str, Any]:
    source: dict[str, Any] = {"fileObject": {"@id": file.name}, "extract": {"column": column}}
    if key is not None:
        source["transform"] = {"jsonPath": key}
    return source
