"""The registry of those who speak."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.domain.entities import Entity
from annotator.domain.text.match_keys import match_key


class SpeakerKind(StrEnum):
    """What sort of speaker this is; the values are the words used in exchanged files."""

    NAMED_PERSON = "named person"
    UNNAMED_PERSON = "unnamed person"
    ORGANISATION = "organisation"
    COLLECTIVE = "collective"
    DOCUMENT = "document"
    UNSPECIFIED = "unspecified"

    @property
    def named(self) -> bool:
        """Tell whether speakers of this kind are matched across articles by their name."""
        return self not in (SpeakerKind.UNNAMED_PERSON, SpeakerKind.UNSPECIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRole(Entity):
    """What a speaker was, and when ("Spokeswoman, Ministry of Defence", from, until)."""

    title: str
    affiliation: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Entity):
    """An entry of the registry. Its current role stands on it; earlier ones are in ``roles``."""

    name: str
    kind: SpeakerKind = SpeakerKind.NAMED_PERSON
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    roles: tuple[SpeakerRole, ...] = ()
    owner_id: uuid.UUID | None = None
    """Who made it, while it is provisional; None when it is published to all."""
    article_id: uuid.UUID | None = None
    """Unnamed speakers belong to one article and are never matched across articles by name."""
    merged_into: uuid.UUID | None = None

    @property
    def match_keys(self) -> frozenset[str]:
        """Return the keys of name and aliases; empty for kinds that have no name of their own."""
        if not self.kind.named:
            return frozenset()
        return frozenset(filter(None, (match_key(one) for one in (self.name, *self.aliases))))


def guessed_kind(name: str) -> SpeakerKind:
    """Return a first guess for a new speaker's form: a small first letter describes, not names."""
    first = next((character for character in name if character.isalpha()), "")
    return SpeakerKind.UNNAMED_PERSON if first.islower() else SpeakerKind.NAMED_PERSON
