"""Every loss that a format reports is told in a sentence."""

import re
from pathlib import Path

import pytest

import annotator
from annotator.services.interchange.export_counting import REPEATED_PASSAGE, REPEATED_STATEMENT
from annotator.wording.losses import has_words, loss_words

_CODE = re.compile(r'\bLoss\(\s*"(\w+)"')
_FOLDER = Path(annotator.__file__).parent
_TEXTS = [one.read_text("utf-8") for one in _FOLDER.rglob("*.py")]
CODES = sorted(
    {
        *(
            code
            for file in _FOLDER.rglob("*.py")
            for code in _CODE.findall(file.read_text("utf-8"))
        ),
        *(REPEATED_PASSAGE, REPEATED_STATEMENT),
    }
)


@pytest.mark.parametrize("code", CODES)
def test_each_loss_has_a_sentence_for_one_and_for_many(code: str) -> None:
    assert has_words(code)
    assert loss_words(code, 1) != loss_words(code, 2)
    assert "1,234" in loss_words(code, 1234) or "1234" in loss_words(code, 1234)


def test_a_loss_that_another_package_reports_is_told_by_its_code() -> None:
    assert loss_words("no_such_code", 3) == "no_such_code: 3"
