"""The JSON object of one line of ``stance-annotator/1`` as a record, checked against its text.

All functions raise FormatError with ``where`` (and what `Fields` says), or one of
``other_format``, ``text_missing``, ``empty_text``, ``too_long``, ``id_mismatch``,
``digest_mismatch``, ``span_out_of_range``, ``span_empty``, ``quote_mismatch``, ``duplicate_id``,
``annotator_missing``, ``gold_with_annotator``, or what `check_spans` refuses.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

from annotator.domain.annotation_sets import SetState
from annotator.domain.articles import ZoneKind
from annotator.domain.attributions import Origin, QuotedSpan, ordered_spans
from annotator.domain.errors import FormatError, Refused
from annotator.domain.people import MAIN_ROUND
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.article_text import (
    MAX_CODE_POINTS,
    NormalisedText,
    article_id_of,
    digest_of,
    is_normalised,
    normalise,
)
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.validation import check_spans
from annotator.formats.identity import identified
from annotator.formats.json_fields import Fields
from annotator.formats.records import (
    LINE_KEYS,
    SPAN_KEYS,
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    Layer,
    SetRecord,
    SpeakerRecord,
    SpeakerRoleRecord,
    SubmissionRecord,
    ZoneRecord,
    span_key,
)
from annotator.formats.stance_annotator_decision_reading import decision_from, feedback_from
from annotator.formats.stance_annotator_documents import FORMAT

_APPEARANCE_KEYS = ("title", "outlet", "byline", "published_on", "url", "source_file")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it came, and as it is kept."""

    original: str
    normalised: NormalisedText

    def span(self, start: object, end: object, where: str) -> Span:
        """Return the span of the normalised text that these offsets of the original mean."""
        if not _is_whole(start) or not _is_whole(end):
            raise FormatError("wrong_type", where=where, expected="two whole numbers")
        if not 0 <= start <= end <= len(self.original):
            raise FormatError("span_out_of_range", where=where, start=start, end=end)
        span = Span(self.normalised.offset(start), self.normalised.offset(end))
        if not len(span):
            raise FormatError("span_empty", where=where, start=start, end=end)
        return span


def article_from_line(document: dict[str, Any], file_name: str, line: int) -> ArticleRecord:
    """Return the article of a line: offsets mapped, quotes checked, identifiers complete."""
    whole = Fields(document)
    check_format(whole)
    fields = Fields(whole.anything("article"), "article")
    given = fields.text("digest")
    text = _text(fields, given)
    digest = _checked_digest(fields, given, text.normalised.text)
    appearances = _appearances(fields)
    record = ArticleRecord(
        id=article_id_of(digest),
        digest=digest,
        text=text.normalised.text,
        language=fields.text("language"),
        story=fields.text("story"),
        imported_at=fields.instant("imported_at"),
        appearances=appearances,
        zones=tuple(_zone(one, text) for one in fields.objects("zones")),
        sets=tuple(_set(one) for one in whole.objects("sets")),
        attributions=tuple(_attribution(one, text) for one in whole.objects("attributions")),
        decisions=tuple(decision_from(one) for one in whole.objects("decisions")),
        feedback=tuple(feedback_from(one) for one in whole.objects("feedback")),
        extra=with_line_keys(fields, whole),
        source_file=file_name,
        line=line,
    )
    record = identified(record)
    for kind, ids in (
        ("attributions", [one.id for one in record.attributions]),
        ("appearances", [one.id for one in record.appearances]),
        ("zones", [one.id for one in record.zones]),
        ("decisions", [one.id for one in record.decisions]),
        ("sets", [(one.layer, one.annotator, one.round) for one in record.sets]),
        ("feedback", [(one.annotator, one.round) for one in record.feedback]),
    ):
        _check_unique(kind, ids)
    return record


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def check_format(whole: Fields) -> None:
    """Take the name of the format; without one, ours is meant."""
    named = whole.text("format")
    if named not in (None, FORMAT):
        raise FormatError("other_format", where="format", found=named)


