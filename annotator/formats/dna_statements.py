"""Attributions as statements of Discourse Network Analyzer: an actor agrees with a concept, or not.

**Agreement** follows from the primary attribute (the stance). Where it has an order, the values
below its middle are disagreement (0) and those above it agreement (1); the value right in the
middle is both, so it is written twice, as coders of DNA do with a statement that goes both ways:
DNA then counts it as mixed, or nets it to nothing. Where it has no order, a value that is drawn as
a triangle up is agreement and one as a triangle down disagreement. Everything else (no position,
unclear, no stance yet) is no statement in DNA's sense and is left out.

**Concept** is the label of the attribute ``object``; several objects are a statement each. A
codebook without it has one concept, its target. **Person** and **organisation** follow from the
speaker: an organisation or a group speaks for itself; with others it is their affiliation.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.codebook import Attribute, Codebook, Glyph, as_keys
from annotator.domain.speakers import SpeakerKind
from annotator.formats.records import AttributionRecord, SpeakerRecord

CONCEPT = "object"
"""The key of the attribute that is DNA's concept."""

_GLYPHS = {Glyph.TRIANGLE_UP: 1, Glyph.TRIANGLE_DOWN: 0}
_COLLECTIVE = (SpeakerKind.ORGANISATION, SpeakerKind.COLLECTIVE)
_PERSONS = (SpeakerKind.NAMED_PERSON, SpeakerKind.UNNAMED_PERSON)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is DNA's own of a row of its statement table."""

    person: str
    organisation: str
    concept: str
    agreement: int
    """1 for agreement, 0 for disagreement."""


class Statements:
    """Makes statements of attributions, by the codebook that each was coded with."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._codebooks = {one.ref: one for one in codebooks}
        self._last = next(reversed(self._codebooks.values()), None)

    def of(self, one: AttributionRecord) -> tuple[Statement, ...]:
        """Return the statements that an attribution is; none where DNA has no place for it.

        One that names no codebook of these is judged by the last of them.
        """
        codebook = self._codebooks.get(one.codebook or "", self._last)
        if codebook is None:
            return ()
        person, organisation = actors_of(one.speaker)
        return tuple(
            Statement(person, organisation, concept, agreement)
            for concept in _concepts(codebook, one)
            for agreement in agreements_of(codebook.primary, self.stance(one))
        )

    def stance(self, one: AttributionRecord) -> str:
        """Return the key of the value of the primary attribute; empty where there is none."""
        codebook = self._codebooks.get(one.codebook or "", self._last)
        keys = as_keys(one.values.get(codebook.primary.key)) if codebook else ()
        return keys[0] if keys else ""


def agreements_of(attribute: Attribute, stance: str) -> tuple[int, ...]:
    """Return which agreement a stance is: one, both or none."""
    if len(attribute.order) > 1:
        if stance not in attribute.order:
            return ()
        side = 2 * attribute.order.index(stance) - (len(attribute.order) - 1)
        return (1, 0) if side == 0 else (int(side > 0),)
    value = attribute.value(stance)
    agreement = _GLYPHS.get(value.glyph) if value and value.glyph else None
    return () if agreement is None else (agreement,)


def actors_of(speaker: SpeakerRecord | None) -> tuple[str, str]:
    """Return person and organisation; empty where there is none.

    A document without affiliation stands as organisation, or it would stand nowhere.
    """
    if speaker is None:
        return "", ""
    if speaker.kind in _COLLECTIVE:
        return "", speaker.name
    if speaker.kind in _PERSONS:
        return speaker.name, speaker.affiliation or ""
    document = speaker.name if speaker.kind is SpeakerKind.DOCUMENT else ""
    return "", speaker.affiliation or document


def _concepts(codebook: Codebook, one: AttributionRecord) -> list[str]:
    attribute = codebook.attribute(CONCEPT)
    if attribute is None:
        return [codebook.target]
    found = [
        value.label if (value := attribute.value(key)) else key
        for key in as_keys(one.values.get(CONCEPT))
    ]
    return found or [""]
