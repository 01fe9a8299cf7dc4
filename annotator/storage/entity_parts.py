"""Parts of entities with tables of their own: spans, values, aliases, roles, candidates."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, bindparam, delete, insert, select

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution, QuotedSpan, Values
from annotator.domain.decisions import Decision, SeenSet
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.speakers import Speaker, SpeakerRole
from annotator.domain.text.match_keys import match_key
from annotator.domain.text.spans import SpanRole
from annotator.storage.tables import adjudication, attributions, speakers, work

_Chunks = Callable[[Sequence[uuid.UUID]], Iterator[Sequence[uuid.UUID]]]


@dataclass(frozen=True)
class Part:
    """How one part of an entity is stored: its table, the column of its owner, and both ways."""

    table: Table
    owner: str
    order: tuple[str, ...]
    to_rows: Callable[[Any], list[dict[str, Any]]]
    to_fields: Callable[[list[Any]], dict[str, Any]]

    @cached_property
    def _of_one(self) -> Select[Any]:
        """Built once: making a statement takes longer than running it."""
        order = [self.table.c[name] for name in self.order]
        return (
            select(self.table)
            .where(self.table.c[self.owner] == bindparam("owner"))
            .order_by(*order)
        )

    @cached_property
    def _insert(self) -> Insert:
        return insert(self.table)

    def read_into(
        self, connection: Connection, parts: dict[uuid.UUID, dict[str, Any]], chunks: _Chunks
    ) -> None:
        """Add the fields of this part for each owner in ``parts``."""
        if not parts:
            return
        rows_of: dict[uuid.UUID, list[Any]] = {owner: [] for owner in parts}
        key = self.table.c[self.owner]
        order = [self.table.c[name] for name in self.order]
        for chunk in chunks(list(parts)):
            query = select(self.table).where(key.in_(chunk)).order_by(key, *order)
            for row in connection.execute(query).mappings():
                rows_of[row[self.owner]].append(row)
        for owner, rows in rows_of.items():
            parts[owner] |= self.to_fields(rows)

    def read_one(self, connection: Connection, owner_id: uuid.UUID) -> dict[str, Any]:
        """Return the fields of this part for one owner."""
        rows = connection.execute(self._of_one, {"owner": owner_id}).mappings().all()
        return self.to_fields(list(rows))

    def write(self, connection: Connection, before: Entity | None, after: Entity) -> None:
        """Replace an owner's rows where they differ."""
        rows = self.to_rows(after)
        if before is not None:
            if self.to_rows(before) == rows:
                return
            connection.execute(delete(self.table).where(self.table.c[self.owner] == after.id))
        if rows:
            connection.execute(self._insert, rows)

    def write_new(self, connection: Connection, entities: Sequence[Entity]) -> None:
        """Insert the rows of many new owners."""
        rows = [row for entity in entities for row in self.to_rows(entity)]
        if rows:
            connection.execute(self._insert, rows)


def _span_rows(attribution: Attribution) -> list[dict[str, Any]]:
    return [
        {
            "attribution_id": attribution.id,
            "role": role.value,
            "ordinal": ordinal,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }
        for role in SpanRole
        for ordinal, span in enumerate(attribution.of_role(role))
    ]


_ROLE_ORDER = {role.value: place for place, role in enumerate(SpanRole)}


def _span_fields(rows: list[Any]) -> dict[str, Any]:
    ordered = sorted(rows, key=lambda row: (_ROLE_ORDER[row["role"]], row["ordinal"]))
    return {
        "spans": tuple(
            QuotedSpan(SpanRole(row["role"]), row["start"], row["end"], row["quote"])
            for row in ordered
        )
    }


def _value_rows(owner: str, owner_id: uuid.UUID, values: Values) -> list[dict[str, Any]]:
    """A tuple takes a row for each choice, numbered from 1; a single value one row numbered 0."""
    rows = []
    for attribute, value in values.items():
        several = enumerate(value, start=1) if isinstance(value, tuple) else [(0, value)]
        for ordinal, one in several:
            rows.append({owner: owner_id, "attribute": attribute, "ordinal": ordinal, "value": one})
    return rows


def _values(rows: list[Any]) -> Values:
    values: Values = {}
    for row in rows:
        if row["ordinal"] == 0:
            values[row["attribute"]] = row["value"]
        else:
            earlier = values.get(row["attribute"], ())
            several = earlier if isinstance(earlier, tuple) else ()
            values[row["attribute"]] = (*several, row["value"])
    return values


