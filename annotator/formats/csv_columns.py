"""The columns of a table of attributions, and the row of each attribution."""

import json
from collections.abc import Iterable, Iterator, Mapping

from annotator.domain.attributions import AttributeValue, QuotedSpan
from annotator.domain.codebook import Codebook, Scope, as_keys
from annotator.domain.documents import instant_text
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.spans import SpanRole
from annotator.formats.hidden_quotes import hidden_quote
from annotator.formats.interfaces import TextMode
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer, SetRecord
from annotator.formats.stance_annotator_documents import in_file_order

BETWEEN_FRAGMENTS = " […] "
"""Stands between a role's fragments in a cell; their offsets are in the ``_spans`` column."""

BETWEEN_CHOICES = "|"

_ARTICLE = (
    *("article_id", "digest", "title", "outlet", "published_on", "url", "appearances", "story"),
    *("attribution_id", "layer", "annotator", "round", "state", "content_start", "content_end"),
)
_ROLES = tuple(role.value for role in SpanRole)
_PEOPLE = (
    *("speaker_id", "speaker", "speaker_kind", "role", "affiliation", "country"),
    "reported_by",
)
_END = ("note", "flagged", "origin", "codebook", "created_at", "updated_at")

Row = dict[str, str]


class Columns:
    """Which columns a table has: fixed ones, and one for each attribute of the codebooks."""

    def __init__(self, codebooks: Iterable[Codebook], mode: TextMode) -> None:
        self._hashes = mode is TextMode.NONE
        self._own_words = mode is TextMode.FULL
        words = [column for role in _ROLES for column in (f"{role}_spans", self.words(role))]
        fixed = {*_ARTICLE, *words, *_PEOPLE, *_END}
        self._attributes: dict[tuple[Scope, str], str] = {}
        for codebook in codebooks:
            for attribute in codebook.attributes:
                place = (attribute.scope, attribute.key)
                if place not in self._attributes:
                    taken = fixed | set(self._attributes.values())
                    self._attributes[place] = _free(attribute.key, attribute.scope, taken)
        of_attributes = sorted(self._attributes, key=lambda place: place[0] is Scope.ARTICLE)
        self.names = (
            *_ARTICLE,
            *words,
            *_PEOPLE,
            *(self._attributes[place] for place in of_attributes),
            *_END,
        )
        """The header, in order."""

    def words(self, role: str) -> str:
        """Return the column that holds the words of a role, or their hashes."""
        return f"{role}_sha256" if self._hashes else role

    def rows(self, record: ArticleRecord) -> Iterator[Row]:
        """Yield a row for each attribution of an article, in the order of the other formats."""
        sets = {(one.layer, one.annotator, one.round): one for one in record.sets}
        about = _about_article(record, own_words=self._own_words)
        for one in in_file_order(record.attributions):
            own_set = sets.get((one.layer, one.annotator, one.round))
            row = {**about, **self._about_attribution(one, own_set, record.text)}
            yield {key: without_lone_surrogates(row.get(key, "")) for key in self.names}

    def _about_attribution(
        self, one: AttributionRecord, own_set: SetRecord | None, text: str
    ) -> Row:
        content = [span for span in one.spans if span.role is SpanRole.CONTENT]
        speaker = one.speaker
        return {
            **self._values(Scope.ATTRIBUTION, one.values),
            **self._values(Scope.ARTICLE, own_set.values if own_set else {}),
            "attribution_id": str(one.id),
            "layer": one.layer.value,
            "annotator": "" if one.layer is Layer.GOLD else one.annotator or "",
            "round": one.round,
            "state": own_set.state.value if own_set else "",
            "content_start": str(min((span.start for span in content), default="")),
            "content_end": str(max((span.end for span in content), default="")),
            **self._spans(one, text),
            "speaker_id": str(speaker.id) if speaker else "",
            "speaker": speaker.name if speaker else "",
            "speaker_kind": speaker.kind.value if speaker else "",
            "role": (speaker and speaker.role) or "",
            "affiliation": (speaker and speaker.affiliation) or "",
            "country": (speaker and speaker.country) or "",
            "reported_by": str(one.reported_by or ""),
            "note": one.note,
            "flagged": "true" if one.flagged else "false",
            "origin": one.origin.value,
            "codebook": one.codebook or "",
            "created_at": instant_text(one.created_at) if one.created_at else "",
            "updated_at": instant_text(one.updated_at) if one.updated_at else "",
        }

    def _spans(self, one: AttributionRecord, text: str) -> Row:
        row: Row = {}
        for role in SpanRole:
            spans = [span for span in one.spans if span.role is role]
            offsets = [[span.start, span.end] for span in spans]
            row[f"{role.value}_spans"] = json.dumps(offsets) if offsets else ""
            if self._hashes:
                row[self.words(role.value)] = " ".join(_hash(span, text) for span in spans)
            else:
                row[role.value] = BETWEEN_FRAGMENTS.join(span.quote for span in spans)
        return row

    def _values(self, scope: Scope, values: Mapping[str, AttributeValue]) -> Row:
        return {
            self._attributes[scope, key]: BETWEEN_CHOICES.join(as_keys(value))
            for key, value in values.items()
            if (scope, key) in self._attributes
        }


def _about_article(record: ArticleRecord, *, own_words: bool) -> Row:
    """Return an article's columns; without ``own_words`` no title that is part of its text."""
    first = record.appearances[0] if record.appearances else None
    published = first.published_on if first else None
    return {
        "article_id": str(record.id),
        "digest": record.digest,
        "title": (first and first.title) or (record.title if own_words else ""),
        "outlet": (first and first.outlet) or "",
        "published_on": published.isoformat() if published else "",
        "url": (first and first.url) or "",
        "appearances": str(len(record.appearances)),
        "story": record.story or "",
    }


def _hash(span: QuotedSpan, text: str) -> str:
    bare = {"start": span.start, "end": span.end, "quote": span.quote}
    return str(hidden_quote(bare, text)["quote_sha256"])


def _free(key: str, scope: Scope, taken: set[str]) -> str:
    """Return the key as name of a column, with the scope before it where the name is taken."""
    name = key
    while name in taken:
        name = f"{scope.value}_{name}"
    return name
