"""One person's attributions on one article as the lines of a brat ``.ann`` file.

Each attribution is an event: its trigger is the content, of type ``Attribution``; source, cue and
condition are text-bound annotations that it takes as arguments; an attribution that carries it is
the argument ``Reported_by``. Values that brat can hold are attributes of the event, the note is its
``AnnotatorNotes``, and everything that brat has no place for stands as JSON in a comment of type
``Record``.

The format is one of lines, and its readers take a file apart at any line break that Unicode knows,
and a line apart at tabs. A span that holds such characters is therefore written as fragments around
them, as brat itself does; ``Record`` has the offsets as they were marked.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.domain.codebook import as_keys
from annotator.domain.text.spans import Span, SpanRole
from annotator.formats.brat_configuration import TRIGGER, BratAttributes
from annotator.formats.records import AttributionRecord
from annotator.formats.standoff_details import attribution_details, one_line

REPORTED_BY = "Reported_by"
BETWEEN_FRAGMENTS = " "

_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def annotation_lines(
    attributions: Sequence[AttributionRecord], text: str, attributes: BratAttributes
) -> Iterator[str]:
    """Yield the lines of a file, without line ends. Offsets are code points."""
    events = {one.id: f"E{number}" for number, one in enumerate(attributions, start=1)}
    span_number = attribute_number = comment_number = 0
    for one in attributions:
        event = events[one.id]
        arguments: list[str] = []
        for role in SpanRole:
            spans = [span.span for span in one.spans if span.role is role]
            grouped = [spans] if role is SpanRole.CONTENT else [[span] for span in spans]
            for order, group in enumerate(grouped, start=1):
                span_number += 1
                name = TRIGGER if role is SpanRole.CONTENT else role.value.capitalize()
                yield _text_bound(f"T{span_number}", name, group, text)
                numbered = name if order == 1 else f"{name}{order}"
                arguments.append(f"{numbered}:T{span_number}")
        carrier = events.get(one.reported_by) if one.reported_by else None
        if carrier and carrier != event:
            arguments.append(f"{REPORTED_BY}:{carrier}")
        yield f"{event}\t{' '.join(arguments)}"
        for name, value in _values(one, attributes):
            attribute_number += 1
            yield f"A{attribute_number}\t{name} {event}{' ' if value else ''}{value}"
        if one.note:
            comment_number += 1
            yield f"#{comment_number}\tAnnotatorNotes {event}\t{_on_one_line(one.note)}"
        comment_number += 1
        yield f"#{comment_number}\tRecord {event}\t{one_line(attribution_details(one))}"


def _text_bound(identifier: str, name: str, spans: Sequence[Span], text: str) -> str:
    fragments = [fragment for span in spans for fragment in _fragments(span, text)]
    places = ";".join(f"{one.start} {one.end}" for one in fragments)
    words = BETWEEN_FRAGMENTS.join(text[one.start : one.end] for one in fragments)
    return f"{identifier}\t{name} {places}\t{words}"


def _fragments(span: Span, text: str) -> list[Span]:
    """Return the parts of a span between characters that brat's lines cannot hold."""
    found: list[Span] = []
    start = span.start
    for gap in _BREAKS.finditer(text, span.start, span.end):
        found.append(Span(start, gap.start()))
        start = gap.end()
    return [one for one in (*found, Span(start, span.end)) if len(one)]


def _values(one: AttributionRecord, attributes: BratAttributes) -> Iterator[tuple[str, str]]:
    for key, value in sorted(one.values.items()):
        for choice in as_keys(value):
            named = attributes.named(key, choice, single=not isinstance(value, tuple))
            if named:
                yield named


def _on_one_line(note: str) -> str:
    """Return a note with its lines joined; ``Record`` has it as it was written."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", note)