def with_line_keys(inner: Fields, whole: Fields) -> dict[str, Any]:
    """Return the unknown keys of an object, with those of the line around it."""
    extra = inner.rest(LINE_KEYS)
    around = whole.rest()
    return {**extra, LINE_KEYS: around} if around else extra


def speaker_from(document: object, where: str) -> SpeakerRecord:
    """Return a speaker: an object, or a plain text for a named person."""
    if isinstance(document, str):
        document = {"name": document}
    fields = Fields(document, where)
    return SpeakerRecord(
        id=fields.own_id(),
        name=fields.needed_text("name"),
        aliases=fields.texts("aliases"),
        kind=fields.choice("kind", SpeakerKind, SpeakerKind.NAMED_PERSON),
        role=fields.text("role"),
        affiliation=fields.text("affiliation"),
        country=fields.text("country"),
        roles=tuple(_speaker_role(one) for one in fields.objects("roles")),
        owner=fields.text("owner"),
        article=fields.id("article"),
        merged_into=fields.id("merged_into"),
        extra=fields.rest(),
    )


def _speaker_role(fields: Fields) -> SpeakerRoleRecord:
    return SpeakerRoleRecord(
        id=fields.own_id(),
        title=fields.needed_text("title"),
        affiliation=fields.text("affiliation"),
        since=fields.day("since"),
        until=fields.day("until"),
        extra=fields.rest(),
    )


def _text(fields: Fields, digest: str | None) -> _Text:
    original = fields.text("text")
    if original is None:
        raise FormatError("text_missing", where=fields.path("text"))
    if digest is not None and is_normalised(original) and digest == digest_of(original):
        # One of ours: a U+FEFF at its beginning stood behind another, and belongs to the text.
        normalised = NormalisedText(original, ())
    else:
        normalised = normalise(original)
    if len(normalised.text) > MAX_CODE_POINTS:
        raise FormatError("too_long", where=fields.path("text"), limit=MAX_CODE_POINTS)
    if not normalised.text.strip():
        raise FormatError("empty_text", where=fields.path("text"))
    return _Text(original, normalised)


def _checked_digest(fields: Fields, given: str | None, text: str) -> str:
    digest = digest_of(text)
    if given is not None and given.lower() != digest:
        raise FormatError("digest_mismatch", where=fields.path("digest"), found=given)
    own = fields.id("id")
    if own is not None and own != article_id_of(digest):
        raise FormatError("id_mismatch", where=fields.path("id"), found=str(own))
    return digest


def _appearances(fields: Fields) -> tuple[AppearanceRecord, ...]:
    listed = tuple(_appearance(one) for one in fields.objects("appearances"))
    direct = {key: fields.anything(key) for key in _APPEARANCE_KEYS}
    if all(value is None for value in direct.values()):
        return listed
    return (_appearance(Fields(direct, fields.where)), *listed)


def _appearance(fields: Fields) -> AppearanceRecord:
    return AppearanceRecord(
        id=fields.own_id(),
        title=fields.text("title"),
        outlet=fields.text("outlet"),
        byline=fields.text("byline"),
        published_on=fields.day("published_on"),
        url=fields.text("url"),
        source_file=fields.text("source_file"),
        extra=fields.rest(),
    )


def _zone(fields: Fields, text: _Text) -> ZoneRecord:
    span = text.span(fields.anything("start"), fields.anything("end"), fields.where)
    return ZoneRecord(
        id=fields.own_id(),
        start=span.start,
        end=span.end,
        kind=fields.choice("kind", ZoneKind, ZoneKind.BOILERPLATE),
        extra=fields.rest(),
    )


def _set(fields: Fields) -> SetRecord:
    annotator, layer = _whose(fields)
    return SetRecord(
        annotator=annotator,
        layer=layer,
        round=fields.text("round") or MAIN_ROUND,
        batch=fields.text("batch"),
        state=fields.choice("state", SetState, SetState.IN_PROGRESS),
        reason=fields.text("reason"),
        values=fields.values("values"),
        seconds=fields.whole("seconds", 0),
        submissions=tuple(_submission(one) for one in fields.objects("submissions")),
        extra=fields.rest(),
    )


