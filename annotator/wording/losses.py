"""What an export could not carry, in sentences."""

from collections.abc import Callable, Mapping

from annotator.words import tr, tr_n

_SENTENCES: Mapping[str, Callable[[int], str]] = {
    "gold_not_settled": lambda count: tr_n(
        "{count} article not settled yet is left out.",
        "{count} articles not settled yet are left out.",
        count,
    ),
    "gold_cannot_code": lambda count: tr_n(
        "{count} article that cannot be coded is left out.",
        "{count} articles that cannot be coded are left out.",
        count,
    ),
    "gold_reopened": lambda count: tr_n(
        "In articles that were settled {count} disagreement came up later; it is not in gold.",
        "In articles that were settled {count} disagreements came up later; they are not in gold.",
        count,
    ),
    "gold_imported_undecided": lambda count: tr_n(
        "{count} disagreement in articles with imported gold is not decided; gold is as imported.",
        "{count} disagreements in articles with imported gold are not decided; gold is as "
        "imported.",
        count,
    ),
    "rationale_left_out": lambda count: tr_n(
        "{count} rationale is left out: the format has no place for why gold was decided.",
        "{count} rationales are left out: the format has no place for why gold was decided.",
        count,
    ),
    "statement_repeated": lambda count: tr_n(
        "{count} attribution repeats a statement, which counts once, and is left out.",
        "{count} attributions repeat statements, which count once, and are left out.",
        count,
    ),
    "passage_repeated": lambda count: tr_n(
        "{count} attribution stands in an earlier version of the story, too, and is left out.",
        "{count} attributions stand in earlier versions of their stories, too, and are left out.",
        count,
    ),
    "nothing_gold": lambda count: tr_n(
        "Nothing is gold yet: {count} article is not settled.",
        "Nothing is gold yet: {count} articles are not settled.",
        count,
    ),
    "part_unmarked": lambda count: tr_n(
        "{count} part has no attributions, while others have some: nothing can be tested on it.",
        "{count} parts have no attributions, while others have some: nothing can be tested on "
        "them.",
        count,
    ),
    "soft_left_out": lambda count: tr_n(
        "The soft labels of {count} attribution are left out: the format has no place for them.",
        "The soft labels of {count} attributions are left out: the format has no place for them.",
        count,
    ),
    "overlap_left_out": lambda count: tr_n(
        "{count} attribution overlaps another one and is left out.",
        "{count} attributions overlap others and are left out.",
        count,
    ),
    "character_replaced": lambda count: tr_n(
        "{count} character that the file cannot hold is replaced by “\ufffd”.",
        "{count} characters that the file cannot hold are replaced by “\ufffd”.",
        count,
    ),
    "span_overlap_left_out": lambda count: tr_n(
        "{count} source, cue or condition overlaps a longer one and has no tags.",
        "{count} sources, cues and conditions overlap longer ones and have no tags.",
        count,
    ),
    "span_widened": lambda count: tr_n(
        "{count} span begins or ends inside a token and is widened to it; its exact offsets are "
        "kept beside it.",
        "{count} spans begin or end inside a token and are widened to it; their exact offsets are "
        "kept beside them.",
        count,
    ),
    "cell_cut": lambda count: tr_n(
        "{count} text is longer than a cell can be and is cut; its end is “…”.",
        "{count} texts are longer than a cell can be and are cut; their end is “…”.",
        count,
    ),
    "value_of_other_kind": lambda count: tr_n(
        "{count} value is neither yes nor no where one of these is due, and is left out.",
        "{count} values are neither yes nor no where one of these is due, and are left out.",
        count,
    ),
    "no_direction_left_out": lambda count: tr_n(
        "{count} attribution is neither agreement nor disagreement and is left out.",
        "{count} attributions are neither agreement nor disagreement and are left out.",
        count,
    ),
    "both_directions_twice": lambda count: tr_n(
        "{count} attribution goes both ways and is written twice: as agreement and as "
        "disagreement.",
        "{count} attributions go both ways and are written twice: as agreement and as "
        "disagreement.",
        count,
    ),
}


def loss_words(code: str, count: int) -> str:
    """Return what was lost, and how often; a code without words speaks for itself."""
    sentence = _SENTENCES.get(code)
    return sentence(count) if sentence else tr("{what}: {count}", what=code, count=f"{count:,}")


def has_words(code: str) -> bool:
    """Tell whether there is a sentence for a code."""
    return code in _SENTENCES
