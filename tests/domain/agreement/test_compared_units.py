"""What is compared, its parts, and what is behind the cells of its tables."""

import pytest

from annotator.domain.agreement.assembling import agreement_of
from annotator.domain.agreement.cells import CellUnit, cell
from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.results import SPEAKER, SPEAKER_COUNTRY, SPEAKER_KIND
from annotator.domain.attributions import Origin
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker, SpeakerKind
from tests.domain.agreement.compared_samples import article, collected, compared
from tests.domain.marking import ADA, BEN, CLEO, marked
from tests.domain.samples import codebook_document

ROWS = {
    ADA: [
        marked("a1", (0, 8), stance="supports", parts=("quay",)),
        marked("a2", (10, 18), stance="supports", parts=("rail",)),
        marked("a3", (20, 28), stance="opposes").but(origin=Origin.SUGGESTION),
    ],
    BEN: [
        marked("b1", (0, 8), stance="supports", parts=("quay",)),
        marked("b2", (10, 18), stance="opposes", parts=("quay",)),
        marked("b3", (20, 28), stance="opposes"),
    ],
    CLEO: [marked("c2", (10, 18), stance="opposes")],
}


def percent(units: ComparedUnits, key: str = "stance") -> float | None:
    found = agreement_of(units).attribute(key)
    assert found is not None
    return found.figures["percent"].value


def test_values_are_compared_given_that_two_found_it() -> None:
    units = compared(ROWS)
    stance = agreement_of(units).attribute("stance")
    assert stance is not None
    assert (stance.level, stance.units, stance.values) == ("ordinal", 3, 7)
    assert percent(units.between((BEN, CLEO))) == 1
    assert percent(units.between((ADA, BEN))) == pytest.approx(2 / 3)


def test_parts_by_value_take_the_attributions_that_have_it() -> None:
    units = compared(ROWS)
    assert units.values_of("parts") == ("quay", "rail")
    quay = agreement_of(units.of_value("parts", "quay"))
    assert (quay.matching.matched, quay.matching.unmatched) == (1, 4)
    assert agreement_of(units.of_value("parts", "bridge")).matching.matched == 0


def test_parts_by_origin() -> None:
    units = compared(ROWS)
    assert units.origins() == ("manual", "suggestion")
    assert agreement_of(units.of_origin("suggestion")).matching.matched == 0
    assert agreement_of(units.of_origin("manual").between((ADA, BEN))).matching.matched == 2


def test_parts_by_round_batch_and_codebook() -> None:
    document = codebook_document()
    document["version"] = 3
    document["attributes"][0]["values"].append({"key": "both", "label": "Both"})
    later = codebook_from_document(document)
    both = {ADA: [marked("x", (0, 8), stance="both")], BEN: [marked("y", (0, 8), stance="both")]}
    pilot = article("one", ROWS, round_name="pilot", batch="first")
    main = article("one", both, by=later)
    units = collected([ADA, BEN, CLEO], pilot, main)
    assert units.codebooks == ("harbour-deal@2", "harbour-deal@3")
    assert units.codebook == later
    assert (units.article_count, units.stories) == (1, 1)
    assert units.rounds() == (derived_id("round", "pilot"), derived_id("round", "main"))
    assert units.batches() == (derived_id("batch", "first"), None)
    assert agreement_of(units).attributes[0].units == 4
    in_main = units.of_round(derived_id("round", "main"))
    assert in_main.codebooks == ("harbour-deal@3",)
    assert in_main.values_of("stance") == ("both",)
    for part in (in_main, units.of_batch(None), units.of_codebook("harbour-deal@3")):
        assert agreement_of(part).attributes[0].units == 1
    assert agreement_of(units.of_batch(derived_id("batch", "first"))).attributes[0].units == 3


def test_an_article_that_only_one_of_a_pair_has_done_is_not_compared_for_the_pair() -> None:
    one = article("one", ROWS)
    two = article("two", {ADA: [marked("a9", (0, 8))], CLEO: []})
    units = collected([ADA, BEN, CLEO], one, two)
    assert [agreement_of(units.between(pair)).articles for pair in ((ADA, BEN), (ADA, CLEO))] == [
        1,
        2,
    ]
    assert agreement_of(units.between((ADA, BEN))).matching.unmatched == 0


