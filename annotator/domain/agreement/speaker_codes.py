"""Speakers as values that are the same or not, over all articles."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.alignment.overlaps import Fragment, shared_fragments
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.text.match_keys import match_key


@dataclass(slots=True, eq=False)
class KnownSpeaker:
    """What is compared of the entry that an identifier stands for."""

    code: int
    """Place of the entry among all that were met."""
    named: bool
    described: str
    """The match key of the name: how unnamed ones are described."""
    kind: str | None
    """None where the entry is not known."""
    country: str | None


Mention = tuple[KnownSpeaker, Sequence[Fragment]]
"""A speaker, and the spans that mention it in the article."""


class SpeakerCodes:
    """Gives each speaker a number that is equal where the same one is meant.

    As `SpeakerRegistry.same` has it, made whole: where one is the same as two others, these are
    the same too. Unnamed speakers are the same within a group of aligned attributions only.
    """

    def __init__(self, registry: SpeakerRegistry) -> None:
        self._registry = registry
        self._known: dict[str, KnownSpeaker] = {}
        self._entries: dict[str, KnownSpeaker] = {}
        self._by_key: dict[str, int] = {}
        self._stands_for: list[int] = []
        self._ids: list[str] = []

    def known(self, speaker_id: str) -> KnownSpeaker:
        """Return the entry that an identifier stands for."""
        found = self._known.get(speaker_id)
        if found is None:
            found = self._known[speaker_id] = self._look_up(speaker_id)
        return found

    def together(self, mentions: Sequence[Mention]) -> list[int]:
        """Return the codes of the speakers of one group; they are final after `merged`."""
        codes = [known.code for known, _ in mentions]
        if all(known.named for known, _ in mentions) or len(set(codes)) == 1:
            return codes
        for place, mention in enumerate(mentions):
            for earlier in range(place):
                if codes[place] != codes[earlier] and _same_unnamed(mention, mentions[earlier]):
                    old, new = codes[place], codes[earlier]
                    codes = [new if one == old else one for one in codes]
        return codes

    def merged(self) -> tuple[list[int], tuple[str, ...]]:
        """Return for every code its final one, and what the final ones stand for.

        Each stands for the identifier of one entry.
        """
        heads = sorted({self._head(code) for code in range(len(self._ids))})
        places = {head: place for place, head in enumerate(heads)}
        final = [places[self._head(code)] for code in range(len(self._ids))]
        return final, tuple(self._ids[head] for head in heads)

    def _look_up(self, speaker_id: str) -> KnownSpeaker:
        speaker = self._registry.resolved(uuid.UUID(speaker_id))
        entry_id = speaker_id if speaker is None else str(speaker.id)
        found = self._entries.get(entry_id)
        if found is not None:
            return found
        code = len(self._ids)
        self._ids.append(entry_id)
        self._stands_for.append(code)
        if speaker is None:
            found = KnownSpeaker(code, True, "", None, None)
        else:
            for key in sorted(speaker.match_keys):
                self._join(self._by_key.setdefault(key, code), code)
            country = (speaker.country or "").strip() or None
            described = match_key(speaker.name)
            named = speaker.kind.named
            found = KnownSpeaker(code, named, described, speaker.kind.value, country)
        self._entries[entry_id] = found
        return found

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._head(one), self._head(other)))
        self._stands_for[second] = first

    def _head(self, code: int) -> int:
        while self._stands_for[code] != code:
            code = self._stands_for[code]
        return code


def _same_unnamed(one: Mention, other: Mention) -> bool:
    (mine, source), (theirs, other_source) = one, other
    if mine.named or theirs.named:
        return False
    if source and other_source:
        return shared_fragments(source, other_source) > 0
    return mine.described == theirs.described
