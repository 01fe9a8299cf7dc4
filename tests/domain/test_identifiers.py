import uuid

from annotator.domain.identifiers import derived_id, new_id


def test_new_identifiers_differ_and_are_ordered_in_time() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert all(type(one) is uuid.UUID and one.version == 7 for one in made)
    assert made[0].bytes[:6] <= made[-1].bytes[:6]


def test_derived_identifiers_follow_from_their_parts() -> None:
    one = derived_id("set", "a", "b")
    assert one == derived_id("set", "a", "b")
    assert one.version == 5
    assert len({one, derived_id("set", "b", "a"), derived_id("set", "a")}) == 3


def test_derived_identifiers_stay_what_they_were_in_earlier_releases() -> None:
    assert derived_id("codebook", "x@1") == uuid.uuid5(
        uuid.UUID("b3a9d0a2-6f0c-5d0e-9a53-0d1c6f2a7e11"), "codebook/x@1"
    )