def _submission(fields: Fields) -> SubmissionRecord:
    submitted_at = fields.instant("submitted_at")
    if submitted_at is None:
        raise FormatError("missing_field", where=fields.path("submitted_at"))
    return SubmissionRecord(
        id=fields.own_id(),
        ordinal=fields.whole("ordinal"),
        state=fields.choice("state", SetState, SetState.DONE),
        reason=fields.text("reason"),
        codebook=fields.needed_text("codebook"),
        submitted_at=submitted_at,
        snapshot=fields.mapping("snapshot"),
        extra=fields.rest(),
    )


def _attribution(fields: Fields, text: _Text) -> AttributionRecord:
    annotator, layer = _whose(fields)
    spans: list[QuotedSpan] = []
    keys_of_spans: dict[str, Any] = {}
    for role in SpanRole:
        for place, one in enumerate(fields.items(role.value)):
            span, unknown = _quoted_span(role, one, text, f"{fields.path(role.value)}[{place}]")
            spans.append(span)
            if unknown:
                keys_of_spans[span_key(span)] = unknown
    if not any(span.role is SpanRole.CONTENT for span in spans):
        raise FormatError("missing_field", where=fields.path(SpanRole.CONTENT.value))
    try:
        check_spans(text.normalised.text, spans)
    except Refused as refused:
        raise FormatError(refused.code, **{**refused.fields, "where": fields.where}) from refused
    speaker = fields.anything("speaker")
    fields.anything("soft")  # Worked out from what is in the project, and not kept.
    return AttributionRecord(
        id=fields.own_id(),
        annotator=annotator,
        layer=layer,
        round=fields.text("round") or MAIN_ROUND,
        spans=ordered_spans(spans),
        speaker=None if speaker is None else speaker_from(speaker, fields.path("speaker")),
        speaking_as=fields.id("speaking_as"),
        reported_by=fields.id("reported_by"),
        values=fields.values("values"),
        derived=tuple(sorted(fields.texts("derived"))),
        codebook=fields.text("codebook"),
        note=fields.text("note") or "",
        flagged=fields.flag("flagged"),
        origin=fields.choice("origin", Origin, Origin.MANUAL),
        created_at=fields.instant("created_at"),
        updated_at=fields.instant("updated_at"),
        extra={**fields.rest(SPAN_KEYS), **({SPAN_KEYS: keys_of_spans} if keys_of_spans else {})},
    )


def _quoted_span(
    role: SpanRole, document: object, text: _Text, where: str
) -> tuple[QuotedSpan, dict[str, Any]]:
    if isinstance(document, list):
        if len(document) != 2:
            raise FormatError("wrong_type", where=where, expected="two whole numbers")
        document = dict(zip(("start", "end"), document, strict=True))
    fields = Fields(document, where)
    start, end = fields.anything("start"), fields.anything("end")
    span = text.span(start, end, where)
    words = span.quote(text.normalised.text)
    given = fields.text("quote")
    # The quote may be of the text as it came, or of what has become of it.
    if given is not None and given not in (words, text.original[start:end]):
        raise FormatError("quote_mismatch", where=where, quote=given, found=words)
    return QuotedSpan(role, span.start, span.end, words), fields.rest()


def _whose(fields: Fields) -> tuple[str | None, Layer]:
    """Take annotator and layer: gold has no annotator, everything else has one."""
    layer = fields.choice("layer", Layer, Layer.ANNOTATOR)
    annotator = fields.text("annotator")
    if layer is Layer.GOLD:
        if annotator is not None:
            raise FormatError("gold_with_annotator", where=fields.path("annotator"))
        return None, layer
    if annotator is None or not annotator.strip():
        raise FormatError("annotator_missing", where=fields.path("annotator"))
    return annotator, layer


def _check_unique(kind: str, ids: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for one in ids:
        if one in seen:
            raise FormatError("duplicate_id", where=kind, id=str(one))
        seen.add(one)
