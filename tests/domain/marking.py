"""Work of several annotators in one article, for the tests of alignment and adjudication."""

import uuid
from collections.abc import Sequence

from hypothesis import strategies as st

from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import Span, SpanRole
from tests.domain.samples import an_attribution

Work = dict[uuid.UUID, list[Attribution]]

LENGTH = 40
TEXT = ("The harbour opens at dawn, they say. " * 2)[:LENGTH]

ADA, BEN, CLEO = (uuid.UUID(int=one) for one in (0xA, 0xB, 0xC))


def marked(name: str, *content: tuple[int, int], source: Sequence[tuple[int, int]] = (), **more):
    """Return an attribution with this content in `TEXT`, and with these values."""
    return an_attribution(
        name,
        [
            *(_quoted(SpanRole.CONTENT, Span(*one)) for one in content),
            *(_quoted(SpanRole.SOURCE, Span(*one)) for one in source),
        ],
        **more,
    )


def _quoted(role: SpanRole, span: Span) -> QuotedSpan:
    return QuotedSpan(role, span.start, span.end, span.quote(TEXT))


@st.composite
def _fragments(draw: st.DrawFn, most: int) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(st.integers(0, 16), min_size=2, max_size=2 * most)))
    return list(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    """An attribution in a small space, so that overlaps and ties are many."""
    values = draw(
        st.fixed_dictionaries(
            {"stance": st.sampled_from(("supports", "opposes", "unclear"))},
            optional={
                "conditional": st.booleans(),
                "parts": st.sampled_from((("quay",), ("rail",), ("quay", "rail"))),
            },
        )
    )
    source = draw(st.one_of(st.just([]), _fragments(1)))
    content = draw(_fragments(2))
    name = f"mark {draw(st.integers(0, 2**40))}"
    return marked(name, *content, source=source, **values)


def work(annotators: int, most: int) -> st.SearchStrategy[Work]:
    """Work of up to so many annotators, with up to so many attributions each."""
    total = st.lists(
        st.lists(attributions(), max_size=most), min_size=1, max_size=annotators
    ).filter(_all_different)
    return total.map(
        lambda rows: {derived_id("person", str(at)): list(row) for at, row in enumerate(rows)}
    )


def _all_different(rows: Sequence[Sequence[Attribution]]) -> bool:
    ids = [one.id for row in rows for one in row]
    return len(ids) == len(set(ids))
