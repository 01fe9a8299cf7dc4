"""Reading snapshots quickly says the same as reading them whole."""

import uuid
from typing import Any

import pytest
from hypothesis import given

from annotator.domain.adjudication.submitted_work import submitted_work
from annotator.domain.agreement.submission_reader import ReadWork, read_work, work_of
from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission
from annotator.domain.attributions import Attribution
from annotator.domain.documents import to_document
from annotator.domain.identifiers import derived_id
from tests.domain.marking import ADA, marked, work
from tests.domain.samples import AT

SET = AnnotationSet(
    id=derived_id("set"),
    article_id=derived_id("article"),
    round_id=derived_id("round"),
    person_id=ADA,
    state=SetState.DONE,
    values={"relevance": "yes"},
)


def snapshot_of(attributions: list[Attribution]) -> dict[str, Any]:
    return {"set": to_document(SET), "attributions": [to_document(one) for one in attributions]}


def read_whole(snapshot: dict[str, Any]) -> ReadWork | None:
    submission = Submission(
        id=derived_id("submission"), set_id=SET.id, ordinal=1, state=SetState.DONE, reason=None,
        codebook="harbour-deal@2", submitted_at=AT, snapshot=snapshot,
    )  # fmt: skip
    found = submitted_work(submission)
    return None if found is None else work_of(found.attributions, found.values, found.state)


def in_order(found: ReadWork | None) -> object:
    if found is None:
        return None
    rows = [
        (one.number, sorted(one.content), sorted(one.source), one.values, one.speaker, one.origin)
        for one in found.attributions
    ]
    return found.state, found.values, sorted(rows, key=lambda row: row[0])


@given(work(1, 5))
def test_it_is_what_reading_it_whole_gives(rows) -> None:
    attributions = [one.but(speaker_id=derived_id("mira")) for its in rows.values() for one in its]
    snapshot = snapshot_of([*attributions, marked("gone", (0, 3), deleted=True)])
    assert in_order(read_work(snapshot, SetState.DONE)) == in_order(read_whole(snapshot))


def test_identifiers_are_the_same_however_they_are_written() -> None:
    one = marked("a", (0, 5), speaker_id=derived_id("mira"))
    snapshot = snapshot_of([one])
    document = snapshot["attributions"][0]
    document |= {"id": one.id.hex.upper(), "speaker_id": "{" + str(one.speaker_id).upper() + "}"}
    found = read_work(snapshot, SetState.DONE)
    assert found is not None
    (read,) = found.attributions
    assert (uuid.UUID(int=read.number), read.speaker) == (one.id, str(one.speaker_id))


@pytest.mark.parametrize(
    "damage",
    [
        {"id": "not an identifier"},
        {"spans": [{"role": "chorus", "start": 0, "end": 5, "quote": ""}]},
        {"spans": [{"role": "content", "start": 5, "end": 0, "quote": ""}]},
        {"spans": [{"role": "content", "start": None, "end": 5, "quote": ""}]},
        {"values": {"parts": [["quay"]]}},
        {"values": ["supports"]},
        {"speaker_id": 7},
        {"origin": "dreamt"},
    ],
)
def test_what_another_program_broke_cannot_be_read(damage: dict[str, Any]) -> None:
    snapshot = snapshot_of([marked("a", (0, 5))])
    snapshot["attributions"][0] |= damage
    assert read_work(snapshot, SetState.DONE) is None


@pytest.mark.parametrize("snapshot", [{}, {"set": {}}, {"set": None, "attributions": []}])
def test_what_is_no_snapshot_cannot_be_read(snapshot: dict[str, Any]) -> None:
    assert read_work(snapshot, SetState.DONE) is None
