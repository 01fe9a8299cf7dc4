"""What was compared, whole or in part: by annotators, rounds, batches, values and origins."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from annotator.domain.agreement.ratings import MISSING, Ratings, value_name
from annotator.domain.agreement.unit_table import Ints, Mask, UnitTable
from annotator.domain.attributions import Origin
from annotator.domain.codebook import Codebook, Scope

_ORIGINS = tuple(one.value for one in Origin)


@dataclass(frozen=True, eq=False)
class ComparedUnits:
    """Units of some annotators; parts share the columns that they are parts of.

    The numbers of stories stay the same in every part, so that one `Resamples` of
    ``story_count`` stories serves them all.
    """

    table: UnitTable
    columns: tuple[int, ...]
    """The annotators, as places among those of the table."""
    chosen_articles: Mask
    chosen_rows: Mask

    @classmethod
    def of_table(cls, table: UnitTable) -> "ComparedUnits":
        """Return all units."""
        everybody = tuple(range(len(table.annotators)))
        articles = np.ones(len(table.article_ids), dtype=np.bool_)
        return cls(table, everybody, articles, np.ones(table.article.size, dtype=np.bool_))

    @property
    def annotators(self) -> tuple[uuid.UUID, ...]:
        """Who is compared; of two, the first is the reference."""
        return tuple(self.table.annotators[one] for one in self.columns)

    @property
    def codebook(self) -> Codebook | None:
        """Return the latest codebook version; None without any article."""
        return self.table.codebooks.latest

    @property
    def story_count(self) -> int:
        """How many stories there are in the whole of which this may be a part."""
        return self.table.story_count

    @cached_property
    def articles(self) -> Mask:
        """Which articles at least two of the annotators are done with."""
        several: Mask = self.table.present[:, list(self.columns)].sum(axis=1) >= 2
        return self.chosen_articles & several

    @property
    def article_count(self) -> int:
        """How many articles are compared; one that is in two rounds counts once."""
        return len({self.table.article_ids[one] for one in np.flatnonzero(self.articles)})

    @property
    def stories(self) -> int:
        """How many stories these are of."""
        return int(np.unique(self.table.story[self.articles]).size)

    @property
    def marked_article_count(self) -> int:
        """How many articles there are in which any compared attribution is."""
        return len({self.table.article_ids[one] for one in np.unique(self._marked).tolist()})

    @property
    def marked_stories(self) -> int:
        """How many stories these are of."""
        return int(np.unique(self.table.story[self._marked]).size)

    @property
    def _marked(self) -> Ints:
        return self.table.article[self.rows]

    @property
    def story_numbers(self) -> Ints:
        """The numbers of the stories of the compared articles, as their first article came in.

        That order is the same in every choice in which these articles are compared.
        """
        articles = np.flatnonzero(self.articles)
        came = articles[np.argsort(self.table.position[articles], kind="stable")]
        numbers, firsts = np.unique(self.table.story[came], return_index=True)
        return numbers[np.argsort(firsts)]

    @property
    def codebooks(self) -> tuple[str, ...]:
        """``key@version`` of what is compared."""
        return tuple(self.table.refs[one] for one in np.unique(self.table.codebook[self.articles]))

    @cached_property
    def rows(self) -> Mask:
        """Which attributions are compared."""
        table = self.table
        own = np.isin(table.annotator, self.columns)
        return self.chosen_rows & own & self.articles[table.article]

    @cached_property
    def pairs(self) -> Mask:
        """Which pairs of attributions are compared."""
        rows = self.rows
        return rows[self.table.first] & rows[self.table.second]

    def between(self, annotators: Sequence[uuid.UUID]) -> "ComparedUnits":
        """Return what is compared of these annotators only, in this order."""
        places = tuple(self.table.annotators.index(one) for one in annotators)
        return replace(self, columns=places)

    def rounds(self) -> tuple[uuid.UUID, ...]:
        """Return the rounds in which anything is compared."""
        return tuple(self.table.rounds[one] for one in self._used(self.table.round))

    def batches(self) -> tuple[uuid.UUID | None, ...]:
        """Return the batches in which anything is compared; None for articles of no batch."""
        return tuple(self.table.batches[one] for one in self._used(self.table.batch))

    def origins(self) -> tuple[str, ...]:
        """Return how the compared attributions came to be."""
        return tuple(_ORIGINS[one] for one in np.unique(self.table.origin[self.rows]))

    def values_of(self, key: str) -> tuple[str, ...]:
        """Return the values of an attribute that somebody gave, in the codebook's order."""
        codes = self.table.codes.get(key)
        if codes is None:
            return ()
        values = self.table.codes_of[key].values
        return tuple(value_name(values[one]) for one in np.unique(codes[self.rows]) if one >= 0)

    def of_round(self, round_id: uuid.UUID) -> "ComparedUnits":
        """Return what was compared in one round."""
        return self._of_articles(self.table.round, _place(self.table.rounds, round_id))

    def of_batch(self, batch_id: uuid.UUID | None) -> "ComparedUnits":
        """Return what was compared in one batch."""
        return self._of_articles(self.table.batch, _place(self.table.batches, batch_id))

    def of_codebook(self, ref: str) -> "ComparedUnits":
        """Return what was coded by one codebook version."""
        return self._of_articles(self.table.codebook, _place(self.table.refs, ref))

    def of_value(self, key: str, value: str) -> "ComparedUnits":
        """Return the attributions with this value, whoever gave it; of sets, as `value_name`."""
        names = [value_name(one) for one in self.table.codes_of[key].values]
        codes = self.table.codes.get(key, np.full_like(self.table.origin, MISSING))
        return self._of_rows(codes, _place(names, value))

    def of_origin(self, origin: str) -> "ComparedUnits":
        """Return the attributions that came to be in this way."""
        return self._of_rows(self.table.origin, _place(_ORIGINS, origin))

    def keys(self, scope: Scope) -> tuple[str, ...]:
        """Return the keys of the codebooks' attributes that are compared."""
        return self.table.codebooks.keys(scope)

    def ratings(self, key: str) -> Ratings:
        """Return an attribute's values: of groups of at least two, or of articles.

        The annotators are in their order.
        """
        codes_of = self.table.codes_of[key]
        codes, stories = (
            self._article_ratings(key)
            if codes_of.scope is Scope.ARTICLE
            else self._group_ratings(key)
        )
        return Ratings(codes_of.values, codes, stories, codes_of.ordered, codes_of.kind)

    def _group_ratings(self, key: str) -> tuple[Ints, Ints]:
        rows, units, columns, stories = self._groups
        codes = np.full((stories.size, len(self.columns)), MISSING, dtype=np.int32)
        # An attribute that no codebook of these articles has is nobody's value.
        if key in self.table.codes:
            codes[units, columns] = self.table.codes[key][rows]
        return codes, stories

    @cached_property
    def _groups(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The attributions that are not alone, the unit and column of each; each unit's story."""
        table = self.table
        rows = np.flatnonzero(self.rows)
        groups = table.group[rows]
        several = np.bincount(groups)[groups] >= 2 if rows.size else np.zeros(0, dtype=np.bool_)
        rows, groups = rows[several], groups[several]
        found, units = np.unique(groups, return_inverse=True)
        column = np.zeros(len(table.annotators), dtype=np.int32)
        column[list(self.columns)] = np.arange(len(self.columns))
        stories = np.zeros(found.size, dtype=np.int32)
        stories[units] = table.story[table.article[rows]]
        return rows, units, column[table.annotator[rows]], stories

    def _article_ratings(self, key: str) -> tuple[Ints, Ints]:
        articles = self.articles
        all_codes = self.table.article_codes.get(key)
        if all_codes is None:
            all_codes = np.full(self.table.present.shape, MISSING, dtype=np.int32)
        return all_codes[articles][:, list(self.columns)], self.table.story[articles]

    def _used(self, column: Ints) -> list[int]:
        return [int(one) for one in np.unique(column[self.articles])]

    def _of_articles(self, column: Ints, place: int) -> "ComparedUnits":
        return replace(self, chosen_articles=self.chosen_articles & (column == place))

    def _of_rows(self, column: Ints, place: int) -> "ComparedUnits":
        return replace(self, chosen_rows=self.chosen_rows & (column == place))


def _place(known: Sequence[object], one: object) -> int:
    """Return where something is; nowhere, a place that no column has."""
    return known.index(one) if one in known else -2
