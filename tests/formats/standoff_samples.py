"""An article with all that makes offsets and lines go wrong, coded by two persons and as gold."""

from dataclasses import replace

from annotator.domain.annotation_sets import SetState
from annotator.domain.articles import ZoneKind
from annotator.domain.attributions import QuotedSpan, ordered_spans
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from annotator.formats.identity import identified
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    Layer,
    ProjectRecord,
    SetRecord,
    SpeakerRecord,
    ZoneRecord,
    plain_article,
)
from tests.domain.samples import a_span, codebook

PROJECT = ProjectRecord(codebooks=(codebook(),))
TEXT = (
    "The quay 😀\n\n“We\u00a0will,\u2028if they\topen\nthe road,” cafe\u0301 owner Zoë said, "
    "“sign 𝒜.” وقال: «لن نتعاون» \u200fزهرا حلیمی\n<b>&amp; \ufffe\x85end.\n"
)
NOTE = "=1+1, 'so'\r\nsecond\tline \u2028 \x07 “quoted”, زهرا"


def _spans(*found: QuotedSpan) -> tuple[QuotedSpan, ...]:
    return ordered_spans(found)


def hostile_article() -> ArticleRecord:
    """Return the article, with identifiers."""
    source, cue = SpanRole.SOURCE, SpanRole.CUE
    carrier = AttributionRecord(
        id=derived_id("carrier"),
        annotator="Mira Sorel",
        spans=_spans(
            a_span(TEXT, "We\u00a0will,\u2028if they\topen\nthe road"),
            a_span(TEXT, "sign 𝒜"),
            a_span(TEXT, "cafe\u0301 owner Zoë", source),
            a_span(TEXT, "said", cue),
            a_span(TEXT, "if they\topen\nthe road", SpanRole.CONDITION),
        ),
        speaker=SpeakerRecord(name="Zoë\nSand", aliases=("Z. Sand", ""), country="Vestmark"),
        values={
            "stance": "supports",
            "conditional": True,
            "parts": ("quay", "rail"),
            "type": "direct",
            "remark": "a | b\nc",
            "unheard_of": "x y",
        },
        derived=("type",),
        codebook="harbour-deal@2",
        note=NOTE,
        flagged=True,
        soft={"stance": {"supports": 0.5, "opposes": 0.5}},
    )
    carried = AttributionRecord(
        id=derived_id("carried"),
        annotator="Mira Sorel",
        spans=_spans(
            a_span(TEXT, "they\topen"), a_span(TEXT, "owner Zoë", source), a_span(TEXT, "said", cue)
        ),
        reported_by=carrier.id,
        values={"stance": "opposes", "conditional": False},
        codebook="harbour-deal@2",
    )
    arabic = AttributionRecord(
        annotator="زهرا حلیمی",
        spans=_spans(a_span(TEXT, "لن نتعاون"), a_span(TEXT, "\u200fزهرا حلیمی", source)),
        values={"stance": "opposes"},
    )
    half_a_word = AttributionRecord(
        annotator=None,
        layer=Layer.GOLD,
        spans=_spans(a_span(TEXT, "; \ufffe\x85en"), a_span(TEXT, "uay 😀", source)),
    )
    record = replace(
        plain_article(
            TEXT,
            AppearanceRecord(title="A & B <i>", outlet="Eastgate Wire", url="https://a.test/?b&c"),
        ),
        language="en-GB",
        zones=(ZoneRecord(start=0, end=8, kind=ZoneKind.BOILERPLATE),),
        sets=(
            SetRecord(annotator="Mira Sorel", state=SetState.DONE, values={"relevance": "yes"}),
            SetRecord(annotator="Nobody", state=SetState.CANNOT_CODE, reason="text_broken"),
        ),
        attributions=(carried, arabic, half_a_word, carrier),
    )
    return identified(record)


def plain() -> ArticleRecord:
    """Return an article that nobody has begun."""
    return identified(plain_article("Nothing was said.", AppearanceRecord()))
