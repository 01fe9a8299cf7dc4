"""Splitting: each article in one part, stories whole, balanced, and always the same for a seed."""

import uuid
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.errors import Refused
from annotator.domain.splitting.assigning import assigned
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described, families
from annotator.domain.splitting.leaks import NOTEWORTHY, Leak, LeakCheck, LeakReport, N, grams_of

LABELS = ("supports", "ambivalent", "opposes")


@st.composite
def collections(draw: st.DrawFn) -> list[Described]:
    numbers = draw(st.lists(st.integers(0, 10_000), min_size=6, max_size=60, unique=True))
    stories = st.one_of(st.none(), st.sampled_from(["a", "b", "c", "d"]))
    speakers = st.frozensets(st.integers(1, 30).map(lambda one: uuid.UUID(int=one)), max_size=2)
    counts = st.dictionaries(st.sampled_from(LABELS), st.integers(1, 5))
    return [
        Described(uuid.UUID(int=number), draw(stories), draw(counts), draw(speakers))
        for number in numbers
    ]


choices = st.builds(
    SplitChoice,
    shares=st.lists(st.integers(1, 90), min_size=2, max_size=3).map(tuple),
    folds=st.one_of(st.none(), st.integers(2, 5)),
    seed=st.integers(0, 9),
    balance=st.booleans(),
    keep_speakers_apart=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(collections(), choices, st.randoms())
def test_every_article_is_in_one_part_and_families_stay_together(
    articles: list[Described], choice: SplitChoice, random: object
) -> None:
    apart = choice.keep_speakers_apart
    if len(families(articles, keep_speakers_apart=apart)) < len(choice.parts):
        with pytest.raises(Refused, match="too_few_to_split"):
            assigned(articles, choice)
        return
    parts = assigned(articles, choice)
    assert parts.keys() == {one.id for one in articles}
    assert set(parts.values()) == set(choice.parts)
    for key in ("a", "b", "c", "d"):
        assert len({parts[one.id] for one in articles if one.story == key}) <= 1
    if apart:
        speakers = {speaker for one in articles for speaker in one.speakers}
        for speaker in speakers:
            assert len({parts[one.id] for one in articles if speaker in one.speakers}) == 1
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assigned(shuffled, choice) == parts


def collection(size: int) -> list[Described]:
    """Articles of which each tenth holds the rare value."""
    return [
        Described(
            uuid.uuid5(uuid.NAMESPACE_DNS, str(number)),
            f"story {number // 3}" if number % 2 else None,
            {"opposes": 1} if number % 10 == 0 else {"supports": 1 + number % 3},
        )
        for number in range(size)
    ]


def test_the_parts_have_their_shares_of_articles_and_of_each_value() -> None:
    articles = collection(600)
    choice = SplitChoice((70, 15, 15), seed=4)
    parts = assigned(articles, choice)
    for name, share in zip(choice.parts, choice.weights, strict=True):
        mine = [one for one in articles if parts[one.id] == name]
        assert len(mine) == pytest.approx(600 * share, abs=3)
        labels: Counter[str] = Counter()
        for one in mine:
            labels.update(one.labels)
        assert labels["opposes"] == pytest.approx(60 * share, abs=1)


def test_without_balance_only_articles_count() -> None:
    articles = collection(300)
    parts = assigned(articles, SplitChoice(folds=5, balance=False))
    assert set(Counter(parts.values()).values()) <= {59, 60, 61}


def test_another_seed_gives_another_split() -> None:
    articles = collection(90)
    found = [assigned(articles, SplitChoice(seed=seed)) for seed in range(3)]
    assert found[0] != found[1] != found[2]


@pytest.mark.parametrize("shares", [(), (1,), (1, 0), (1, -1), (1, 1, 1, 1)])
def test_shares_that_make_no_split(shares: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="bad_split"):
        SplitChoice(shares)


@pytest.mark.parametrize("folds", [-1, 0, 1, 101])
def test_folds_that_make_no_split(folds: int) -> None:
    with pytest.raises(Refused, match="bad_folds"):
        SplitChoice(folds=folds)


def words(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last))


def plainly(a: str, b: str) -> float:
    """Return the containment of a text in another, worked out the long way."""

    def runs(text: str) -> set[tuple[str, ...]]:
        found = text.lower().split()
        return {tuple(found[at : at + N]) for at in range(max(1, len(found) - N + 1))}

    return len(runs(a) & runs(b)) / len(runs(a))


ONE, OTHER, THIRD = (uuid.UUID(int=number) for number in (1, 2, 3))


def leaks_between(*texts: str, most_kept: int = 10**6) -> list[tuple[float, uuid.UUID, uuid.UUID]]:
    check = LeakCheck(most_kept)
    by_id = dict(zip((ONE, OTHER, THIRD), texts, strict=False))
    for article_id, text in by_id.items():
        check.add(article_id, text)
    parts = {ONE: "train", OTHER: "test", THIRD: "train"}
    report = check.report(parts, 0, by_id.__getitem__)
    return [(one.containment, one.article, one.other) for one in report.greatest]


def test_containment_is_that_of_the_smaller_in_the_greater() -> None:
    small, great = words(0, 100), words(50, 400)
    found = leaks_between(small, great)
    assert found == [(pytest.approx(plainly(small, great)), ONE, OTHER)]
    assert found[0][0] == pytest.approx(43 / 93)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from("abc"), max_size=30).map(" ".join),
    st.lists(st.sampled_from("ABC"), max_size=30).map("\n".join),
)
def test_containment_equals_the_plain_definition(a: str, b: str) -> None:
    found = leaks_between(a, b)
    if not a.split() or not b.split():
        assert found == []
        return
    greatest = max(plainly(a, b), plainly(b, a))
    assert (found[0][0] if found else 0.0) == pytest.approx(greatest)


def test_within_one_part_nothing_leaks() -> None:
    text = words(0, 60)
    assert leaks_between(text, "", text) == []


def test_of_very_much_text_a_sample_is_kept_and_the_greatest_are_exact() -> None:
    small, great = words(0, 900), words(300, 3000)
    found = leaks_between(small, great, most_kept=400)
    assert found == [(pytest.approx(plainly(small, great)), ONE, OTHER)]


def test_the_report_counts_copies() -> None:
    check = LeakCheck()
    for article_id in (ONE, OTHER, THIRD):
        check.add(article_id, words(0, 40) if article_id != THIRD else words(100, 140))
    report = check.report({ONE: "train", OTHER: "test", THIRD: "test"}, 2, lambda _: "")
    assert (report.above_half, report.containment, report.articles, report.speakers) == (2, 1, 3, 2)
    (leak,) = report.greatest
    assert {leak.part, leak.other_part} == {"train", "test"}


def test_grams_do_not_depend_on_case_or_punctuation() -> None:
    assert grams_of("“Never,” he said.").tolist() == grams_of("never HE said").tolist()
    assert grams_of("never he told").tolist() != grams_of("never HE said").tolist()
    assert len(grams_of("… —")) == 0


@pytest.mark.parametrize(
    ("shares", "worth_a_look"),
    [((), False), ((NOTEWORTHY,), False), ((NOTEWORTHY + 0.001, 0.0), True)],
)
def test_quotes_and_set_phrases_are_no_leak_to_look_at(
    shares: tuple[float, ...], worth_a_look: bool
) -> None:
    greatest = tuple(Leak(one, ONE, "train", OTHER, "test") for one in shares)
    assert LeakReport(N, 2, greatest, 0, 0).noteworthy is worth_a_look
