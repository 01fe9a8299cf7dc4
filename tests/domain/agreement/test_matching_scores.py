"""How much of what one found the other found too."""

import pytest

from annotator.domain.agreement.assembling import agreement_of
from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.measures import Reason
from annotator.domain.agreement.results import Agreement, Figure
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.text.spans import SpanRole
from tests.domain.agreement.compared_samples import CODEBOOK, article, collected, compared
from tests.domain.marking import ADA, BEN, CLEO, marked
from tests.domain.samples import an_attribution, codebook_document

FIRST = {
    "46": [("LOC", 0, 8), ("ORG", 18, 21), ("ORG", 192, 195), ("PER", 327, 344),
           ("PER", 454, 465), ("ORG", 650, 653)],
    "29": [("PER", 4, 17), ("LOC", 18, 24), ("ORG", 34, 37), ("PER", 361, 397), ("PER", 563, 567),
           ("PER", 720, 724), ("PER", 1074, 1078), ("PER", 1081, 1096), ("MISC", 2376, 2387),
           ("LOC", 2498, 2504)],
}  # fmt: skip
SECOND = {
    "46": [("LOC", 0, 8), ("ORG", 18, 21), ("LOC", 42, 54), ("ORG", 161, 190), ("PER", 327, 344),
           ("ORG", 408, 426), ("PER", 454, 465), ("ORG", 516, 523), ("ORG", 650, 653)],
    "29": [("PER", 4, 17), ("ORG", 34, 37), ("PER", 361, 397), ("PER", 563, 567),
           ("PER", 720, 724), ("PER", 1081, 1096), ("MISC", 2376, 2387), ("LOC", 2498, 2504)],
}  # fmt: skip
"""Test data of kldtz/bratiaa, ``agree-2``."""


def entities(of: dict[str, list[tuple[str, int, int]]], document: str, who: str):
    return [
        an_attribution(
            f"{who} {document} {start}",
            [QuotedSpan(SpanRole.CONTENT, start, end, "")],
            stance=label.lower(),
        )
        for label, start, end in of[document]
    ]


def bratiaa(*documents: str) -> ComparedUnits:
    document = codebook_document()
    document["attributes"][0] |= {
        "level": "nominal",
        "order": [],
        "values": [{"key": one, "label": one} for one in ("loc", "misc", "org", "per")],
    }
    by = codebook_from_document(document)
    return collected(
        [ADA, BEN],
        *(
            article(
                one,
                {ADA: entities(FIRST, one, "a"), BEN: entities(SECOND, one, "b")},
                text="x" * 2600,
                by=by,
            )
            for one in documents
        ),
    )


def test_the_f1_of_another_program() -> None:
    """As asserted in the tests of kldtz/bratiaa: all, then by label, then by document."""
    whole = bratiaa("46", "29")
    stance = agreement_of(whole).attribute("stance")
    assert stance is not None
    assert stance.figures["labelled_f1"].value == pytest.approx(0.787878, abs=1e-4)
    for label, f1 in {"LOC": 0.66666667, "MISC": 1.0, "ORG": 0.6, "PER": 0.93333333}.items():
        found = agreement_of(whole.of_value("stance", label.lower())).matching.exact.f1
        assert found.value == pytest.approx(f1, abs=1e-4), label
    for document, f1 in {"29": 0.88888889, "46": 0.66666667}.items():
        found = agreement_of(bratiaa(document)).matching.exact.f1
        assert found.value == pytest.approx(f1, abs=1e-4), document


def values(agreement: Agreement) -> list[tuple[float | None, ...]]:
    matching = agreement.matching
    return [
        (one.precision.value, one.recall.value, one.f1.value)
        for one in (matching.exact, matching.overlap, matching.any)
    ]


