"""What annotators handed in, read back from the snapshots of their submissions."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import cattrs

from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission
from annotator.domain.attributions import Attribution, Values, in_reading_order
from annotator.domain.documents import from_document

_BROKEN = (KeyError, ValueError, TypeError, AttributeError, cattrs.BaseValidationError)
"""What reading a snapshot raises that another program made."""


@dataclass(frozen=True, slots=True)
class SubmittedWork:
    """An annotator's work on an article as it was handed in."""

    submission_id: uuid.UUID
    state: SetState
    reason: str | None
    values: Values
    """The article's own values."""
    attributions: tuple[Attribution, ...]
    """In reading order."""


def submitted_work(submission: Submission) -> SubmittedWork | None:
    """Return what a submission holds; None for a snapshot that cannot be read.

    Snapshots that came from a file may name sets as they were called there.
    """
    snapshot = submission.snapshot
    try:
        work = from_document(AnnotationSet, snapshot["set"])
        found = [from_document(Attribution, one) for one in snapshot["attributions"]]
        living = [
            one if one.set_id == submission.set_id else one.but(set_id=submission.set_id)
            for one in found
            if not one.deleted
        ]
        ordered = tuple(in_reading_order(living))
    except _BROKEN:
        return None
    return SubmittedWork(submission.id, submission.state, submission.reason, work.values, ordered)


def latest_work(submissions: Iterable[Submission]) -> SubmittedWork | None:
    """Return the newest of one set's submissions that can be read."""
    newest = sorted(
        submissions, key=lambda one: (one.ordinal, one.submitted_at, one.id), reverse=True
    )
    return next((work for one in newest if (work := submitted_work(one)) is not None), None)
