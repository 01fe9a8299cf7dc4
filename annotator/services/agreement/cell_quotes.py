"""The quotes behind a cell of a confusion matrix."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from annotator.domain.adjudication.submitted_work import submitted_work
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.articles import Appearance
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan
from annotator.domain.codebook import Scope
from annotator.domain.people import Actor
from annotator.domain.text.spans import SpanRole
from annotator.services.agreement.compared import GOLD, Compared
from annotator.services.agreement.computing import only_managers_see_it
from annotator.services.project import Project
from annotator.storage import adjudication_queries, agreement_queries, article_queries
from annotator.storage.entity_rows import chunks
from annotator.storage.store import Connection

if TYPE_CHECKING:
    from annotator.domain.agreement.compared_units import ComparedUnits

LIMIT: Final = 500
"""So many quotes are read at most: nobody reads more, and the matrix tells how many there are."""
Values = dict[str, AttributeValue]


@dataclass(frozen=True, slots=True)
class CellQuote:
    """One unit that two annotators have differently, or alike, as the cell says."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    article_title: str
    outlet: str | None
    published_on: date | None
    speaker: str
    """The row's annotator's, else the column's; empty where there is none."""
    a_speaker: str
    b_speaker: str
    """Whom each of the two has as the speaker, as `speaker`."""
    quote: str
    """The row's annotator's content; empty for the article's own attributes."""
    b_quote: str
    """The column's annotator's content, whose boundaries may be others."""
    a: uuid.UUID
    """Who has the row's value."""
    b: uuid.UUID
    """Who has the column's value."""
    a_values: Values
    b_values: Values
    """All values, those about the annotator too (confidence)."""
    adjudicated: bool
    """A decision stands on one of the two, or, for the article's own attributes, there is gold."""
    a_attribution: uuid.UUID | None
    b_attribution: uuid.UUID | None
    """None for the article's own attributes."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A unit in the cell, as the columns of numbers have it."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    a: uuid.UUID
    b: uuid.UUID
    a_attribution: uuid.UUID | None
    b_attribution: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class _Side:
    """What one of the two had handed in."""

    values: Values
    quote: str = ""
    speaker_id: uuid.UUID | None = None


def quotes_behind(
    project: Project,
    actor: Actor,
    compared: Compared,
    key: str,
    row_value: str,
    column_value: str,
    pair: tuple[uuid.UUID, uuid.UUID] | None = None,
) -> tuple[CellQuote, ...]:
    """Return the units of a cell in the order in which articles came in, `LIMIT` at most.

    ``pair``: rows are the first's, columns the second's; the first may be `GOLD`. Without a pair
    any two annotators, in either direction. Quotes are as they were handed in first. Raises
    `NotAllowed` (agreement_for_managers).
    """
    only_managers_see_it(actor)
    units = compared.against_gold if pair and GOLD in pair else compared.units
    if pair is not None:
        if not set(pair) <= set(units.annotators):
            return ()
        units = units.between(pair)
    hits = []
    for hit in _hits(units, key, row_value, column_value, both_ways=pair is None):
        hits.append(hit)
        if len(hits) == LIMIT:
            break
    with project.store.read() as connection:
        return tuple(_read(connection, hits))


def _hits(
    units: "ComparedUnits", key: str, row_value: str, column_value: str, *, both_ways: bool
) -> Iterator[_Hit]:
    """Yield the units in the cell, in the order of articles and text."""
    import numpy as np

    from annotator.domain.agreement.ratings import value_name

    table, columns = units.table, list(units.columns)
    known = table.codes_of.get(key)
    names = [value_name(one) for one in known.values] if known else []
    if known is None or row_value not in names or column_value not in names:
        return
    row, column = names.index(row_value), names.index(column_value)
    article_scope = known.scope is Scope.ARTICLE
    if article_scope:
        places = np.flatnonzero(units.articles)
        codes = table.article_codes[key][places][:, columns]
        rows = np.full(codes.shape, -1)
    else:
        places, codes, rows = _units_of(units, key)
    count = len(columns)
    pairs = [
        (first, second)
        for first in range(count)
        for second in range(count)
        if (first < second or (both_ways and first > second and row != column))
    ]
    found = [
        (int(at), first, second)
        for first, second in pairs
        for at in np.flatnonzero((codes[:, first] == row) & (codes[:, second] == column))
    ]
    for at, first, second in sorted(found):
        article = int(places[at])
        ids = [
            None if article_scope else table.attribution_id(int(rows[at, one]))
            for one in (first, second)
        ]
        yield _Hit(
            table.article_ids[article],
            table.rounds[table.round[article]],
            table.annotators[columns[first]],
            table.annotators[columns[second]],
            *ids,
        )


def _units_of(units: "ComparedUnits", key: str) -> tuple[Any, Any, Any]:
    """Return of each group its article, and by annotator the code and the attribution's row."""
    import numpy as np

    table, columns = units.table, list(units.columns)
    rows = np.flatnonzero(units.rows)
    _, groups = np.unique(table.group[rows], return_inverse=True)
    count = int(groups.max(initial=-1)) + 1
    place = np.zeros(len(table.annotators), dtype=np.int64)
    place[columns] = np.arange(len(columns))
    own = np.full((count, len(columns)), -1, dtype=np.int64)
    own[groups, place[table.annotator[rows]]] = rows
    codes = np.append(table.codes[key], -1)[own] if key in table.codes else own * 0 - 1
    articles = np.zeros(count, dtype=np.int64)
    articles[groups] = table.article[rows]
    return articles, codes, own


