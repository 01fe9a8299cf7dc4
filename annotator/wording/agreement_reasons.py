"""Why a figure of agreement is undefined, or nothing can be compared, in words."""

from collections.abc import Callable
from typing import Final

from annotator.words import tr

_REASONS: Final[dict[str, Callable[[], str]]] = {
    # Nothing can be compared.
    "nobody_handed_in": lambda: tr("Nobody has marked an article as done yet."),
    "one_annotator": lambda: tr(
        "One annotator only has marked articles as done. Agreement needs at least two who coded"
        " the same articles."
    ),
    "no_common_articles": lambda: tr(
        "No article was marked as done by two annotators in one round and by one version of the"
        " codebook."
    ),
    "only_training": lambda: tr(
        "Two annotators have done the same articles in rounds for training only, which count when"
        " they are chosen."
    ),
    "nothing_chosen": lambda: tr(
        "Nothing that two annotators have both done is left by this choice of rounds, annotators"
        " and batches."
    ),
    # A figure has no value.
    "no_units": lambda: tr("No unit has values of at least two annotators."),
    "no_unit_by_all": lambda: tr("No unit has a value of every annotator."),
    "one_value": lambda: tr(
        "Everybody gave the same value throughout, so chance cannot be told from agreement."
    ),
    "two_annotators_only": lambda: tr(
        "This measure is made for two annotators; see each pair of them."
    ),
    "not_ordered": lambda: tr("The codebook orders fewer than two of these values."),
    "not_sets": lambda: tr("This measure compares sets of values; here there is one value a unit."),
    "sets": lambda: tr(
        "This measure needs to know how many values there are, which for sets is not defined."
    ),
    "nothing_marked": lambda: tr("Nobody has marked anything that would count here."),
    "no_values": lambda: tr("No attribution has a value of this attribute."),
    "fixed_units": lambda: tr(
        "An article’s own values are given to every article: there is nothing to find first."
    ),
    "all_alike": lambda: tr(
        "All of the text is marked, or nothing is, so chance cannot be told from agreement."
    ),
    "overlapping": lambda: tr(
        "Somebody’s own attributions with different values overlap, so the text is not divided"
        " into parts."
    ),
    "not_in_common": lambda: tr("Nowhere has one marked this where another has marked anything."),
    "too_many_values": lambda: tr("There are too many values to lay out."),
    "values_are_speakers": lambda: tr(
        "Speakers are too many to lay out; those who are taken for each other most are listed."
    ),
    # A figure has no interval.
    "too_few_stories": lambda: tr("No interval: fewer than two stories have something to say."),
    "no_interval_asked": lambda: tr("No interval was asked for."),
    "undefined_too_often": lambda: tr(
        "No interval: the figure is undefined in more than half of the samples."
    ),
}


def reason_words(code: str) -> str:
    """Return the sentence for the code of a reason."""
    known = _REASONS.get(code)
    return known() if known else tr("Not defined ({code}).", code=code)


def is_known_reason(code: str) -> bool:
    """Tell whether a reason has words of its own."""
    return code in _REASONS
