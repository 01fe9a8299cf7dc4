"""The columns of a table of attributions with their types, and the cells of each attribution.

All tables (CSV, XLSX, Parquet) have these columns; each format writes the types as it can.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.domain.attributions import AttributeValue, QuotedSpan
from annotator.domain.codebook import About, Attribute, AttributeKind, Codebook, Scope, as_keys
from annotator.domain.text.spans import SpanRole
from annotator.formats.interfaces import GoldColumns, TextMode, WriteOptions
from annotator.formats.records import (
    NO_VALUE,
    NOT_MARKED,
    ArticleRecord,
    GoldMadeRecord,
    Layer,
    SpeakerRecord,
)
from annotator.formats.stance_annotator_documents import in_file_order

BETWEEN_FRAGMENTS = " […] "
"""Stands between a role's fragments in a cell; their offsets are in the ``_spans`` column."""

BETWEEN_CHOICES = "|"


class CellKind(StrEnum):
    """What sort of cells a column has; None stands in each of them for no value."""

    TEXT = "text"
    """A text, or a member of a `StrEnum`: to take its value would cost more than all else."""
    TEXTS = "texts"
    """Several choices."""
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"
    SPANS = "spans"
    """A list of `QuotedSpan` of one role; empty where there are none, never None."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A cell of an attribute may hold any `AttributeValue`, whatever the kind."""

    name: str
    kind: CellKind = CellKind.TEXT
    of_attribute: bool = False


Cells = tuple[Any, ...]
"""What an attribution has in each column, in order."""

_T, _I, _B = CellKind.TEXT, CellKind.INTEGER, CellKind.BOOLEAN
ARTICLE_COLUMNS = (
    *(Column("article_id"), Column("digest"), Column("title"), Column("outlet")),
    *(Column("published_on", CellKind.DAY), Column("url"), Column("appearances", _I)),
    Column("story"),
)
_OWN = (
    *(Column("attribution_id"), Column("layer"), Column("annotator"), Column("round")),
    *(Column("state"), Column("content_start", _I), Column("content_end", _I)),
)
_PEOPLE = (
    *(Column("speaker_id"), Column("speaker"), Column("speaker_kind"), Column("role")),
    *(Column("affiliation"), Column("country"), Column("reported_by")),
)
_END = (
    *(Column("note"), Column("flagged", _B), Column("origin"), Column("codebook")),
    *(Column("created_at", CellKind.INSTANT), Column("updated_at", CellKind.INSTANT)),
)
IMPORTED = "imported"
"""Stands as the outcome of gold that no decision stands for."""
_OUTCOME = (Column("decision_outcome"),)
_MADE = {
    GoldColumns.NONE: (),
    GoldColumns.OUTCOME: _OUTCOME,
    GoldColumns.WHY: (
        *(*_OUTCOME, Column("decision_reason"), Column("decision_rationale")),
        *(Column("decided_by"), Column("decided_at", CellKind.INSTANT)),
    ),
}
_ROLES = tuple(SpanRole)
_PLACES = {id(role): place for place, role in enumerate(SpanRole)}
"""By identity: to hash a member of an enumeration takes ten times as long."""
_KINDS = {
    AttributeKind.MULTIPLE_CHOICE: CellKind.TEXTS,
    AttributeKind.BOOLEAN: CellKind.BOOLEAN,
}
_NOBODY: Cells = (None,) * 6


