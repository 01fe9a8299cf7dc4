"""An article for the tests of tables, with all that is hard for one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from annotator.domain.annotation_sets import SetState
from annotator.domain.text.spans import SpanRole
from annotator.formats.identity import identified
from annotator.formats.interfaces import WriteOptions
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    Layer,
    ProjectRecord,
    SetRecord,
    SpeakerRecord,
    plain_article,
)
from tests.domain.samples import a_span, codebook

PROJECT = ProjectRecord(name="Harbour", codebooks=(codebook(),))
TEXT = "“=We will talk,” Ingrid Valmont said, “if\n😀 they open the road.”"
FULL = WriteOptions()
AT = datetime(2025, 3, 14, 9, 30, 15, 250_001, tzinfo=UTC)


def an_article() -> ArticleRecord:
    """Return an article with one annotator's work and gold."""
    spans = (
        a_span(TEXT, "=We will talk"),
        a_span(TEXT, "if\n😀 they open the road"),
        a_span(TEXT, "Ingrid Valmont", SpanRole.SOURCE),
    )
    appearance = AppearanceRecord(
        title='Talks, "soon"', outlet="Eastgate Wire", published_on=date(2024, 5, 6)
    )
    record = replace(
        plain_article(TEXT, appearance),
        sets=(SetRecord(annotator="Mira", state=SetState.DONE, values={"relevance": "yes"}),),
        attributions=(
            AttributionRecord(
                annotator="Mira",
                spans=spans,
                speaker=SpeakerRecord(
                    name="Ingrid Valmont", affiliation="Ministry of Transit", country="Vestmark"
                ),
                values={"stance": "supports", "conditional": True, "parts": ("quay", "rail")},
                codebook="harbour-deal@2",
                note="-1 or '2'",
                flagged=True,
                created_at=AT,
                updated_at=AT,
            ),
            AttributionRecord(annotator=None, layer=Layer.GOLD, spans=spans[:1]),
        ),
    )
    return identified(record)
