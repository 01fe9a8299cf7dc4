"""What is missing before an article is done, and in which order it is listed."""

from annotator.domain.errors import Incomplete
from annotator.domain.gaps import Gap, gaps
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from tests.domain.samples import a_span, an_attribution, codebook

TEXT = "“We go,” she said."
A, B = (derived_id(name) for name in "ab")
SAID = (a_span(TEXT, "“We go,”"), a_span(TEXT, "she", SpanRole.SOURCE))


def test_nothing_is_missing_from_complete_work() -> None:
    complete = [
        an_attribution("a", SAID, stance="supports"),
        an_attribution("b", SAID[:1], speaker_id=A, stance="opposes", conditional=False),
        an_attribution("c", SAID, stance="unclear", conditional=True, condition_kind="law"),
    ]
    assert gaps(codebook(), complete, {"relevance": "yes"}) == ()
    assert gaps(codebook(), [], {"relevance": "no"}) == ()


def test_what_is_missing_is_listed_in_order() -> None:
    attributions = [
        an_attribution("a", (), conditional=True),
        an_attribution("deleted", (), deleted=True),
        an_attribution("b", SAID, stance=" "),
    ]
    assert gaps(codebook(), attributions, {}) == (
        Gap(None, "relevance", "value_missing"),
        Gap(A, "content", "content_missing"),
        Gap(A, "speaker", "speaker_missing"),
        Gap(A, "stance", "value_missing"),
        Gap(A, "condition_kind", "value_missing"),
        Gap(B, "stance", "value_missing"),
    )


def test_a_cue_alone_names_no_speaker() -> None:
    one = an_attribution("a", (SAID[0], a_span(TEXT, "said", SpanRole.CUE)), stance="supports")
    assert [gap.code for gap in gaps(codebook(), [one], {"relevance": "yes"})] == [
        "speaker_missing"
    ]


def test_incomplete_carries_its_gaps() -> None:
    error = Incomplete([Gap(None, "relevance", "value_missing")])
    assert error.code == "incomplete"
    assert error.fields == {"count": 1}
    assert error.gaps == (Gap(None, "relevance", "value_missing"),)
