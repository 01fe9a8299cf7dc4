"""Texts and spans as they come in: every script, every line end, and what no file should hold."""

from hypothesis import strategies as st

from annotator.domain.text.article_text import normalise
from annotator.domain.text.spans import Span

LATIN = "aeinrstAEST"
ARABIC = "سلامكتابدر"
ASTRAL = "😀𝒜🇦🇫"
COMBINING = "\u0301\u0308\u064e\u0650"
MARKS = "“”„‟«»‹›‘’‚'\"「」"
PUNCTUATION = ".,!?؟۔:;…—-()[]"
SPACES = " \t\u00a0\u200f\u2028"
LINE_ENDS = ("\n", "\r\n", "\r", "\v", "\f", "\n\n")
UNWELCOME = ("\ufeff", "\x00", "\x1b", "\ud83d", "\ude00", "\udfff", "\ufffd")

_pieces = st.one_of(
    st.sampled_from(LATIN + ARABIC + PUNCTUATION),
    st.sampled_from(MARKS),
    st.sampled_from(SPACES + ASTRAL + COMBINING + "0159"),
    st.sampled_from(LINE_ENDS),
    st.sampled_from(("can’t", "U.S. ", "Gen. ", "he said, ", "years’ ", ". The ")),
)

raw_texts = st.lists(st.one_of(_pieces, st.sampled_from(UNWELCOME)), max_size=60).map("".join)
"""Texts before they are normalised."""

texts = st.lists(_pieces, max_size=60).map(lambda pieces: normalise("".join(pieces)).text)
"""Normalised texts."""


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    """A normalised text and any span in it, empty ones too."""
    text = draw(texts)
    ends = st.integers(0, len(text))
    start, end = sorted((draw(ends), draw(ends)))
    return text, Span(start, end)


_words = st.text(LATIN + ARABIC, min_size=3, max_size=9)


@st.composite
def wrapped_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs, and the same paragraphs with their lines broken at a column."""
    width = draw(st.integers(40, 90))
    count = draw(st.integers(1, 5))
    paragraphs = [
        " ".join(draw(st.lists(_words, min_size=60, max_size=100))) + "." for _ in range(count)
    ]
    plain = "\n\n".join(paragraphs)
    return plain, "\n\n".join(_wrapped(paragraph, width) for paragraph in paragraphs)


def _wrapped(paragraph: str, width: int) -> str:
    lines: list[str] = []
    for word in paragraph.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
