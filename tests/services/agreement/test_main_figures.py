"""The main figures in a sentence or two, above the methods; and one citation for each measure."""

from dataclasses import replace

from annotator.domain.agreement.measures import MEASURES, measure
from annotator.domain.agreement.reading_words import number, with_interval
from annotator.domain.agreement.results import AgreementReport, Figure
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import collect, points, with_intervals
from annotator.services.agreement.main_figures import main_figures
from annotator.services.agreement.methods_text import methods_text
from annotator.services.codebooks import default_codebook
from tests.services.coded import both_coded, hand_in, mark
from tests.services.world import World
from tests.ui.agreement.reports import report

CODEBOOK = default_codebook()


def with_alpha(found: AgreementReport, key: str, figure: Figure) -> AgreementReport:
    """Return the report with another alpha of one attribute."""
    attributes = tuple(
        replace(one, figures={**one.figures, "krippendorff_alpha_nominal": figure})
        if one.key == key
        else one
        for one in found.overall.attributes
    )
    return replace(found, overall=replace(found.overall, attributes=attributes))


def test_the_main_figures_stand_in_two_sentences() -> None:
    words = main_figures(report(), CODEBOOK, "stance", 0.95)
    assert words == (
        "The work of 4 annotators on 240 articles was compared: F1 of the attributions matched by"
        " an intersection over union of at least .5 is 0.84 [0.81, 0.87], and Krippendorff’s alpha"
        " for unitizing 0.70 [0.67, 0.73]."
        " Krippendorff’s alpha, nominal, for Stance is 0.76 [0.73, 0.79], on 516 units"
        " (95% confidence intervals in brackets)."
    )


def test_another_attribute_and_level_and_articles_as_units() -> None:
    words = main_figures(report(), CODEBOOK, "relevance", 0.9)
    assert "for Relevance is" in words
    assert "on 240 articles (90% confidence intervals" in words


def test_what_is_undefined_is_said_with_its_reason() -> None:
    found = with_alpha(report(), "stance", Figure(None, reason="one_value"))
    assert (
        "for Stance is n/a (everybody gave the same value throughout, so chance cannot be told"
        " from agreement), on 516 units"
    ) in main_figures(found, CODEBOOK, "stance", 0.95)


def test_without_intervals_no_brackets_are_explained() -> None:
    words = main_figures(report(half=None), CODEBOOK, "stance", 0.95)
    assert "[" not in words
    assert "confidence" not in words
    found = with_alpha(report(), "stance", Figure(0.5, interval_reason="too_few_stories"))
    assert "is 0.50 (no interval: fewer than two stories" in main_figures(
        found, CODEBOOK, "stance", 0.95
    )


def test_an_attribute_that_nobody_coded_is_said() -> None:
    assert "Nobody coded" in main_figures(report(), CODEBOOK, "unheard_of", 0.95)


def test_rounding_is_that_of_the_screen() -> None:
    assert number(-0.001) == "0.00"
    assert number(-0.126) == "−0.13"


def test_they_stand_before_the_methods_and_are_the_reports(world: World) -> None:
    both_coded(world)
    compared = collect(world.project, world.manager, AgreementChoice(samples=50))
    found = with_intervals(compared, points(compared))
    figures, methods, *_ = methods_text(world.project, compared, found).split("\n\n")
    stance = found.overall.attribute("stance")
    assert stance is not None
    alpha = stance.figures["krippendorff_alpha_nominal"]
    f1 = found.overall.matching.overlap.f1
    assert f"of at least .5 is {with_interval(f1.value, f1.interval)}" in figures
    assert f"Stance is {with_interval(alpha.value, alpha.interval)}" in figures
    assert methods.startswith("Agreement was computed for 2 annotators")
    other = methods_text(world.project, compared, found, "relevance")
    assert "for Relevance is" in other.split("\n\n")[0]


def test_each_measure_is_cited_as_the_registry_has_it(world: World) -> None:
    third = replace(world.mira, person_id=world.maker.person_id)
    both_coded(world)
    for annotators in (2, 3):
        if annotators == 3:
            mark(world, third)
            hand_in(world, third)
        compared = collect(
            world.project, world.manager, AgreementChoice(interval=IntervalMethod.NONE)
        )
        found = points(compared)
        assert len(found.overall.annotators) == annotators
        text = methods_text(world.project, compared, found)
        assert f"Percent agreement ({measure('percent').sources})" in text
        assert "Holsti, O. R. (1969)" in text
        assert "Gwet, K. L. (2014)" in text


def test_sources_are_all_that_a_measure_rests_on() -> None:
    assert measure("percent").sources == "Gwet 2014; Holsti 1969"
    for one in MEASURES:
        assert all(each.short in one.sources for each in one.references)
