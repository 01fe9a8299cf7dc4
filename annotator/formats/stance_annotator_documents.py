"""Records as the JSON objects of ``stance-annotator/1``: one place that knows their keys and order.

The same record gives the same object, whatever order storage had it in: keys stand as in the
format's description, unknown ones sorted after them. Records without identifier have no key ``id``.
Keys that came later are written only where they say something, so that a file of an earlier version
is written again as it was.
"""

from collections.abc import Callable, Mapping
from typing import Any

from annotator.domain.attributions import Origin, QuotedSpan
from annotator.domain.decisions import Subject
from annotator.domain.documents import instant_text
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.formats.hidden_quotes import without_quotes
from annotator.formats.interfaces import TextMode
from annotator.formats.json_fields import in_order
from annotator.formats.json_parts import (
    Document,
    day_text,
    id_part,
    optional_instant,
    reference,
    with_unknown,
)
from annotator.formats.records import (
    LINE_KEYS,
    NO_ID,
    SPAN_KEYS,
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    DecisionRecord,
    FeedbackRecord,
    Layer,
    SetRecord,
    SpeakerRecord,
    SubmissionRecord,
    ZoneRecord,
    span_key,
)

FORMAT = "stance-annotator/1"

FreeForm = Callable[[Mapping[str, Any]], Any]
OfSpeaker = Callable[[SpeakerRecord], Document]

_KEPT_SPEAKERS = 10_000

# By identity: to hash a member of an enumeration, or to take its value, takes ten times as long.
_ROLE_PLACES = {id(role): place for place, role in enumerate(SpanRole)}
_WORDS = {id(member): member.value for words in (Layer, Origin, SpeakerKind) for member in words}
_NO_KEYS: Mapping[str, Mapping[str, Any]] = {}


