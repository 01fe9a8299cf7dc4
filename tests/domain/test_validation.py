import uuid
from collections.abc import Callable

import pytest
from hypothesis import given

from annotator.domain.attributions import QuotedSpan, Values
from annotator.domain.codebook import Scope
from annotator.domain.errors import Refused
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.validation import (
    check_reported_by,
    check_spans,
    check_values,
)
from tests.domain.samples import a_span, codebook
from tests.domain.strategies import texts_with_spans

TEXT = "“We go,” she said. \n 😀 They stay."
CONTENT, CUE = SpanRole.CONTENT, SpanRole.CUE


def refusal(action: Callable[[], None]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        action()
    return caught.value.code, dict(caught.value.fields)


def test_good_spans_pass() -> None:
    check_spans(TEXT, ())
    check_spans(
        TEXT,
        [
            a_span(TEXT, "They stay"),
            a_span(TEXT, "“We"),
            a_span(TEXT, " go,”"),
            a_span(TEXT, "“We go,” she said", SpanRole.SOURCE),
            QuotedSpan(CUE, 0, len(TEXT), TEXT),
        ],
    )


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("span_empty", QuotedSpan(CONTENT, 3, 3, "")),
        ("span_blank", QuotedSpan(CUE, 18, 21, " \n ")),
        ("span_out_of_range", QuotedSpan(CONTENT, -2, 3, "")),
        ("span_out_of_range", QuotedSpan(CONTENT, 5, 3, "")),
        ("span_out_of_range", QuotedSpan(CONTENT, 5, len(TEXT) + 1, TEXT[5:])),
        ("span_out_of_range", QuotedSpan(CONTENT, 400, 400, "")),
        ("quote_mismatch", QuotedSpan(CONTENT, 1, 3, "we")),
        ("quote_mismatch", QuotedSpan(CONTENT, 21, 23, "😀")),
        ("quote_mismatch", QuotedSpan(CONTENT, 1, 3, "")),
    ],
)
def test_spans_that_are_refused(code: str, span: QuotedSpan) -> None:
    got = refusal(lambda: check_spans(TEXT, [a_span(TEXT, "stay"), span]))
    assert got == (code, {"role": span.role.value, "start": span.start, "end": span.end})


def test_fragments_of_one_role_may_not_overlap() -> None:
    spans = [a_span(TEXT, "go,” she"), a_span(TEXT, "“We go")]
    code, fields = refusal(lambda: check_spans(TEXT, spans))
    assert code == "span_overlap"
    assert fields == {"role": "content", "start": 4, "end": 12}
    doubled = [a_span(TEXT, "go"), a_span(TEXT, "go")]
    assert refusal(lambda: check_spans(TEXT, doubled))[0] == "span_overlap"
    check_spans(TEXT, [spans[0], a_span(TEXT, "“We go", CUE)])


@given(texts_with_spans())
def test_a_true_quote_of_visible_words_is_never_refused(case: tuple[str, Span]) -> None:
    text, span = case
    quoted = QuotedSpan(CONTENT, span.start, span.end, span.quote(text))
    if span.quote(text).strip():
        check_spans(text, [quoted])
    else:
        code, _ = refusal(lambda: check_spans(text, [quoted]))
        assert code == ("span_blank" if len(span) else "span_empty")


@pytest.mark.parametrize(
    ("scope", "values"),
    [
        (Scope.ATTRIBUTION, {}),
        (Scope.ATTRIBUTION, {"stance": "opposes", "conditional": False, "remark": "any words"}),
        (Scope.ATTRIBUTION, {"parts": ("quay", "rail"), "confidence": "low", "type": "mixed"}),
        (Scope.ATTRIBUTION, {"parts": ()}),
        (Scope.ARTICLE, {"relevance": "no"}),
    ],
)
def test_values_of_the_codebook_pass(scope: Scope, values: Values) -> None:
    check_values(codebook(), scope, values)


@pytest.mark.parametrize(
    ("scope", "values", "code", "value"),
    [
        (Scope.ATTRIBUTION, {"mood": "good"}, "unknown_attribute", "good"),
        (Scope.ATTRIBUTION, {"relevance": "yes"}, "unknown_attribute", "yes"),
        (Scope.ARTICLE, {"stance": "supports"}, "unknown_attribute", "supports"),
        (Scope.ATTRIBUTION, {"stance": "Supports"}, "unknown_value", "Supports"),
        (Scope.ATTRIBUTION, {"stance": ""}, "unknown_value", ""),
        (Scope.ATTRIBUTION, {"parts": ("quay", "road")}, "unknown_value", "road"),
        (Scope.ATTRIBUTION, {"stance": True}, "wrong_kind", True),
        (Scope.ATTRIBUTION, {"stance": ("supports",)}, "wrong_kind", ("supports",)),
        (Scope.ATTRIBUTION, {"conditional": "true"}, "wrong_kind", "true"),
        (Scope.ATTRIBUTION, {"parts": "quay"}, "wrong_kind", "quay"),
        (Scope.ATTRIBUTION, {"remark": False}, "wrong_kind", False),
    ],
)
def test_values_that_are_refused(scope: Scope, values: Values, code: str, value: object) -> None:
    got = refusal(lambda: check_values(codebook(), scope, values))
    assert got == (code, {"attribute": next(iter(values)), "value": value})


A, B, C, D = (derived_id(name) for name in "abcd")


@pytest.mark.parametrize(
    ("one", "carrier", "carriers"),
    [
        (A, None, {}),
        (A, B, {}),
        (A, B, {B: C, C: None}),
        (A, B, {A: C, C: D}),
        (A, B, {B: C, C: B}),
    ],
)
def test_carriers_without_a_cycle(
    one: uuid.UUID, carrier: uuid.UUID | None, carriers: dict[uuid.UUID, uuid.UUID | None]
) -> None:
    check_reported_by(one, carrier, carriers)


@pytest.mark.parametrize(
    ("one", "carrier", "carriers"),
    [(A, A, {}), (A, B, {B: A}), (A, B, {B: C, C: D, D: A}), (A, B, {A: C, B: D, D: A})],
)
def test_cycles_are_refused(
    one: uuid.UUID, carrier: uuid.UUID, carriers: dict[uuid.UUID, uuid.UUID | None]
) -> None:
    code, fields = refusal(lambda: check_reported_by(one, carrier, carriers))
    assert code == "reported_by_cycle"
    assert fields["reported_by"] == carrier