def test_the_article_s_own_values_are_compared_by_article() -> None:
    values = {ADA: {"relevance": "yes"}, BEN: {"relevance": "no"}}
    one = article("one", {ADA: [], BEN: [], CLEO: []}, values=values)
    two = article("two", {ADA: [], BEN: []}, values={ADA: values[ADA], BEN: values[ADA]})
    units = collected([ADA, BEN, CLEO], one, two)
    relevance = agreement_of(units).attribute("relevance")
    assert relevance is not None
    assert (relevance.units, relevance.values, relevance.figures["percent"].value) == (2, 4, 0.5)
    (found,) = cell(units.between((ADA, BEN)), "relevance", "yes", "no")
    assert found == CellUnit(
        derived_id("article", "one"), derived_id("round", "main"), ADA, BEN, None, None
    )


def test_a_cell_opens_what_it_counts() -> None:
    units = compared(ROWS)
    pair = units.between((ADA, BEN))
    (found,) = cell(pair, "stance", "supports", "opposes")
    assert (found.a, found.b) == (ADA, BEN)
    assert (found.a_attribution, found.b_attribution) == (ROWS[ADA][1].id, ROWS[BEN][1].id)
    assert cell(pair, "stance", "opposes", "supports") == ()
    (found,) = cell(units.between((BEN, ADA)), "stance", "opposes", "supports")
    assert (found.a_attribution, found.b_attribution) == (ROWS[BEN][1].id, ROWS[ADA][1].id)
    assert cell(pair, "stance", "supports", "nothing of the kind") == ()
    for both in (units, pair):
        agreement = agreement_of(pair).attribute("stance")
        assert agreement is not None
        assert agreement.confusion is not None
        for row, counts in zip(agreement.confusion.values, agreement.confusion.counts, strict=True):
            for column, count in zip(agreement.confusion.values, counts, strict=True):
                if both is pair:
                    assert len(cell(pair, "stance", row, column)) == count


def test_a_cell_of_more_than_two_has_each_two_whichever_has_which() -> None:
    units = compared(ROWS)
    apart = cell(units, "stance", "supports", "opposes")
    assert {(one.a, one.b) for one in apart} == {(ADA, BEN), (ADA, CLEO)}
    other_way = cell(units, "stance", "opposes", "supports")
    assert {(one.a, one.b) for one in other_way} == {(BEN, ADA), (CLEO, ADA)}
    alike = cell(units, "stance", "opposes", "opposes")
    assert {(one.a, one.b) for one in alike} == {(BEN, CLEO), (ADA, BEN)}
    assert len(cell(units, "parts", "quay", "rail")) == 1


def speakers_agree(one: Speaker | None, other: Speaker | None, **sources) -> list[float | None]:
    rows = {
        ADA: [marked("a", (0, 5), source=sources.get("a", ()), speaker_id=one and one.id)],
        BEN: [marked("b", (0, 5), source=sources.get("b", ()), speaker_id=other and other.id)],
    }
    units = collected(
        [ADA, BEN], article("one", rows), speakers=[known for known in (one, other) if known]
    )
    return [percent(units, key) for key in (SPEAKER, SPEAKER_KIND, SPEAKER_COUNTRY)]


def person(name: str, kind: SpeakerKind = SpeakerKind.NAMED_PERSON, **more) -> Speaker:
    return Speaker(id=derived_id("speaker", name), name=name, kind=kind, **more)


def test_named_speakers_are_the_same_by_entry_or_key() -> None:
    mira = person("Mira Holt", country="NO", aliases=("M. Holt",))
    again = person("m holt", SpeakerKind.ORGANISATION, country="SE")
    merged = person("Somebody", merged_into=mira.id)
    assert speakers_agree(mira, mira) == [1, 1, 1]
    assert speakers_agree(mira, again) == [1, 0, 0]
    assert speakers_agree(merged, mira) == [1, 1, 1]
    assert speakers_agree(mira, person("Jonas Berg")) == [0, 1, None]
    assert speakers_agree(mira, None) == [None, None, None]