def test_three_criteria_and_both_directions() -> None:
    """Ada's four against Ben's three: equal, most of it, a little, nothing."""
    rows = {
        ADA: [marked("a1", (0, 15)), marked("a2", (16, 20)), marked("a3", (21, 26)),
              marked("a4", (38, 40))],
        BEN: [marked("b1", (0, 15)), marked("b2", (17, 20)), marked("b3", (25, 36))],
    }  # fmt: skip
    agreement = agreement_of(compared(rows))
    assert values(agreement) == [(1 / 3, 1 / 4, 2 / 7), (2 / 3, 2 / 4, 4 / 7), (1, 3 / 4, 6 / 7)]
    assert (agreement.matching.matched, agreement.matching.unmatched) == (3, 1)


def test_outer_punctuation_does_not_make_boundaries_inexact() -> None:
    text = '"The harbour opens", they say, 50% of it.'
    one = {ADA: [marked("a", (0, 19))], BEN: [marked("b", (1, 18))]}
    other = {ADA: [marked("a", (31, 34))], BEN: [marked("b", (31, 33))]}
    assert agreement_of(compared(one, text=text)).matching.exact.f1.value == 1
    assert agreement_of(compared(other, text=text)).matching.exact.f1.value == 0


def test_discontinuous_content_is_compared_as_a_whole() -> None:
    rows = {ADA: [marked("a", (0, 4), (10, 14))], BEN: [marked("b", (0, 4))]}
    agreement = agreement_of(compared(rows))
    assert agreement.matching.overlap.f1.value == 1
    assert agreement.matching.exact.f1.value == 0


def test_more_than_two_are_pooled_and_have_no_direction() -> None:
    rows = {
        ADA: [marked("a", (0, 8))],
        BEN: [marked("b", (0, 8)), marked("b2", (20, 28))],
        CLEO: [marked("c", (0, 4))],
    }
    matching = agreement_of(compared(rows)).matching
    assert matching.exact.f1.value == pytest.approx(2 * 1 / 8)
    assert matching.overlap.f1.value == pytest.approx(2 * 3 / 8)
    assert matching.any.precision == Figure(None, reason=Reason.TWO_ANNOTATORS_ONLY)
    assert (matching.matched, matching.unmatched) == (3, 2)


def test_nothing_marked_by_anybody_is_undefined() -> None:
    units = compared({ADA: [], BEN: []})
    agreement = agreement_of(units)
    assert agreement.articles == 1
    assert agreement.matching.any.f1 == Figure(None, reason=Reason.NOTHING_MARKED)
    assert agreement.unitizing.u_alpha == Figure(None, reason=Reason.ALL_ALIKE)


def test_what_is_found_in_an_article_in_which_another_found_nothing_is_unmatched() -> None:
    found: list[Attribution] = [marked("a", (0, 8))]
    one = article("one", {ADA: found, BEN: [marked("b", (0, 8))]})
    nothing = article("two", {ADA: [marked("a2", (0, 8))], BEN: []})
    left_out = {BEN: SetState.CANNOT_CODE}
    not_codable = article("three", {ADA: [marked("a3", (0, 8))], BEN: []}, states=left_out)
    agreement = agreement_of(collected([ADA, BEN], one, nothing, not_codable))
    assert agreement.articles == 2
    assert values(agreement)[2] == (1, 1 / 2, 2 / 3)


def test_same_value_counts_among_those_that_have_one() -> None:
    rows = {
        ADA: [marked("a1", (0, 8), stance="supports", conditional=True, condition_kind="law"),
              marked("a2", (10, 18), stance="opposes")],
        BEN: [marked("b1", (0, 8), stance="supports", conditional=True, condition_kind="law"),
              marked("b2", (10, 18), stance="supports"), marked("b3", (30, 34))],
    }  # fmt: skip
    agreement = agreement_of(compared(rows))
    f1 = {one.key: one.figures["labelled_f1"] for one in agreement.attributes}
    assert f1["stance"].value == pytest.approx(2 / 4)
    assert f1["condition_kind"].value == 1
    assert f1["conditional"].value == pytest.approx(4 / 5)
    assert f1["parts"] == Figure(None, reason=Reason.NO_VALUES)
    assert f1["relevance"] == Figure(None, reason=Reason.FIXED_UNITS)
    assert "confidence" not in f1  # It is about the annotator.
    assert "remark" not in f1  # Free text is no value.
    assert CODEBOOK.attribute("remark") is not None
