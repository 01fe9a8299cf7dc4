"""When two annotators mean the same speaker."""

import uuid

import pytest

from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker, SpeakerKind
from tests.domain.marking import marked
from tests.domain.samples import AT

ORGANISATION, UNNAMED = SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED_PERSON
MIRA, JONAS = derived_id("mira"), derived_id("jonas")


def speaker(key: str, name: str, kind: SpeakerKind = SpeakerKind.NAMED_PERSON, **more) -> Speaker:
    return Speaker(id=derived_id(key), name=name, kind=kind, **more)


def registry(*speakers: Speaker) -> SpeakerRegistry:
    return SpeakerRegistry({one.id: one for one in speakers})


def same(known: SpeakerRegistry, one: Speaker | None, other: Speaker | None, **more) -> bool:
    a = marked("a", (0, 5), source=more.get("a", ()), speaker_id=one.id if one else None)
    b = marked("b", (0, 5), source=more.get("b", ()), speaker_id=other.id if other else None)
    assert known.same(a, b) == known.same(b, a)
    return known.same(a, b)


def test_merges_are_followed_to_their_end() -> None:
    last = speaker("c", "Ingrid Valmont")
    middle = speaker("b", "Foreign minister", merged_into=last.id, deleted_at=AT)
    first = speaker("a", "The minister", merged_into=middle.id)
    known = registry(first, middle, last)
    assert known.resolved(first.id) == last
    assert same(known, first, last)


def test_merges_in_a_circle_end_at_one_entry() -> None:
    circle = [
        speaker(str(at), f"Name {at}", merged_into=derived_id(str((at + 1) % 3))) for at in range(3)
    ]
    before = speaker("before", "Somebody", merged_into=circle[1].id)
    known = registry(before, *circle)
    ends = [known.resolved(one.id) for one in (before, *circle)]
    assert ends[0] in circle
    assert all(one is ends[0] for one in ends)


def test_a_merge_into_what_is_not_known_goes_no_further() -> None:
    one = speaker("a", "Zahra Halimi", merged_into=uuid.UUID(int=7))
    assert registry(one).resolved(one.id) == one
    assert registry().resolved(one.id) is None
    assert registry().resolved(None) is None


def test_a_provisional_one_stands_for_the_published_one_of_its_name() -> None:
    published = speaker("p", "Zahra Halimi", aliases=("Z. Halimi",))
    mine = speaker("m", "zahra  HALIMI", owner_id=MIRA)
    theirs = speaker("j", "Z Halimi", owner_id=JONAS)
    known = registry(published, mine, theirs)
    assert known.resolved(mine.id) == known.resolved(theirs.id) == published
    assert same(known, mine, theirs)


def test_a_published_one_that_was_merged_lends_its_name() -> None:
    kept = speaker("k", "Zahra Halimi")
    merged = speaker("p", "Dr Halimi", merged_into=kept.id)
    mine = speaker("m", "Dr. Halimi", owner_id=MIRA)
    assert registry(kept, merged, mine).resolved(mine.id) == kept


@pytest.mark.parametrize(
    "published",
    [
        [speaker("p", "Eastgate", ORGANISATION)],
        [speaker("p", "Eastgate"), speaker("q", "Eastgate", role="Elder")],
        [speaker("p", "Eastgate", deleted_at=AT)],
        [speaker("p", "Eastgate", owner_id=JONAS)],
    ],
    ids=["another kind", "two of one name", "deleted", "provisional too"],
)
def test_a_provisional_one_stands_for_itself(published: list[Speaker]) -> None:
    mine = speaker("m", "Eastgate", owner_id=MIRA)
    assert registry(mine, *published).resolved(mine.id) == mine


def test_named_ones_agree_by_a_shared_key() -> None:
    mine = speaker("m", "Tomas Ekdahl", owner_id=MIRA)
    theirs = speaker("j", "T. Ekdahl", aliases=("Tomas Ekdahl",), owner_id=JONAS)
    other = speaker("o", "Tove Ekdahl", owner_id=JONAS)
    known = registry(mine, theirs, other)
    assert same(known, mine, theirs)
    assert not same(known, mine, other, a=[(10, 12)], b=[(10, 12)])


def test_unnamed_ones_agree_where_their_sources_overlap() -> None:
    mine = speaker("m", "an aide", UNNAMED, owner_id=MIRA)
    theirs = speaker("j", "the official", UNNAMED, owner_id=JONAS)
    alike = speaker("l", "An aide", UNNAMED, owner_id=JONAS)
    known = registry(mine, theirs, alike)
    assert same(known, mine, theirs, a=[(10, 14)], b=[(13, 18)])
    assert not same(known, mine, alike, a=[(10, 14)], b=[(14, 18)])
    assert same(known, mine, alike, a=[(10, 14)])
    assert not same(known, mine, theirs, a=[(10, 14)])


def test_named_and_unnamed_differ() -> None:
    mine = speaker("m", "an aide", UNNAMED)
    theirs = speaker("j", "An Aide")
    assert not same(registry(mine, theirs), mine, theirs, a=[(0, 4)], b=[(0, 4)])


def test_without_an_entry_only_the_source_says_who_it_is() -> None:
    mine = speaker("m", "an aide", UNNAMED)
    known = registry(mine)
    assert same(known, None, None, a=[(0, 4)], b=[(2, 6)])
    assert not same(known, None, None, a=[(0, 4)], b=[(5, 6)])
    assert not same(known, mine, None, a=[(0, 4)], b=[(0, 4)])


def test_entries_that_are_not_known_agree_when_they_are_one() -> None:
    mine, theirs = speaker("m", "an aide"), speaker("j", "an aide")
    assert same(registry(), mine, mine)
    assert not same(registry(), mine, theirs, a=[(0, 4)], b=[(0, 4)])
    assert not same(registry(mine), mine, theirs)
