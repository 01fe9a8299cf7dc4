"""The order of a list that stays while one works: what was listed keeps its place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemLine


class KeptOrder:
    """Remembers in which order articles and items came; those that come later follow them.

    The gravest difference says which article comes first when a list is made. Were it asked again
    after each decision, an article would move away as soon as its gravest item is settled.
    """

    def __init__(self) -> None:
        self._articles: dict[uuid.UUID, int] = {}
        self._items: dict[uuid.UUID, int] = {}

    def ordered(self, lines: Iterable[ItemLine]) -> tuple[ItemLine, ...]:
        """Return the lines as they came before, those of one article together."""
        lines = tuple(lines)
        for line in lines:
            self._articles.setdefault(line.article_id, len(self._articles))
            self._items.setdefault(line.id, len(self._items))
        return tuple(
            sorted(lines, key=lambda one: (self._articles[one.article_id], self._items[one.id]))
        )
