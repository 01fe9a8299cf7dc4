"""What is said of a split before it is made."""

import uuid

import pytest

from annotator.domain.errors import Refused
from annotator.domain.splitting.assigning import assigned
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described
from annotator.domain.splitting.figures import figures_of


def read(label: str) -> tuple[str, str]:
    attribute, value = label.split("/")
    return attribute, value


def article(
    number: int, story: str | None = None, speaker: int | None = None, **labels: int
) -> Described:
    named = frozenset() if speaker is None else frozenset({uuid.UUID(int=speaker)})
    counts = {f"stance/{value}": count for value, count in labels.items()}
    return Described(uuid.UUID(int=number), story, counts, named)


def test_families_are_stories_with_several_articles() -> None:
    articles = [article(number) for number in range(1, 6)]
    articles += [article(10, "a"), article(11, "a"), article(12, "b"), article(13, "b")]
    articles.append(article(14, "alone"))
    found = figures_of(articles, SplitChoice(shares=(1, 1)), read)
    assert (found.families, found.in_families) == (2, 4)
    assert [name for name, _ in found.parts] == ["train", "test"]
    assert sum(count for _, count in found.parts) == len(articles)


def test_the_gap_is_the_greatest_difference_of_shares_in_points() -> None:
    # Two articles, two parts: each has one value only, of which the whole has three quarters and
    # one quarter.
    articles = [article(1, supports=3), article(2, opposes=1)]
    found = figures_of(articles, SplitChoice(shares=(1, 1)), read)
    assert found.gap == pytest.approx(75.0)
    assert found.gap_value in ("supports", "opposes")


def test_parts_with_the_same_shares_have_no_gap_and_empty_ones_do_not_count() -> None:
    articles = [article(number, supports=2, opposes=1) for number in range(1, 9)]
    assert figures_of(articles, SplitChoice(shares=(1, 1)), read).gap == pytest.approx(0.0)
    unlabelled = [article(number) for number in range(1, 5)]
    found = figures_of(unlabelled, SplitChoice(shares=(1, 1)), read)
    assert (found.gap, found.gap_value) == (0.0, "")


def test_moved_counts_the_articles_that_change_their_part() -> None:
    articles = [article(number, speaker=number % 3) for number in range(1, 31)]
    choice = SplitChoice(shares=(1, 1), seed=3)
    apart = SplitChoice(shares=(1, 1), seed=3, keep_speakers_apart=True)
    here, there = assigned(articles, choice), assigned(articles, apart)
    expected = sum(here[one.id] != there[one.id] for one in articles)
    assert expected > 0
    assert figures_of(articles, choice, read).moved == expected
    assert figures_of(articles, apart, read).moved == expected


def test_nothing_is_said_of_what_is_not_possible() -> None:
    same = [article(number, speaker=1) for number in range(1, 5)]
    assert figures_of(same, SplitChoice(shares=(1, 1)), read).moved is None
    with pytest.raises(Refused) as raised:
        figures_of([article(1)], SplitChoice(shares=(1, 1)), read)
    assert raised.value.code == "too_few_to_split"
