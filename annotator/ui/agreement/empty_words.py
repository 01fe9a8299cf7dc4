"""What the Agreement screen says where nothing can be compared, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """A heading, what is missing, what to do, and where to do it."""

    title: str
    words: str
    buttons: tuple[tuple[str, str], ...]
    """Words, and what is wanted: ``annotate``, ``people``, ``rounds``, ``all``."""


def empty_words(code: str) -> EmptyWords:
    """Return what to say for the code of what is missing."""
    annotate = (tr("Go to Annotate"), "annotate")
    people = (tr("People and roles …"), "people")
    rounds = (tr("Rounds and assignment …"), "rounds")
    advice, buttons = {
        "nobody_handed_in": (
            tr("Articles count once their coder has marked them as done."),
            (annotate, rounds),
        ),
        "one_annotator": (
            tr("Give a second person some of the same articles, and let them mark these as done."),
            (rounds, people),
        ),
        "no_common_articles": (
            tr("Assign articles so that they overlap; both are to mark them as done."),
            (rounds,),
        ),
        "only_training": (
            tr("To see how training went, choose its round under Rounds at the top."),
            (rounds,),
        ),
        "nothing_chosen": (
            tr("Choose other rounds, batches or annotators."),
            ((tr("Compare all"), "all"),),
        ),
    }.get(code, ("", ((tr("Compare all"), "all"),)))
    words = " ".join(one for one in (reason_words(code), advice) if one)
    return EmptyWords(tr("Nothing to compare yet"), words, buttons)
