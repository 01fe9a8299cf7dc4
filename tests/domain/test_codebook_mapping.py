import pytest

from annotator.domain.codebook import Scope
from annotator.domain.errors import Refused
from annotator.domain.merging.codebook_mapping import mapped_values
from annotator.services.codebooks import default_codebook

BOOK = default_codebook()


def test_values_that_are_still_there_stay() -> None:
    values = {"stance": "opposes", "conditional": True}
    assert mapped_values(values, Scope.ATTRIBUTION, BOOK, []) == values


def test_renamed_values_go_from_version_to_version() -> None:
    steps = [{"stance": {"against": "contra"}}, {"stance": {"contra": "opposes"}}]
    found = mapped_values({"stance": "against"}, Scope.ATTRIBUTION, BOOK, steps)
    assert found == {"stance": "opposes"}


@pytest.mark.parametrize(
    "values", [{"stance": "against"}, {"mood": "grim"}, {"stance": True}, {"conditional": "yes"}]
)
def test_what_has_no_counterpart_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(Refused, match="value_not_mapped") as caught:
        mapped_values(values, Scope.ATTRIBUTION, BOOK, [])  # type: ignore[arg-type]
    assert caught.value.fields["attribute"] in values
