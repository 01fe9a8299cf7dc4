"""What must not be parted: articles of one story, and on request those with the same speakers."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Described:
    """An article as splitting sees it."""

    id: uuid.UUID
    story: str | None
    """None for an article that is in no story: it may go anywhere."""
    labels: dict[str, int] = field(default_factory=dict)
    """How often each value that is to be balanced occurs."""
    speakers: frozenset[uuid.UUID] = frozenset()
    """Named ones."""
    attributions: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that stay together."""

    articles: tuple[uuid.UUID, ...]
    """Ordered by identifier."""
    labels: Counter[str]

    @property
    def size(self) -> int:
        """Return how much there is to place: articles and labels."""
        return len(self.articles) + self.labels.total()


def families(articles: Iterable[Described], *, keep_speakers_apart: bool) -> list[Family]:
    """Return the connected components of articles, in no particular order."""
    joined = _Joined()
    labels: dict[uuid.UUID, dict[str, int]] = {}
    for one in articles:
        labels[one.id] = one.labels
        joined.find(one.id)
        if one.story is not None:
            joined.join(one.id, one.story)
        if keep_speakers_apart:
            for speaker in one.speakers:
                joined.join(one.id, ("speaker", speaker))
    members: dict[object, list[uuid.UUID]] = {}
    for article_id in labels:
        members.setdefault(joined.find(article_id), []).append(article_id)
    found = []
    for those in members.values():
        together: Counter[str] = Counter()
        for one_id in those:
            together.update(labels[one_id])
        found.append(Family(tuple(sorted(those)), together))
    return found


class _Joined:
    """Disjoint sets of whatever can be a key (union-find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def find(self, key: object) -> object:
        above = self._above
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    def join(self, one: object, other: object) -> None:
        self._above[self.find(one)] = self.find(other)
