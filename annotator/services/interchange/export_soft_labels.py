"""Soft labels: how the values of all coders who handed in are distributed over an attribution.

The coders' latest submissions of the article's round are aligned (`domain.alignment`). An
attribution has the distribution of the group that it is in; gold that of the group whose members
it was decided from. Each coder weighs the same: who marked nothing there counts for `NOT_MARKED`,
who marked it without a value for `NO_VALUE`, and several choices share one coder's weight. Coders
who found that the article cannot be coded do not count. So the shares of an attribute sum to 1.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.adjudication.submitted_work import latest_work
from annotator.domain.alignment.compared_values import comparable, compared_attributes
from annotator.domain.alignment.groups import align
from annotator.domain.annotation_sets import SetKind, SetState
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.people import Round
from annotator.formats.records import NO_VALUE, NOT_MARKED, ArticleRecord, AttributionRecord, Layer
from annotator.services.project import Project
from annotator.storage import project_queries, work_queries
from annotator.storage.store import Connection

Soft = Mapping[str, Mapping[str, float]]
_GOLD = uuid.UUID(int=0)


class SoftLabels:
    """Works out the soft labels of one article after the other, inside one read transaction."""

    def __init__(self, project: Project, connection: Connection) -> None:
        self._project = project
        self._connection = connection
        self._rounds = {one.name: one for one in project_queries.rounds(connection)}

    def article(self, record: ArticleRecord) -> ArticleRecord:
        """Return the article with soft labels at each attribution that a submission holds."""
        by_round: dict[str, list[AttributionRecord]] = {}
        for one in record.attributions:
            by_round.setdefault(one.round, []).append(one)
        soft: dict[uuid.UUID, Soft] = {}
        for name, made in by_round.items():
            soft.update(self._of_round(record.id, self._rounds[name], made))
        return replace(
            record,
            attributions=tuple(
                replace(one, soft=soft[one.id]) if one.id in soft else one
                for one in record.attributions
            ),
        )

    def _of_round(
        self, article_id: uuid.UUID, round_: Round, made: Sequence[AttributionRecord]
    ) -> dict[uuid.UUID, Soft]:
        work = self._submitted(article_id, round_.id)
        if not work:
            return {}
        codebook = self._project.codebook(round_.codebook)
        alignment = align(work, codebook)
        places = alignment.places()
        gold = [one for one in made if one.layer is Layer.GOLD]
        if gold:
            places |= self._of_gold(article_id, gold, work, codebook, places)
        found: dict[uuid.UUID, Soft] = {}
        shares: dict[int | None, Soft] = {}
        for one in made:
            if one.layer is Layer.ANNOTATOR and one.id not in places:
                continue  # Made or changed since it was handed in: compared with nothing yet.
            place = places.get(one.id)
            if place not in shares:
                members = alignment.groups[place].members if place is not None else {}
                shares[place] = _distributions(codebook, members, len(work))
            found[one.id] = shares[place]
        return found

    def _submitted(
        self, article_id: uuid.UUID, round_id: uuid.UUID
    ) -> dict[uuid.UUID, tuple[Attribution, ...]]:
        """Return what each coder handed in last, by person."""
        sets = {
            one.id: one.person_id
            for one in work_queries.sets_of_article(self._connection, article_id)
            if one.kind is SetKind.ANNOTATOR and one.round_id == round_id and one.person_id
        }
        submissions = work_queries.submissions_of(self._connection, list(sets))
        found = {}
        for set_id, person_id in sets.items():
            latest = latest_work(one for one in submissions if one.set_id == set_id)
            if latest is not None and latest.state is SetState.DONE:
                found[person_id] = latest.attributions
        return found

    def _of_gold(
        self,
        article_id: uuid.UUID,
        gold: Sequence[AttributionRecord],
        work: Mapping[uuid.UUID, tuple[Attribution, ...]],
        codebook: Codebook,
        places: Mapping[uuid.UUID, int],
    ) -> dict[uuid.UUID, int]:
        """Return the group of each gold attribution: by its decision, else by what it covers."""
        wanted = {one.id for one in gold}
        found: dict[uuid.UUID, int] = {}
        for decision in work_queries.decisions_of_article(self._connection, article_id):
            groups = Counter(places[one] for one in decision.candidates if one in places)
            if groups:
                found.update((one, groups.most_common(1)[0][0]) for one in decision.gold)
        if wanted <= found.keys():
            return found
        stored = [
            one
            for made in work_queries.sets_of_article(self._connection, article_id)
            if made.kind is SetKind.GOLD
            for one in work_queries.attributions_of(self._connection, [made.id])
            if one.id in wanted - found.keys()
        ]
        for group in align({**work, _GOLD: stored}, codebook).groups:
            mine = group.members.get(_GOLD)
            others = [places[one.id] for one in group.members.values() if one.id in places]
            if mine is not None and others:
                found[mine.id] = others[0]
        return found


def _distributions(
    codebook: Codebook, members: Mapping[uuid.UUID, Attribution], coders: int
) -> Soft:
    found: dict[str, dict[str, float]] = {}
    for attribute in compared_attributes(codebook, Scope.ATTRIBUTION):
        if attribute.kind is not AttributeKind.TEXT:
            found[attribute.key] = _shares(attribute, members.values(), coders)
    return found


def _shares(attribute: Attribute, members: Iterable[Attribution], coders: int) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    marked = 0
    for one in members:
        marked += 1
        keys = _keys(attribute, one)
        for key in keys:
            weights[key] += 1 / len(keys)
    if coders > marked:
        weights[NOT_MARKED] = coders - marked
    return {key: weights[key] / coders for key in sorted(weights)}


def _keys(attribute: Attribute, one: Attribution) -> tuple[str, ...]:
    value = comparable(attribute, one.values)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return (NO_VALUE,) if value is None else (value,)
