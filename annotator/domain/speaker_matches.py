"""Which entries of the registry may be the same speaker: for a person to decide."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key

NEAR = 3
"""So many near matches are proposed at most."""
_LEAST_LETTERS = 3
_ALIKE = 0.25
"""Share of words in common from which two descriptions in one article are proposed."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that may be the same."""

    speaker: Speaker
    exact: bool
    """One of the names is the same; else they share words."""


class SpeakerMatches:
    """Finds entries with the same names, or with words in common.

    Among the entries may be provisional ones: two coders may have made the same speaker. What one
    coder made twice was meant as two, and is never proposed.
    """

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_key: dict[str, list[Speaker]] = defaultdict(list)
        self._by_word: dict[str, list[Speaker]] = defaultdict(list)
        self._unnamed: dict[uuid.UUID, list[Speaker]] = defaultdict(list)
        for one in speakers:
            for key in sorted(one.match_keys):
                self._by_key[key].append(one)
            if one.kind.named:
                for word in sorted(_words(one)):
                    self._by_word[word].append(one)
            elif one.article_id is not None:
                self._unnamed[one.article_id].append(one)

    def of(self, speaker: Speaker, apart: Collection[uuid.UUID] = ()) -> tuple[Suggested, ...]:
        """Return what may be the same: exact matches first, then the nearest; never ``apart``.

        Of equally good ones the published stand first. Unnamed speakers are compared within their
        article only.
        """

        def may_be(one: Speaker) -> bool:
            own = speaker.owner_id is not None and one.owner_id == speaker.owner_id
            return one.id != speaker.id and one.id not in apart and not own

        words = _words(speaker)

        def nearest(found: Iterable[Speaker]) -> list[Suggested]:
            order = sorted(
                filter(may_be, found),
                key=lambda one: (-_likeness(words, one), _provisional(one), one.name, one.id),
            )
            return [Suggested(one, exact=False) for one in order[:NEAR]]

        if not speaker.kind.named:
            here = self._unnamed[speaker.article_id] if speaker.article_id else ()
            return tuple(nearest(one for one in here if _likeness(words, one) >= _ALIKE))
        same = {one.id: one for key in speaker.match_keys for one in self._by_key[key]}
        exact = sorted(
            filter(may_be, same.values()), key=lambda one: (_provisional(one), one.name, one.id)
        )
        near = {one.id: one for word in words for one in self._by_word[word] if one.id not in same}
        return (*(Suggested(one, exact=True) for one in exact), *nearest(near.values()))


def _provisional(one: Speaker) -> bool:
    return one.owner_id is not None


def _words(speaker: Speaker) -> frozenset[str]:
    """Return the words that tell entries apart; those of an unnamed one describe, not name it."""
    keys = speaker.match_keys or {match_key(speaker.name)}
    return frozenset(word for key in keys for word in key.split() if len(word) >= _LEAST_LETTERS)


def _likeness(words: frozenset[str], other: Speaker) -> float:
    theirs = _words(other)
    return len(words & theirs) / max(1, len(words | theirs))
