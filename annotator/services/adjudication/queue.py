"""The queue of an adjudicator: what there is to settle in a round, the worst first."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotator.domain.adjudication.item import (
    TO_DECIDE,
    Difference,
    DifferenceKind,
    ItemState,
    Severity,
    left_for_check,
)
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.people import Actor
from annotator.domain.text.match_keys import match_key
from annotator.services.adjudication.items import (
    only_adjudicators,
    only_adjudicators_and_managers,
)
from annotator.services.adjudication.refreshing import bring_up_to_date
from annotator.services.project import Project
from annotator.storage import adjudication_items, adjudication_queries
from annotator.storage.adjudication_items import ListedItem, separate_values

_SUBJECTS = {one.value: one for one in Subject}
_STATES = {one.value: one for one in ItemState}
_OUTCOMES = {one.value: one for one in Outcome}
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items a list shows."""

    kind: str | None = None
    """Key of the worst difference (`Difference.key`: ``missing``, ``attribute:stance`` …)."""
    states: frozenset[ItemState] = TO_DECIDE
    words: str = ""
    """All must occur in the article's titles, outlets and bylines, the speaker or the quote."""


class ItemLine(NamedTuple):
    """One line of the queue."""

    id: uuid.UUID
    article_id: uuid.UUID
    article_title: str
    subject: Subject
    state: ItemState
    main: Difference | None
    """The worst difference, without its annotators: ``values`` tell who marked nothing."""
    kinds: tuple[str, ...]
    """Keys of all differences, the worst first."""
    severity: Severity
    speaker: str
    """Name of the speaker; empty where there is none, and for the article's own values."""
    quote: str
    """The words said, as the first annotator marked them; empty for the article's own values."""
    values: tuple[str | None, ...]
    """By letter: key of the primary value (for the article: of the first attribute that differs);
    None where nothing was marked, empty where no value was given."""
    letters: tuple[str, ...]
    own: bool
    """The actor coded the article."""
    outcome: Outcome | None = None
    """Of the decision that stands."""
    gold: str = ""
    """Key of what gold says where ``values`` tell what annotators do; empty where it says none."""


class KindCount(NamedTuple):
    """How many items to decide have this as their worst difference."""

    key: str
    kind: DifferenceKind
    number: int


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """How many items of a round are in which state."""

    open: int
    by_kind: tuple[KindCount, ...]
    """Of the items that `ItemFilter` shows by default; the most frequent first."""
    exact: int
    check: int
    discuss: int
    decided: int
    stale: int
    single: int
    """Articles with one submitted set only, and no gold."""
    drawn: int = 0
    """Of ``exact``: drawn for a blind check, whatever is accepted."""
    acceptable: int = 0
    """What accepting by rule would make gold, if this person did it now."""
    left_for_check: int = 0
    """What it would leave for a blind check, items in ``check`` among them."""

    @property
    def to_decide(self) -> int:
        """Return how many items the queue shows by default."""
        return self.open + self.check + self.stale + self.discuss


