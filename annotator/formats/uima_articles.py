"""One article with one person's work as a UIMA CAS.

Offsets are code points here; cassis writes UTF-16 units, which is what UIMA counts in.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from annotator.domain.codebook import as_keys
from annotator.domain.documents import instant_text
from annotator.domain.text.spans import SpanRole
from annotator.formats import uima_types as names
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.segmentation import sentences
from annotator.formats.standoff_details import article_details, work_details
from annotator.formats.uima_types import FeatureNames
from annotator.formats.work_of_persons import Work
from annotator.formats.xml_words import FORBIDDEN, STAND_IN

_NOT_IN_JSON = re.compile("[\ud800-\udfff]")


class CasWriter:
    """Makes the CASes of an export. ``replaced`` counts characters that the file cannot hold."""

    def __init__(self, types: Any, features: FeatureNames, *, xml: bool) -> None:
        self._types = types
        self._features = features
        self._forbidden = FORBIDDEN if xml else _NOT_IN_JSON
        self.replaced = 0

    def cas_of(self, article: ArticleRecord, work: Work | None) -> Any:
        """Return the CAS (a ``cassis.Cas``); without work it holds the text alone."""
        from cassis import Cas

        cas = Cas(typesystem=self._types)
        cas.sofa_mime = "text/plain"
        cas.sofa_string = self.held(article.text)
        first = article.appearances[0] if article.appearances else None
        self._add(
            cas,
            names.META_DATA,
            begin=0,
            end=len(article.text),
            language=article.language or "x-unspecified",
            documentId=str(article.id),
            documentTitle=(first and first.title) or article.title or str(article.id),
            documentUri=first and first.url,
        )
        for key, value in document_fields(article, work):
            self._add(cas, names.STRING_FIELD, begin=0, end=0, key=key, value=value)
        for sentence in sentences(article.text):
            span = sentence.span
            self._add(cas, names.SENTENCE, begin=span.start, end=span.end)
            for token in sentence.tokens:
                self._add(cas, names.TOKEN, begin=token.start, end=token.end)
        for zone in article.zones:
            kind = zone.kind.value
            self._add(cas, names.ZONE, begin=zone.start, end=zone.end, kind=kind)
        if work:
            self._add_attributions(cas, work)
        return cas

    def held(self, words: str) -> str:
        """Return words with U+FFFD in the place of each character that the file cannot hold."""
        held, count = self._forbidden.subn(STAND_IN, words)
        self.replaced += count
        return held

    def _add_attributions(self, cas: Any, work: Work) -> None:
        added = {}
        for one in work.attributions:
            begin, end = _first_fragment(one)
            features = attribution_features(one, self._features)
            added[one.id] = self._add(cas, names.ATTRIBUTION, begin=begin, end=end, **features)
        for one in work.attributions:
            own = added[one.id]
            for role, slot in names.SLOTS.items():
                spans = [span for span in one.spans if span.role.value == role]
                spans = spans[1:] if role == SpanRole.CONTENT.value else spans
                about = {"attributionId": str(one.id), "kind": role}
                parts = [
                    self._add(cas, names.PART, begin=span.start, end=span.end, **about)
                    for span in spans
                ]
                self._link(own, role, slot, parts)
            carrier = added.get(one.reported_by) if one.reported_by else None
            if carrier is not None:
                self._link(own, names.REPORTED_BY, names.REPORTED_BY_LINK, [carrier])

    def _link(self, own: Any, feature: str, link: str, targets: list[Any]) -> None:
        if targets:
            make = self._types.get_type(link)
            links = [make(role=feature, target=target) for target in targets]
            own[feature] = self._types.get_type("uima.cas.FSArray")(elements=links)

    def _add(self, cas: Any, name: str, **features: Any) -> Any:
        made = self._types.get_type(name)(
            **{key: self._value(value) for key, value in features.items() if value is not None}
        )
        cas.add(made)
        return made

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.held(value)
        if isinstance(value, tuple):
            elements = [self.held(one) for one in value]
            return self._types.get_type("uima.cas.StringArray")(elements=elements)
        return value


def attribution_features(one: AttributionRecord, features: FeatureNames) -> dict[str, Any]:
    """Return the features of an attribution that say something; arrays are tuples."""
    speaker = one.speaker
    soft = {key: dict(shares) for key, shares in one.soft.items()}
    found: dict[str, Any] = {
        "attributionId": str(one.id),
        "annotator": one.annotator,
        "layer": one.layer.value,
        "round": one.round,
        "speaker": speaker and speaker.name,
        "speakerId": speaker and str(speaker.id),
        "speakerKind": speaker and speaker.kind.value,
        "speakerRole": speaker and speaker.role,
        "affiliation": speaker and speaker.affiliation,
        "country": speaker and speaker.country,
        names.ALIASES: speaker and speaker.aliases,
        "speakingAs": one.speaking_as and str(one.speaking_as),
        "reportedById": one.reported_by and str(one.reported_by),
        "note": one.note,
        names.FLAGGED: one.flagged,
        "origin": one.origin.value,
        "codebook": one.codebook,
        names.DERIVED: one.derived,
        "createdAt": one.created_at and instant_text(one.created_at),
        "updatedAt": one.updated_at and instant_text(one.updated_at),
        "softLabels": soft and json.dumps(soft, ensure_ascii=False, sort_keys=True),
    }
    other: dict[str, Any] = {}
    for key, value in sorted(one.values.items()):
        fits = key in features.names and isinstance(value, tuple) is features.holds_list(key)
        if fits and value not in ((), ""):
            name = features.names[key]
            found[name] = value if isinstance(value, tuple) else as_keys(value)[0]
        else:
            other[key] = value
    found["otherValues"] = other and json.dumps(other, ensure_ascii=False)
    return {
        key: value
        for key, value in found.items()
        if value not in (None, "", (), {}) or value is False
    }


def document_fields(article: ArticleRecord, work: Work | None) -> Iterator[tuple[str, str]]:
    """Yield what is known of the article, of whose work this is and how far it has come."""
    details = {**article_details(article), **(work_details(work) if work else {})}
    values = details.pop("values", {})
    yield from sorted((key, str(value)) for key, value in details.items())
    for key, value in values.items():
        yield f"article.{key}", "|".join(as_keys(value))


def _first_fragment(one: AttributionRecord) -> tuple[int, int]:
    content = [span for span in one.spans if span.role is SpanRole.CONTENT]
    return min(((span.start, span.end) for span in content), default=(0, 0))
