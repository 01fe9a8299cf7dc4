"""Articles that several annotators handed in, collected into units, for the tests of agreement."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.agreement.compared_articles import Collector, ComparedArticle
from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.submission_reader import work_of
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution, Values
from annotator.domain.codebook import Codebook
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker
from annotator.domain.text.spans import Span
from tests.domain.marking import TEXT
from tests.domain.samples import codebook

CODEBOOK = codebook()
Rows = Mapping[uuid.UUID, Sequence[Attribution]]


def article(
    name: str,
    rows: Rows,
    *,
    text: str = TEXT,
    zones: Iterable[tuple[int, int]] = (),
    story: str | None = None,
    round_name: str = "main",
    batch: str | None = None,
    by: Codebook = CODEBOOK,
    states: Mapping[uuid.UUID, SetState] | None = None,
    values: Mapping[uuid.UUID, Values] | None = None,
) -> ComparedArticle:
    """Return an article with what was handed in."""
    states, values = states or {}, values or {}
    return ComparedArticle(
        derived_id("article", name),
        derived_id("story", story) if story else None,
        text,
        [Span(*one) for one in zones],
        by,
        derived_id("round", round_name),
        derived_id("batch", batch) if batch else None,
        {
            person_id: work_of(its, values.get(person_id, {}), states.get(person_id, SetState.DONE))
            for person_id, its in rows.items()
        },
    )


def collected(
    annotators: Sequence[uuid.UUID],
    *articles: ComparedArticle,
    speakers: Iterable[Speaker] = (),
    once: bool = False,
) -> ComparedUnits:
    """Return the units of articles."""
    registry = SpeakerRegistry({one.id: one for one in speakers})
    collector = Collector(annotators, registry, shared_passages_once=once)
    for one in articles:
        collector.add(one)
    return collector.units()


def compared(rows: Rows, **more) -> ComparedUnits:
    """Return the units of one article by all whose work it is."""
    return collected(list(rows), article("one", rows, **more))