def _read(connection: Connection, hits: Sequence[_Hit]) -> Iterator[CellQuote]:
    ids = list(dict.fromkeys(hit.article_id for hit in hits))
    appearances = article_queries.appearances_of(connection, ids)
    titles = agreement_queries.titles(connection, ids)
    handed_in = _HandedIn(connection, ids)
    sides = [
        (
            hit,
            handed_in.side(hit.article_id, hit.round_id, hit.a, hit.a_attribution),
            handed_in.side(hit.article_id, hit.round_id, hit.b, hit.b_attribution),
        )
        for hit in hits
    ]
    named = {one.speaker_id for _, *both in sides for one in both if one.speaker_id}
    registry = SpeakerRegistry(adjudication_queries.speakers_meant(connection, named))
    decided = agreement_queries.decided_on(
        connection, [one for hit in hits for one in (hit.a_attribution, hit.b_attribution) if one]
    )
    for hit, a, b in sides:
        first: Appearance | None = next(iter(appearances[hit.article_id]), None)
        speakers = [registry.resolved(one.speaker_id) for one in (a, b)]
        yield CellQuote(
            article_id=hit.article_id,
            round_id=hit.round_id,
            article_title=titles.get(hit.article_id, ""),
            outlet=first.outlet if first else None,
            published_on=first.published_on if first else None,
            speaker=next((one.name for one in speakers if one), ""),
            a_speaker=speakers[0].name if speakers[0] else "",
            b_speaker=speakers[1].name if speakers[1] else "",
            quote=a.quote or b.quote,
            b_quote=b.quote,
            a=hit.a,
            b=hit.b,
            a_values=a.values,
            b_values=b.values,
            adjudicated=(
                handed_in.has_gold(hit.article_id, hit.round_id)
                if hit.a_attribution is None
                else hit.a == GOLD or bool({hit.a_attribution, hit.b_attribution} & decided)
            ),
            a_attribution=hit.a_attribution,
            b_attribution=hit.b_attribution,
        )


class _HandedIn:
    """What was handed in first for some articles, and their gold; each read once."""

    def __init__(self, connection: Connection, article_ids: Sequence[uuid.UUID]) -> None:
        self._connection = connection
        self._submissions: dict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], list[uuid.UUID]] = {}
        for chunk in chunks(article_ids):
            for one in agreement_queries.handed_in(connection, chunk):
                place = (one.article_id, one.round_id, one.person_id)
                self._submissions.setdefault(place, []).append(one.submission_id)
        wanted = set(article_ids)
        self._gold_sets = {
            (one.article_id, one.round_id): one.set_id
            for one in agreement_queries.gold_sets(connection)
            if one.article_id in wanted
        }
        self._read: dict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], dict[uuid.UUID | None, _Side]] = {}

    def has_gold(self, article_id: uuid.UUID, round_id: uuid.UUID) -> bool:
        """Tell whether an article is adjudicated to its end."""
        return (article_id, round_id) in self._gold_sets

    def side(
        self,
        article_id: uuid.UUID,
        round_id: uuid.UUID,
        person_id: uuid.UUID,
        attribution_id: uuid.UUID | None,
    ) -> _Side:
        """Return an attribution, or the article's own values, as handed in first."""
        place = (article_id, round_id, person_id)
        if place not in self._read:
            self._read[place] = self._gold(place) if person_id == GOLD else self._first(place)
        return self._read[place].get(attribution_id, _Side({}))

    def _first(
        self, place: tuple[uuid.UUID, uuid.UUID, uuid.UUID]
    ) -> dict[uuid.UUID | None, _Side]:
        """Return the first submission that can be read."""
        for submission_id in self._submissions.get(place, ()):
            submission = agreement_queries.submission(self._connection, submission_id)
            work = submitted_work(submission) if submission is not None else None
            if work is not None:
                return _sides(work.attributions, work.values)
        return {}

    def _gold(self, place: tuple[uuid.UUID, uuid.UUID, uuid.UUID]) -> dict[uuid.UUID | None, _Side]:
        set_id = self._gold_sets.get(place[:2])
        if set_id is None:
            return {}
        values = agreement_queries.article_values(self._connection, [set_id])
        made = agreement_queries.gold_of(self._connection, [set_id])
        return _sides(made[set_id], values.get(set_id, {}))


def _sides(
    attributions: Sequence[Attribution], values: Mapping[str, AttributeValue]
) -> dict[uuid.UUID | None, _Side]:
    found: dict[uuid.UUID | None, _Side] = {None: _Side(dict(values))}
    for one in attributions:
        content: tuple[QuotedSpan, ...] = one.of_role(SpanRole.CONTENT)
        quote = " ".join(" … ".join(span.quote for span in content).split())
        found[one.id] = _Side(dict(one.values), quote, one.speaker_id)
    return found
