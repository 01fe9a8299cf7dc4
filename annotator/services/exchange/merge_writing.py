"""Writing what a merge makes of a project: new rows bit by bit, existing ones at the end."""

import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Appearance, Article
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes
from annotator.domain.conflicts import Conflict, Resolution
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import StorageFailed
from annotator.domain.merging.exchanged import CodebookVersion, Heads, conflict_of, version_of
from annotator.domain.merging.versions import Edge
from annotator.domain.speakers import Speaker
from annotator.domain.validation import check_reported_by
from annotator.services.exchange.merge_planning import (
    Entry,
    Planner,
    longest,
    merged,
    present,
    same_content,
)
from annotator.storage import (
    article_queries,
    entity_rows,
    exchange_queries,
    lineage,
    project_queries,
    references,
    work_queries,
)
from annotator.storage.bulk import BulkStep, Portion
from annotator.storage.store import Connection, Store
from annotator.storage.write_unit import WriteUnit

_PORTION_ROWS = 200
_PORTION_SECONDS = 0.1
_CHUNK = 500
_CAN_COME_BACK = (EntityKind.SPEAKER, EntityKind.ANNOTATION_SET, EntityKind.ATTRIBUTION)


def write_quietly(store: Store, planner: Planner) -> None:
    """Remember what files told where that changes nothing: where forms came from, and time spent.

    No step: there is nothing to undo.
    """
    entries = list(planner.in_order())
    if not entries:
        return
    with store.transaction() as connection:
        for entry, before in _fresh(connection, entries):
            heads = merged(before.heads, entry.forms, before.edges | entry.told)
            if before.heads is not None and same_content(heads.stands, before.heads.stands):
                _raise(connection, entry, before.row, heads)
        lineage.add_edges(connection, {one.id: one.told for one in entries})


