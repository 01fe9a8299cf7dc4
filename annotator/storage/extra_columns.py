"""Columns that follow from an entity and stand in its row only so that searching is fast."""

from collections.abc import Callable
from typing import Any

from annotator.domain.entities import EntityKind
from annotator.domain.people import Person
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key


def _person(person: Person) -> dict[str, Any]:
    return {"match_key": match_key(person.name)}


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"match_key": match_key(speaker.name)}


EXTRA_COLUMNS: dict[EntityKind, Callable[[Any], dict[str, Any]]] = {
    EntityKind.PERSON: _person,
    EntityKind.SPEAKER: _speaker,
}
