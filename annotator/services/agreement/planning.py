"""Which first submissions are compared with which, before any of them is read."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.annotation_sets import SetState
from annotator.domain.people import Round, RoundPurpose
from annotator.services.agreement.choice import AgreementChoice
from annotator.storage.agreement_queries import GoldSet, HandedIn

AGAIN = (RoundPurpose.RECODE, RoundPurpose.DRIFT)
"""Purposes of rounds in which somebody codes again what they have coded before."""


@dataclass(slots=True)
class PlannedArticle:
    """An article with all that is to be read of it."""

    article_id: uuid.UUID
    story_id: uuid.UUID | None
    position: int = 0
    """In which order articles came in."""
    work: dict[uuid.UUID, dict[uuid.UUID, list[HandedIn]]] = field(default_factory=dict)
    """By round and person the submissions of the set, the first one first."""
    gold: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """By round the gold set."""

    @property
    def family(self) -> uuid.UUID:
        """Return what stands for the story; an article on its own is one."""
        return self.story_id or self.article_id

    def first(self, round_id: uuid.UUID, person_id: uuid.UUID) -> HandedIn:
        """Return the first submission of a set."""
        return self.work[round_id][person_id][0]


def chosen_rounds(choice: AgreementChoice, rounds: Iterable[Round]) -> tuple[Round, ...]:
    """Return the rounds that are compared, each within itself, in their order.

    Without any named: all but those of training.
    """
    return tuple(
        one
        for one in rounds
        if (one.id in choice.rounds if choice.rounds else one.purpose is not RoundPurpose.TRAINING)
    )


def repeated(choice: AgreementChoice, rounds: Sequence[Round]) -> tuple[tuple[Round, Round], ...]:
    """Return the pairs of rounds between which somebody's drift can be seen, the earlier first.

    The later one was made for coding again. With rounds named, one of the two must be; training
    counts only when it is named itself.
    """
    return tuple(
        (earlier, later)
        for place, later in enumerate(rounds)
        if later.purpose in AGAIN
        for earlier in rounds[:place]
        if (earlier.purpose is not RoundPurpose.TRAINING or earlier.id in choice.rounds)
        and (not choice.rounds or earlier.id in choice.rounds or later.id in choice.rounds)
    )


def plan(
    choice: AgreementChoice,
    rounds: Sequence[Round],
    handed_in: Iterable[HandedIn],
    gold: Iterable[GoldSet],
) -> list[PlannedArticle]:
    """Return what is to be read: versions of a story one after the other, as they came in."""
    within = {one.id for one in chosen_rounds(choice, rounds)}
    again = repeated(choice, rounds)
    wanted = within | {one.id for pair in again for one in pair}
    found: dict[uuid.UUID, PlannedArticle] = {}
    for one in handed_in:
        if one.round_id in wanted and _chosen(choice, one):
            article = found.setdefault(one.article_id, _planned(one))
            people = article.work.setdefault(one.round_id, {})
            people.setdefault(one.person_id, []).append(one)
    for each in gold:
        planned = found.get(each.article_id)
        if planned is not None and each.round_id in within:
            planned.gold[each.round_id] = each.set_id
    pairs = [(earlier.id, later.id) for earlier, later in again]
    return _by_story([one for one in found.values() if _tells(one, within, pairs)])


def _planned(one: HandedIn) -> PlannedArticle:
    return PlannedArticle(one.article_id, one.story_id, one.position)


def _chosen(choice: AgreementChoice, one: HandedIn) -> bool:
    return (not choice.annotators or one.person_id in choice.annotators) and (
        not choice.batches or one.batch_id in choice.batches
    )


def _tells(
    one: PlannedArticle,
    within: set[uuid.UUID],
    again: Sequence[tuple[uuid.UUID, uuid.UUID]],
) -> bool:
    """Tell whether anything in an article can be compared."""
    if one.gold or any(len(one.work.get(round_id, ())) > 1 for round_id in within):
        return True
    return any(
        not one.work.get(earlier, {}).keys().isdisjoint(one.work.get(later, {}))
        for earlier, later in again
    )


def _by_story(articles: Sequence[PlannedArticle]) -> list[PlannedArticle]:
    families: dict[uuid.UUID, list[PlannedArticle]] = defaultdict(list)
    for one in articles:
        families[one.family].append(one)
    return [one for those in families.values() for one in those]


def what_is_missing(
    choice: AgreementChoice, handed_in: Sequence[HandedIn], rounds: Mapping[uuid.UUID, Round]
) -> str:
    """Return the code of what is missing, where no two annotators can be compared."""
    if not handed_in:
        return "nobody_handed_in"
    done = [one for one in handed_in if one.state == SetState.DONE]
    if len({one.person_id for one in done}) < 2:
        return "one_annotator"
    people: dict[tuple[uuid.UUID, uuid.UUID, str], set[uuid.UUID]] = defaultdict(set)
    for one in done:
        people[one.article_id, one.round_id, one.codebook].add(one.person_id)
    common = {round_id for (_, round_id, _), those in people.items() if len(those) > 1}
    if not common:
        return "no_common_articles"
    training = {one.id for one in rounds.values() if one.purpose is RoundPurpose.TRAINING}
    if common <= training and not choice.rounds:
        return "only_training"
    return "nothing_chosen"
