"""When two annotators mean the same speaker."""

import uuid
from collections.abc import Iterable, Mapping

from annotator.domain.alignment.overlaps import shared_characters, spans_of
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.match_keys import match_key
from annotator.domain.text.spans import SpanRole


class SpeakerRegistry:
    """The speakers that the annotators of an article use, and those that they stand for."""

    def __init__(self, speakers: Mapping[uuid.UUID, Speaker]) -> None:
        self._speakers = speakers
        self._published: dict[tuple[str, SpeakerKind], set[uuid.UUID]] = {}
        for one in speakers.values():
            head = self._merged(one.id) if one.owner_id is None else None
            if head is not None and not head.deleted:
                for key in one.match_keys:
                    self._published.setdefault((key, one.kind), set()).add(head.id)

    def resolved(self, speaker_id: uuid.UUID | None) -> Speaker | None:
        """Return the entry that an identifier stands for now; None if it is not known.

        Merges are followed. A provisional named speaker stands for the published one of the same
        kind whose name or alias has the match key of its name, if there is just one.
        """
        speaker = self._merged(speaker_id)
        if speaker is None or speaker.owner_id is None or not speaker.kind.named:
            return speaker
        alike = self._published.get((match_key(speaker.name), speaker.kind), set())
        return self._speakers[next(iter(alike))] if len(alike) == 1 else speaker

    def same(self, one: Attribution, other: Attribution) -> bool:
        """Tell whether two attributions in one article have the same speaker.

        Named ones when they are one entry or share a match key; unnamed ones, and attributions
        without an entry, when their source spans overlap, or, where one has no source, when they
        are described alike.
        """
        return self.same_speaker(
            one.speaker_id,
            one.of_role(SpanRole.SOURCE),
            other.speaker_id,
            other.of_role(SpanRole.SOURCE),
        )

    def same_speaker(
        self,
        one: uuid.UUID | None,
        source: Iterable[QuotedSpan],
        other: uuid.UUID | None,
        other_source: Iterable[QuotedSpan],
    ) -> bool:
        """Tell the same of speakers with the spans that mention them."""
        mine, theirs = self.resolved(one), self.resolved(other)
        if one is not None and (one == other or (mine and theirs and mine.id == theirs.id)):
            return True
        if (one is None) != (other is None) or (mine is None) != (theirs is None):
            return False
        if mine is None or theirs is None:
            return one is None and _sources_agree(source, other_source, alike=True)
        if mine.kind.named != theirs.kind.named:
            return False
        if mine.kind.named:
            return not mine.match_keys.isdisjoint(theirs.match_keys)
        alike = match_key(mine.name) == match_key(theirs.name)
        return _sources_agree(source, other_source, alike=alike)

    def _merged(self, speaker_id: uuid.UUID | None) -> Speaker | None:
        """Follow merges as far as they are known; those of a circle stand for one of them."""
        if speaker_id is None or speaker_id not in self._speakers:
            return None
        speaker = self._speakers[speaker_id]
        path = [speaker.id]
        while speaker.merged_into is not None and speaker.merged_into in self._speakers:
            if speaker.merged_into in path:
                return self._speakers[min(path[path.index(speaker.merged_into) :])]
            speaker = self._speakers[speaker.merged_into]
            path.append(speaker.id)
        return speaker


def _sources_agree(one: Iterable[QuotedSpan], other: Iterable[QuotedSpan], *, alike: bool) -> bool:
    mine, theirs = spans_of(one), spans_of(other)
    return shared_characters(mine, theirs) > 0 if mine and theirs else alike
