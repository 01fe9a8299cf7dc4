"""Alpha for unitizing: three annotators' 200 units in one article, as points and as resamples."""

import random

import numpy as np

from annotator.domain.agreement.story_sums import StorySums
from annotator.domain.agreement.unitizing import Continua, Segments, add_unitizing, u_alpha
from tests.bench.report import milliseconds, show, wall

ANNOTATORS, UNITS, LENGTH = 3, 200, 60_000
TIMES = 9


def run() -> None:
    """Print the figures."""
    rows = _rows()
    reference = wall(lambda: _character_by_character(rows), 3)
    product = wall(lambda: _product(rows), TIMES)
    assert abs(_character_by_character(rows) - _product(rows)) < 1e-9
    show(
        f"Alpha for unitizing: {ANNOTATORS} annotators x {UNITS} units (median of {TIMES})",
        (f"reference: counting {LENGTH:,} characters one by one", milliseconds(reference)),
        ("product: u_alpha", milliseconds(product)),
        ("ratio", f"{product / reference:.3f}"),
        ("goal: under 50 ms", "met" if product < 50 else "missed"),
    )


def _product(rows: list[tuple[int, int, int, int]]) -> float:
    continua = Continua(np.array([LENGTH]), np.array([0]), np.ones((1, ANNOTATORS), dtype=np.bool_))
    columns = np.array(rows).T
    sums = StorySums(1)
    units = Segments(np.zeros(len(rows), dtype=np.int64), *columns)
    add_unitizing(sums, "", continua, units, 5)
    return float(u_alpha(sums.totals(), ""))


def _character_by_character(rows: list[tuple[int, int, int, int]]) -> float:
    """The definition with one number for each character."""
    values = [[-1] * LENGTH for _ in range(ANNOTATORS)]
    for who, start, end, value in rows:
        values[who][start:end] = [value] * (end - start)
    apart = sum(
        one != other
        for column in zip(*values, strict=True)
        for at, one in enumerate(column)
        for place, other in enumerate(column)
        if at != place
    ) / (ANNOTATORS - 1)
    lengths = [sum(row.count(value) for row in values) for value in range(-1, 5)]
    total = sum(lengths)
    unpaired = sum((end - start) ** 2 for _, start, end, _ in rows) + lengths[0]
    unlike = total**2 - sum(one**2 for one in lengths)
    return 1 - apart * (total**2 - unpaired) / (total * unlike)


def _rows() -> list[tuple[int, int, int, int]]:
    """Return annotator, start, end, value; the annotators agree on most."""
    chance = random.Random(7)
    step = LENGTH // UNITS
    values = [chance.randrange(5) for _ in range(UNITS)]
    return [
        (
            who,
            at * step + chance.randrange(40),
            at * step + 100 + chance.randrange(150),
            values[at] if chance.random() < 0.8 else chance.randrange(5),
        )
        for who in range(ANNOTATORS)
        for at in range(UNITS)
    ]
