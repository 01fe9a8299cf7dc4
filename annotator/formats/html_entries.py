"""What stands beside the text of an attribution: value, speaker, other values, note."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope, Value, as_keys
from annotator.domain.people import MAIN_ROUND
from annotator.formats.html_document import HtmlWriter
from annotator.formats.html_text import Mark
from annotator.formats.records import (
    NO_VALUE,
    NOT_MARKED,
    ArticleRecord,
    AttributionRecord,
    SpeakerRecord,
)
from annotator.formats.value_signs import colour_of, glyph_of
from annotator.formats.work_of_persons import Whose, works_of
from annotator.words import tr


class ValueWords:
    """What attributes and values are called, by the codebook of whoever coded them."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._books = {one.ref: one for one in codebooks}
        self._last = next(reversed(self._books.values()), None)

    def book(self, ref: str | None) -> Codebook | None:
        """Return a codebook; the last one where there is none of this name."""
        return self._books.get(ref or "", self._last)

    def attribute(self, ref: str | None, scope: Scope, key: str) -> Attribute | None:
        """Return an attribute of a codebook, or None."""
        book = self.book(ref)
        found = book.attribute(key) if book else None
        return found if found and found.scope is scope else None

    def primary(self, one: AttributionRecord) -> tuple[Attribute | None, Value | None]:
        """Return the attribute that gives sign and colour, and its value."""
        book = self.book(one.codebook)
        if book is None:
            return None, None
        keys = as_keys(one.values.get(book.primary.key))
        return book.primary, next(filter(None, map(book.primary.value, keys)), None)


def choice_words(attribute: Attribute | None, key: str) -> str:
    """Return what a value is called."""
    if attribute and attribute.kind is AttributeKind.BOOLEAN:
        return tr("Yes") if key == "true" else tr("No")
    value = attribute.value(key) if attribute else None
    return value.label if value else key


def whose_words(whose: Whose) -> str:
    """Return whose work something is."""
    name = whose.annotator or tr("Gold")
    if whose.round == MAIN_ROUND:
        return name
    return tr("{name}, {round}", name=name, round=whose.round)


def marks_of(article: ArticleRecord, words: ValueWords, place: int, html: HtmlWriter) -> list[Mark]:
    """Return an article's attributions, numbered as they are read; ``place`` is the article's."""
    everything = [(work.whose, one) for work in works_of(article) for one in work.attributions]
    everything.sort(key=lambda pair: _extent(pair[1]))
    numbers = {one.id: number for number, (_, one) in enumerate(everything, start=1)}
    entries = _Entries(words, place, numbers, html)
    return [entries.mark(whose, one) for whose, one in everything]


def _extent(one: AttributionRecord) -> tuple[int, int]:
    content = [span for span in one.spans if span.role.value == "content"]
    return min(span.start for span in content), max(span.end for span in content)


class _Entries:
    """Writes the entries of one article."""

    def __init__(
        self, words: ValueWords, place: int, numbers: Mapping[UUID, int], html: HtmlWriter
    ) -> None:
        self._words = words
        self._place = place
        self._numbers = numbers
        self._html = html

    def mark(self, whose: Whose, one: AttributionRecord) -> Mark:
        """Return an attribution with its entry."""
        primary, value = self._words.primary(one)
        number, glyph, colour = self._numbers[one.id], glyph_of(value), colour_of(value).value
        parts = [
            f'<li class="s-{colour}" id="a{self._place}-n{number}" data-id="{one.id}">',
            f'<span class="who">{self._bdi(whose_words(whose))}</span>',
            f'<span class="no">{glyph}{number}</span> ',
        ]
        coded = one.values.get(primary.key) if primary else None
        if primary and coded is not None and as_keys(coded):
            parts.append(self._value(one, primary.key, coded, "value"))
        parts += [self._speaker(one.speaker)] if one.speaker else []
        rest = [
            self._pair(one, key, coded)
            for key, coded in _in_order(one, self._words.book(one.codebook))
            if (primary is None or key != primary.key) and as_keys(coded)
        ]
        if rest:
            parts.append(f'<div class="rest">{" · ".join(rest)}</div>')
        parts += self._about(one)
        return Mark(number, one, colour, glyph, "".join((*parts, "</li>\n")))

    def _about(self, one: AttributionRecord) -> Iterator[str]:
        if one.soft:
            shares = self._html.words(tr("Coders: {words}", words=" · ".join(self._shares(one))))
            yield f'<div class="rest soft-labels">{shares}</div>'
        carrier = self._numbers.get(one.reported_by) if one.reported_by else None
        if carrier:
            target = f'<a href="#a{self._place}-n{carrier}">{carrier}</a>'
            yield f'<div class="by">{self._html.words(tr("Reported by"))} {target}</div>'
        if one.flagged:
            yield f'<div class="flag">⚑ {self._html.words(tr("Flagged"))}</div>'
        if one.note:
            yield f'<div class="note" dir="auto">{self._html.words(one.note)}</div>'

    def _shares(self, one: AttributionRecord) -> Iterator[str]:
        """Yield how coders were divided: about the value first, about the rest by name."""
        book = self._words.book(one.codebook)
        primary = book.primary.key if book else ""
        for key, shares in sorted(one.soft.items(), key=lambda pair: pair[0] != primary):
            attribute = self._words.attribute(one.codebook, Scope.ATTRIBUTION, key)
            listed = ", ".join(
                f"{_share_words(attribute, choice)} {share:.0%}" for choice, share in shares.items()
            )
            label = attribute.label if attribute else key
            named = tr("{label}: {words}", label=label, words=listed)
            yield listed if key == primary else named

    def _speaker(self, one: SpeakerRecord) -> str:
        more = [part for part in (one.role, one.affiliation, one.country) if part]
        name = f'<span class="speaker">{self._bdi(one.name)}</span>'
        rest = "".join(f", {self._bdi(part)}" for part in more)
        return f"<div>{name}{rest}</div>"

    def _pair(self, one: AttributionRecord, key: str, coded: AttributeValue) -> str:
        attribute = self._words.attribute(one.codebook, Scope.ATTRIBUTION, key)
        label = self._bdi(attribute.label if attribute else key)
        return f"{label}: {self._value(one, key, coded, 'v')}"

    def _value(self, one: AttributionRecord, key: str, coded: AttributeValue, kind: str) -> str:
        attribute = self._words.attribute(one.codebook, Scope.ATTRIBUTION, key)
        words = ", ".join(choice_words(attribute, choice) for choice in as_keys(coded))
        name = self._html.words(key)
        return f'<span class="{kind}" data-k="{name}" dir="auto">{self._html.words(words)}</span>'

    def _bdi(self, words: str) -> str:
        return f"<bdi>{self._html.words(words)}</bdi>"


def _share_words(attribute: Attribute | None, choice: str) -> str:
    """Return what coders chose; some may have marked nothing there."""
    known = {NOT_MARKED: tr("not marked"), NO_VALUE: tr("no value")}
    return known.get(choice) or choice_words(attribute, choice)


def _in_order(one: AttributionRecord, book: Codebook | None) -> list[tuple[str, AttributeValue]]:
    """Return values as the codebook orders its attributes, unknown ones last."""
    order = {each.key: place for place, each in enumerate(book.attributes)} if book else {}
    return sorted(one.values.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