class TableColumns:
    """Which columns a table has: fixed ones, and one for each attribute of the codebooks.

    With soft labels there is also one for each value of each choice, in a part of a split one that
    names the part, and where it is asked for, last, how gold came about.
    """

    def __init__(self, codebooks: Iterable[Codebook], options: WriteOptions) -> None:
        self._hashes = options.text is TextMode.NONE
        self._own_words = options.text is TextMode.FULL
        self._split = () if options.split is None else (options.split,)
        words = [
            column
            for role in _ROLES
            for column in (
                Column(f"{role.value}_spans", CellKind.SPANS),
                Column(self.words(role.value)),
            )
        ]
        made = _MADE[options.gold]
        self._made = len(made)
        last = (*((Column("split"),) if self._split else ()), *made)
        taken = {one.name for one in (*ARTICLE_COLUMNS, *_OWN, *words, *_PEOPLE, *_END, *last)}
        attributes = _attributes(codebooks)
        names = {}
        for place in attributes:
            names[place] = _free(place[1], place[0], taken)
            taken.add(names[place])
        coded: dict[Scope, list[Column]] = {Scope.ATTRIBUTION: [], Scope.ARTICLE: []}
        for place, versions in attributes.items():
            coded[place[0]].append(Column(names[place], _kind(versions), of_attribute=True))
        self._keys = [key for scope, key in attributes if scope is Scope.ATTRIBUTION]
        self._article_keys = [key for scope, key in attributes if scope is Scope.ARTICLE]
        self._shares = _soft_values(attributes) if options.soft else []
        shares = []
        for key, value in self._shares:
            name = _free(f"{key}_share_{value}", Scope.ATTRIBUTION, taken)
            taken.add(name)
            shares.append(Column(name, CellKind.NUMBER))
        self.columns: tuple[Column, ...] = (
            *ARTICLE_COLUMNS,
            *_OWN,
            *words,
            *_PEOPLE,
            *coded[Scope.ATTRIBUTION],
            *shares,
            *coded[Scope.ARTICLE],
            *_END,
            *last,
        )
        """The columns, in order."""
        self.names = tuple(one.name for one in self.columns)
        """The header, in order."""

    def about_article(self, record: ArticleRecord) -> Cells:
        """Return an article's cells in the `ARTICLE_COLUMNS`, with which every row begins.

        Unless texts are written, a title that was only read from the text is none.
        """
        first = record.appearances[0] if record.appearances else None
        return (
            str(record.id),
            record.digest,
            (first and first.title) or (self._own_words and record.title) or None,
            first and first.outlet,
            first and first.published_on,
            first and first.url,
            len(record.appearances),
            record.story,
        )

    def words(self, role: str) -> str:
        """Return the column that holds the words of a role, or their hashes."""
        return f"{role}_sha256" if self._hashes else role

    def cells(self, record: ArticleRecord) -> Iterator[Cells]:
        """Yield the cells of each attribution of an article, in the order of the other formats."""
        sets = {
            (one.layer, one.annotator, one.round): (
                one.state,
                [one.values.get(key) for key in self._article_keys],
            )
            for one in record.sets
        }
        no_set = (None, [None] * len(self._article_keys))
        about = self.about_article(record)
        for one in in_file_order(record.attributions):
            state, article_values = sets.get((one.layer, one.annotator, one.round), no_set)
            by_role = _by_role(one.spans)
            content = by_role[0]
            values = one.values
            speaker = one.speaker
            yield (
                *about,
                str(one.id),
                one.layer,
                None if one.layer is Layer.GOLD else one.annotator,
                one.round,
                state,
                min([span.start for span in content], default=None),
                max([span.end for span in content], default=None),
                *[cell for spans in by_role for cell in (spans, self._words(spans))],
                *(_NOBODY if speaker is None else _about_speaker(speaker)),
                None if one.reported_by is None else str(one.reported_by),
                *[values.get(key) for key in self._keys],
                *(self._soft(one.soft) if self._shares else ()),
                *article_values,
                one.note,
                one.flagged,
                one.origin,
                one.codebook,
                one.created_at,
                one.updated_at,
                *self._split,
                *_about_gold(one.made)[: self._made],
            )

    def _words(self, spans: Sequence[QuotedSpan]) -> str | None:
        if not spans:
            return None
        if self._hashes:
            return " ".join(hashlib.sha256(one.quote.encode()).hexdigest() for one in spans)
        if len(spans) == 1:
            return spans[0].quote
        return BETWEEN_FRAGMENTS.join(one.quote for one in spans)

    def _soft(self, soft: Mapping[str, Mapping[str, float]]) -> list[float | None]:
        """Return each value's share; 0 for one that nobody chose where others have shares."""
        return [soft[key].get(value, 0.0) if key in soft else None for key, value in self._shares]


def joined(value: AttributeValue) -> str:
    """Return the value of an attribute as one text."""
    return value if isinstance(value, str) else BETWEEN_CHOICES.join(as_keys(value))


def _attributes(codebooks: Iterable[Codebook]) -> dict[tuple[Scope, str], list[Attribute]]:
    """Return the attributes of all codebooks with all their versions, as they come."""
    found: dict[tuple[Scope, str], list[Attribute]] = {}
    for codebook in codebooks:
        for one in codebook.attributes:
            found.setdefault((one.scope, one.key), []).append(one)
    return found


def _kind(versions: list[Attribute]) -> CellKind:
    """Return the kind of an attribute's cells: texts, where the codebooks do not agree on it."""
    kinds = {_KINDS.get(one.kind, CellKind.TEXT) for one in versions}
    return kinds.pop() if len(kinds) == 1 else CellKind.TEXT


def _soft_values(attributes: Mapping[tuple[Scope, str], list[Attribute]]) -> list[tuple[str, str]]:
    """Return which values of which attributes can have shares: choices about the text.

    Last of each attribute those that stand for no value, without which shares do not sum to 1.
    """
    found: dict[tuple[str, str], None] = {}
    for (scope, key), versions in attributes.items():
        for one in versions:
            if scope is not Scope.ATTRIBUTION or one.about is not About.TEXT:
                continue
            boolean = one.kind is AttributeKind.BOOLEAN
            values = ("true", "false") if boolean else [value.key for value in one.values]
            found |= {(key, value): None for value in values}
        if (key, NOT_MARKED) not in found and any(at[0] == key for at in found):
            found |= {(key, NOT_MARKED): None, (key, NO_VALUE): None}
    return list(found)


def _by_role(spans: tuple[QuotedSpan, ...]) -> tuple[list[QuotedSpan], ...]:
    """Return the spans of each role, in the order of the roles."""
    found: tuple[list[QuotedSpan], ...] = tuple([[] for _ in _ROLES])
    for span in spans:
        found[_PLACES[id(span.role)]].append(span)
    return found


def _about_speaker(speaker: SpeakerRecord) -> Cells:
    return (
        str(speaker.id),
        speaker.name,
        speaker.kind,
        speaker.role,
        speaker.affiliation,
        speaker.country,
    )


def _about_gold(made: GoldMadeRecord | None) -> Cells:
    """Return what the columns about decisions hold; nothing where it is not gold."""
    if made is None:
        return (None,) * 5
    # A rationale that nobody wrote is no value, in the formats that tell this from an empty text.
    words = (made.outcome or IMPORTED, made.reason, made.rationale or None)
    return (*words, made.by, made.at)


def _free(key: str, scope: Scope, taken: set[str]) -> str:
    """Return the key as name of a column, with the scope before it where the name is taken."""
    name = key
    while name in taken:
        name = f"{scope.value}_{name}"
    return name
