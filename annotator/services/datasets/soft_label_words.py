"""What soft labels are, for those who read a card or a datasheet."""

from annotator.formats.records import NO_VALUE, NOT_MARKED
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.markdown import code
from annotator.words import tr


def soft_label_words(facts: DatasetFacts) -> str:
    """Return whose shares they are, where they stand, and what their own two values mean."""
    where = tr("in columns that end in the value’s key ({example})", example=code("…_share_…"))
    if not facts.is_table:
        where = tr("under {key} where the format has a place for it", key=code("soft"))
    return tr(
        "Soft labels tell how the values of all who handed in the article are distributed, {where}."
        " {not_marked} is the share of those who marked nothing there, {no_value} of those who gave"
        " no value. The shares of an attribute sum to 1.",
        where=where,
        not_marked=code(NOT_MARKED),
        no_value=code(NO_VALUE),
    )
