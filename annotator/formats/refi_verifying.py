"""Reading a written REFI-QDA project back, source by source: words, codings, links."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from annotator.domain.codebook import AttributeKind, Scope
from annotator.domain.errors import FormatError
from annotator.domain.text.spans import SpanRole
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.records import ArticleRecord, AttributionRecord, ProjectRecord
from annotator.formats.refi_codes import Codes, guid_of
from annotator.formats.refi_sources import (
    SourceWriter,
    article_record,
    links_of,
    selection_guid,
    selection_name,
    speaker_values,
    user_guid,
    user_name,
)
from annotator.formats.standoff_details import attribution_details, read_back
from annotator.formats.work_of_persons import works_of
from annotator.formats.xml_words import XmlWriter, held_by_xml

_SPACE = "{urn:QDA-XML:project:1.0}"
_READ = ("Users", "CodeBook", "Case", "TextSource", "Note", "Link")


def verify_project(
    path: Path, project: ProjectRecord, articles: Iterable[ArticleRecord]
) -> VerifyReport:
    """Hold the project to its records."""
    found = _Found(project)
    try:
        with zipfile.ZipFile(path) as archive:
            found.read(archive, iter(articles))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        found.problem(FormatError("read_failed", file=path.name, reason=str(error)))
    except (ElementTree.ParseError, KeyError, ValueError, TypeError) as error:
        found.problem(FormatError("read_failed", file="project.qde", reason=str(error)))
    return VerifyReport(found.rows, tuple(found.problems), found.spans)


class _Sum:
    """What was seen, whatever its order, in little memory: the sum of hashes."""

    def __init__(self) -> None:
        self.value = 0

    def add(self, *words: object) -> None:
        named = json.dumps([str(one) for one in words]).encode()
        self.value += int.from_bytes(hashlib.sha256(named).digest())


class _Found:
    """What has been read so far, and what is wrong with it."""

    def __init__(self, project: ProjectRecord) -> None:
        self.rows = self.spans = 0
        self.problems: list[FormatError] = []
        self._project = project
        self._writer = SourceWriter(XmlWriter(), Codes(project.codebooks))
        self._codes: dict[str, str] = {}
        self._users: dict[str, str] = {}
        self._seen, self._right = _Sum(), _Sum()
        self._speakers: set[UUID] = set()

    def problem(self, error: FormatError) -> None:
        """Note a problem, as far as there is room."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(error)

    def read(self, archive: zipfile.ZipFile, articles: Iterator[ArticleRecord]) -> None:
        """Read the whole project. Raises what the parsers raise."""
        with archive.open("project.qde") as file:
            for element in _elements(file):
                kind = element.tag.removeprefix(_SPACE)
                if kind == "TextSource":
                    article = next(articles, None)
                    if article is None:
                        self.problem(FormatError("line_surplus"))
                    else:
                        self._source(archive, element, article)
                else:
                    getattr(self, f"_read_{kind.lower()}")(element)
        for _ in articles:
            self.problem(FormatError("line_missing"))
        if self._seen.value != self._right.value:
            self.problem(FormatError("relation_differs"))

    def _read_users(self, element: Element) -> None:
        self._users = {one.attrib["guid"]: one.attrib["name"] for one in element}

    def _read_codebook(self, element: Element) -> None:
        self._codes = {
            one.attrib["guid"]: one.attrib["name"] for one in element.iter(f"{_SPACE}Code")
        }
        for book in self._project.codebooks:
            for one in book.attributes:
                if one.kind is AttributeKind.BOOLEAN:
                    continue
                for value in one.values:
                    guid = guid_of("code", book.ref, one.scope, one.key, value.key)
                    if self._codes.get(str(guid)) != held_by_xml(value.label):
                        where = f"{book.ref} {one.key} {value.key}"
                        self.problem(FormatError("cell_differs", where=where))

    def _read_case(self, element: Element) -> None:
        guid = element.attrib["guid"]
        self._seen.add("case", guid, element.attrib["name"], *_variables(element, "TextValue"))
        for one in element.iter(f"{_SPACE}SelectionRef"):
            self._seen.add("said", guid, one.attrib["targetGUID"])

    def _read_note(self, element: Element) -> None:
        words = element.findtext(f"{_SPACE}PlainTextContent")
        self._seen.add("note", element.attrib["guid"], words)

    def _read_link(self, element: Element) -> None:
        ends = element.attrib["originGUID"], element.attrib["targetGUID"]
        self._seen.add("link", element.attrib["name"], *ends)

    def _source(self, archive: zipfile.ZipFile, element: Element, article: ArticleRecord) -> None:
        where = str(article.id)
        path = element.attrib["plainTextPath"]
        text = archive.read(path.replace("internal://", "sources/")).decode("utf-8")
        record = json.loads(element.findtext(f"{_SPACE}Description") or "null")
        if element.attrib["guid"] != where or text != article.text:
            self.problem(FormatError("text_differs", where=where))
        title = held_by_xml(str(record["article"].get("title", "")))
        if record != read_back(article_record(article)) or element.attrib["name"] != title:
            self.problem(FormatError("line_differs", where=where))
        selections = element.findall(f"{_SPACE}PlainTextSelection")
        held = {one.attrib["guid"]: one for one in selections}
        self.rows += sum(one.find(f"{_SPACE}Description") is not None for one in selections)
        self._about_article(element, article, where)
        spans = 0
        for work in works_of(article):
            user = str(user_guid(work.whose))
            if self._users.get(user) != held_by_xml(user_name(work.whose)):
                self.problem(FormatError("cell_differs", where=f"{where} creatingUser"))
            for one in work.attributions:
                spans += len(one.spans)
                self._attribution(held, one, user, text)
        if spans != len(selections):
            self.problem(FormatError("count_differs", where=where))
        self._expect(article)

    def _about_article(self, element: Element, article: ArticleRecord, where: str) -> None:
        codings = sorted(
            (one.attrib["creatingUser"], one[0].attrib["targetGUID"])
            for one in element.findall(f"{_SPACE}Coding")
        )
        codes = Codes(self._project.codebooks)
        right = sorted(
            (str(user_guid(work.whose)), str(code))
            for work in works_of(article)
            if work.set
            for code in codes.of_values(Scope.ARTICLE, work.set.values, None)
        )
        known = article_record(article)["article"]
        keys = ("outlet", "byline", "url", "language", "story", "digest")
        values = [held_by_xml(str(known[key])) for key in keys if known.get(key)]
        if codings != right or _variables(element, "TextValue") != values:
            self.problem(FormatError("cell_differs", where=where))
        days = [str(known["published_on"])] if known.get("published_on") else []
        if _variables(element, "DateValue") != days:
            self.problem(FormatError("cell_differs", where=f"{where} published_on"))

    def _attribution(
        self, held: dict[str, Element], one: AttributionRecord, user: str, text: str
    ) -> None:
        described = 0
        for span in one.spans:
            where = f"{one.id} {span.role.value} {span.start}"
            found = held.get(str(selection_guid(one, span)))
            if found is None:
                self.problem(FormatError("count_differs", where=where))
                continue
            self.spans += 1
            about = found.attrib
            words = text[int(about["startPosition"]) : int(about["endPosition"])]
            if words != span.quote or int(about["startPosition"]) != span.start:
                self.problem(FormatError("quote_mismatch", where=where, quote=words))
            if about["name"] != held_by_xml(selection_name(span)):
                self.problem(FormatError("quote_mismatch", where=where, quote=about["name"]))
            codings = found.findall(f"{_SPACE}Coding")
            codes = [each[0].attrib["targetGUID"] for each in codings]
            users = {about["creatingUser"], *(each.attrib["creatingUser"] for each in codings)}
            right = [str(code) for code in self._writer.codes(one, span)]
            if codes != right or users != {user} or not set(codes) <= self._codes.keys():
                self.problem(FormatError("cell_differs", where=where))
            details = found.findtext(f"{_SPACE}Description")
            if details is not None:
                described += 1
                if json.loads(details) != read_back(attribution_details(one)):
                    self.problem(FormatError("line_differs", where=where))
        if described != 1:
            self.problem(FormatError("count_differs", where=str(one.id)))

    def _expect(self, article: ArticleRecord) -> None:
        """Add what cases, notes and links there should be."""
        for name, origin, target in links_of(article):
            self._right.add("link", name, origin, target)
        for one in article.attributions:
            if one.note:
                self._right.add("note", guid_of("note", str(one.id)), held_by_xml(one.note))
            if one.speaker is None:
                continue
            guid = guid_of("case", str(one.speaker.id))
            if one.speaker.id not in self._speakers:
                self._speakers.add(one.speaker.id)
                values = map(held_by_xml, filter(None, speaker_values(one.speaker).values()))
                self._right.add("case", guid, held_by_xml(one.speaker.name), *values)
            for span in one.spans:
                if span.role is SpanRole.CONTENT:
                    self._right.add("said", guid, selection_guid(one, span))


def _variables(element: Element, kind: str) -> list[str]:
    values = element.findall(f"{_SPACE}VariableValue/{_SPACE}{kind}")
    return [one.text or "" for one in values]


def _elements(file: IO[bytes]) -> Iterator[Element]:
    """Yield the elements that are read, each taken out of its parent after, to free memory."""
    parents: list[Element] = []
    for event, element in ElementTree.iterparse(file, ("start", "end")):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        if element.tag.removeprefix(_SPACE) in _READ:
            yield element
            parents[-1].remove(element)
