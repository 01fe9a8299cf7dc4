"""Reading very many attributions: a plain row for each, put together without an entity.

The database hands over the spans of an attribution as one cell, and its values as another: a row
for each of them, with a call for each cell, would take several times as long (`tests/bench`).
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, select
from sqlalchemy.sql.selectable import ScalarSelect

from annotator.domain.attributions import Origin, QuotedSpan, Values
from annotator.domain.text.spans import SpanRole
from annotator.storage import entity_rows
from annotator.storage.plain_columns import (
    id_of,
    instant_of,
    mapping_of,
    optional_id_of,
    plain,
)
from annotator.storage.tables import attributions

_ATTRIBUTION = attributions.attribution
_SPAN = attributions.attribution_span
_VALUE = attributions.attribution_value

_ROLES = {role.value: role for role in SpanRole}
_RANKS = {role.value: rank for rank, role in enumerate(SpanRole)}
_REMEMBERED, _SHORT = 20_000, 500
"""So many different cells of values of so many characters are kept."""
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
        for row in connection.execute(_QUERY, {"sets": [one.bytes for one in chunk]}).all():
            key, set_id, speaker, speaking_as, reported_by, note, flagged = row[:7]
            origin, codebook, created, updated, extra, spans, values = row[7:]
            own = _spans(spans)
            coded, derived = _values(values)
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
                    own,
                    coded,
                    derived,
                )
            )
    return found


def _spans(cell: str) -> tuple[QuotedSpan, ...]:
    """Return the spans of a cell, by role and then in their order."""
    found = orjson.loads(cell)
    if len(found) > 1:
        found.sort(key=_rank)
    return tuple(
        [QuotedSpan(_ROLES[role], start, end, quote) for role, _, start, end, quote in found]
    )


def _rank(span: tuple[str, int, int, int, str]) -> tuple[int, int]:
    return (_RANKS[span[0]], span[1])


def _values(cell: str) -> tuple[Values, tuple[str, ...]]:
    """Return the values of a cell, and which of them were worked out by the program.

    Short cells are mostly the same few ones again.
    """
    values, derived = _short_values(cell) if len(cell) <= _SHORT else _parsed_values(cell)
    return values.copy(), derived


def _parsed_values(cell: str) -> tuple[Values, tuple[str, ...]]:
    values: Values = {}
    derived: list[str] = []
    for attribute, ordinal, value, worked_out in sorted(orjson.loads(cell)):
        if ordinal == 0:
            values[attribute] = value
        else:  # one of several choices, which are numbered from 1
            earlier = values.get(attribute, ())
            values[attribute] = (*(earlier if isinstance(earlier, tuple) else ()), value)
        if worked_out and attribute not in derived:
            derived.append(attribute)
    return values, tuple(derived)


_short_values = lru_cache(_REMEMBERED)(_parsed_values)


def _place(spans: Sequence[QuotedSpan], key: bytes) -> tuple[int, int, bytes]:
    content = [one for one in spans if one.role is SpanRole.CONTENT]
    if len(content) == 1:  # nearly always
        return (content[0].start, -content[0].end, key)
    if not content:
        return (0, 0, key)
    return (min([one.start for one in content]), -max([one.end for one in content]), key)


def _as_cell(table: Table, *cells: ColumnElement[Any]) -> ScalarSelect[str]:
    """Return all rows of an attribution as one JSON list of lists; in no order."""
    rows = select(func.json_group_array(func.json_array(*cells)))
    return rows.where(table.c.attribution_id == _ATTRIBUTION.c.id).scalar_subquery()


# Made once: to make a statement takes longer than to run it.
_QUERY = select(
    *plain(_ATTRIBUTION, "id", "set_id", "speaker_id", "speaking_as", "reported_by", "note"),
    *plain(_ATTRIBUTION, "flagged", "origin", "codebook", "created_at", "updated_at", "extra"),
    _as_cell(_SPAN, *plain(_SPAN, "role", "ordinal", "start", "end", "quote")),
    _as_cell(
        _VALUE,
        *plain(_VALUE, "attribute", "ordinal"),
        func.json(*plain(_VALUE, "value")),
        *plain(_VALUE, "derived"),
    ),
).where(
    plain(_ATTRIBUTION, "set_id")[0].in_(bindparam("sets", expanding=True)),
    _ATTRIBUTION.c.deleted_at.is_(None),
    _ATTRIBUTION.c.pending_step.is_(None),
)
