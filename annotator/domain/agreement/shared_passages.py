"""Passages that several articles of one story share, counted where they are marked first."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.domain.adjudication.passages import WordedText, passage_in
from annotator.domain.agreement.zoneless import joined_fragments
from annotator.domain.alignment.overlaps import Fragment, Unit, shared_fragments
from annotator.domain.text.spans import Span

Place = tuple[uuid.UUID | None, uuid.UUID, str]
"""Story, round, codebook version: passages are shared within one of them."""


@dataclass(slots=True)
class _Earlier:
    text: str
    marked: tuple[Fragment, ...]
    """All that anybody marked."""
    worded: WordedText | None = field(default=None)

    def has(self, text: str, content: Sequence[Fragment]) -> bool:
        """Tell whether a passage of another text stands here once, and is marked here."""
        if self.worded is None:
            self.worded = WordedText(self.text)
        found = passage_in(self.worded, text, [Span(start, end) for start, end in content])
        if found is None:
            return False
        return shared_fragments([(one.start, one.end) for one in found], self.marked) > 0


class StoryPassages:
    """What was marked in the earlier articles of the story that is being read."""

    def __init__(self) -> None:
        self._story: uuid.UUID | None = None
        self._earlier: dict[Place, list[_Earlier]] = {}

    def first_times(
        self, place: Place, text: str, units: Sequence[Unit], groups: Sequence[Sequence[int]]
    ) -> tuple[list[Sequence[int]], list[Fragment]]:
        """Return the groups that are not about a passage marked in an earlier article already.

        Then the content of those that are.
        """
        story_id = place[0]
        if story_id is None:
            return list(groups), []
        if story_id != self._story:
            self._story, self._earlier = story_id, {}
        earlier = self._earlier.setdefault(place, [])
        kept: list[Sequence[int]] = []
        gone: list[Fragment] = []
        for group in groups:
            contents = [units[at].content for at in group]
            if any(one.has(text, content) for one in earlier for content in contents):
                gone += [fragment for content in contents for fragment in content]
            else:
                kept.append(group)
        marked = joined_fragments(fragment for one in units for fragment in one.content)
        if marked:
            earlier.append(_Earlier(text, marked))
        return kept, gone
