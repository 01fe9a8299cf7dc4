"""What an export could not carry, in sentences."""

from collections.abc import Callable, Mapping

from annotator.words import tr, tr_n

_SENTENCES: Mapping[str, Callable[[int], str]] = {
    "overlap_left_out": lambda count: tr_n(
        "{count} attribution overlaps another one and is left out.",
        "{count} attributions overlap others and are left out.",
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