class KeptSpeakers:
    """Makes the object of each speaker once for many attributions; it is not to be changed."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[SpeakerRecord, Document]] = {}

    def document(self, record: SpeakerRecord) -> Document:
        """Return what `speaker_document` does."""
        # By identity, which lasts as the record is kept as well: it cannot be hashed.
        kept = self._kept.get(id(record))
        if kept is None:
            if len(self._kept) >= _KEPT_SPEAKERS:
                self._kept.clear()
            kept = self._kept[id(record)] = (record, speaker_document(record))
        return kept[1]


def line_document(
    record: ArticleRecord,
    mode: TextMode = TextMode.FULL,
    free: FreeForm = in_order,
    of_speaker: OfSpeaker | None = None,
) -> Document:
    """Return the object of an article's line.

    ``free`` puts snapshots, the greatest part of a line, into order; it is used where they need
    not be looked into. ``of_speaker`` is for who writes many lines: see `KeptSpeakers`.
    """
    of_speaker = of_speaker or speaker_document
    if mode is TextMode.NONE:
        free = in_order
    text = record.text
    extra = dict(record.extra)
    line_keys = extra.pop(LINE_KEYS, {})
    article = {
        "id": str(record.id),
        "digest": record.digest,
        **({"text": text} if mode is TextMode.FULL else {}),
        "language": record.language,
        "story": record.story,
        "imported_at": optional_instant(record.imported_at),
        "appearances": [appearance_document(one) for one in record.appearances],
        "zones": [zone_document(one) for one in sorted(record.zones, key=_zone_place)],
    }
    document = {
        "format": FORMAT,
        "article": with_unknown(extra, article),
        "sets": [set_document(one, free) for one in sorted(record.sets, key=_whose)],
        "attributions": [
            attribution_document(one, of_speaker) for one in in_file_order(record.attributions)
        ],
        "decisions": [decision_document(one) for one in sorted(record.decisions, key=_decided)],
    }
    if record.feedback:
        ordered = sorted(record.feedback, key=lambda one: (one.round, one.annotator))
        document["feedback"] = [feedback_document(one) for one in ordered]
    whole = with_unknown(line_keys, document)
    if mode is not TextMode.NONE:
        return whole
    hidden: Document = without_quotes(whole, text)
    return hidden


def in_file_order(attributions: tuple[AttributionRecord, ...]) -> list[AttributionRecord]:
    """Return attributions as files have them: by round, person (gold last), and reading order."""
    return sorted(attributions, key=_file_place)


def appearance_document(record: AppearanceRecord) -> Document:
    """Return the object of an appearance."""
    document = {
        **id_part(record.id),
        "title": record.title,
        "outlet": record.outlet,
        "byline": record.byline,
        "published_on": day_text(record.published_on),
        "url": record.url,
        "source_file": record.source_file,
    }
    return with_unknown(record.extra, document)


def zone_document(record: ZoneRecord) -> Document:
    """Return the object of a zone."""
    place = {"start": record.start, "end": record.end, "kind": record.kind.value}
    return with_unknown(record.extra, {**id_part(record.id), **place})


def set_document(record: SetRecord, free: FreeForm = in_order) -> Document:
    """Return the object of a set; ``free`` as in `line_document`."""
    document = {
        "annotator": record.annotator,
        "layer": record.layer.value,
        "round": record.round,
        "batch": record.batch,
        "state": record.state.value,
        "reason": record.reason,
        "values": in_order(record.values),
        "seconds": record.seconds,
        "submissions": [
            submission_document(one, free)
            for one in sorted(record.submissions, key=lambda one: (one.ordinal, one.id.bytes))
        ],
    }
    return with_unknown(record.extra, document)


def submission_document(record: SubmissionRecord, free: FreeForm = in_order) -> Document:
    """Return the object of a submission; ``free`` as in `line_document`."""
    document = {
        **id_part(record.id),
        "ordinal": record.ordinal,
        "state": record.state.value,
        "reason": record.reason,
        "codebook": record.codebook,
        "submitted_at": instant_text(record.submitted_at),
        "snapshot": free(record.snapshot),
    }
    return with_unknown(record.extra, document)


def attribution_document(
    record: AttributionRecord, of_speaker: OfSpeaker | None = None
) -> Document:
    """Return the object of an attribution; ``of_speaker`` as in `line_document`."""
    of_speaker = of_speaker or speaker_document
    extra, keys_of_spans = record.extra, _NO_KEYS
    if SPAN_KEYS in extra:
        extra = dict(extra)
        keys_of_spans = extra.pop(SPAN_KEYS)
    spans: tuple[list[QuotedSpan], ...] = ([], [], [], [])
    for span in record.spans:
        spans[_ROLE_PLACES[id(span.role)]].append(span)
    content, source, cue, condition = [_span_documents(own, keys_of_spans) for own in spans]
    created, unchanged = optional_instant(record.created_at), record.updated_at == record.created_at
    document = {
        "id": str(record.id),
        "annotator": record.annotator,
        "layer": _WORDS[id(record.layer)],
        "round": record.round,
        "content": content,
        "source": source,
        "cue": cue,
        "condition": condition,
        "speaker": record.speaker and of_speaker(record.speaker),
        "speaking_as": reference(record.speaking_as),
        "reported_by": reference(record.reported_by),
        "values": in_order(record.values),
        "soft": record.soft,
        "derived": sorted(record.derived),
        "codebook": record.codebook,
        "note": record.note,
        "flagged": record.flagged,
        "origin": _WORDS[id(record.origin)],
        "created_at": created,
        "updated_at": created if unchanged else optional_instant(record.updated_at),
    }
    # Made and taken out again where there is nothing: faster than to put the object together.
    if record.soft:
        document["soft"] = in_order(record.soft)
    else:
        del document["soft"]
    if record.id == NO_ID:
        del document["id"]
    return with_unknown(extra, document) if extra else document


def _span_documents(
    spans: list[QuotedSpan], keys: Mapping[str, Mapping[str, Any]]
) -> list[Document]:
    """Return the objects of the spans of one role, in order of the text."""
    if not spans:
        return []
    if len(spans) > 1:
        spans.sort(key=_span_place)
    documents = [{"start": one.start, "end": one.end, "quote": one.quote} for one in spans]
    if not keys:
        return documents
    return [
        with_unknown(keys.get(span_key(one), {}), document)
        for one, document in zip(spans, documents, strict=True)
    ]


def speaker_document(record: SpeakerRecord) -> Document:
    """Return the object of the speaker that stands with an attribution."""
    return with_unknown(record.extra, speaker_fields(record))


def decision_document(record: DecisionRecord) -> Document:
    """Return the object of a decision."""
    document: Document = {
        **id_part(record.id),
        "round": record.round,
        "adjudicator": record.adjudicator,
        "outcome": record.outcome.value,
    }
    if record.subject is not Subject.ATTRIBUTION:
        document["subject"] = record.subject.value
    document["candidates"] = [str(one) for one in record.candidates]
    if record.snapshots:
        document["snapshots"] = [in_order(one) for one in record.snapshots]
    if record.sets:
        document["sets"] = [
            {"annotator": one.annotator, "submission": str(one.submission)}
            for one in sorted(record.sets, key=lambda one: (one.annotator, one.submission.bytes))
        ]
    document |= {
        "gold": [str(one) for one in record.gold],
        "fields": in_order(record.fields),
        "reason": record.reason,
        "rationale": record.rationale,
        **({"own_coding": True} if record.own_coding else {}),
        **({"blind_check": True} if record.blind_check else {}),
        "supersedes": reference(record.supersedes),
        "at": optional_instant(record.at),
    }
    return with_unknown(record.extra, document)


def feedback_document(record: FeedbackRecord) -> Document:
    """Return the object of an annotator's feedback."""
    document = {
        "annotator": record.annotator,
        "round": record.round,
        "items": [in_order(one) for one in record.items],
        "values": in_order(record.values),
        "released_at": optional_instant(record.released_at),
    }
    return with_unknown(record.extra, document)


def speaker_fields(record: SpeakerRecord) -> Document:
    """Return what is known of a speaker wherever one stands."""
    return {
        **id_part(record.id),
        "name": record.name,
        "aliases": list(record.aliases),
        "kind": _WORDS[id(record.kind)],
        "role": record.role,
        "affiliation": record.affiliation,
        "country": record.country,
    }


def _whose(record: SetRecord) -> tuple[bool, str, str]:
    return (record.layer is Layer.GOLD, record.round, record.annotator or "")


def _file_place(record: AttributionRecord) -> tuple[bool, str, str, int, int, int]:
    content = [span for span in record.spans if span.role is SpanRole.CONTENT]
    if len(content) == 1:  # nearly always, and with no lists to look through
        start, end = content[0].start, content[0].end
    else:
        start = min([span.start for span in content], default=0)
        end = max([span.end for span in content], default=0)
    return (
        record.layer is Layer.GOLD,
        record.round,
        record.annotator or "",
        start,
        -end,
        record.id.int,
    )


def _span_place(span: QuotedSpan) -> tuple[int, int]:
    return (span.start, span.end)


def _zone_place(record: ZoneRecord) -> tuple[int, int, str, bytes]:
    return (record.start, record.end, record.kind.value, record.id.bytes)


def _decided(record: DecisionRecord) -> tuple[str, bytes]:
    return (optional_instant(record.at) or "", record.id.bytes)
