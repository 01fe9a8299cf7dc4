"""What is to be said of a split before it is made: what stays together, and how even it is."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.errors import Refused
from annotator.domain.splitting.assigning import assigned
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described, families

Label = tuple[str, str]
"""An attribute and one of its values."""


@dataclass(frozen=True, slots=True)
class SplitFigures:
    """How a split would turn out."""

    parts: tuple[tuple[str, int], ...]
    """Each part with how many articles it would hold."""
    families: int
    """Stories of which several articles are in the data; they are never parted."""
    in_families: int
    """Articles of these."""
    gap: float
    """The greatest difference between a value's share of a part and its share of the whole, in
    percentage points; shares are among the values of the same attribute."""
    gap_value: str
    """The value of which this is true; empty where nothing is labelled."""
    moved: int | None
    """Articles that would be in another part if speakers were kept apart, or where they are kept
    apart, if they were not; None where there are too few groups for that."""
    unmarked: tuple[str, ...] = ()
    """Parts without an attribution, where others have some."""


def figures_of(
    articles: Sequence[Described], choice: SplitChoice, read: Callable[[str], Label]
) -> SplitFigures:
    """Work out a split; ``read`` tells what a label (`Described.labels`) stands for.

    Raises Refused ``too_few_to_split``.
    """
    part_of = assigned(articles, choice)
    sizes = Counter(part_of.values())
    stories = [
        one for one in families(articles, keep_speakers_apart=False) if len(one.articles) > 1
    ]
    gap, value = _greatest_gap(articles, part_of, read)
    return SplitFigures(
        parts=tuple((name, sizes[name]) for name in choice.parts),
        families=len(stories),
        in_families=sum(len(one.articles) for one in stories),
        gap=gap,
        gap_value=value,
        moved=_moved(articles, choice, part_of),
        unmarked=_unmarked(articles, choice, part_of),
    )


def _unmarked(
    articles: Sequence[Described], choice: SplitChoice, part_of: dict[uuid.UUID, str]
) -> tuple[str, ...]:
    marked = {part_of[one.id] for one in articles if one.attributions}
    return tuple(name for name in choice.parts if name not in marked) if marked else ()


def _greatest_gap(
    articles: Sequence[Described], part_of: dict[uuid.UUID, str], read: Callable[[str], Label]
) -> tuple[float, str]:
    whole: Counter[Label] = Counter()
    by_part: dict[str, Counter[Label]] = {}
    for one in articles:
        counts = by_part.setdefault(part_of[one.id], Counter())
        for label, number in one.labels.items():
            whole[read(label)] += number
            counts[read(label)] += number
    expected = _shares(whole)
    best = (0.0, "")
    for _, counts in sorted(by_part.items()):
        found = _shares(counts)
        attributes = {attribute for attribute, _ in found}
        for (attribute, value), share in expected.items():
            # A part without any value of an attribute says nothing of how they are spread.
            if attribute in attributes:
                gap = abs(found.get((attribute, value), 0.0) - share) * 100
                best = max(best, (gap, value))
    return best


def _shares(counts: Counter[Label]) -> dict[Label, float]:
    totals: Counter[str] = Counter()
    for (attribute, _), number in counts.items():
        totals[attribute] += number
    return {label: number / totals[label[0]] for label, number in counts.items() if number}


def _moved(
    articles: Sequence[Described], choice: SplitChoice, part_of: dict[uuid.UUID, str]
) -> int | None:
    other = replace(choice, keep_speakers_apart=not choice.keep_speakers_apart)
    try:
        otherwise = assigned(articles, other)
    except Refused:
        return None
    return sum(part_of[one] != part for one, part in otherwise.items())
