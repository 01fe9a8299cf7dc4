"""Reading written CASes back with cassis, and their raw offsets in UTF-16 without it."""

import json
import uuid
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.formats import uima_types as names
from annotator.formats.documents_index import INDEX, files_of, index_document
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import read_back
from annotator.formats.uima_articles import CasWriter, attribution_features, document_fields
from annotator.formats.uima_types import FeatureNames
from annotator.formats.work_of_persons import Work, WorkNames

_XMI = "{http:///webanno/custom.ecore}"
_CAS = "{http:///uima/cas.ecore}"

_Place = tuple[str, int, int]


class _Folder:
    """A written folder with its types."""

    def __init__(self, path: Path, features: FeatureNames, ending: str) -> None:
        from cassis import load_typesystem

        self.path = path
        self.ending = ending
        self.features = features
        with (path / "TypeSystem.xml").open("rb") as file:
            self.types = load_typesystem(file)
        self.held = CasWriter(self.types, features, xml=ending == ".xmi").held

    def cas(self, file: str) -> Any:
        """Return a CAS as cassis reads it: offsets in code points."""
        from cassis import load_cas_from_json, load_cas_from_xmi

        with warnings.catch_warnings(), (self.path / file).open("rb") as source:
            warnings.simplefilter("error")  # an offset inside a character, say
            if self.ending == ".xmi":
                return load_cas_from_xmi(source, typesystem=self.types, trusted=True)
            return load_cas_from_json(source)

    def places(self, file: str) -> tuple[str, list[_Place]]:
        """Return the text and the offsets of our layers, as the file has them."""
        data = (self.path / file).read_bytes()
        if self.ending == ".json":
            structures = json.loads(data)["%FEATURE_STRUCTURES"]
            text = next(one for one in structures if one["%TYPE"] == "uima.cas.Sofa")["sofaString"]
            ours = [one for one in structures if one["%TYPE"] in (names.ATTRIBUTION, names.PART)]
            return text, [(one["%TYPE"], one["begin"], one["end"]) for one in ours]
        from lxml import etree

        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
        text = root.find(f"{_CAS}Sofa").get("sofaString")
        found = []
        for name in (names.ATTRIBUTION, names.PART):
            for one in root.iter(_XMI + name.rsplit(".", 1)[1]):
                found.append((name, int(one.get("begin")), int(one.get("end"))))
        return text, found


def verify_folder(
    path: Path, features: FeatureNames, articles: Iterable[ArticleRecord], ending: str
) -> VerifyReport:
    """Hold every CAS to its records: text, places and words of all spans, counts and features."""
    rows = spans = 0
    problems: list[FormatError] = []
    try:
        folder = _Folder(path, features, ending)
    except Exception as error:  # noqa: BLE001 — whatever a parser says of a damaged file
        return VerifyReport(0, (_unreadable("TypeSystem.xml", error),))
    work_names = WorkNames()
    wanted = (
        (article, work, file)
        for article in articles
        for file, work in files_of(article, work_names)
    )
    try:
        with (path / INDEX).open(encoding="utf-8", errors="replace", newline="\n") as index:
            for line, one in zip_longest(index, wanted):
                if line is None or one is None:
                    found = [FormatError("line_missing" if line is None else "line_surplus")]
                else:
                    article, work, file = one
                    coded = work.attributions if work else ()
                    spans += sum(len(attribution.spans) for attribution in coded)
                    count, found = _file_differs(folder, line, article, work, file)
                    rows += count
                problems.extend(found[: MAX_PROBLEMS - len(problems)])
    except OSError as error:
        problems.append(_unreadable(INDEX, error))
    return VerifyReport(rows, tuple(problems), spans)


def _file_differs(
    folder: _Folder, line: str, article: ArticleRecord, work: Work | None, file: str
) -> tuple[int, list[FormatError]]:
    problems: list[FormatError] = []
    try:
        if json.loads(line) != read_back(index_document(article, work, file)):
            problems.append(FormatError("line_differs", where=file))
        cas = folder.cas(f"{file}{folder.ending}")
        text, places = folder.places(f"{file}{folder.ending}")
        held = folder.held(article.text)
        if cas.sofa_string != held or text != held:
            return 0, [*problems, FormatError("text_differs", where=file)]
        found = {one.attributionId: one for one in cas.select(names.ATTRIBUTION)}
        records = {str(one.id): one for one in work.attributions} if work else {}
        if sorted(found) != sorted(records) or len(found) != len(cas.select(names.ATTRIBUTION)):
            return len(found), [*problems, FormatError("count_differs", where=file)]
        problems.extend(_places_differ(text, places, records.values(), folder, file))
        problems.extend(_text_parts_differ(cas, article, work, folder, file))
        for key, record in records.items():
            where = f"{file} {key}"
            ids = {one.id for one in records.values()}
            problems.extend(_attribution_differs(found[key], record, ids, folder, where))
        return len(found), problems
    except FileNotFoundError:
        return 0, [*problems, FormatError("not_found", file=file)]
    except Exception as error:  # noqa: BLE001 — whatever a parser says of a damaged file
        return 0, [*problems, _unreadable(file, error)]


