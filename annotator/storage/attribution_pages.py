"""Reading very many attributions: plain rows of three tables, put together without entities.

An entity for each, with a call for each cell, would take five times as long (`tests/bench`).
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from annotator.domain.attributions import Origin, QuotedSpan, Values
from annotator.domain.text.spans import SpanRole
from annotator.storage import entity_rows
from annotator.storage.plain_columns import (
    id_of,
    instant_of,
    mapping_of,
    optional_id_of,
    plain,
    value_of,
)
from annotator.storage.tables import attributions

_ATTRIBUTION = attributions.attribution
_SPAN = attributions.attribution_span
_VALUE = attributions.attribution_value

_ROLES = {role.value: role for role in SpanRole}
_RANKS = {id(role): rank for rank, role in enumerate(SpanRole)}
"""By identity: to hash a member of an enumeration takes ten times as long."""
_ORIGINS = {origin.value: origin for origin in Origin}


class StoredAttribution(NamedTuple):
    """A living attribution of a set, with all that is in its rows."""

    place: tuple[int, int, bytes]
    """Sorts into reading order: where its content begins, longer first, then by identifier."""
    id: uuid.UUID
    speaker: bytes | None
    """The speaker's identifier, as bytes: it is looked up, which these are faster for."""
    speaking_as: uuid.UUID | None
    reported_by: uuid.UUID | None
    note: str
    flagged: bool
    origin: Origin
    codebook: str
    created_at: datetime
    updated_at: datetime
    extra: dict[str, Any]
    spans: tuple[QuotedSpan, ...]
    values: Values
    derived: tuple[str, ...]


def attributions_of_sets(
    connection: Connection, set_ids: Sequence[uuid.UUID]
) -> dict[bytes, list[StoredAttribution]]:
    """Return the living attributions of each set, by the set's identifier as bytes, unordered."""
    found: dict[bytes, list[StoredAttribution]] = defaultdict(list)
    for chunk in entity_rows.chunks(set_ids):
        choice = {"sets": [one.bytes for one in chunk]}
        spans = _spans(connection, choice)
        values, derived = _values(connection, choice)
        for row in connection.execute(_MAIN, choice).all():
            key, set_id, speaker, speaking_as, reported_by, note, flagged = row[:7]
            origin, codebook, created, updated, extra = row[7:]
            own = spans.get(key, ())
            found[set_id].append(
                StoredAttribution(
                    _place(own, key),
                    id_of(key),
                    speaker,
                    optional_id_of(speaking_as),
                    optional_id_of(reported_by),
                    note,
                    flagged == 1,
                    _ORIGINS[origin],
                    codebook,
                    instant_of(created),
                    instant_of(updated),
                    mapping_of(extra),
                    tuple(own),
                    values.get(key) or {},
                    tuple(derived[key]) if key in derived else (),
                )
            )
    return found


def _spans(connection: Connection, choice: dict[str, Any]) -> dict[bytes, list[QuotedSpan]]:
    """Return the spans of each attribution, by role and then in their order."""
    found: dict[bytes, list[QuotedSpan]] = {}
    for key, role, start, end, quote in connection.execute(_SPANS, choice).all():
        span = QuotedSpan(_ROLES[role], start, end, quote)
        if key in found:
            found[key].append(span)
        else:
            found[key] = [span]
    for spans in found.values():
        if len(spans) > 1:
            spans.sort(key=_rank)
    return found


def _rank(span: QuotedSpan) -> int:
    return _RANKS[id(span.role)]


def _values(
    connection: Connection, choice: dict[str, Any]
) -> tuple[dict[bytes, Values], dict[bytes, list[str]]]:
    """Return the values of each attribution, and which of them were worked out by the program."""
    found: dict[bytes, Values] = {}
    derived: dict[bytes, list[str]] = {}
    for key, attribute, ordinal, cell, worked_out in connection.execute(_VALUES, choice).all():
        value: Any = value_of(cell)
        values = found.get(key)
        if values is None:
            values = found[key] = {}
        if ordinal == 0:
            values[attribute] = value
        else:  # one of several choices, which are numbered from 1
            earlier = values.get(attribute, ())
            values[attribute] = (*(earlier if isinstance(earlier, tuple) else ()), value)
        if worked_out and attribute not in (known := derived.setdefault(key, [])):
            known.append(attribute)
    return found, derived


def _place(spans: Sequence[QuotedSpan], key: bytes) -> tuple[int, int, bytes]:
    content = [one for one in spans if one.role is SpanRole.CONTENT]
    if len(content) == 1:  # nearly always
        return (content[0].start, -content[0].end, key)
    if not content:
        return (0, 0, key)
    return (min([one.start for one in content]), -max([one.end for one in content]), key)


def _of_sets(statement: Select[Any]) -> Select[Any]:
    return statement.where(
        plain(_ATTRIBUTION, "set_id")[0].in_(bindparam("sets", expanding=True)),
        _ATTRIBUTION.c.deleted_at.is_(None),
        _ATTRIBUTION.c.pending_step.is_(None),
    )


# Made once: to make a statement takes longer than to run it.
_MAIN = _of_sets(
    select(
        *plain(_ATTRIBUTION, "id", "set_id", "speaker_id", "speaking_as", "reported_by", "note"),
        *plain(_ATTRIBUTION, "flagged", "origin", "codebook", "created_at", "updated_at", "extra"),
    )
)
_SPANS = _of_sets(
    select(*plain(_SPAN, "attribution_id", "role", "start", "end", "quote")).join(
        _ATTRIBUTION, _ATTRIBUTION.c.id == _SPAN.c.attribution_id
    )
).order_by(_SPAN.c.attribution_id, _SPAN.c.role, _SPAN.c.ordinal)
_VALUES = _of_sets(
    select(*plain(_VALUE, "attribution_id", "attribute", "ordinal", "value", "derived")).join(
        _ATTRIBUTION, _ATTRIBUTION.c.id == _VALUE.c.attribution_id
    )
).order_by(_VALUE.c.attribution_id, _VALUE.c.attribute, _VALUE.c.ordinal)