def refresh_items(
    project: Project,
    actor: Actor,
    progress: Callable[[int, int | None, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Bring the items up to date with what was written since; return how many articles changed.

    For adjudicators and managers; where nothing may be written, what was worked out last stays.
    Raises `Cancelled`; what was worked out until then stays, and is worked out again next time.
    """
    only_adjudicators_and_managers(actor)
    return bring_up_to_date(project, progress, cancelled)


def items(
    project: Project, actor: Actor, round_id: uuid.UUID, chosen: ItemFilter | None = None
) -> tuple[ItemLine, ...]:
    """Return the lines of the queue: articles by their worst item, then as they came in.

    Within an article the worst come first, then those that stand first in the text. Equal ones
    that will be left for a blind check are not listed before, for the list shows their values.
    """
    only_adjudicators(actor)
    chosen = chosen or ItemFilter()
    kind, _, attribute = (chosen.kind or "").partition(":")
    with project.store.read() as connection:
        found = adjudication_items.listed(
            connection, round_id, chosen.states, kind or None, attribute or None
        )
    if ItemState.EXACT in chosen.states:
        found = [one for one in found if not _will_be_checked(one, round_id)]
    words = match_key(chosen.words).split()
    if words:
        found = [one for one in found if _has(one, words)]
    return tuple(_Lines(actor).lines(found))


def _will_be_checked(one: ListedItem, round_id: uuid.UUID) -> bool:
    """Tell whether an item is equal by rule and drawn for the blind check."""
    return one.state == ItemState.EXACT and left_for_check(
        uuid.UUID(bytes=one.article_id), round_id, uuid.UUID(bytes=one.id)
    )


def item_counts(project: Project, actor: Actor, round_id: uuid.UUID) -> ItemCounts:
    """Return how many items are in which state; managers may know that, too."""
    only_adjudicators_and_managers(actor)
    with project.store.read() as connection:
        rows = adjudication_items.counted(connection, round_id)
        equal = adjudication_items.equal_by_rule(connection, round_id)
        single = adjudication_queries.articles_with_one_submitted_set(connection, round_id)
    states: Counter[ItemState] = Counter()
    kinds: Counter[tuple[str, DifferenceKind]] = Counter()
    for state, kind, attribute, count in rows:
        states[state] += count
        if kind is not None and state in TO_DECIDE:
            difference = Difference(DifferenceKind(kind), Severity.NONE, attribute)
            kinds[difference.key, difference.kind] += count
    drawn = [left_for_check(one.article_id, round_id, one.id) for one in equal]
    mine = [actor.person_id in one.coded_by for one in equal]
    by_kind = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return ItemCounts(
        open=states[ItemState.OPEN],
        by_kind=tuple(KindCount(key, kind, count) for (key, kind), count in by_kind),
        exact=states[ItemState.EXACT],
        check=states[ItemState.CHECK],
        discuss=states[ItemState.DISCUSS],
        decided=states[ItemState.DECIDED],
        stale=states[ItemState.STALE],
        single=single,
        drawn=sum(
            out and one.state is ItemState.EXACT for one, out in zip(equal, drawn, strict=True)
        ),
        acceptable=sum(not out and not own for out, own in zip(drawn, mine, strict=True)),
        left_for_check=sum(out and not own for out, own in zip(drawn, mine, strict=True)),
    )


def _has(one: ListedItem, words: Iterable[str]) -> bool:
    key = f"{one.filter_key} {match_key(one.line.speaker)} {match_key(one.line.quote)}"
    return all(word in key for word in words)


class _Lines:
    """Makes lines of stored items; what many have in common is made once."""

    def __init__(self, actor: Actor) -> None:
        self._mine = actor.person_id.hex
        self._articles: dict[bytes, uuid.UUID] = {}
        self._mains: dict[tuple[str | None, str | None, int], Difference | None] = {}
        self._own: dict[str, bool] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._separated: dict[str, tuple[str | None, ...]] = {}

    def lines(self, found: Iterable[ListedItem]) -> Iterator[ItemLine]:
        for one in found:
            if one.article_id not in self._articles:
                self._articles[one.article_id] = uuid.UUID(bytes=one.article_id)
            if one.own not in self._own:
                self._own[one.own] = self._mine in one.own.split()
            yield ItemLine(
                id=uuid.UUID(bytes=one.id),
                article_id=self._articles[one.article_id],
                article_title=one.title,
                subject=_SUBJECTS[one.line.subject],
                state=_STATES[one.state],
                main=self._main(one.kind, one.attribute, one.severity),
                kinds=self._several(one.line.kinds),
                severity=_SEVERITIES[one.severity],
                speaker=one.line.speaker,
                quote=one.line.quote,
                values=self._values(one.line.values),
                letters=self._several(one.line.letters),
                own=self._own[one.own],
                outcome=_OUTCOMES.get(one.line.outcome),
                gold=one.line.gold,
            )

    def _several(self, joined: str) -> tuple[str, ...]:
        if joined not in self._parts:
            self._parts[joined] = tuple(joined.split())
        return self._parts[joined]

    def _values(self, joined: str) -> tuple[str | None, ...]:
        if joined not in self._separated:
            self._separated[joined] = separate_values(joined)
        return self._separated[joined]

    def _main(self, kind: str | None, attribute: str | None, severity: int) -> Difference | None:
        key = (kind, attribute, severity)
        if key not in self._mains:
            self._mains[key] = (
                Difference(DifferenceKind(kind), Severity(severity), attribute) if kind else None
            )
        return self._mains[key]
