"""Sets, attributions and speakers as the records that formats write."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.people import Batch, Person, Round
from annotator.domain.speakers import Speaker
from annotator.formats import records
from annotator.formats.records import Layer
from annotator.storage.attribution_pages import StoredAttribution
from annotator.storage.submission_pages import StoredSubmission


class WorkRecords:
    """Makes the records of work, which name people, rounds and batches by their names."""

    def __init__(
        self,
        people: Mapping[uuid.UUID, Person],
        rounds: Mapping[uuid.UUID, Round],
        batches: Mapping[uuid.UUID, Batch],
        speakers: Mapping[uuid.UUID, Speaker],
    ) -> None:
        self._people = people
        self._rounds = rounds
        self._batches = batches
        self._speakers = speakers
        self._short: dict[bytes, records.SpeakerRecord | None] = {}

    def of_set(
        self, work: AnnotationSet, submissions: Iterable[StoredSubmission]
    ) -> records.SetRecord:
        """Return one person's work on one article, or gold, with what was handed in."""
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

    def of_attributions(
        self,
        sets: Iterable[AnnotationSet],
        stored: Mapping[bytes, Sequence[StoredAttribution]],
    ) -> tuple[records.AttributionRecord, ...]:
        """Return the attributions of an article's sets in reading order.

        ``stored``: those of each set, by its identifier. Each has a short copy of its speaker.
        """
        found: list[tuple[tuple[int, int, bytes], records.AttributionRecord]] = []
        for work in sets:
            annotator = self._people[work.person_id].name if work.person_id else None
            layer = Layer(work.kind.value)
            round_ = self._rounds[work.round_id].name
            for one in stored.get(work.id.bytes, ()):
                record = records.AttributionRecord(
                    id=one.id,
                    annotator=annotator,
                    layer=layer,
                    round=round_,
                    spans=one.spans,
                    speaker=self._short_speaker(one.speaker) if one.speaker else None,
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
                found.append((one.place, record))
        found.sort(key=itemgetter(0))
        return tuple(record for _, record in found)

    def _short_speaker(self, key: bytes) -> records.SpeakerRecord | None:
        """Return the one copy that stands with all attributions of a speaker."""
        if key not in self._short:
            one = self._speakers.get(uuid.UUID(bytes=key))
            self._short[key] = self.of_speaker(one, whole=False) if one else None
        return self._short[key]

    def of_speaker(self, one: Speaker, *, whole: bool) -> records.SpeakerRecord:
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
