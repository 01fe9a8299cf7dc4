"""What a person may read of a project, as the records that formats write: one article at a time."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.annotation_sets import AnnotationSet, SetKind, Submission
from annotator.domain.articles import Story
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound
from annotator.domain.feedback import Feedback
from annotator.domain.people import Actor, Batch, Person, Role, Round, RoundPurpose
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.formats import records
from annotator.formats.records import Layer
from annotator.services.interchange.export_adjudication import AdjudicationRecords
from annotator.services.project import Project
from annotator.storage import (
    article_queries,
    feedback_queries,
    project_queries,
    speaker_queries,
    work_queries,
)
from annotator.storage.store import Connection
from annotator.storage.tables import articles as article_tables
from annotator.storage.tables import work as work_tables


@dataclass(frozen=True, slots=True)
class Share:
    """Whose work an export holds, after the rules of blind work."""

    layers: frozenset[Layer]
    people: frozenset[uuid.UUID] | None
    """None for everybody."""
    reader: uuid.UUID | None
    """For annotators: the one who reads, whose own speakers are all that is not published."""
    training: bool = False
    """Whether rounds for training are in it, which are no data."""

    def holds(self, work: AnnotationSet) -> bool:
        """Tell whether a set belongs to the share."""
        if work.kind is SetKind.GOLD:
            return Layer.GOLD in self.layers
        if Layer.ANNOTATOR not in self.layers:
            return False
        return self.people is None or work.person_id in self.people

    @property
    def whole(self) -> bool:
        """Tell whether everybody's work belongs to the share, and gold."""
        return self.layers == frozenset(Layer) and self.people is None

    @property
    def decisions(self) -> bool:
        """Tell whether decisions belong to the share: to gold, and not for annotators' eyes."""
        return Layer.GOLD in self.layers and self.reader is None

    def shows(self, feedback: Feedback) -> bool:
        """Tell whether an annotator's feedback belongs to the share: the own one, or with gold."""
        if self.reader is not None:
            return feedback.person_id == self.reader
        asked = self.people is None or feedback.person_id in self.people
        return self.layers == frozenset(Layer) and asked


def share_of(
    project: Project,
    actor: Actor,
    layer: str,
    annotators: tuple[str, ...],
    *,
    training: bool = False,
) -> Share:
    """Return what an actor may have of what was asked for (``gold``, ``annotators`` or ``all``).

    Raises `NotAllowed` when more was asked for than may be read, `NotFound` for unknown names.
    """
    layers = {
        "gold": frozenset({Layer.GOLD}),
        "annotators": frozenset({Layer.ANNOTATOR}),
        "all": frozenset(Layer),
    }[layer]
    with project.store.read() as connection:
        everybody = {match_key(one.name): one for one in project_queries.people(connection)}
    unknown = [name for name in annotators if match_key(name) not in everybody]
    if unknown and actor.role is not Role.ANNOTATOR:
        raise NotFound("unknown_person", name=unknown[0])
    asked = frozenset(everybody[match_key(name)].id for name in annotators if name not in unknown)
    if actor.role is not Role.ANNOTATOR:
        return Share(layers, asked or None, None, training)
    if layer == "gold" or unknown or not asked <= {actor.person_id}:
        # Unknown names, too: the answer must not tell who else works here.
        raise NotAllowed("blind_export")
    own = frozenset({actor.person_id})
    return Share(frozenset({Layer.ANNOTATOR}), own, actor.person_id, training)


