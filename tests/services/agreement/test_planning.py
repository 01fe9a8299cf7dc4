"""Which first submissions are compared with which."""

import uuid

from annotator.domain.annotation_sets import SetState
from annotator.domain.people import Round, RoundPurpose
from annotator.services.agreement.choice import AgreementChoice
from annotator.services.agreement.planning import (
    chosen_rounds,
    plan,
    repeated,
    what_is_missing,
)
from annotator.storage.agreement_queries import GoldSet, HandedIn

MIRA, JONAS = uuid.UUID(int=1), uuid.UUID(int=2)


def a_round(number: int, purpose: RoundPurpose = RoundPurpose.MAIN) -> Round:
    return Round(
        id=uuid.UUID(int=100 + number),
        name=f"R{number}",
        purpose=purpose,
        codebook="c@1",
        ordinal=number,
    )


TRAINING, MAIN, AGAIN = (
    a_round(0, RoundPurpose.TRAINING),
    a_round(1),
    a_round(2, RoundPurpose.DRIFT),
)
ROUNDS = (TRAINING, MAIN, AGAIN)


def handed_in(
    article: int,
    person: uuid.UUID,
    round_: Round = MAIN,
    *,
    story: int | None = None,
    batch: int | None = None,
    codebook: str = "c@1",
    ordinal: int = 1,
    state: SetState = SetState.DONE,
) -> HandedIn:
    return HandedIn(
        uuid.UUID(int=1000 + article),
        uuid.UUID(int=story) if story else None,
        article,
        round_.id,
        uuid.UUID(int=batch) if batch else None,
        person,
        uuid.uuid5(person, f"{article} {round_.id}"),
        uuid.uuid5(person, f"{article} {round_.id} {ordinal}"),
        codebook,
        state,
    )


def test_training_is_left_out_unless_it_is_named() -> None:
    assert chosen_rounds(AgreementChoice(), ROUNDS) == (MAIN, AGAIN)
    assert chosen_rounds(AgreementChoice(rounds=(TRAINING.id,)), ROUNDS) == (TRAINING,)


def test_a_later_round_is_held_against_each_earlier_one() -> None:
    assert repeated(AgreementChoice(), ROUNDS) == ((MAIN, AGAIN),)
    assert repeated(AgreementChoice(rounds=(AGAIN.id,)), ROUNDS) == ((MAIN, AGAIN),)
    assert repeated(AgreementChoice(rounds=(TRAINING.id,)), ROUNDS) == ((TRAINING, AGAIN),)
    other = a_round(3)
    assert repeated(AgreementChoice(rounds=(other.id,)), (*ROUNDS, other)) == ()


def test_only_articles_that_tell_something_are_read() -> None:
    rows = [
        handed_in(1, MIRA),
        handed_in(1, JONAS),
        handed_in(2, MIRA),
        handed_in(3, MIRA),
        handed_in(4, MIRA),
        handed_in(4, MIRA, AGAIN),
        handed_in(5, MIRA, TRAINING),
        handed_in(5, JONAS, TRAINING),
    ]
    gold = [GoldSet(uuid.UUID(int=1003), None, 3, MAIN.id, uuid.UUID(int=9))]
    found = plan(AgreementChoice(), ROUNDS, rows, gold)
    assert [one.article_id.int - 1000 for one in found] == [1, 3, 4]


def test_the_first_submission_of_a_set_stays_first() -> None:
    rows = [handed_in(1, MIRA), handed_in(1, MIRA, ordinal=2), handed_in(1, JONAS)]
    (article,) = plan(AgreementChoice(), ROUNDS, rows, [])
    assert article.first(MAIN.id, MIRA) == rows[0]
    assert len(article.work[MAIN.id][MIRA]) == 2


def test_versions_of_a_story_follow_each_other() -> None:
    rows = [
        handed_in(article, person, story=story)
        for article, story in ((1, 7), (2, None), (3, 7))
        for person in (MIRA, JONAS)
    ]
    found = plan(AgreementChoice(), ROUNDS, rows, [])
    assert [one.article_id.int - 1000 for one in found] == [1, 3, 2]


def test_annotators_and_batches_can_be_chosen() -> None:
    third = uuid.UUID(int=3)
    rows = [handed_in(1, one, batch=5) for one in (MIRA, JONAS, third)]
    rows += [handed_in(2, one, batch=6) for one in (MIRA, JONAS)]
    by_people = plan(AgreementChoice(annotators=(MIRA, third)), ROUNDS, rows, [])
    assert [set(one.work[MAIN.id]) for one in by_people] == [{MIRA, third}]
    by_batch = plan(AgreementChoice(batches=(uuid.UUID(int=6),)), ROUNDS, rows, [])
    assert [one.article_id.int - 1000 for one in by_batch] == [2]


def test_what_is_missing_is_told_apart() -> None:
    rounds = {one.id: one for one in ROUNDS}
    everything = AgreementChoice()
    assert what_is_missing(everything, [], rounds) == "nobody_handed_in"
    alone = [handed_in(1, MIRA)]
    assert what_is_missing(everything, alone, rounds) == "one_annotator"
    apart = [*alone, handed_in(2, JONAS)]
    assert what_is_missing(everything, apart, rounds) == "no_common_articles"
    versions = [*alone, handed_in(1, JONAS, codebook="c@2")]
    assert what_is_missing(everything, versions, rounds) == "no_common_articles"
    both = [*alone, handed_in(1, JONAS)]
    chosen = AgreementChoice(annotators=(MIRA,))
    assert what_is_missing(chosen, both, rounds) == "nothing_chosen"
    broken = [*alone, handed_in(1, JONAS, state=SetState.CANNOT_CODE)]
    assert what_is_missing(everything, broken, rounds) == "one_annotator"
