"""One article record of an import, turned into what is new in the project."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission, set_id_of
from annotator.domain.articles import Appearance, Article
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.documents import to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import AnnotatorError, FormatError, Refused
from annotator.domain.identifiers import derived_id
from annotator.domain.text.article_text import MAX_CODE_POINTS
from annotator.domain.validation import check_reported_by, check_spans, check_values
from annotator.formats.records import (
    ArticleRecord,
    AttributionRecord,
    Layer,
    SetRecord,
)
from annotator.services.interchange.import_adjudication import (
    decision_of,
    feedback_of,
    with_speakers,
)
from annotator.services.interchange.import_entities import (
    appearance_of,
    article_of,
    submission_of,
    zones_of,
)
from annotator.services.interchange.import_names import ImportNames
from annotator.services.interchange.import_report import FileOutcome
from annotator.storage import article_queries, import_queries
from annotator.storage.store import Connection

_SetKey = tuple[str | None, str]


@dataclass(slots=True)
class Additions:
    """What an import is to write, gathered over some articles."""

    entities: dict[EntityKind, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    columns: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    """Further columns of the rows of articles and sets."""
    texts: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    restored: list[Entity] = field(default_factory=list)
    grown_sets: dict[uuid.UUID, tuple[int, int]] = field(default_factory=dict)
    """Counters to add to sets that were there before: attributions, flagged ones."""
    appeared: list[Article] = field(default_factory=list)
    """Known articles with a new appearance."""
    code_points: int = 0
    _by_id: dict[uuid.UUID, Entity] = field(default_factory=dict)

    def add(self, kind: EntityKind, entity: Entity) -> None:
        """Gather a new entity."""
        self.entities[kind].append(entity)
        self._by_id[entity.id] = entity

    def find(self, id_: uuid.UUID) -> Entity | None:
        """Return what was gathered under this identifier."""
        return self._by_id.get(id_)


class ArticleTaker:
    """Compares records with what is there, and gathers what is new."""

    def __init__(self, connection: Connection, names: ImportNames, now: datetime) -> None:
        self._connection = connection
        self._names = names
        self._now = now
        self._new_sets: list[tuple[SetRecord, AnnotationSet, str]] = []
        """Sets of the article at hand that are new, with the codebook of their round."""
        self.additions = Additions()

    def take(self, record: ArticleRecord, outcome: FileOutcome) -> None:
        """Take one article in; what is wrong with parts of it goes into the outcome."""
        if len(record.text) > MAX_CODE_POINTS:
            raise FormatError("too_long", length=len(record.text), limit=MAX_CODE_POINTS)
        if not record.text.strip():
            raise FormatError("empty_file")
        article, new = self._article(record, outcome)
        appeared = self._appearances(record, article, new, outcome)
        outcome.articles += new
        outcome.appearances += appeared if not new else 0
        outcome.known += not new and not appeared
        self._plain(EntityKind.ZONE, zones_of(record), outcome)
        self._names.take_speakers_of(self._connection, article.id)
        sets = self._sets(record, outcome)
        self._attributions(record, sets, outcome)
        # Only now is it known whom the file's speakers are here.
        self._submissions(record, outcome)
        self._decisions(record, outcome)
        for one in record.feedback:
            made = feedback_of(record, one, self._names, self._now)
            self._plain(EntityKind.FEEDBACK, [made], outcome)

    def _article(self, record: ArticleRecord, outcome: FileOutcome) -> tuple[Article, bool]:
        there = import_queries.stored(self._connection, EntityKind.ARTICLE, [record.id])
        found = there.get(record.id) or self.additions.find(record.id)
        if isinstance(found, Article) and not found.deleted:
            return found, False
        if isinstance(found, Article):
            # Whoever imports a text that was removed wants it back.
            story = self._names.story(self._connection, record.story)
            self._restore(found.but(story_id=story or found.story_id), outcome)
            return found, True
        article = article_of(record, self._names.story(self._connection, record.story), self._now)
        self.additions.add(EntityKind.ARTICLE, article)
        self.additions.texts.append((article.id, record.text))
        self.additions.code_points += len(record.text)
        return article, True

    def _appearances(
        self, record: ArticleRecord, article: Article, new: bool, outcome: FileOutcome
    ) -> int:
        there = import_queries.appearances_there(self._connection, [article.id])[article.id]
        there += [
            one
            for one in self.additions.entities[EntityKind.APPEARANCE]
            if isinstance(one, Appearance) and one.article_id == article.id
        ]
        added = 0
        for appearance in record.appearances:
            made = appearance_of(appearance, article.id, len(there))
            if any(made.same_place(other) for other in there):
                continue
            there.append(made)
            added += self._plain(EntityKind.APPEARANCE, [made], outcome)
        columns = self.additions.columns.get(article.id)
        if new and columns is None:
            key = article_queries.filter_key(article.title, there)
            self.additions.columns[article.id] = {"filter_key": key}
        elif added:
            self.additions.appeared.append(article)
        return added

    def _sets(
        self, record: ArticleRecord, outcome: FileOutcome
    ) -> dict[_SetKey, AnnotationSet | None]:
        """Return the set that each annotator's attributions go into; None: handed in already."""
        given: dict[_SetKey, SetRecord] = {(one.annotator, one.round): one for one in record.sets}
        for attribution in record.attributions:
            key = (attribution.annotator, attribution.round)
            if key not in given:
                given[key] = SetRecord(
                    annotator=attribution.annotator,
                    layer=attribution.layer,
                    round=attribution.round,
                )
        return {key: self._set(record, one, outcome) for key, one in given.items()}

    def _set(
        self, record: ArticleRecord, one: SetRecord, outcome: FileOutcome
    ) -> AnnotationSet | None:
        round_ = self._names.round(one.round)
        person_id = None
        if one.layer is not Layer.GOLD:
            person_id = self._names.person(one.annotator or "").id
        set_id = set_id_of(record.id, round_.id, person_id)
        there = import_queries.stored(self._connection, EntityKind.ANNOTATION_SET, [set_id])
        found = there.get(set_id) or self.additions.find(set_id)
        if isinstance(found, AnnotationSet):
            if found.deleted:
                batch = self._names.batch(self._connection, round_, one.batch)
                self._restore(found.but(batch_id=batch), outcome)
            elif found.state.closed:
                return None
            return found
        codebook = self._names.codebook(self._connection, round_.codebook)
        one = self._without_unknown(codebook, one, record, outcome)
        made = AnnotationSet(
            id=set_id,
            article_id=record.id,
            round_id=round_.id,
            person_id=person_id,
            kind=one.layer.set_kind,
            batch_id=self._names.batch(self._connection, round_, one.batch),
            state=one.state,
            reason=one.reason,
            values=dict(one.values),
            seconds=one.seconds,
            extra=dict(one.extra),
        )
        self.additions.add(EntityKind.ANNOTATION_SET, made)
        self.additions.columns[set_id] = {"attribution_count": 0, "flagged_count": 0}
        self._new_sets.append((one, made, codebook.ref))
        return made

    def _submissions(self, record: ArticleRecord, outcome: FileOutcome) -> None:
        """Add what was handed in of the sets that are new."""
        for one, made, codebook in self._new_sets:
            submissions = [
                submission_of(
                    replace(each, snapshot=with_speakers(each.snapshot, self._names)), made.id
                )
                for each in one.submissions
            ]
            self._plain(EntityKind.SUBMISSION, submissions, outcome)
            if made.state.closed and one.layer is not Layer.GOLD and not submissions:
                self._hand_in(record, made, one, codebook, outcome)
        self._new_sets.clear()

    def _without_unknown(
        self, codebook: Codebook, one: SetRecord, record: ArticleRecord, outcome: FileOutcome
    ) -> SetRecord:
        """Return the set with only what the codebook knows; the attributions go in all the same.

        A set whose reason is unknown counts as begun, for nobody can say why it was handed in.
        """
        values = {}
        for key, value in one.values.items():
            try:
                check_values(codebook, Scope.ARTICLE, {key: value})
                values[key] = value
            except AnnotatorError as error:
                outcome.add(_at(error, record))
        if one.reason and one.reason not in {reason.key for reason in codebook.cannot_code}:
            outcome.add(_at(Refused("unknown_reason", reason=one.reason), record))
            return replace(one, values=values, reason=None, state=SetState.IN_PROGRESS)
        return replace(one, values=values)

    def _hand_in(
        self,
        record: ArticleRecord,
        made: AnnotationSet,
        one: SetRecord,
        codebook: str,
        outcome: FileOutcome,
    ) -> None:
        """A set that comes in as done was handed in, even where the file keeps no submissions."""
        own = [
            self._attribution(record, each, made)
            for each in record.attributions
            if (each.annotator, each.round) == (one.annotator, one.round)
        ]
        submission = Submission(
            id=derived_id("submission", str(made.id), "1"),
            set_id=made.id,
            ordinal=1,
            state=made.state,
            reason=made.reason,
            codebook=codebook,
            submitted_at=max((each.updated_at for each in own), default=self._now),
            snapshot={
                "set": to_document(made),
                "attributions": [to_document(each) for each in own],
            },
        )
        self._plain(EntityKind.SUBMISSION, [submission], outcome)

    def _attributions(
        self,
        record: ArticleRecord,
        sets: dict[_SetKey, AnnotationSet | None],
        outcome: FileOutcome,
    ) -> None:
        ids = [one.id for one in record.attributions]
        there = import_queries.stored(self._connection, EntityKind.ATTRIBUTION, ids)
        carriers = {one.id: one.reported_by for one in record.attributions}
        for one in record.attributions:
            found = there.get(one.id) or self.additions.find(one.id)
            if isinstance(found, Attribution):
                if found.deleted and import_queries.removed_by_undo(self._connection, one.id):
                    # Its speaker comes back with it, or is another one by now.
                    again = found.but(speaker_id=self._speaker(record, one))
                    self._restore(again, outcome)
                continue
            work = sets[one.annotator, one.round]
            try:
                if work is None:
                    raise Refused("set_closed", annotator=one.annotator or "")
                made = self._checked(record, one, work, carriers)
            except AnnotatorError as error:
                outcome.add(_at(error, record))
                carriers.pop(one.id)
                continue
            self.additions.add(EntityKind.ATTRIBUTION, made)
            self._count(made)
            outcome.attributions += 1

    def _checked(
        self,
        record: ArticleRecord,
        one: AttributionRecord,
        work: AnnotationSet,
        carriers: dict[uuid.UUID, uuid.UUID | None],
    ) -> Attribution:
        made = self._attribution(record, one, work)
        if not made.content:
            raise Refused("span_empty")
        check_spans(record.text, made.spans)
        codebook = self._names.codebook(self._connection, made.codebook)
        check_values(codebook, Scope.ATTRIBUTION, made.values)
        if one.reported_by is not None:
            if one.reported_by not in carriers:
                raise Refused("reported_by_unknown")
            check_reported_by(one.id, one.reported_by, carriers)
        return made

    def _attribution(
        self, record: ArticleRecord, one: AttributionRecord, work: AnnotationSet
    ) -> Attribution:
        return Attribution(
            id=one.id,
            set_id=work.id,
            article_id=record.id,
            spans=one.spans,
            values=dict(one.values),
            derived=tuple(sorted(set(one.derived) & set(one.values))),
            speaker_id=self._speaker(record, one),
            speaking_as=one.speaking_as,
            reported_by=one.reported_by,
            note=one.note,
            flagged=one.flagged,
            origin=one.origin,
            codebook=one.codebook or self._names.round(one.round).codebook,
            created_at=one.created_at or self._now,
            updated_at=one.updated_at or one.created_at or self._now,
            extra=dict(one.extra),
        )

    def _speaker(self, record: ArticleRecord, one: AttributionRecord) -> uuid.UUID | None:
        named = one.speaker
        if named is None:
            return None
        if not named.kind.named and named.article is None:
            named = replace(named, article=record.id)
        return self._names.speaker(self._connection, named)

    def _count(self, made: Attribution) -> None:
        columns = self.additions.columns.get(made.set_id)
        if columns is not None:
            columns["attribution_count"] += 1
            columns["flagged_count"] += made.flagged
            return
        attributions, flagged = self.additions.grown_sets.get(made.set_id, (0, 0))
        self.additions.grown_sets[made.set_id] = (attributions + 1, flagged + made.flagged)

    def _decisions(self, record: ArticleRecord, outcome: FileOutcome) -> None:
        """Add the decisions that are new, as far as what they rest on is there."""
        made = [decision_of(record, one, self._names, self._now) for one in record.decisions]
        known = {one.id for one in made}
        earlier = {one.supersedes for one in made if one.supersedes} - known
        known |= set(import_queries.stored(self._connection, EntityKind.DECISION, earlier))
        seen = [each.set_id for one in made for each in one.sets]
        sets = {one for one in seen if self.additions.find(one)}
        sets |= set(import_queries.stored(self._connection, EntityKind.ANNOTATION_SET, seen))
        for one in made:
            whole = one
            if one.supersedes is not None and one.supersedes not in known:
                outcome.add(_at(Refused("supersedes_unknown", decision=str(one.id)), record))
                whole = whole.but(supersedes=None)
            if any(each.set_id not in sets for each in one.sets):
                outcome.add(_at(Refused("seen_set_unknown", decision=str(one.id)), record))
                there = tuple(each for each in one.sets if each.set_id in sets)
                whole = whole.but(sets=there)
            self._plain(EntityKind.DECISION, [whole], outcome)

    def _plain(self, kind: EntityKind, made: list[Any], outcome: FileOutcome) -> int:
        """Add those that are not there; what undoing an import removed comes back."""
        there = import_queries.stored(self._connection, kind, [one.id for one in made])
        added = 0
        for one in made:
            found = there.get(one.id) or self.additions.find(one.id)
            if found is None:
                self.additions.add(kind, one)
                added += 1
            elif found.deleted and import_queries.removed_by_undo(self._connection, one.id):
                self._restore(found, outcome)
                added += 1
        return added

    def _restore(self, found: Entity, outcome: FileOutcome) -> None:
        if all(one.id != found.id for one in self.additions.restored):
            self.additions.restored.append(found.but(deleted_at=None))
            outcome.restored += 1


def _at(error: AnnotatorError, record: ArticleRecord) -> AnnotatorError:
    return Refused(error.code, **{**error.fields, "line": record.line})
