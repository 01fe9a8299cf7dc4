"""Every reason why a figure is missing has a sentence, and is documented."""

import re
from pathlib import Path

import pytest

from annotator.domain.agreement.measures import Reason
from annotator.services.agreement.report_document import NOT_ASKED
from annotator.wording.agreement_reasons import is_known_reason, reason_words

PAGE = Path(__file__).resolve().parents[2] / "docs" / "agreement.md"
CODES = {code for name, code in vars(Reason).items() if name.isupper()} | {NOT_ASKED}
MISSING = {
    *("nobody_handed_in", "one_annotator", "no_common_articles", "only_training"),
    "nothing_chosen",
}


def documented() -> set[str]:
    """Return the codes in the table of reasons."""
    text = PAGE.read_text(encoding="utf-8")
    rows = text.split("| reason | meaning |")[1].strip().splitlines()
    return {code for row in rows for code in re.findall(r"`([a-z_]+)`", row.split("|")[1])}


@pytest.mark.parametrize("code", sorted(CODES | MISSING | {"too_many_values"}))
def test_every_reason_has_a_sentence(code: str) -> None:
    assert is_known_reason(code)
    words = reason_words(code)
    assert words.endswith(".")
    assert "_" not in words


def test_the_documented_reasons_are_those_that_there_are() -> None:
    everything = CODES | MISSING | {"too_many_values"}
    assert documented() == everything


def test_an_unknown_reason_is_named() -> None:
    assert "from_elsewhere" in reason_words("from_elsewhere")
