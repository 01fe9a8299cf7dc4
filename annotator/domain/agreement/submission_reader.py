"""What agreement needs of a submission, read from its snapshot in microseconds.

Agreement reads every first submission of a project; entities in full would take most of its time.
"""

import sys
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.domain.alignment.overlaps import Fragment
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, Attribution, Origin, Values
from annotator.domain.text.spans import SpanRole

_BROKEN = (KeyError, ValueError, TypeError, AttributeError)
"""What reading a snapshot raises that another program made."""
_ROLES = frozenset(SpanRole)
_ORIGINS = frozenset(Origin)


class ReadAttribution(NamedTuple):
    """An attribution as far as it is compared."""

    number: int
    """Its identifier as a number."""
    content: Sequence[Fragment]
    """In any order; code points of the whole text."""
    source: Sequence[Fragment]
    values: Values
    speaker: str | None
    """The speaker's identifier as text."""
    origin: str


@dataclass(frozen=True, slots=True)
class ReadWork:
    """What an annotator handed in for one article."""

    state: SetState
    values: Values
    """The article's own."""
    attributions: tuple[ReadAttribution, ...]
    """Those not deleted, in any order."""


def read_work(snapshot: Mapping[str, Any], state: SetState) -> ReadWork | None:
    """Return what a submission's snapshot holds; None for one that cannot be read.

    ``state`` is the submission's.
    """
    try:
        return ReadWork(
            state,
            _values(snapshot["set"].get("values", {})),
            tuple([
                _read(one) for one in snapshot["attributions"] if one.get("deleted_at") is None
            ]),
        )  # fmt: skip
    except _BROKEN:
        return None


def work_of(attributions: Iterable[Attribution], values: Values, state: SetState) -> ReadWork:
    """Return the same of attributions at hand, such as those of gold."""
    found = [
        ReadAttribution(
            one.id.int,
            [(span.start, span.end) for span in one.content],
            [(span.start, span.end) for span in one.of_role(SpanRole.SOURCE)],
            one.values,
            None if one.speaker_id is None else str(one.speaker_id),
            one.origin.value,
        )
        for one in attributions
        if not one.deleted
    ]
    return ReadWork(state, values, tuple(found))


def _read(document: Mapping[str, Any]) -> ReadAttribution:
    content: list[Fragment] = []
    source: list[Fragment] = []
    for span in document.get("spans", ()):
        role, start, end = span["role"], int(span["start"]), int(span["end"])
        if not 0 <= start <= end:
            raise ValueError(start)
        if role == "content":
            content.append((start, end))
        elif role == "source":
            source.append((start, end))
        elif role not in _ROLES:
            raise ValueError(role)
    speaker, origin = document.get("speaker_id"), document.get("origin", "manual")
    if origin not in _ORIGINS:
        raise ValueError(origin)
    # The form in which a UUID is written may differ in files: it is brought to one.
    return ReadAttribution(
        int(_canonical(document["id"]).replace("-", ""), 16),
        content,
        source,
        _values(document.get("values", {})),
        None if speaker is None else sys.intern(_canonical(speaker)),
        origin,
    )


def _canonical(text: str) -> str:
    if len(text) == 36 and text[8] == text[13] == text[18] == text[23] == "-":
        return text.lower()
    return str(uuid.UUID(text))


def _values(document: Mapping[str, Any]) -> Values:
    """Return values as attributions have them: several choices are tuples."""
    found: dict[str, AttributeValue] = {}
    for key, value in document.items():
        if value.__class__ is str or value.__class__ is bool:
            found[key] = value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            found[key] = tuple(value)
        elif value is not None:
            raise ValueError(key)
    return found
