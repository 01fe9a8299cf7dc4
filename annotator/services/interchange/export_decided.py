"""How each attribution in gold came about, as tables tell it and cards count it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.domain.decisions import Decision, live
from annotator.domain.people import Person
from annotator.formats.interfaces import ExportFormat, GoldColumns
from annotator.formats.records import AttributionRecord, GoldMadeRecord, Layer
from annotator.services.interchange.export_options import AS_TABLE, ExportOptions
from annotator.services.interchange.export_share import Share


def holds_decisions(writer: ExportFormat) -> bool:
    """Tell whether a format has a place for how and why gold was decided."""
    return writer.holds_history or writer.name in AS_TABLE


def gold_columns(format_name: str, options: ExportOptions, share: Share) -> GoldColumns:
    """Return what a format's tables say of decisions: nothing without gold, or to annotators."""
    if format_name not in AS_TABLE or not share.decisions:
        return GoldColumns.NONE
    return GoldColumns.WHY if options.rationale else GoldColumns.OUTCOME


def with_origin(
    attributions: Iterable[AttributionRecord],
    decisions: Iterable[Decision],
    people: Mapping[uuid.UUID, Person],
    columns: GoldColumns,
) -> tuple[AttributionRecord, ...]:
    """Return the attributions of an article, those in gold with how they came about.

    ``decisions``: all of the article. Who decided, and why, is there only where it is written:
    what is not in the files is not to be told of beside them either.
    """
    made = {gold: one for one in live(decisions) for gold in one.gold}
    return tuple(
        replace(one, made=_made(made.get(one.id), people, columns))
        if one.layer is Layer.GOLD
        else one
        for one in attributions
    )


def _made(
    decision: Decision | None, people: Mapping[uuid.UUID, Person], columns: GoldColumns
) -> GoldMadeRecord:
    if decision is None:
        return GoldMadeRecord()
    if columns is not GoldColumns.WHY:
        return GoldMadeRecord(outcome=decision.outcome)
    return GoldMadeRecord(
        outcome=decision.outcome,
        reason=decision.reason,
        rationale=decision.rationale,
        by=people[decision.adjudicator_id].name,
        at=decision.at,
    )