class MergeWriter:
    """Writes a plan under one bulk step."""

    def __init__(self, store: Store, step: BulkStep, planner: Planner) -> None:
        self._store = store
        self._step = step
        self._planner = planner
        self._later: list[Entry] = []
        """What is there already: written last."""
        self._added: list[Entry] = []
        self._edges: dict[uuid.UUID, set[Edge]] = defaultdict(set)
        self._touched: dict[EntityKind, list[Entity]] = defaultdict(list)
        """What was written, as it stands now."""
        self._buried: dict[EntityKind, set[uuid.UUID]] = defaultdict(set)

    def add_new(self, texts: dict[uuid.UUID, str], beat: Callable[[str], None]) -> None:
        """Write new rows in short transactions; nobody reads them before the end."""
        new: dict[EntityKind, list[Entry]] = defaultdict(list)
        for entry in self._planner.in_order():
            (new[entry.kind] if entry.is_new else self._later).append(entry)
        columns = self._article_columns(new)
        for kind, entries in new.items():
            waiting = list(_together(kind, self._that_can_stand(kind, entries, new)))
            while waiting:
                beat(kind.value)
                begun = time.monotonic()
                with self._step.portion() as portion:
                    while waiting and time.monotonic() - begun < _PORTION_SECONDS:
                        self._add(portion, kind, waiting.pop(0), columns, texts)

    def finish(self, codebooks: Iterable[CodebookVersion]) -> Changes:
        """The last transaction: what is there changes, and all that is new can be read."""
        with self._store.transaction() as connection:
            unit = self._step.last_unit(connection)
            for one in codebooks:
                project_queries.add_codebook(connection, one.codebook, unit.now, one.mapping)
            self._change(unit)
            self._set_conflicts(unit, [(one, one.heads) for one in self._added])
            self._bring_back_what_is_needed(unit)
            lineage.add_edges(connection, self._edges)
            unit.finish()
            changes = self._step.finish(connection)
            self._tidy(connection)
        return changes

    def _that_can_stand(
        self, kind: EntityKind, entries: list[Entry], new: dict[EntityKind, list[Entry]]
    ) -> list[Entry]:
        """Leave out sets that were taken back, of articles that never came here."""
        if kind is not EntityKind.ANNOTATION_SET:
            return entries
        named = {
            one.heads.stands.article_id
            for one in entries
            if isinstance(one.heads.stands, AnnotationSet)
        }
        with self._store.read() as connection:
            here = set(entity_rows.load(connection, EntityKind.ARTICLE, named))
        here |= {one.id for one in new.get(EntityKind.ARTICLE, ())}
        return [one for one in entries if getattr(one.heads.stands, "article_id", None) in here]

    def _add(
        self,
        portion: Portion,
        kind: EntityKind,
        entries: list[Entry],
        columns: dict[uuid.UUID, dict[str, Any]],
        texts: dict[uuid.UUID, str],
    ) -> None:
        there = entity_rows.load(portion.connection, kind, [one.id for one in entries])
        # Begun here while the files were read: compared in the end, like all that is there.
        self._later += [one for one in entries if one.id in there]
        fresh = [one for one in entries if one.id not in there]
        stands = [self._with_time(one, one.heads.stands) for one in fresh]
        more = [columns.get(one.id, {}) for one in stands]
        portion.add(kind, stands, more if any(more) else None, as_they_are=True)
        if kind is EntityKind.ARTICLE:
            rows = [(one.id, texts[one.id]) for one in stands]
            article_queries.add_texts(portion.connection, rows)
        self._added += fresh
        self._touched[kind] += stands
        for entry in fresh:
            self._edges[entry.id] |= entry.told

    def _article_columns(
        self, new: dict[EntityKind, list[Entry]]
    ) -> dict[uuid.UUID, dict[str, Any]]:
        if not new.get(EntityKind.ARTICLE):
            return {}
        places: dict[uuid.UUID, list[Appearance]] = defaultdict(list)
        for entry in new.get(EntityKind.APPEARANCE, ()):
            one = entry.heads.stands
            if isinstance(one, Appearance) and not one.deleted:
                places[one.article_id].append(one)
        with self._store.read() as connection:
            last = article_queries.last_position(connection)
        columns = {}
        for number, entry in enumerate(new[EntityKind.ARTICLE], start=last + 1):
            article = entry.heads.stands
            if isinstance(article, Article):
                some = sorted(places[article.id], key=lambda one: (one.ordinal, one.id))
                key = article_queries.filter_key(article.title, some)
                columns[article.id] = {"position": number, "filter_key": key}
        return columns

    def _change(self, unit: WriteUnit) -> None:
        """Work out anew, in this transaction, what becomes of what is there, and write it."""
        settled = []
        for entry, before in _fresh(unit.connection, self._later):
            if before.row is None:
                raise StorageFailed("project_busy")
            told = entry.told - before.edges
            heads = merged(before.heads, entry.forms, before.edges | told)
            self._edges[entry.id] |= told
            if before.heads is None or not same_content(heads.stands, before.heads.stands):
                after = self._with_time(entry, heads.stands, before.row)
                unit.put(after, before=before.row, revision=after.revision)
                self._touched[entry.kind].append(after)
                if after.deleted and not before.row.deleted:
                    self._buried[entry.kind].add(after.id)
            else:
                _raise(unit.connection, entry, before.row, heads)
            settled.append((entry, heads))
        self._set_conflicts(unit, settled)

    def _set_conflicts(self, unit: WriteUnit, settled: list[tuple[Entry, Heads]]) -> None:
        for start in range(0, len(settled), _CHUNK):
            some = settled[start : start + _CHUNK]
            there = exchange_queries.conflicts_of(unit.connection, [one.id for one, _ in some])
            for entry, heads in some:
                write_conflicts(unit, entry.kind, heads, there.get(entry.id, []))

    def _bring_back_what_is_needed(self, unit: WriteUnit) -> None:
        """What something living refers to lives: a tombstone that came must not leave it dangling.

        The form that comes back follows from the tombstone alone, whichever file came first.
        """
        asked: dict[EntityKind, set[uuid.UUID]] = defaultdict(set, self._buried)
        for kind, entities in self._touched.items():
            for one in entities:
                if not one.deleted:
                    for target, id_ in references.referred_by(one, kind):
                        asked[target].add(id_)
        while asked:
            again: dict[EntityKind, set[uuid.UUID]] = defaultdict(set)
            for kind in _CAN_COME_BACK:
                needed = references.deleted_but_needed(
                    unit.connection, kind, sorted(asked.get(kind, ()))
                )
                for one in entity_rows.load(unit.connection, kind, needed).values():
                    back = one.but(deleted_at=None, revision=one.revision + 1)
                    unit.put(back, before=one, revision=back.revision)
                    self._touched[kind].append(back)
                    if one.revision > 0:
                        self._edges[one.id].add(Edge(version_of(back), version_of(one)))
                    for target, id_ in references.referred_by(back, kind):
                        again[target].add(id_)
            asked = again

    def _with_time(self, entry: Entry, form: Entity, row: Entity | None = None) -> Entity:
        if not isinstance(form, AnnotationSet):
            return form
        there = [row] if row is not None else []
        return form.but(seconds=longest([form, *entry.forms, *there]))

    def _tidy(self, connection: Connection) -> None:
        """Bring up to date what follows from other rows."""
        sets = {one.id for one in self._touched[EntityKind.ANNOTATION_SET]}
        inside = {
            one.set_id
            for one in self._touched[EntityKind.ATTRIBUTION]
            if isinstance(one, Attribution)
        }
        for set_id in inside:
            carriers = work_queries.carried_by(connection, set_id)
            for id_, carrier in carriers.items():
                check_reported_by(id_, carrier, carriers)
        exchange_queries.recount(connection, sets | inside)
        articles = {
            one.article_id
            for one in self._touched[EntityKind.APPEARANCE]
            if isinstance(one, Appearance)
        }
        articles |= {one.id for one in self._touched[EntityKind.ARTICLE]}
        for one in entity_rows.load(connection, EntityKind.ARTICLE, articles).values():
            if isinstance(one, Article):
                article_queries.refresh_filter_key(connection, one)


