"""Which entries of the registry may be the same speaker: for a person to decide."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from annotator.domain.speakers import Speaker

NEAR = 3
"""So many near matches are proposed at most."""
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that may be the same."""

    speaker: Speaker
    exact: bool
    """One of the names is the same; else they share words."""


class SpeakerMatches:
    """Finds entries with the same names, or with words in common."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_key: dict[str, list[Speaker]] = defaultdict(list)
        self._by_word: dict[str, list[Speaker]] = defaultdict(list)
        self._unnamed: dict[uuid.UUID, list[Speaker]] = defaultdict(list)
        for one in speakers:
            for key in sorted(one.match_keys):
                self._by_key[key].append(one)
            for word in sorted(_words(one)):
                self._by_word[word].append(one)
            if one.article_id is not None:
                self._unnamed[one.article_id].append(one)

    def of(self, speaker: Speaker, apart: Collection[uuid.UUID] = ()) -> tuple[Suggested, ...]:
        """Return what may be the same: exact matches first, then the nearest; never ``apart``.

        Unnamed speakers are compared within their article only.
        """
        left_out = {speaker.id, *apart}
        if not speaker.kind.named:
            here = self._unnamed[speaker.article_id] if speaker.article_id else []
            return tuple(
                Suggested(one, exact=False) for one in here[: NEAR + 1] if one.id not in left_out
            )
        exact: dict[uuid.UUID, Speaker] = {}
        for key in sorted(speaker.match_keys):
            exact |= {one.id: one for one in self._by_key[key] if one.id not in left_out}
        words = _words(speaker)
        near = {
            one.id: one
            for word in words
            for one in self._by_word[word]
            if one.id not in left_out and one.id not in exact
        }
        nearest = sorted(near.values(), key=lambda one: (-_likeness(words, one), one.name, one.id))
        return (
            *(Suggested(one, exact=True) for one in exact.values()),
            *(Suggested(one, exact=False) for one in nearest[:NEAR]),
        )


def _words(speaker: Speaker) -> frozenset[str]:
    return frozenset(
        word for key in speaker.match_keys for word in key.split() if len(word) >= _LEAST_LETTERS
    )


def _likeness(words: frozenset[str], other: Speaker) -> float:
    theirs = _words(other)
    return len(words & theirs) / len(words | theirs)
