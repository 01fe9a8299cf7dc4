"""The five real articles that lie beside some checkouts; tests that need them skip without."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[3] / "shared" / "articles"


def real_article(number: int) -> str:
    """Return the text of one of the articles; skip the test where there are none."""
    found = sorted(_FOLDER.glob(f"{number:03}_*.txt"))
    if not found:
        pytest.skip("the real articles are not on this machine")
    return found[0].read_bytes().decode("utf-8")
