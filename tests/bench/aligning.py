"""Aligning what six annotators marked in one article, against the bare overlaps among it."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from annotator.domain.alignment.groups import align
from annotator.domain.attributions import Attribution, QuotedSpan, ordered_spans
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.codebooks import default_codebook
from tests.bench.report import milliseconds, show, wall

ANNOTATORS, ATTRIBUTIONS = 6, 200
TIMES = 5
_AT = datetime(2025, 3, 14, tzinfo=UTC)

Work = dict[uuid.UUID, list[Attribution]]


def run() -> None:
    """Print the figures."""
    _measure("long article, one after the other", 60_000)
    _measure("short article, everything overlaps", 5_000)


def _measure(what: str, length: int) -> None:
    codebook = default_codebook()
    work = _work(length)
    reference = wall(lambda: sum(1 for _ in _overlapping(work)), TIMES)
    product = wall(lambda: align(work, codebook), TIMES)
    pairs = sum(1 for _ in _overlapping(work))
    groups = len(align(work, codebook).groups)
    show(
        f"Aligning {ANNOTATORS} x {ATTRIBUTIONS} attributions: {what} (median of {TIMES})",
        (f"reference: naming the {pairs:,} pairs that overlap", milliseconds(reference)),
        (f"product: align(), {groups:,} groups", milliseconds(product)),
        ("ratio", f"{product / reference:.2f}"),
        ("goal: under 200 ms", "met" if product < 200 else "missed"),
    )


def _overlapping(work: Work) -> Iterator[tuple[Attribution, Attribution]]:
    """Yield the pairs of different annotators whose content overlaps, by a plain sweep."""
    fragments = sorted(
        ((one.start, one.end, person_id, attribution.id) for person_id, its in work.items()
         for attribution in its for one in attribution.content),
    )  # fmt: skip
    by_id = {one.id: one for its in work.values() for one in its}
    going_on: list[tuple[int, int, uuid.UUID, uuid.UUID]] = []
    for fragment in fragments:
        going_on = [one for one in going_on if one[1] > fragment[0]]
        for other in going_on:
            if other[2] != fragment[2]:
                yield by_id[other[3]], by_id[fragment[3]]
        going_on.append(fragment)


def _work(length: int) -> Work:
    """Return work on the same passages, with boundaries, sources and objects that vary."""
    chance = random.Random(11)
    objects = [None, "recognition", "talks_and_engagement", "other"]
    passages = sorted(chance.randrange(length - 250) for _ in range(ATTRIBUTIONS))
    work: Work = {}
    for _ in range(ANNOTATORS):
        person_id = uuid.UUID(int=chance.getrandbits(128))
        its = work.setdefault(person_id, [])
        for start in passages:
            begin = start + chance.choice((0, 0, 1, 12))
            middle = begin + chance.randrange(20, 60)
            content = [Span(begin, middle)]
            if chance.random() < 0.3:
                content.append(Span(middle + 25, middle + 60))
            its.append(
                _attribution(chance, content, Span(middle, middle + 20), chance.choice(objects))
            )
    return work


def _attribution(
    chance: random.Random, content: list[Span], source: Span, about: str | None
) -> Attribution:
    spans = [QuotedSpan(SpanRole.CONTENT, one.start, one.end, "") for one in content]
    spans.append(QuotedSpan(SpanRole.SOURCE, source.start, source.end, ""))
    return Attribution(
        id=uuid.UUID(int=chance.getrandbits(128)),
        set_id=uuid.UUID(int=1),
        article_id=uuid.UUID(int=2),
        spans=ordered_spans(spans),
        values={"object": about} if about else {},
        codebook="bench@1",
        created_at=_AT,
        updated_at=_AT,
    )
