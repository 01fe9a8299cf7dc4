"""Fields of decisions as JSON and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.decision_fields import (
    fields_about_text,
    fields_from_document,
    fields_to_document,
)
from annotator.domain.adjudication.item import Chosen, FieldValue
from annotator.domain.attributions import QuotedSpan
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import SpanRole
from tests.domain.samples import codebook

spans = st.builds(
    QuotedSpan, st.just(SpanRole.SOURCE), st.integers(0, 9), st.integers(0, 9), st.text(max_size=4)
)
values: dict[str, st.SearchStrategy[FieldValue]] = {
    "source": st.lists(spans, max_size=3).map(tuple),
    "speaker": st.none() | st.uuids(),
    "reported_by": st.none() | st.uuids(),
    "stance": st.none() | st.text(max_size=5),
    "conditional": st.none() | st.booleans(),
    "parts": st.none() | st.lists(st.text(max_size=3), min_size=1, max_size=3).map(tuple),
}


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.builds(Chosen, value, st.none() | st.uuids()) for name, value in values.items()
        },
    )
)
def test_there_and_back_through_json(fields: dict[str, Chosen]) -> None:
    document = json.loads(json.dumps(fields_to_document(fields)))
    assert fields_from_document(document) == fields


@pytest.mark.parametrize("document", [{"speaker": {}}, {"speaker": {"value": "x"}}, {"cue": 3}])
def test_what_is_not_right_is_an_error(document: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        fields_from_document(document)


def test_nothing_about_the_annotator() -> None:
    assert fields_about_text(codebook(), Subject.ARTICLE) == {"state", "relevance"}
    names = fields_about_text(codebook(), Subject.ATTRIBUTION)
    assert {"content", "speaker", "stance", "remark"} <= names
    assert not names & {"confidence", "relevance", "state"}