def test_unnamed_speakers_are_the_same_by_their_mentions_else_by_their_description() -> None:
    unnamed = SpeakerKind.UNNAMED_PERSON
    one, other = person("a diplomat", unnamed), person("an official", unnamed)
    assert speakers_agree(one, other, a=[(10, 14)], b=[(12, 15)])[0] == 1
    assert speakers_agree(one, other, a=[(10, 14)], b=[(20, 24)])[0] == 0
    assert speakers_agree(one, other)[0] == 0
    alike = Speaker(id=derived_id("alike"), name="A diplomat!", kind=unnamed)
    assert speakers_agree(one, alike, a=[(10, 14)])[0] == 1
    assert speakers_agree(one, person("A. Diplomat"))[0] == 0


STORY = "“The harbour opens at dawn,” said Mira Holt. Nobody else would say a word about it."
VERSION = "Eastgate. “The harbour opens at dawn,” said Mira Holt. The rail comes later, he said."


def of_story(*, once: bool, story: str | None = "harbour") -> ComparedUnits:
    shared, rail = (0, 28), (VERSION.index("The rail"), VERSION.index(", he said."))
    there = VERSION.index("“"), VERSION.index("”") + 1
    first = article(
        "one", {ADA: [marked("a1", shared)], BEN: [marked("b1", shared)]}, text=STORY, story=story
    )
    second = article(
        "two",
        {ADA: [marked("a2", there), marked("a3", rail)], BEN: [marked("b3", rail)]},
        text=VERSION,
        story=story,
    )
    return collected([ADA, BEN], first, second, once=once)


def test_a_passage_that_a_story_shares_counts_where_it_is_marked_first() -> None:
    every, once = agreement_of(of_story(once=False)), agreement_of(of_story(once=True))
    assert (every.articles, every.stories) == (once.articles, once.stories) == (2, 1)
    assert (every.matching.matched, every.matching.unmatched) == (2, 1)
    assert (once.matching.matched, once.matching.unmatched) == (2, 0)
    assert every.unitizing.u_alpha.value is not None
    assert every.unitizing.u_alpha.value < 1
    assert once.unitizing.u_alpha.value == 1


def test_articles_of_no_story_share_nothing() -> None:
    apart = agreement_of(of_story(once=True, story=None))
    assert (apart.stories, apart.matching.unmatched) == (2, 1)


def test_a_passage_that_is_not_marked_earlier_counts_where_it_is() -> None:
    there = VERSION.index("“"), VERSION.index("”") + 1
    first = article("one", {ADA: [], BEN: []}, text=STORY, story="harbour")
    second = article("two", {ADA: [marked("a", there)], BEN: []}, text=VERSION, story="harbour")
    units = collected([ADA, BEN], first, second, once=True)
    assert agreement_of(units).matching.unmatched == 1


def test_nothing_collected_has_no_figures() -> None:
    agreement = agreement_of(collected([ADA, BEN]))
    assert (agreement.articles, agreement.stories, agreement.matching.matched) == (0, 0, 0)
    assert agreement.unitizing.u_alpha.reason == "no_units"
    assert all(
        figure.value is None for one in agreement.attributes for figure in one.figures.values()
    )


def test_a_passage_counted_before_is_left_out_as_a_zone_is() -> None:
    there = VERSION.index("“"), VERSION.index("”") + 1
    rail = VERSION.index("The rail")
    shared = {ADA: [marked("a1", (0, 28))], BEN: [marked("b1", (0, 28))]}
    first = article("one", shared, text=STORY, story="harbour")
    rows = {
        ADA: [marked("a3", (rail, len(VERSION)))],
        BEN: [marked("b3", (rail, rail + 20)), marked("b4", (there[1], there[1] + 5))],
    }
    again = {ADA: [*rows[ADA], marked("a2", there)], BEN: rows[BEN]}
    once = collected(
        [ADA, BEN],
        first,
        article("two", again, text=VERSION, story="harbour"),
        once=True,
    )
    zone = article("two", rows, text=VERSION, zones=[there], story="harbour")
    as_zone = collected([ADA, BEN], first, zone)
    assert agreement_of(once) == agreement_of(as_zone)
