"""Which decision settles what, and what changed since."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.item import StaleChange
from annotator.domain.adjudication.standing_decisions import (
    changes_since,
    item_id_of_group,
    settled_by,
    standing,
)
from annotator.domain.decisions import Decision, Outcome
from annotator.domain.documents import to_document
from tests.domain.samples import AT, a_span, an_attribution

TEXT = "Yes, we will build the harbour, she said."
ONE, TWO, THREE, FOUR = (uuid.UUID(int=number) for number in range(1, 5))


def a_decision(number: int, *candidates: uuid.UUID, **more: object) -> Decision:
    values: dict[str, object] = {
        "outcome": Outcome.ACCEPTED,
        "gold": (uuid.UUID(int=900 + number),),
        **more,
    }
    return Decision(
        id=uuid.UUID(int=100 + number),
        article_id=uuid.UUID(int=50),
        round_id=uuid.UUID(int=51),
        adjudicator_id=uuid.UUID(int=52),
        candidates=candidates,
        at=AT,
        **values,  # type: ignore[arg-type]
    )


def test_a_chain_is_told_from_its_newest() -> None:
    first, other = a_decision(1, ONE), a_decision(4, TWO)
    second = a_decision(2, ONE, supersedes=first.id, outcome=Outcome.REJECTED, gold=())
    third = a_decision(3, ONE, supersedes=second.id, outcome=Outcome.DISCUSS, gold=())
    chain, alone = standing([third, other, first, second])
    assert (chain.decision, chain.earlier, chain.first) == (third, (second, first), first)
    assert chain.gold_id == first.gold[0]
    assert (alone.decision, alone.earlier) == (other, ())
    # Undone, the one before stands again.
    again = standing([first, second, third.but(deleted_at=AT)])
    assert [one.decision for one in again] == [second]


def test_the_one_that_shares_most_settles_a_group() -> None:
    decisions = standing([a_decision(1, ONE, TWO), a_decision(2, THREE)])
    settled, rest = settled_by([{ONE}, {TWO, THREE}], decisions)
    assert {place: one.decision.id.int for place, one in settled.items()} == {0: 101, 1: 102}
    assert rest == ()
    settled, rest = settled_by([{ONE, TWO, THREE}], decisions)
    assert settled[0].decision.id.int == 101
    assert [one.decision.id.int for one in rest] == [102]


def test_gold_goes_before_none_and_then_the_newest() -> None:
    rejected = a_decision(3, TWO, outcome=Outcome.REJECTED, gold=())
    settled, _ = settled_by([{ONE, TWO}], standing([a_decision(1, ONE), rejected]))
    assert settled[0].decision.id.int == 101
    settled, _ = settled_by([{ONE, TWO}], standing([a_decision(1, ONE), a_decision(2, TWO)]))
    assert settled[0].decision.id.int == 102


@given(
    st.lists(st.sets(st.integers(0, 12), max_size=4), max_size=6),
    st.lists(st.sets(st.integers(0, 15), max_size=4), max_size=6),
)
def test_each_settles_one_group_at_most(grouped: list[set[int]], decided: list[set[int]]) -> None:
    seen: set[int] = set()
    groups = []
    for some in grouped:
        groups.append({uuid.UUID(int=one) for one in some - seen})
        seen |= some
    decisions = standing(
        a_decision(number, *sorted(uuid.UUID(int=one) for one in some))
        for number, some in enumerate(decided)
    )
    settled, rest = settled_by(groups, decisions)
    used = [one.decision.id for one in (*settled.values(), *rest)]
    assert sorted(used) == sorted(one.decision.id for one in decisions)
    for place, one in settled.items():
        assert groups[place] & set(one.decision.candidates)
    for one in rest:
        free = [group for place, group in enumerate(groups) if place not in settled]
        assert not any(group & set(one.decision.candidates) for group in free)


def test_what_changed_by_letter() -> None:
    before = [
        an_attribution(name, [a_span(TEXT, "harbour")], set_name=name, stance="supports")
        for name in ("a", "b", "c")
    ]
    decision = a_decision(
        1,
        *(one.id for one in before),
        snapshots=tuple(to_document(one) for one in before),
    )
    letters = {one.set_id: one.id.hex[:2] for one in before}
    new = an_attribution("d", [a_span(TEXT, "harbour")], set_name="d")
    letters[new.set_id] = "D"
    changed = before[1].but(values={"stance": "opposes"}, note="Hm.", flagged=True)
    members = {ONE: before[0], TWO: changed, FOUR: new}

    def fields(one: object) -> dict[str, object]:
        return dict(one.values)  # type: ignore[attr-defined]

    assert set(changes_since(decision, members, letters, fields)) == {
        StaleChange(letters[before[1].set_id], ("stance",)),
        StaleChange(letters[before[2].set_id], ("removed",)),
        StaleChange("D", ("added",)),
    }
    unknown = decision.but(snapshots=({"nonsense": 1},))
    assert {one.fields for one in changes_since(unknown, members, letters, fields)} == {
        ("removed",),
        ("added",),
    }


def test_an_items_identifier_follows_from_its_candidates() -> None:
    assert item_id_of_group(FOUR, [TWO, ONE]) == item_id_of_group(FOUR, [ONE, TWO, THREE])
    assert item_id_of_group(FOUR, [TWO]) != item_id_of_group(THREE, [TWO])
