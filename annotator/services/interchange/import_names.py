"""Names in imported files (people, rounds, batches, speakers, stories) and whom they mean here."""

import uuid
from collections import defaultdict

from annotator.domain.articles import Story
from annotator.domain.codebook import Codebook
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import Refused
from annotator.domain.identifiers import derived_id, new_id
from annotator.domain.people import Batch, Person, Round
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.formats.identity import story_id
from annotator.formats.records import (
    PersonRecord,
    ProjectRecord,
    RoundRecord,
    SpeakerRecord,
    StoryRecord,
)
from annotator.services.interchange.import_entities import speaker_of
from annotator.storage import import_queries, project_queries, speaker_queries
from annotator.storage.store import Connection


class ImportNames:
    """Resolves names; what is new is made, and waits in ``fresh`` to be written first."""

    def __init__(self, connection: Connection) -> None:
        self.fresh: dict[EntityKind, list[Entity]] = defaultdict(list)
        self.changed: list[Entity] = []
        """People whose roles grew, rounds of an empty project: written in the last transaction."""
        self.codebooks: dict[str, Codebook] = {}
        """New codebook versions by ``key@version``."""
        self._known_codebooks = set(project_queries.codebook_refs(connection))
        self._stored_codebooks: dict[str, Codebook] = {}
        self._removed = import_queries.people_and_rounds_removed_by_undo(connection)
        self._people = {match_key(one.name): one for one in project_queries.people(connection)}
        self._rounds = {one.name: one for one in project_queries.rounds(connection)}
        self._fallback = next(iter(self._rounds.values())).codebook
        self._batches: dict[tuple[uuid.UUID, str], Batch] = {}
        self._speakers: dict[uuid.UUID, uuid.UUID] = {}
        self._stories: set[uuid.UUID] = set()
        self._waiting: dict[uuid.UUID, list[SpeakerRecord]] = defaultdict(list)

    def take_project(self, connection: Connection, record: ProjectRecord) -> None:
        """Take over what the first line of a file says: codebooks, people, rounds, speakers …"""
        for codebook in record.codebooks:
            if codebook.ref not in self._known_codebooks:
                self.codebooks[codebook.ref] = codebook
                self._known_codebooks.add(codebook.ref)
        for person in record.people:
            self._take_person(person)
        self._take_rounds(connection, record.rounds)
        for ordinal, batch in enumerate(record.batches):
            self._batch(connection, self.round(batch.round), batch.name, ordinal, dict(batch.extra))
        for story in record.stories:
            self._take_story(connection, story)
        for speaker in sorted(record.speakers, key=lambda one: one.merged_into is not None):
            if speaker.article is None:
                self.speaker(connection, speaker)
            else:
                self._waiting[speaker.article].append(speaker)

    def codebook(self, connection: Connection, ref: str) -> Codebook:
        """Return a codebook version; raises `Refused` (unknown_codebook)."""
        if ref in self.codebooks:
            return self.codebooks[ref]
        if ref not in self._stored_codebooks:
            found = project_queries.codebook(connection, derived_id("codebook", ref))
            if found is None:
                raise Refused("unknown_codebook", codebook=ref)
            self._stored_codebooks[ref] = found
        return self._stored_codebooks[ref]

    def person(self, name: str) -> Person:
        """Return the person of this name, a new annotator if nobody is called so."""
        key = match_key(name)
        if key not in self._people:
            self._add_person(key, Person(id=new_id(), name=" ".join(name.split())))
        return self._people[key]

    def round(self, name: str) -> Round:
        """Return the round of this name, made anew with the project's codebook if need be."""
        if name not in self._rounds:
            made = Round(
                id=derived_id("round", name),
                name=name,
                codebook=self._fallback,
                ordinal=len(self._rounds),
            )
            self._add_round(made)
        return self._rounds[name]

    def batch(self, connection: Connection, round_: Round, name: str | None) -> uuid.UUID | None:
        """Return the batch of this name in a round."""
        return self._batch(connection, round_, name, 0, {}).id if name else None

    def story(self, connection: Connection, given: str | None) -> uuid.UUID | None:
        """Return the story that an article names, by identifier or by name."""
        if not given:
            return None
        try:
            found = uuid.UUID(given)
        except ValueError:
            found = story_id(given)
        self._take_story(connection, StoryRecord(id=found, name=given))
        return found

    def speaker(self, connection: Connection, record: SpeakerRecord) -> uuid.UUID:
        """Return whom a record means: the same entry, a published one of that name, or new."""
        if record.id in self._speakers:
            return self._speakers[record.id]
        there = self._is_there(connection, EntityKind.SPEAKER, record.id)
        made = speaker_of(record, self.person(record.owner).id if record.owner else None)
        found = record.id if there else self._published(connection, made) or record.id
        if found == record.id and not there:
            self.fresh[EntityKind.SPEAKER].append(made)
        self._speakers[record.id] = found
        return found

    def speaker_here(self, given: str) -> str:
        """Return the identifier that a speaker of the file, named by it, has in this project."""
        try:
            return str(self._speakers.get(uuid.UUID(given), given))
        except ValueError:
            return given

    def take_speakers_of(self, connection: Connection, article_id: uuid.UUID) -> None:
        """Take over the unnamed speakers of an article, now that it is there."""
        for record in self._waiting.pop(article_id, ()):
            self.speaker(connection, record)

    def flushed(self) -> list[tuple[EntityKind, list[Entity]]]:
        """Return what is new since the last call, owners first, and forget it."""
        order = (
            EntityKind.PERSON,
            EntityKind.ROUND,
            EntityKind.BATCH,
            EntityKind.STORY,
            EntityKind.SPEAKER,
        )
        result = [(kind, self.fresh.pop(kind)) for kind in order if kind in self.fresh]
        self.fresh.clear()
        return result

    def _add_person(self, key: str, made: Person) -> None:
        """Add a person; one whom undoing an import removed comes back as the same person."""
        removed = self._removed.get((EntityKind.PERSON, key))
        if isinstance(removed, Person):
            self._people[key] = removed.but(deleted_at=None)
            self.changed.append(self._people[key])
        else:
            self._people[key] = made
            self.fresh[EntityKind.PERSON].append(made)

    def _add_round(self, made: Round) -> None:
        removed = self._removed.get((EntityKind.ROUND, made.name))
        if isinstance(removed, Round):
            self._rounds[made.name] = removed.but(deleted_at=None)
            self.changed.append(self._rounds[made.name])
        else:
            self._rounds[made.name] = made
            self.fresh[EntityKind.ROUND].append(made)

    def _is_there(self, connection: Connection, kind: EntityKind, id_: uuid.UUID) -> bool:
        found = import_queries.stored(connection, kind, [id_]).get(id_)
        if found is not None and found.deleted and import_queries.removed_by_undo(connection, id_):
            self.changed.append(found.but(deleted_at=None))
        return found is not None

    def _published(self, connection: Connection, made: Speaker) -> uuid.UUID | None:
        keys = sorted(made.match_keys)
        if not keys or made.owner_id is not None:
            return None
        for other in speaker_queries.with_match_keys(connection, keys, None):
            if other.kind is made.kind and match_key(other.name) == match_key(made.name):
                return other.id
        return None

    def _take_person(self, record: PersonRecord) -> None:
        key = match_key(record.name)
        known = self._people.get(key)
        if known is None:
            made = Person(
                id=new_id(), name=record.name, roles=record.roles, extra=dict(record.extra)
            )
            self._add_person(key, made)
        elif not set(record.roles) <= set(known.roles):
            grown = known.but(roles=tuple(dict.fromkeys((*known.roles, *record.roles))))
            self._people[key] = grown
            self.changed.append(grown)

    def _take_rounds(self, connection: Connection, given: tuple[RoundRecord, ...]) -> None:
        """Take rounds over; in a project that nobody has worked in they are as in the file."""
        only = next(iter(self._rounds.values())) if len(self._rounds) == 1 else None
        fresh = only is not None and not import_queries.has_work(connection, only.id)
        if fresh and only is not None and given and only.name not in {one.name for one in given}:
            # The one round of a new project is the file's first, whatever that is called.
            self._rounds = {given[0].name: only.but(name=given[0].name)}
            self.changed.append(self._rounds[given[0].name])
        for ordinal, one in enumerate(given):
            self._take_round(connection, one, ordinal, fresh=fresh)

    def _take_round(
        self,
        connection: Connection,
        record: RoundRecord,
        ordinal: int,
        *,
        fresh: bool,
    ) -> None:
        known = self._rounds.get(record.name)
        known_codebook = record.codebook in self._known_codebooks
        ref = record.codebook if record.codebook and known_codebook else self._fallback
        if known is None:
            made = Round(
                id=derived_id("round", record.name),
                name=record.name,
                purpose=record.purpose,
                codebook=ref,
                ordinal=ordinal,
                assigned=record.assigned,
                extra=dict(record.extra),
            )
            self._add_round(made)
            return
        follows = known.but(
            codebook=ref,
            purpose=record.purpose,
            ordinal=ordinal if fresh else known.ordinal,
            assigned=record.assigned or known.assigned,
            extra=dict(record.extra),
        )
        if (fresh and follows != known) or (
            known.codebook != ref and not import_queries.has_work(connection, known.id)
        ):
            # Nobody has coded anything in it yet, so it may follow the file.
            self._rounds[record.name] = follows
            self.changed.append(follows)

    def _batch(
        self,
        connection: Connection,
        round_: Round,
        name: str,
        ordinal: int,
        extra: dict[str, object],
    ) -> Batch:
        key = (round_.id, name)
        if key not in self._batches:
            made = Batch(
                id=derived_id("batch", str(round_.id), name),
                round_id=round_.id,
                name=name,
                ordinal=ordinal,
                extra=extra,
            )
            self._batches[key] = made
            if not self._is_there(connection, EntityKind.BATCH, made.id):
                self.fresh[EntityKind.BATCH].append(made)
        return self._batches[key]

    def _take_story(self, connection: Connection, record: StoryRecord) -> None:
        if record.id in self._stories:
            return
        self._stories.add(record.id)
        if not self._is_there(connection, EntityKind.STORY, record.id):
            self.fresh[EntityKind.STORY].append(
                Story(id=record.id, name=record.name, extra=dict(record.extra))
            )
