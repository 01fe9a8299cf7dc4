"""An article as a text source of a REFI-QDA project: selections with codings, notes and links.

Positions count Unicode code points of the text file, from 0, the end being the first one behind;
the file has the line ends LF. Each fragment is a selection; the first of an attribution's content
has in its ``Description`` all that is known of it, as JSON, and a link to every other one.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import Scope
from annotator.domain.documents import instant_text
from annotator.domain.text.spans import SpanRole
from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer, SpeakerRecord
from annotator.formats.refi_codes import Codes, flag_code, guid_of, role_code
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    one_line,
    work_details,
)
from annotator.formats.work_of_persons import Whose, Work, works_of
from annotator.formats.xml_words import XmlWriter

CONTINUES = "continues"
REPORTED_BY = "reported by"
OF_ARTICLES = ("outlet", "published_on", "byline", "url", "language", "story", "digest")
OF_SPEAKERS = ("kind", "role", "affiliation", "country", "aliases")
DATES = ("published_on",)
_NAME = 80
"""Characters of a quote that name its selection."""


def user_guid(whose: Whose) -> UUID:
    """Return the identifier of a person as user, or of gold."""
    return guid_of("user", whose.layer.value, whose.annotator or "")


def user_name(whose: Whose) -> str:
    """Return what a user is called."""
    return "Gold" if whose.layer is Layer.GOLD else whose.annotator or ""


def selection_guid(one: AttributionRecord, span: QuotedSpan) -> UUID:
    """Return the identifier of a span's selection."""
    place = (span.role.value, str(span.start), str(span.end))
    return guid_of("selection", str(one.id), *place)


def selection_name(span: QuotedSpan) -> str:
    """Return what a selection is called: its words, on one line and not too long."""
    return " ".join(span.quote.split())[:_NAME]


def article_record(article: ArticleRecord) -> Document:
    """Return what the source's ``Description`` says, as JSON."""
    work = [work_details(one) for one in works_of(article)]
    return {"article": article_details(article), "work": work}


def speaker_values(speaker: SpeakerRecord) -> dict[str, str]:
    """Return the variables of a case."""
    return {
        "kind": speaker.kind.value,
        "role": speaker.role or "",
        "affiliation": speaker.affiliation or "",
        "country": speaker.country or "",
        "aliases": "; ".join(speaker.aliases),
    }


class SourceWriter:
    """Writes one article after the other."""

    def __init__(self, xml: XmlWriter, codes: Codes) -> None:
        self._xml = xml
        self._codes = codes

    def source(self, article: ArticleRecord) -> Iterator[str]:
        """Yield the element ``TextSource`` in parts."""
        xml, about = self._xml, article_record(article)
        title = str(about["article"].get("title", ""))
        path = {"name": title, "plainTextPath": f"internal://{article.id}.txt"}
        yield xml.opening("TextSource", {"guid": str(article.id), **path})
        yield xml.element("Description", {}, xml.words(one_line(about))) + "\n"
        works = works_of(article)
        for work in works:
            for one in work.attributions:
                yield from self._selections(one, work.whose)
        for work in works:
            yield from self._about_article(article, work)
        values = {key: str(about["article"].get(key, "")) for key in OF_ARTICLES}
        yield from variable_values(xml, "article", values)
        yield "</TextSource>\n"

    def _selections(self, one: AttributionRecord, whose: Whose) -> Iterator[str]:
        xml, user = self._xml, str(user_guid(whose))
        first = first_span(one)
        instants = {
            "creatingUser": user,
            "creationDateTime": instant_text(one.created_at) if one.created_at else None,
            "modifiedDateTime": instant_text(one.updated_at) if one.updated_at else None,
        }
        for span in one.spans:
            guid = selection_guid(one, span)
            inside = ""
            if span is first:
                details = one_line(attribution_details(one))
                inside += xml.element("Description", {}, xml.words(details))
            for code in self.codes(one, span):
                inside += self._coding(guid, code, user)
            if span is first and one.note:
                inside += xml.element("NoteRef", {"targetGUID": str(guid_of("note", str(one.id)))})
            place = {"startPosition": str(span.start), "endPosition": str(span.end)}
            named = {"guid": str(guid), "name": selection_name(span), **place, **instants}
            yield xml.element("PlainTextSelection", named, inside) + "\n"

    def codes(self, one: AttributionRecord, span: QuotedSpan) -> list[UUID]:
        """Return the codes of a selection: its role; of content all values, and the flag."""
        codes = [role_code(span.role)]
        if span.role is SpanRole.CONTENT:
            codes += self._codes.of_values(Scope.ATTRIBUTION, one.values, one.codebook)
            codes += [flag_code()] if one.flagged else []
        return codes

    def _about_article(self, article: ArticleRecord, work: Work) -> Iterator[str]:
        values = work.set.values if work.set else {}
        user = user_guid(work.whose)
        # Two rounds of one person may code an article alike: each is a coding of its own.
        place = guid_of("work", str(article.id), str(user), work.whose.round)
        for code in self._codes.of_values(Scope.ARTICLE, values, None):
            yield self._coding(place, code, str(user)) + "\n"

    def _coding(self, coded: UUID, code: UUID, user: str) -> str:
        reference = self._xml.element("CodeRef", {"targetGUID": str(code)})
        guid = guid_of("coding", str(coded), str(code))
        return self._xml.element("Coding", {"guid": str(guid), "creatingUser": user}, reference)

    def notes(self, article: ArticleRecord) -> Iterator[str]:
        """Yield the elements ``Note`` of an article's attributions."""
        xml = self._xml
        for work in works_of(article):
            for one in work.attributions:
                if one.note:
                    words = xml.element("PlainTextContent", {}, xml.words(one.note))
                    guid = {"guid": str(guid_of("note", str(one.id)))}
                    user = {"creatingUser": str(user_guid(work.whose))}
                    yield xml.element("Note", {**guid, **user}, words) + "\n"

    def links(self, article: ArticleRecord) -> Iterator[str]:
        """Yield the elements ``Link`` between the selections of an article."""
        for name, origin, target in links_of(article):
            guid = guid_of("link", name, str(origin), str(target))
            ends = {"originGUID": str(origin), "targetGUID": str(target)}
            about = {"guid": str(guid), "name": name, "direction": "OneWay", **ends}
            yield self._xml.element("Link", about) + "\n"


def links_of(article: ArticleRecord) -> Iterator[tuple[str, UUID, UUID]]:
    """Yield name, origin and target of the links between an article's selections."""
    by_id = {one.id: one for one in article.attributions}
    for one in article.attributions:
        first = first_span(one)
        for span in one.spans:
            if span is not first:
                name = CONTINUES if span.role is SpanRole.CONTENT else span.role.value
                yield name, selection_guid(one, first), selection_guid(one, span)
        carrier = by_id.get(one.reported_by) if one.reported_by else None
        if carrier is not None and carrier is not one:
            target = selection_guid(carrier, first_span(carrier))
            yield REPORTED_BY, selection_guid(one, first), target


def first_span(one: AttributionRecord) -> QuotedSpan:
    """Return the first fragment of the content, with which an attribution is written."""
    return next(span for span in one.spans if span.role is SpanRole.CONTENT)


def variable_values(xml: XmlWriter, of: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the elements ``VariableValue`` of what has a value."""
    for key, value in values.items():
        if value:
            kind = "DateValue" if key in DATES else "TextValue"
            reference = xml.element(
                "VariableRef", {"targetGUID": str(guid_of("variable", of, key))}
            )
            yield xml.element(
                "VariableValue", {}, reference, xml.element(kind, {}, xml.words(value))
            )
