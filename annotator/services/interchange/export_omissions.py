"""What a person leaves out of an export: notes, rationales, the names of speakers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.formats.records import (
    ArticleRecord,
    AttributionRecord,
    DecisionRecord,
    FeedbackRecord,
    ProjectRecord,
    SetRecord,
    SpeakerRecord,
)
from annotator.services.interchange.export_options import ExportOptions


class Omissions:
    """Empties what is not to be told, in what was handed in and decided before, too."""

    def __init__(self, options: ExportOptions) -> None:
        self._emptied = frozenset(
            key
            for key, kept in (("note", options.notes), ("rationale", options.rationale))
            if not kept
        )
        self._speaker_ids = options.speaker_ids

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self._emptied) or self._speaker_ids

    def project(self, record: ProjectRecord) -> ProjectRecord:
        """Return the first line as it is to be told."""
        return replace(record, speakers=tuple(self._speaker(one) for one in record.speakers))

    def article(self, record: ArticleRecord) -> ArticleRecord:
        """Return an article as it is to be told."""
        return replace(
            record,
            sets=tuple(self._set(one) for one in record.sets),
            attributions=tuple(self._attribution(one) for one in record.attributions),
            decisions=tuple(self._decision(one) for one in record.decisions),
            feedback=tuple(self._feedback(one) for one in record.feedback),
        )

    def _attribution(self, one: AttributionRecord) -> AttributionRecord:
        note = "" if "note" in self._emptied else one.note
        return replace(one, note=note, speaker=one.speaker and self._speaker(one.speaker))

    def _speaker(self, one: SpeakerRecord) -> SpeakerRecord:
        return replace(one, name=str(one.id), aliases=()) if self._speaker_ids else one

    def _set(self, one: SetRecord) -> SetRecord:
        if not (self._emptied and one.submissions):
            return one
        made = tuple(replace(each, snapshot=self._told(each.snapshot)) for each in one.submissions)
        return replace(one, submissions=made)

    def _decision(self, one: DecisionRecord) -> DecisionRecord:
        return replace(
            one,
            rationale="" if "rationale" in self._emptied else one.rationale,
            snapshots=tuple(self._told(each) for each in one.snapshots),
        )

    def _feedback(self, one: FeedbackRecord) -> FeedbackRecord:
        items = [self._told(each) for each in one.items]
        if self._speaker_ids:
            items = [_without_names(each) for each in items]
        return replace(one, items=tuple(items), values=self._told(one.values))

    def _told(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {
                key: "" if key in self._emptied and isinstance(one, str) else self._told(one)
                for key, one in value.items()
            }
        return [self._told(one) for one in value] if isinstance(value, (list, tuple)) else value


def _without_names(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item of feedback whose sides name no speaker: they know none by identifier."""
    return {
        key: {**side, "speaker": None} if isinstance(side, dict) and "speaker" in side else side
        for key, side in item.items()
    }
