"""A codebook as the codes of a REFI-QDA project, and which code stands for which value.

Every identifier is derived, so that the same records give the same project. The roles of spans are
codes too, and so is the flag. An attribution that names a codebook which is not there is coded by
the last one, as far as that has its values.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from annotator.domain.attributions import Values
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope, as_keys
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from annotator.formats.value_signs import INKS, colour_of
from annotator.formats.xml_words import XmlWriter
from annotator.words import tr

FLAGGED = "flagged"


def guid_of(kind: str, *parts: str) -> UUID:
    """Return the identifier of something in a project."""
    return derived_id("refi-qda", kind, *parts)


class Codes:
    """The codes of all codebooks."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._books = tuple(codebooks)
        self._guids: dict[tuple[str, Scope, str, str], UUID] = {}
        for book in self._books:
            for attribute in book.attributes:
                for key, _, _, _ in _choices(attribute):
                    place = (book.ref, attribute.scope, attribute.key, key)
                    self._guids[place] = guid_of("code", *place)

    def of_values(self, scope: Scope, values: Values, codebook: str | None) -> list[UUID]:
        """Return the codes of values, each once; free texts and unknown values have none."""
        known = {one.ref for one in self._books}
        last = self._books[-1].ref if self._books else ""
        book = codebook if codebook in known else last
        places = (
            (book or "", scope, key, choice)
            for key, value in sorted(values.items())
            for choice in as_keys(value)
        )
        return list(dict.fromkeys(self._guids[one] for one in places if one in self._guids))

    def document(self, xml: XmlWriter) -> Iterator[str]:
        """Yield the element ``CodeBook`` in parts."""
        yield "<CodeBook><Codes>\n"
        marks = [(role_code(one), one.value.capitalize()) for one in SpanRole]
        marks.append((flag_code(), tr("Flagged")))
        inside = (_code(xml, guid, name) for guid, name in marks)
        yield _code(xml, guid_of("code"), tr("Marked words"), *inside, codable=False)
        for book in self._books:
            name = f"{book.label} ({book.ref})"
            inside = (self._of_attribute(xml, book, one) for one in book.attributes)
            about = _description(xml, book.description)
            yield _code(xml, guid_of("code", book.ref), name, about, *inside, codable=False)
        yield "</Codes></CodeBook>\n"

    def _of_attribute(self, xml: XmlWriter, book: Codebook, one: Attribute) -> str:
        inside = [
            _code(
                xml,
                self._guids[book.ref, one.scope, one.key, key],
                label,
                _description(xml, definition),
                colour=colour,
            )
            for key, label, definition, colour in _choices(one)
        ]
        guid = guid_of("code", book.ref, one.scope, one.key)
        return _code(
            xml, guid, one.label, _description(xml, one.definition), *inside, codable=False
        )


def role_code(role: SpanRole) -> UUID:
    """Return the code of a role of spans."""
    return guid_of("code", "role", role.value)


def flag_code() -> UUID:
    """Return the code of attributions that are flagged."""
    return guid_of("code", FLAGGED)


def _choices(one: Attribute) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield key, label, definition and colour of what an attribute offers."""
    if one.kind is AttributeKind.BOOLEAN:
        yield "true", f"{one.label}: {tr('Yes')}", "", None
        yield "false", f"{one.label}: {tr('No')}", "", None
    elif one.kind is not AttributeKind.TEXT:
        for value in one.values:
            colour = INKS[colour_of(value)].strong if value.colour else None
            yield value.key, value.label, value.definition, colour


def _code(
    xml: XmlWriter,
    guid: UUID,
    name: str,
    *inside: str,
    codable: bool = True,
    colour: str | None = None,
) -> str:
    about = {"guid": str(guid), "name": name, "isCodable": "true" if codable else "false"}
    return xml.element("Code", {**about, "color": colour}, *inside) + "\n"


def _description(xml: XmlWriter, words: str) -> str:
    return xml.element("Description", {}, xml.words(words)) if words else ""
