"""Decisions and feedback of imported files: names in them become people of this project."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from annotator.domain.annotation_sets import set_id_of
from annotator.domain.decisions import Decision, SeenSet
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.formats.records import ArticleRecord, DecisionRecord, FeedbackRecord
from annotator.services.interchange.import_names import ImportNames


def decision_of(
    record: ArticleRecord, one: DecisionRecord, names: ImportNames, now: datetime
) -> Decision:
    """Return a decision, with the identifiers that people, sets and speakers have here."""
    round_id = names.round(one.round).id
    seen = {
        set_id_of(record.id, round_id, names.person(each.annotator).id): each.submission
        for each in one.sets
    }
    return Decision(
        id=one.id,
        article_id=record.id,
        round_id=round_id,
        adjudicator_id=names.person(one.adjudicator).id,
        outcome=one.outcome,
        subject=one.subject,
        candidates=one.candidates,
        snapshots=tuple(
            _snapshot(document, record.id, round_id, names) for document in one.snapshots
        )[: len(one.candidates)],
        sets=tuple(SeenSet(set_id, seen[set_id]) for set_id in sorted(seen)),
        gold=one.gold,
        fields={key: _field(key, value, names) for key, value in one.fields.items()},
        reason=one.reason,
        rationale=one.rationale,
        own_coding=one.own_coding,
        blind_check=one.blind_check,
        supersedes=one.supersedes,
        at=one.at or now,
        extra=dict(one.extra),
    )


def feedback_of(
    record: ArticleRecord, one: FeedbackRecord, names: ImportNames, now: datetime
) -> Feedback:
    """Return an annotator's feedback."""
    round_id, person_id = names.round(one.round).id, names.person(one.annotator).id
    return Feedback(
        id=feedback_id_of(record.id, round_id, person_id),
        article_id=record.id,
        round_id=round_id,
        person_id=person_id,
        items=tuple(dict(item) for item in one.items),
        values=dict(one.values),
        released_at=one.released_at or now,
        extra=dict(one.extra),
    )


def with_speakers(snapshot: Mapping[str, Any], names: ImportNames) -> dict[str, Any]:
    """Return a submission's snapshot, its attributions naming speakers as this project does.

    All else in it stays as it was stored where the article was handed in.
    """
    attributions = snapshot.get("attributions")
    if not isinstance(attributions, list):
        return dict(snapshot)
    named = [_with_speaker(one, names) if isinstance(one, dict) else one for one in attributions]
    return {**snapshot, "attributions": named}


def _snapshot(
    document: Mapping[str, Any], article_id: uuid.UUID, round_id: uuid.UUID, names: ImportNames
) -> dict[str, Any]:
    found = _with_speaker(document, names)
    annotator = found.get("annotator")
    if "set_id" in found or not isinstance(annotator, str) or not annotator.strip():
        return found
    del found["annotator"]
    found["set_id"] = str(set_id_of(article_id, round_id, names.person(annotator).id))
    return found


def _with_speaker(document: Mapping[str, Any], names: ImportNames) -> dict[str, Any]:
    found = dict(document)
    if isinstance(found.get("speaker_id"), str):
        found["speaker_id"] = names.speaker_here(found["speaker_id"])
    return found


def _field(key: str, value: Any, names: ImportNames) -> Any:
    if not isinstance(value, dict):
        return value
    found = dict(value)
    person = found.get("taken_from")
    if isinstance(person, str) and person.strip() and not _is_id(person):
        found["taken_from"] = str(names.person(person).id)
    if key == "speaker" and isinstance(found.get("value"), str):
        found["value"] = names.speaker_here(found["value"])
    return found


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
