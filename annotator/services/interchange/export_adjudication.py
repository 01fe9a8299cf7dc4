"""Decisions and feedback as records: with people's names where the project has identifiers.

Identifiers of people, and those of sets, which follow from them, are others in every project.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.decisions import Decision
from annotator.domain.feedback import Feedback
from annotator.domain.people import Person, Round
from annotator.formats import records


class AdjudicationRecords:
    """Makes the records of one article."""

    def __init__(
        self,
        people: Mapping[uuid.UUID, Person],
        rounds: Mapping[uuid.UUID, Round],
        sets: Iterable[AnnotationSet],
        *,
        whole: bool,
    ) -> None:
        """``sets``: those of the article that the export holds; ``whole``: everybody's are."""
        self._whole = whole
        self._people = people
        self._rounds = rounds
        self._names = {
            one.id: people[one.person_id].name for one in sets if one.person_id is not None
        }

    def decision(self, one: Decision) -> records.DecisionRecord:
        """Return a decision; of annotators' work it shows what the export holds anyway."""
        return records.DecisionRecord(
            id=one.id,
            round=self._rounds[one.round_id].name,
            adjudicator=self._people[one.adjudicator_id].name,
            outcome=one.outcome,
            subject=one.subject,
            candidates=one.candidates,
            snapshots=self._snapshots(one),
            sets=tuple(
                records.SeenSetRecord(
                    annotator=self._names[seen.set_id], submission=seen.submission_id
                )
                for seen in one.sets
                if seen.set_id in self._names
            ),
            gold=one.gold,
            fields={key: self._field(value) for key, value in one.fields.items()},
            reason=one.reason,
            rationale=one.rationale,
            own_coding=one.own_coding,
            blind_check=one.blind_check,
            supersedes=one.supersedes,
            at=one.at,
            extra=one.extra,
        )

    def feedback(self, one: Feedback) -> records.FeedbackRecord:
        """Return an annotator's feedback."""
        return records.FeedbackRecord(
            annotator=self._people[one.person_id].name,
            round=self._rounds[one.round_id].name,
            items=one.items,
            values=one.values,
            released_at=one.released_at,
            extra=one.extra,
        )

    def _snapshots(self, one: Decision) -> tuple[dict[str, Any], ...]:
        """Return the candidates as they were; none of them where the export lacks one's set.

        They are in the candidates' order, so one cannot be left out alone.
        """
        here = (_id_of(document.get("set_id")) in self._names for document in one.snapshots)
        if not (self._whole or all(here)):
            return ()
        return tuple(self._snapshot(document) for document in one.snapshots)

    def _snapshot(self, document: dict[str, Any]) -> dict[str, Any]:
        name = self._names.get(_id_of(document.get("set_id")))
        if name is None or "annotator" in document:
            return document
        rest = {key: value for key, value in document.items() if key != "set_id"}
        return {**rest, "annotator": name}

    def _field(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        person = self._people.get(_id_of(value.get("taken_from")))
        return value if person is None else {**value, "taken_from": person.name}


def _id_of(text: object) -> uuid.UUID:
    try:
        return uuid.UUID(text) if isinstance(text, str) else uuid.UUID(int=0)
    except ValueError:
        return uuid.UUID(int=0)
