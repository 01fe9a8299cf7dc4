"""Decisions and feedback of a line of ``stance-annotator/1`` as records."""

from annotator.domain.decisions import Outcome, Subject
from annotator.domain.errors import FormatError
from annotator.domain.people import MAIN_ROUND
from annotator.formats.json_fields import Fields
from annotator.formats.records import DecisionRecord, FeedbackRecord, SeenSetRecord


def decision_from(fields: Fields) -> DecisionRecord:
    """Return a decision. Raises FormatError, as `Fields` does."""
    return DecisionRecord(
        id=fields.own_id(),
        round=fields.text("round") or MAIN_ROUND,
        adjudicator=fields.needed_text("adjudicator"),
        outcome=fields.choice("outcome", Outcome, None),
        subject=fields.choice("subject", Subject, Subject.ATTRIBUTION),
        candidates=fields.ids("candidates"),
        snapshots=fields.mappings("snapshots"),
        sets=tuple(_seen_set(one) for one in fields.objects("sets")),
        gold=fields.ids("gold"),
        fields=fields.mapping("fields"),
        reason=fields.text("reason"),
        rationale=fields.text("rationale") or "",
        own_coding=fields.flag("own_coding"),
        blind_check=fields.flag("blind_check"),
        supersedes=fields.id("supersedes"),
        at=fields.instant("at"),
        extra=fields.rest(),
    )


def feedback_from(fields: Fields) -> FeedbackRecord:
    """Return an annotator's feedback. Raises FormatError, as `Fields` does."""
    return FeedbackRecord(
        annotator=fields.needed_text("annotator"),
        round=fields.text("round") or MAIN_ROUND,
        items=fields.mappings("items"),
        values=fields.mapping("values"),
        released_at=fields.instant("released_at"),
        extra=fields.rest(),
    )


def _seen_set(fields: Fields) -> SeenSetRecord:
    submission = fields.id("submission")
    if submission is None:
        raise FormatError("missing_field", where=fields.path("submission"))
    return SeenSetRecord(annotator=fields.needed_text("annotator"), submission=submission)
