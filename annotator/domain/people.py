"""People, their roles, the rounds that they work in, and who acts."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.domain.entities import Entity


class Role(StrEnum):
    """What a person may do; one person may hold several roles."""

    ANNOTATOR = "annotator"
    ADJUDICATOR = "adjudicator"
    MANAGER = "manager"


ALL_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """Somebody who works in the project."""

    name: str
    roles: tuple[Role, ...] = (Role.ANNOTATOR,)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role: what every service asks for, to know what may be read and done."""

    person_id: uuid.UUID
    role: Role


class RoundPurpose(StrEnum):
    """Why a pass over the articles is made."""

    TRAINING = "training"
    PILOT = "pilot"
    RELIABILITY = "reliability"
    MAIN = "main"
    RECODE = "recode"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Entity):
    """A pass over articles with a purpose and a codebook version (``key@version``)."""

    name: str
    purpose: RoundPurpose = RoundPurpose.MAIN
    codebook: str
    ordinal: int = 0
    assigned: bool = False
    """Whether articles are handed to people; before that, everybody codes every article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Entity):
    """A portion of a round's articles that is handed out together."""

    round_id: uuid.UUID
    name: str
    ordinal: int = 0


MAIN_ROUND = "Main"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo(Entity):
    """The project itself: its name and when it was made."""

    name: str
    created_at: datetime
