"""The registry of speakers, as one person may see it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.match_keys import match_key
from annotator.services.own_work import own_attribution, text_of
from annotator.services.project import Project
from annotator.services.recovery import keeps_intention
from annotator.storage import speaker_queries
from annotator.storage.write_unit import WriteUnit


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """One line of a completion."""

    speaker: Speaker
    matched: str
    """The name, or the alias, in which the typed words occur."""
    attribution_count: int
    """The actor's own attributions of this speaker."""


def complete_speakers(
    project: Project, actor: Actor, typed: str, article_id: uuid.UUID | None, limit: int = 20
) -> tuple[SpeakerMatch, ...]:
    """Return published speakers and the actor's own, whose name or alias contains ``typed``."""
    with project.store.read() as connection:
        found = speaker_queries.matching(connection, typed, actor.person_id, article_id, limit)
        ids = [one.id for one in found]
        counts = speaker_queries.use_counts(connection, actor.person_id, ids)
    return tuple(SpeakerMatch(one, _matched(one, typed), counts[one.id]) for one in found)


def matching_speakers(speakers: Iterable[Speaker], typed: str) -> tuple[SpeakerMatch, ...]:
    """Return which of these speakers have a name or alias with the typed words in it, by name."""
    words = match_key(typed).split()
    found = [
        one
        for one in speakers
        if any(all(word in match_key(name) for word in words) for name in (one.name, *one.aliases))
    ]
    return tuple(
        SpeakerMatch(one, _matched(one, typed), 0)
        for one in sorted(found, key=lambda one: (match_key(one.name), one.id))
    )


def use_count(project: Project, actor: Actor, speaker_id: uuid.UUID) -> int:
    """Return how many of the actor's own attributions name a speaker."""
    with project.store.read() as connection:
        return speaker_queries.use_counts(connection, actor.person_id, [speaker_id])[speaker_id]


@keeps_intention
def create_speaker(
    project: Project,
    actor: Actor,
    name: str,
    kind: SpeakerKind,
    *,
    role: str | None = None,
    affiliation: str | None = None,
    country: str | None = None,
    aliases: Sequence[str] = (),
    article_id: uuid.UUID | None = None,
    attribution_id: uuid.UUID | None = None,
    new: uuid.UUID | None = None,
) -> Changes:
    """Add a speaker, provisional until a manager publishes it; with ``attribution_id`` set it, too.

    Unnamed kinds belong to ``article_id``. Raises `Refused` (name_missing, speaker_exists with the
    field ``speaker``: a visible one of the same match key; article_missing,
    speaker_of_other_article).
    """
    speaker = Speaker(
        id=new or new_id(),
        name=_name(name),
        kind=kind,
        aliases=_aliases(aliases, name),
        role=_text(role),
        affiliation=_text(affiliation),
        country=_text(country),
        owner_id=actor.person_id if actor.role is not Role.MANAGER else None,
        article_id=None if kind.named else article_id,
    )
    if not kind.named and article_id is None:
        raise Refused("article_missing")
    if attribution_id is not None:
        intention = Intention.CREATE_SPEAKER
        with own_attribution(project, actor, attribution_id, intention) as (step, at, found):
            _refuse_double(at.unit, actor, speaker)
            if speaker.article_id not in (None, found.article_id):
                raise Refused("speaker_of_other_article")
            at.unit.put(speaker)
            at.store(found.but(speaker_id=speaker.id, speaking_as=None), before=found)
        return step.changes
    with project.store.write(
        Intention.CREATE_SPEAKER,
        actor.person_id,
        article_id=article_id,
        patience=project.patience,
    ) as written:
        _refuse_double(written.unit, actor, speaker)
        if speaker.article_id is not None:
            text_of(written.unit, speaker.article_id)
        written.unit.put(speaker)
    return written.changes


@keeps_intention
def update_speaker(project: Project, actor: Actor, speaker: Speaker) -> Changes:
    """Change an entry: one's own while it is provisional; published ones are the manager's."""
    with project.store.write(
        Intention.UPDATE_SPEAKER, actor.person_id, patience=project.patience
    ) as written:
        before = written.unit.get(Speaker, EntityKind.SPEAKER, speaker.id)
        if before.owner_id not in (None, actor.person_id):
            raise NotFound("not_found", kind=EntityKind.SPEAKER.value)
        if before.owner_id is None and actor.role is not Role.MANAGER:
            raise NotAllowed("speaker_published", name=before.name)
        after = before.but(
            name=_name(speaker.name),
            kind=speaker.kind,
            aliases=_aliases(speaker.aliases, speaker.name),
            role=_text(speaker.role),
            affiliation=_text(speaker.affiliation),
            country=_text(speaker.country),
            roles=speaker.roles,
            article_id=None if speaker.kind.named else speaker.article_id or before.article_id,
        )
        if not after.kind.named:
            if after.article_id is None:
                raise Refused("article_missing")
            text_of(written.unit, after.article_id)
            named_in = speaker_queries.articles_naming(written.unit.connection, after.id)
            if not named_in <= {after.article_id}:
                raise Refused("speaker_of_other_article")
        _refuse_double(written.unit, actor, after)
        written.unit.put(after, before=before)
    return written.changes


def _refuse_double(unit: WriteUnit, actor: Actor, speaker: Speaker) -> None:
    keys = sorted(speaker.match_keys)
    if not keys:
        return
    for other in speaker_queries.with_match_keys(unit.connection, keys, actor.person_id):
        if other.id != speaker.id and match_key(other.name) == match_key(speaker.name):
            raise Refused("speaker_exists", name=other.name, speaker=other.id)


def _matched(speaker: Speaker, typed: str) -> str:
    words = match_key(typed).split()
    for name in (speaker.name, *speaker.aliases):
        if all(word in match_key(name) for word in words):
            return name
    return speaker.name


def _name(name: str) -> str:
    cleaned = _text(name)
    if not cleaned:
        raise Refused("name_missing")
    return cleaned


def _text(value: str | None) -> str | None:
    return " ".join(without_lone_surrogates(value).split()) or None if value else None


def _aliases(aliases: Sequence[str], name: str) -> tuple[str, ...]:
    cleaned = (_text(one) for one in aliases)
    return tuple(dict.fromkeys(one for one in cleaned if one and one != _text(name)))
