"""Reviewing speakers that annotators made: publish them, merge them, or keep two apart."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.people import Actor, Person
from annotator.domain.speaker_matches import SpeakerMatches, Suggested
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import project_queries, speaker_queries, speaker_review_queries
from annotator.storage.write_unit import WriteUnit


@dataclass(frozen=True, slots=True)
class Provisional:
    """A speaker that an annotator made, seen by nobody but them and the managers."""

    speaker: Speaker
    owner: Person | None
    """None where who made it is not in the project any more."""
    article: str | None
    """The title of the article that an unnamed speaker belongs to; None for named ones."""
    uses: int
    """Attributions that name it."""
    suggested: tuple[Suggested, ...]
    """Published entries, and other annotators', that may be the same.

    Exact matches first, those kept apart left out.
    """


def provisional_speakers(project: Project, manager: Actor) -> tuple[Provisional, ...]:
    """Return what waits for review: named ones first, in order of names."""
    only_managers(manager)
    with project.store.read() as connection:
        everything = speaker_review_queries.living(connection)
        provisional = [one for one in everything if one.owner_id is not None]
        waiting = sorted(provisional, key=lambda one: not one.kind.named)
        uses = speaker_review_queries.use_counts(connection, [one.id for one in waiting])
        pairs = speaker_review_queries.kept_apart(connection)
        people = {one.id: one for one in project_queries.people(connection)}
        titles = speaker_review_queries.titles(
            connection, {one.article_id for one in waiting if one.article_id is not None}
        )
    apart: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for pair in pairs:
        for one in pair:
            apart[one] |= pair - {one}
    matches = SpeakerMatches(everything)
    return tuple(
        Provisional(
            speaker=one,
            owner=people.get(one.owner_id) if one.owner_id else None,
            article=titles.get(one.article_id) if one.article_id else None,
            uses=uses[one.id],
            suggested=matches.of(one, apart[one.id]),
        )
        for one in waiting
    )


def published_speakers(project: Project, manager: Actor, typed: str = "") -> tuple[Speaker, ...]:
    """Return published entries that another may be merged into; every typed word must occur."""
    only_managers(manager)
    words = match_key(typed).split()
    with project.store.read() as connection:
        everything = speaker_review_queries.living(connection)
    return tuple(
        one
        for one in everything
        if one.owner_id is None
        and all(any(word in match_key(name) for name in (one.name, *one.aliases)) for word in words)
    )


def publish_speaker(project: Project, manager: Actor, speaker_id: uuid.UUID) -> Changes:
    """Let everybody see an entry from now on.

    Raises `Refused` (speaker_exists) where a published one has the same name; merge them, or keep
    them apart first.
    """
    only_managers(manager)
    with project.store.write(Intention.PUBLISH_SPEAKER, manager.person_id) as written:
        unit = written.unit
        speaker = _unmerged(unit, speaker_id)
        _refuse_double(unit, speaker)
        unit.put(speaker.but(owner_id=None), before=speaker)
    return written.changes


def merge_speakers(
    project: Project, manager: Actor, kept_id: uuid.UUID, merged_id: uuid.UUID
) -> Changes:
    """Make one entry of two: ``kept_id`` stays, is published, and takes over the other's names.

    Attributions are not touched: they go on naming the merged one, which is shown as the kept one.
    Raises `Refused` (speaker_merge_cycle, speaker_merge_unnamed).
    """
    only_managers(manager)
    with project.store.write(Intention.MERGE_SPEAKERS, manager.person_id) as written:
        unit = written.unit
        kept, merged = _end_of(unit, kept_id), _end_of(unit, merged_id)
        if kept.id == merged.id:
            raise Refused("speaker_merge_cycle")
        if kept.article_id != merged.article_id or kept.kind.named != merged.kind.named:
            raise Refused("speaker_merge_unnamed")
        unit.put(
            kept.but(owner_id=None, aliases=_united(kept, merged)),
            before=kept,
        )
        unit.put(merged.but(merged_into=kept.id), before=merged)
    return written.changes


def keep_apart(project: Project, manager: Actor, one_id: uuid.UUID, other_id: uuid.UUID) -> Changes:
    """Note that two entries are different speakers, so that a merge is not proposed again.

    One step, which can be undone. Nothing happens where they are kept apart already.
    """
    only_managers(manager)
    if one_id == other_id:
        raise Refused("speaker_merge_cycle")
    pair = frozenset((one_id, other_id))
    with project.store.write(
        Intention.KEEP_APART, manager.person_id, patience=project.patience
    ) as written:
        connection = written.unit.connection
        known = speaker_queries.speakers_by_id(connection, pair)
        if len([one for one in known.values() if not one.deleted]) < 2:
            raise NotFound("not_found", kind=EntityKind.SPEAKER.value)
        if pair not in speaker_review_queries.kept_apart(connection):
            speaker_review_queries.keep_apart(connection, written.changes.step.id, pair)
            written.unit.counts_as_changed()
    return written.changes


def _unmerged(unit: WriteUnit, speaker_id: uuid.UUID) -> Speaker:
    speaker = unit.get(Speaker, EntityKind.SPEAKER, speaker_id)
    if speaker.merged_into is not None:
        raise Refused("speaker_merge_cycle")
    return speaker


def _end_of(unit: WriteUnit, speaker_id: uuid.UUID) -> Speaker:
    """Return what an entry was merged into in the end, or itself."""
    speaker = unit.get(Speaker, EntityKind.SPEAKER, speaker_id)
    seen = {speaker.id}
    while speaker.merged_into is not None:
        speaker = unit.get(Speaker, EntityKind.SPEAKER, speaker.merged_into)
        if speaker.id in seen:
            raise Refused("speaker_merge_cycle")
        seen.add(speaker.id)
    return speaker


def _refuse_double(unit: WriteUnit, speaker: Speaker) -> None:
    keys = sorted(speaker.match_keys)
    if not keys:
        return
    apart = speaker_review_queries.kept_apart(unit.connection)
    for other in speaker_queries.with_match_keys(unit.connection, keys, None):
        same = other.id != speaker.id and match_key(other.name) == match_key(speaker.name)
        if same and frozenset((other.id, speaker.id)) not in apart:
            raise Refused("speaker_exists", name=other.name, speaker=other.id)


def _united(kept: Speaker, merged: Speaker) -> tuple[str, ...]:
    """Return the aliases of both, the merged one's name among them, without doubles."""
    known = {match_key(one) for one in (kept.name, *kept.aliases)}
    aliases = list(kept.aliases)
    for one in (merged.name, *merged.aliases):
        if match_key(one) not in known:
            known.add(match_key(one))
            aliases.append(one)
    return tuple(aliases)
