"""Words for what the domain finds doubtful in an attribution."""

import uuid
from collections.abc import Callable, Mapping

from annotator.domain.doubts import Doubt
from annotator.words import tr


def doubt_words(doubt: Doubt, numbers: Mapping[uuid.UUID, int]) -> str:
    """Return a doubt as a sentence; ``numbers`` are those of the article's attributions."""
    words = _WORDS.get(doubt.code)
    return words(numbers.get(doubt.other) if doubt.other else None) if words else tr("Look again")


def _coded_differently(number: int | None) -> str:
    if number is None:
        return tr("The same words are coded differently elsewhere")
    return tr("The same words are coded differently in attribution {number}", number=number)


_WORDS: dict[str, Callable[[int | None], str]] = {
    "half_word": lambda _: tr("A span begins or ends inside a word"),
    "unbalanced_marks": lambda _: tr("Only one of a pair of quotation marks is in the content"),
    "direct_without_marks": lambda _: tr("Direct, but the content is not in quotation marks"),
    "content_has_cue": lambda _: tr("The content contains its own cue"),
    "unnamed_with_name": lambda _: tr("The speaker is of an unnamed kind but seems to have a name"),
    "coded_differently": _coded_differently,
}