def write_conflicts(
    unit: WriteUnit, kind: EntityKind, heads: Heads, there: Iterable[Conflict]
) -> None:
    """Open a conflict for each form that is set aside, and close those that are none any more."""
    wanted = {one.id: one for one in (conflict_of(kind, form, unit.now) for form in heads.aside)}
    stored = {one.id: one for one in there}
    for id_, one in wanted.items():
        before = stored.get(id_)
        if before is None:
            unit.put(one, new=True)
        elif before.deleted or before.resolution is not None:
            unit.put(before.but(deleted_at=None, resolution=None), before=before)
    stands = version_of(heads.stands).hash
    for id_, one in stored.items():
        if id_ not in wanted and not one.deleted and one.resolution is None:
            taken = one.entity_hash == stands
            resolution = Resolution.TAKEN if taken else Resolution.KEPT
            unit.put(one.but(resolution=resolution), before=one)


def _fresh(connection: Connection, entries: list[Entry]) -> Iterator[tuple[Entry, Any]]:
    """Yield entries with what is known here of them in this transaction."""
    by_kind: dict[EntityKind, list[Entry]] = defaultdict(list)
    for one in entries:
        by_kind[one.kind].append(one)
    for kind, some in by_kind.items():
        for start in range(0, len(some), _CHUNK):
            chunk = some[start : start + _CHUNK]
            found = present(connection, kind, [one.id for one in chunk])
            for entry in chunk:
                yield entry, found[entry.id]


def _raise(connection: Connection, entry: Entry, row: Entity, heads: Heads) -> None:
    """Count the same content as the later of two forms; take over the longer time."""
    if heads.stands.revision > row.revision:
        exchange_queries.raise_revision(connection, heads.stands, entry.kind)
    if isinstance(row, AnnotationSet) and (seconds := longest(entry.forms)) > row.seconds:
        exchange_queries.raise_seconds(connection, row.id, seconds)


def _together(kind: EntityKind, entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield portions in an order in which each row finds what it refers to."""
    if kind is EntityKind.SPEAKER:
        yield from _portions(_merged_last(entries))
    elif kind is EntityKind.ATTRIBUTION:
        by_set: dict[uuid.UUID, list[Entry]] = defaultdict(list)
        for one in entries:
            if isinstance(one.heads.stands, Attribution):
                by_set[one.heads.stands.set_id].append(one)
        gathered: list[Entry] = []
        for some in by_set.values():
            gathered += some
            if len(gathered) >= _PORTION_ROWS:
                yield gathered
                gathered = []
        if gathered:
            yield gathered
    else:
        yield from _portions(entries)


def _merged_last(entries: list[Entry]) -> list[Entry]:
    """Return speakers after those that they were merged into."""
    by_id = {one.id: one for one in entries}
    order: dict[uuid.UUID, Entry] = {}
    for one in entries:
        chain: list[Entry] = []
        at: Entry | None = one
        while at is not None and at.id not in order and at not in chain:
            chain.append(at)
            speaker = at.heads.stands
            into = speaker.merged_into if isinstance(speaker, Speaker) else None
            at = by_id.get(into) if into is not None else None
        order |= {each.id: each for each in reversed(chain)}
    return list(order.values())


def _portions(entries: list[Entry]) -> Iterator[list[Entry]]:
    for start in range(0, len(entries), _PORTION_ROWS):
        yield entries[start : start + _PORTION_ROWS]
