"""What becomes gold when articles that one person alone coded are promoted, in words."""

from collections.abc import Sequence

from annotator.words import tr, tr_n


def promotion_words(attributions: int, *, own: bool) -> str:
    """Return what promoting one article would make gold; ``own``: who promotes coded it."""
    words = (
        tr_n("{count} attribution", "{count} attributions", attributions)
        if attributions
        else tr("No attribution: only what is said of the article as a whole")
    )
    return (
        tr("{words}. You coded it yourself: that will be recorded.", words=words) if own else words
    )


def promoted_words(numbers: Sequence[int]) -> str:
    """Return what promoting these articles, by their attributions, would make gold in all."""
    if not numbers:
        return tr("Nothing is ticked.")
    return tr(
        "Ticked: {articles}, {attributions}.",
        articles=tr_n("{count} article", "{count} articles", len(numbers)),
        attributions=tr_n("{count} attribution", "{count} attributions", sum(numbers)),
    )