def _places_differ(
    text: str,
    places: list[_Place],
    records: Iterable[AttributionRecord],
    folder: _Folder,
    file: str,
) -> Iterator[FormatError]:
    """Look the words of every span up in the UTF-16 of the text, which UIMA counts in."""
    units = text.encode("utf-16-le")
    words = sorted(
        units[2 * begin : 2 * end].decode("utf-16-le", "replace") for _, begin, end in places
    )
    quotes = sorted(folder.held(span.quote) for one in records for span in one.spans)
    if words != quotes:
        wrong = next((one for one in words if one not in quotes), "")
        yield FormatError("quote_mismatch", where=file, quote=wrong)


def _text_parts_differ(
    cas: Any, article: ArticleRecord, work: Work | None, folder: _Folder, file: str
) -> Iterator[FormatError]:
    """Hold tokens, sentences, zones and what is said of the document to the article."""
    tokens = [(one.begin, one.end) for one in cas.select(names.TOKEN)]
    visible = sum(not character.isspace() for character in article.text)
    inside = sorted((one.begin, one.end) for one in cas.select(names.SENTENCE))
    places = [bisect_right(inside, begin, key=lambda one: one[0]) - 1 for begin, _ in tokens]
    held = all(
        at >= 0 and end <= inside[at][1] for at, (_, end) in zip(places, tokens, strict=True)
    )
    if sum(end - begin for begin, end in tokens) != visible or not held:
        yield FormatError("count_differs", where=f"{file} Token")
    zones = [(one.start, one.end, one.kind.value) for one in article.zones]
    if sorted((one.begin, one.end, one.kind) for one in cas.select(names.ZONE)) != sorted(zones):
        yield FormatError("count_differs", where=f"{file} Zone")
    fields = [(one.key, one.value or "") for one in cas.select(names.STRING_FIELD)]
    wanted = [(folder.held(k), folder.held(v)) for k, v in document_fields(article, work)]
    if sorted(fields) != sorted(wanted):
        yield FormatError("line_differs", where=f"{file} MetaDataStringField")
    [meta] = cas.select(names.META_DATA)
    if meta.documentId != str(article.id):
        yield FormatError("article_differs", where=file)


def _attribution_differs(
    found: Any, record: AttributionRecord, ids: set[uuid.UUID], folder: _Folder, where: str
) -> Iterator[FormatError]:
    spans = [("content", found.begin, found.end)]
    for role in names.SLOTS:
        links = found[role].elements if found[role] else []
        spans += [(role, one.target.begin, one.target.end) for one in links]
    right = [(one.role.value, one.start, one.end) for one in record.spans]
    if sorted(spans) != sorted(right):
        yield FormatError("quote_mismatch", where=where)
    carriers = found[names.REPORTED_BY].elements if found[names.REPORTED_BY] else []
    carrier = [str(record.reported_by)] if record.reported_by in ids else []
    if [one.target.attributionId for one in carriers] != carrier:
        yield FormatError("cell_differs", where=f"{where} {names.REPORTED_BY}")
    wanted = attribution_features(record, folder.features)
    simple = [feature.name for feature in found.type.features]
    for name in simple:
        if name not in names.SLOTS and name != names.REPORTED_BY:
            value = wanted.get(name)
            if _plain(found[name]) != _held(value, folder):
                yield FormatError("cell_differs", where=f"{where} {name}")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    return tuple(one or "" for one in value.elements)


def _held(value: Any, folder: _Folder) -> Any:
    if isinstance(value, str):
        return folder.held(value)
    if isinstance(value, tuple):
        return tuple(folder.held(one) for one in value)
    return value


def _unreadable(file: str, error: Exception) -> FormatError:
    return FormatError("read_failed", file=file, reason=str(error))