def _attribution_value_rows(attribution: Attribution) -> list[dict[str, Any]]:
    rows = _value_rows("attribution_id", attribution.id, attribution.values)
    return [{**row, "derived": row["attribute"] in attribution.derived} for row in rows]


def _attribution_value_fields(rows: list[Any]) -> dict[str, Any]:
    derived = sorted({row["attribute"] for row in rows if row["derived"]})
    return {"values": _values(rows), "derived": tuple(derived)}


def _article_value_rows(work_: AnnotationSet) -> list[dict[str, Any]]:
    return _value_rows("annotation_set_id", work_.id, work_.values)


def _alias_rows(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        {
            "speaker_id": speaker.id,
            "ordinal": ordinal,
            "alias": alias,
            "match_key": match_key(alias),
        }
        for ordinal, alias in enumerate(speaker.aliases)
    ]


def _speaker_role_rows(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        {
            "speaker_id": speaker.id,
            "ordinal": ordinal,
            "id": role.id,
            "title": role.title,
            "affiliation": role.affiliation,
            "since": role.since,
            "until": role.until,
            "extra": role.extra,
        }
        for ordinal, role in enumerate(speaker.roles)
    ]


def _speaker_role_fields(rows: list[Any]) -> dict[str, Any]:
    return {
        "roles": tuple(
            SpeakerRole(
                id=row["id"],
                title=row["title"],
                affiliation=row["affiliation"],
                since=row["since"],
                until=row["until"],
                extra=row["extra"] or {},
            )
            for row in rows
        )
    }


def _candidate_rows(decision: Decision) -> list[dict[str, Any]]:
    """Decisions that came from a file may lack the snapshots."""
    return [
        {
            "decision_id": decision.id,
            "ordinal": ordinal,
            "attribution_id": one,
            "snapshot": snapshot,
        }
        for ordinal, (one, snapshot) in enumerate(
            zip_longest(decision.candidates, decision.snapshots[: len(decision.candidates)])
        )
    ]


def _candidate_fields(rows: list[Any]) -> dict[str, Any]:
    return {
        "candidates": tuple(row["attribution_id"] for row in rows),
        "snapshots": tuple(row["snapshot"] for row in rows if row["snapshot"]),
    }


def _seen_set_rows(decision: Decision) -> list[dict[str, Any]]:
    return [
        {"decision_id": decision.id, "set_id": one.set_id, "submission_id": one.submission_id}
        for one in decision.sets
    ]


def _gold_rows(decision: Decision) -> list[dict[str, Any]]:
    return [
        {"decision_id": decision.id, "ordinal": ordinal, "attribution_id": one}
        for ordinal, one in enumerate(decision.gold)
    ]


PARTS: dict[EntityKind, tuple[Part, ...]] = {
    EntityKind.ATTRIBUTION: (
        Part(
            attributions.attribution_span,
            "attribution_id",
            ("role", "ordinal"),
            _span_rows,
            _span_fields,
        ),
        Part(
            attributions.attribution_value,
            "attribution_id",
            ("attribute", "ordinal"),
            _attribution_value_rows,
            _attribution_value_fields,
        ),
    ),
    EntityKind.ANNOTATION_SET: (
        Part(
            work.article_value,
            "annotation_set_id",
            ("attribute", "ordinal"),
            _article_value_rows,
            lambda rows: {"values": _values(rows)},
        ),
    ),
    EntityKind.SPEAKER: (
        Part(
            speakers.speaker_alias,
            "speaker_id",
            ("ordinal",),
            _alias_rows,
            lambda rows: {"aliases": tuple(row["alias"] for row in rows)},
        ),
        Part(
            speakers.speaker_role,
            "speaker_id",
            ("ordinal",),
            _speaker_role_rows,
            _speaker_role_fields,
        ),
    ),
    EntityKind.DECISION: (
        Part(
            adjudication.decision_candidate,
            "decision_id",
            ("ordinal",),
            _candidate_rows,
            _candidate_fields,
        ),
        Part(
            adjudication.decision_set,
            "decision_id",
            ("set_id",),
            _seen_set_rows,
            lambda rows: {
                "sets": tuple(SeenSet(row["set_id"], row["submission_id"]) for row in rows)
            },
        ),
        Part(
            adjudication.decision_gold,
            "decision_id",
            ("ordinal",),
            _gold_rows,
            lambda rows: {"gold": tuple(row["attribution_id"] for row in rows)},
        ),
    ),
}