class RecordReader:
    """Reads a share of a project as records, inside one read transaction."""

    def __init__(self, project: Project, connection: Connection, share: Share) -> None:
        self._project = project
        self._connection = connection
        self._share = share
        self._people = {one.id: one for one in project_queries.people(connection)}
        everything = project_queries.rounds(connection)
        self._rounds = {
            one.id: one
            for one in everything
            if share.training or one.purpose is not RoundPurpose.TRAINING
        }
        self._left_out = [one.id for one in everything if one.id not in self._rounds]
        self._batches = {
            one.id: one
            for one in project_queries.living(
                connection, EntityKind.BATCH, work_tables.batch, Batch, "ordinal", "id"
            )
            if one.round_id in self._rounds
        }
        visible = speaker_queries.all_visible(connection, share.reader)
        self._speakers = {one.id: one for one in visible}
        self.article_ids = article_queries.article_ids(connection)

    def project(self) -> records.ProjectRecord:
        """Return the first line: all but the articles."""
        stories = project_queries.living(
            self._connection, EntityKind.STORY, article_tables.story, Story, "id"
        )
        return records.ProjectRecord(
            name=self._project.info.name,
            codebooks=self._codebooks(),
            people=tuple(
                records.PersonRecord(name=one.name, roles=one.roles, extra=one.extra)
                for one in self._shown_people()
            ),
            rounds=tuple(
                records.RoundRecord(
                    name=one.name,
                    purpose=one.purpose,
                    codebook=one.codebook,
                    assigned=one.assigned,
                    extra=one.extra,
                )
                for one in self._rounds.values()
            ),
            batches=tuple(
                records.BatchRecord(
                    round=self._rounds[one.round_id].name, name=one.name, extra=one.extra
                )
                for one in self._shown_batches()
            ),
            speakers=tuple(
                self._speaker(one, whole=True)
                for one in sorted(self._speakers.values(), key=lambda one: one.id.bytes)
                if self._share.people is None or one.owner_id in (None, *self._share.people)
            ),
            stories=tuple(
                records.StoryRecord(id=one.id, name=one.name, extra=one.extra) for one in stories
            ),
            settings=project_queries.settings(self._connection),
            extra=self._project.info.extra,
        )

    def articles(self, limit: int | None = None) -> Iterator[records.ArticleRecord]:
        """Yield the articles in the order in which they came in."""
        for article_id in self.article_ids[:limit]:
            record = self.article(article_id)
            if record is not None:
                yield record

    def article(self, article_id: uuid.UUID) -> records.ArticleRecord | None:
        """Return one article with the share's work on it."""
        found = article_queries.article_text(self._connection, article_id)
        if found is None:
            return None
        everything = work_queries.sets_of_article(self._connection, article_id)
        sets = {one.id: one for one in everything if self._holds(one)}
        attributions = work_queries.attributions_of(self._connection, list(sets))
        submissions = work_queries.submissions_of(self._connection, list(sets))
        article = found.article
        adjudication = AdjudicationRecords(
            self._people, self._rounds, sets.values(), whole=self._share.whole
        )
        return records.ArticleRecord(
            id=article.id,
            digest=article.digest,
            text=found.text,
            title=article.title,
            language=article.language,
            story=str(article.story_id) if article.story_id else None,
            imported_at=article.imported_at,
            appearances=tuple(
                records.AppearanceRecord(
                    id=one.id,
                    title=one.title,
                    outlet=one.outlet,
                    byline=one.byline,
                    published_on=one.published_on,
                    url=one.url,
                    source_file=one.source_file,
                    extra=one.extra,
                )
                for one in found.appearances
            ),
            zones=tuple(
                records.ZoneRecord(
                    id=one.id, start=one.start, end=one.end, kind=one.kind, extra=one.extra
                )
                for one in found.zones
            ),
            sets=tuple(
                self._set(one, tuple(s for s in submissions if s.set_id == one.id))
                for one in sorted(sets.values(), key=self._set_order)
            ),
            attributions=tuple(self._attribution(one, sets[one.set_id]) for one in attributions),
            decisions=tuple(
                adjudication.decision(one)
                for one in work_queries.decisions_of_article(self._connection, article_id)
                if self._share.decisions and one.round_id in self._rounds
            ),
            feedback=tuple(
                adjudication.feedback(one)
                for one in feedback_queries.feedback_of_article(
                    self._connection, article_id, self._rounds, self._people
                )
                if self._share.shows(one)
            ),
            extra=article.extra,
        )

    def _holds(self, work: AnnotationSet) -> bool:
        return work.round_id in self._rounds and self._share.holds(work)

    def _codebooks(self) -> tuple[Codebook, ...]:
        used = set(work_queries.codebooks_in_use(self._connection, self._left_out))
        used |= {one.codebook for one in self._rounds.values()}
        refs = project_queries.codebook_refs(self._connection)
        return tuple(self._project.codebook(ref) for ref in sorted(refs) if ref in used)

    def _shown_people(self) -> list[Person]:
        """People of the share, without somebody who only made the file and did no work in it."""
        if self._share.people is not None:
            return [one for one in self._people.values() if one.id in self._share.people]
        working = work_queries.people_with_work(self._connection)
        return [
            one for one in self._people.values() if one.id in working or set(one.roles) != set(Role)
        ]

    def _shown_batches(self) -> list[Batch]:
        """Batches of the share: what is handed to others is for an annotator not to know."""
        found = [one for one in self._batches.values() if one.round_id in self._rounds]
        if self._share.reader is None:
            return found
        own = work_queries.batches_of(self._connection, self._share.reader)
        return [one for one in found if one.id in own]

    def _set_order(self, one: AnnotationSet) -> tuple[int, str, str]:
        round_: Round = self._rounds[one.round_id]
        person = self._people.get(one.person_id) if one.person_id else None
        return (round_.ordinal, round_.name, person.name if person else "")

    def _set(self, work: AnnotationSet, submissions: tuple[Submission, ...]) -> records.SetRecord:
        return records.SetRecord(
            annotator=self._people[work.person_id].name if work.person_id else None,
            layer=Layer(work.kind.value),
            round=self._rounds[work.round_id].name,
            batch=self._batches[work.batch_id].name if work.batch_id else None,
            state=work.state,
            reason=work.reason,
            values=work.values,
            seconds=work.seconds,
            submissions=tuple(
                records.SubmissionRecord(
                    id=one.id,
                    ordinal=one.ordinal,
                    state=one.state,
                    reason=one.reason,
                    codebook=one.codebook,
                    submitted_at=one.submitted_at,
                    snapshot=one.snapshot,
                    extra=one.extra,
                )
                for one in submissions
            ),
            extra=work.extra,
        )

    def _attribution(self, one: Attribution, work: AnnotationSet) -> records.AttributionRecord:
        speaker = self._speakers.get(one.speaker_id) if one.speaker_id else None
        return records.AttributionRecord(
            id=one.id,
            annotator=self._people[work.person_id].name if work.person_id else None,
            layer=Layer(work.kind.value),
            round=self._rounds[work.round_id].name,
            spans=one.spans,
            speaker=self._speaker(speaker, whole=False) if speaker else None,
            speaking_as=one.speaking_as,
            reported_by=one.reported_by,
            values=one.values,
            derived=one.derived,
            codebook=one.codebook,
            note=one.note,
            flagged=one.flagged,
            origin=one.origin,
            created_at=one.created_at,
            updated_at=one.updated_at,
            extra=one.extra,
        )

    def _speaker(self, one: Speaker, *, whole: bool) -> records.SpeakerRecord:
        """Return the registry's entry, or the shorter copy that stands with an attribution."""
        owner = self._people.get(one.owner_id) if one.owner_id else None
        return records.SpeakerRecord(
            id=one.id,
            name=one.name,
            aliases=one.aliases,
            kind=one.kind,
            role=one.role,
            affiliation=one.affiliation,
            country=one.country,
            roles=tuple(
                records.SpeakerRoleRecord(
                    id=role.id,
                    title=role.title,
                    affiliation=role.affiliation,
                    since=role.since,
                    until=role.until,
                    extra=role.extra,
                )
                for role in one.roles
            )
            if whole
            else (),
            owner=owner.name if whole and owner else None,
            article=one.article_id if whole else None,
            merged_into=one.merged_into if whole else None,
            extra=one.extra,
        )
