"""Gold that no decision made: it came from a file, and stands until its item is decided here."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.adjudication.item import Item
from annotator.domain.alignment.overlaps import overlap, shared_characters, spans_of
from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution
from annotator.domain.decisions import Decision, Subject

_SAME_PASSAGE = 0.5
"""Share of the shorter content that both have, from which on they speak of one passage."""


def undecided_gold(
    decisions: Iterable[Decision], gold: Mapping[uuid.UUID, Attribution]
) -> dict[uuid.UUID, Attribution]:
    """Return the gold that no decision made, superseded ones included."""
    made = {one for decision in decisions for one in decision.gold}
    return {id_: one for id_, one in gold.items() if id_ not in made}


def belonging(
    gold: Iterable[Attribution], items: Sequence[Item]
) -> dict[uuid.UUID, tuple[Attribution, ...]]:
    """Return which of this gold speaks of which item's passage, by the item's identifier.

    Each belongs to the item that it overlaps most (intersection over union of the characters, with
    the annotator who comes nearest), of equal ones to that with the same speaker, then to the
    first; it must have at least half of the shorter content in common. What belongs to none is
    left out.
    """
    found: dict[uuid.UUID, tuple[Attribution, ...]] = {}
    for one in gold:
        nearest = max(
            (
                (overlap(one, other), one.speaker_id == other.speaker_id, -place)
                for place, item in enumerate(items)
                for other in _attributions(item)
                if _same_passage(one, other)
            ),
            default=None,
        )
        if nearest is not None:
            item_id = items[-nearest[2]].id
            found[item_id] = (*found.get(item_id, ()), one)
    return found


def stands_without_decisions(
    gold_set: AnnotationSet | None,
    decisions: Sequence[Decision],
    undecided: Mapping[uuid.UUID, Attribution],
) -> bool:
    """Tell whether a gold set was finished elsewhere, and holds something yet that was not decided.

    Then it stays finished although annotators differ: each passage has the decision made here, or
    else the gold that came.
    """
    if gold_set is None or not gold_set.state.closed:
        return False
    about_article = any(one.subject is Subject.ARTICLE for one in decisions)
    return not decisions or bool(undecided) or (bool(gold_set.values) and not about_article)


def _attributions(item: Item) -> tuple[Attribution, ...]:
    return (*item.candidates.values(), *((item.gold,) if item.gold else ()))


def _same_passage(one: Attribution, other: Attribution) -> bool:
    mine, theirs = spans_of(one.content), spans_of(other.content)
    shorter = min(sum(map(len, mine)), sum(map(len, theirs)))
    return shorter > 0 and shared_characters(mine, theirs) >= _SAME_PASSAGE * shorter
