import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text.sentences import sentence_ends
from annotator.domain.text.spans import Span
from annotator.domain.text.widening import (
    cuts_word,
    paragraph_at,
    sentence_at,
    snapped,
    widen,
    word_at,
)
from tests.domain.strategies import texts, texts_with_spans


def at(text: str, marked: str) -> int:
    """Return an offset in the middle of the first place of ``marked``."""
    return text.index(marked) + len(marked) // 2


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("one two", 0, "one"),
        ("one two", 3, "one"),
        ("one two", 4, "two"),
        ("one two", 7, "two"),
        ("one  two", 4, ""),
        ("…  ", 1, ""),
        ("", 0, ""),
        ("they don’t go", 9, "don’t"),
        ("they don't go", 8, "don't"),
        ("a U.S.-led push", 3, "U.S"),
        ("at half-past", 5, "half-past"),
        ("some 1,200.5 miles", 7, "1,200.5"),
        ("said.But then", 1, "said"),
        ("cafe\u0301s here", 1, "cafe\u0301s"),
        ("می\u200cخواهم", 1, "می\u200cخواهم"),
        ("كتابٌ جديد", 2, "كتابٌ"),
        ("a 𝒜𝒜 b", 3, "𝒜𝒜"),
        ("“quoted”", 3, "quoted"),
    ],
)
def test_word_at(text: str, offset: int, word: str) -> None:
    found = word_at(text, offset)
    assert found.quote(text) == word
    assert found.start <= offset <= found.end


@pytest.mark.parametrize(
    "sentences",
    [
        ["One goes.", "Two stay."],
        ["Is it so?", "Never!", "Well…", "So be it."],
        ["He met Gen. Mark A. Quill, Mr. Ekdahl and Dr. Halimi.", "They talked."],
        ["The U.S. said so in the U.N. council.", "It did."],
        ["They left the U.S. The others stayed."],
        ["It was signed on Sept. 11 in Port Calder.", "Two left."],
        ["It cost 1.5 billion.", "In 2020. 3 ships came."],
        ["“We go.", "We stay,” he said.", "“Both.”", "So it was."],
        ['"We go."', '"We stay," he said.'],
        ["“Will it hold?” she asked.", "Nobody knew."],
        ["“Will it hold?” Zahra Halimi asked.", "Nobody knew."],
        ["(It was late.)", "They left."],
        ["The bank, e.g. of Vestmark, closed.", "It was No. 5 of its kind."],
        ["He said no.", "They left."],
        ["Ekdahl Inc. makes ropes.", "They sell."],
        ["It came to ... nothing.", "They left."],
        ["1. The first point.", "The second."],
        ["هل يعقد اللقاء؟", "لا أحد يعرف.", "غادروا."],
        ["او گفت می‌رویم۔", "آیا بازمی‌گردند؟", "بله."],
        ["No full stop at the end"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    if sentences == ["They left the U.S. The others stayed."]:
        sentences = ["They left the U.S.", "The others stayed."]
    if "2020. 3" in text:
        sentences = ["It cost 1.5 billion.", "In 2020.", "3 ships came."]
    found = []
    start = 0
    for end in sentence_ends(text, 0, len(text)):
        found.append(text[start:end].strip())
        start = end
    assert found == sentences
    for sentence in sentences:
        assert sentence_at(text, at(text, sentence)).quote(text) == sentence


def test_sentences_without_spaces_between() -> None:
    text = "彼は行く。誰も知らない！"
    assert sentence_at(text, 2).quote(text) == "彼は行く。"
    assert sentence_at(text, 7).quote(text) == "誰も知らない！"


PARAGRAPHS = "Title line\n\nOne goes. Two stay.\n  Three \n"


@pytest.mark.parametrize(
    ("offset", "paragraph", "sentence"),
    [
        (3, "Title line", "Title line"),
        (10, "Title line", "Title line"),
        (11, "", ""),
        (14, "One goes. Two stay.", "One goes."),
        (21, "One goes. Two stay.", "Two stay."),
        (31, "One goes. Two stay.", "Two stay."),
        (34, "Three", "Three"),
        (len(PARAGRAPHS), "", ""),
    ],
)
def test_paragraph_and_sentence_at(offset: int, paragraph: str, sentence: str) -> None:
    assert paragraph_at(PARAGRAPHS, offset).quote(PARAGRAPHS) == paragraph
    assert sentence_at(PARAGRAPHS, offset).quote(PARAGRAPHS) == sentence


def steps(text: str, span: Span) -> list[str]:
    """Return what the selection grows to, until it is the whole text."""
    grown = []
    while len(span) < len(text):
        span = widen(text, span)
        grown.append(span.quote(text))
    return grown


QUOTED = "First one. He called it “a ‘very bad’ idea. Never,” and left. Last.\nNext."


def test_widening_from_a_word_in_nested_quotations() -> None:
    assert steps(QUOTED, Span(QUOTED.index("bad"), QUOTED.index("bad"))) == [
        "bad",
        "very bad",
        "‘very bad’",
        "a ‘very bad’ idea. Never,",
        "“a ‘very bad’ idea. Never,”",
        "He called it “a ‘very bad’ idea. Never,” and left.",
        "First one. He called it “a ‘very bad’ idea. Never,” and left. Last.",
        QUOTED,
    ]


def test_widening_takes_in_words_and_sentences_that_are_cut() -> None:
    start, end = QUOTED.index("eft."), QUOTED.index("st.\n")
    assert steps(QUOTED, Span(start, end)) == [
        "left. Last",
        "He called it “a ‘very bad’ idea. Never,” and left. Last.",
        "First one. He called it “a ‘very bad’ idea. Never,” and left. Last.",
        QUOTED,
    ]


def test_widening_over_paragraphs() -> None:
    assert steps(PARAGRAPHS, Span(14, 36))[0] == "One goes. Two stay.\n  Three"


def test_widening_without_quotation_and_out_of_range() -> None:
    assert steps("One goes.", Span(1, 1)) == ["One", "One goes."]
    assert widen("One goes.", Span(4, 99)).quote("One goes.") == "One goes."
    assert widen("", Span(0, 0)) == Span(0, 0)


def test_wraps_end_neither_sentence_nor_paragraph() -> None:
    text = (
        "The harbour at Port Calder stayed shut on Monday while two\n"
        "delegations argued about who may inspect the ships. They carry\n"
        "flour and mail, officials of both sides said.\n"
    )
    assert sentence_at(text, at(text, "argued")).quote(text).startswith("The harbour")
    assert sentence_at(text, at(text, "argued")).quote(text).endswith("ships.")
    assert paragraph_at(text, at(text, "argued")).quote(text) == text.strip()


@given(texts_with_spans())
def test_each_step_grows_up_to_the_whole_text(case: tuple[str, Span]) -> None:
    text, span = case
    for _ in range(60):
        wider = widen(text, span)
        assert wider.contains(span)
        assert 0 <= wider.start <= wider.end <= len(text)
        if wider == Span(0, len(text)):
            return
        assert len(wider) > len(span)
        span = wider
    pytest.fail("never reached the whole text")


@given(texts, st.integers(0, 80))
def test_sentences_lie_in_their_paragraph(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    sentence, paragraph = sentence_at(text, offset), paragraph_at(text, offset)
    assert paragraph.contains(sentence) or not len(sentence)
    assert sentence.quote(text).strip() == sentence.quote(text)
    assert bool(len(sentence)) == bool(len(paragraph))


@given(texts)
def test_sentence_ends_rise_to_the_end_of_the_paragraph(text: str) -> None:
    line = text.replace("\n", " ")
    ends = sentence_ends(line, 0, len(line))
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(line.rstrip())] if line.strip() else [])


@pytest.mark.parametrize("text", ["a-", "U.S. "])
@pytest.mark.timeout(30)
def test_two_million_code_points(text: str) -> None:
    large = (text * (2_000_000 // len(text) + 1))[:2_000_000]
    word = widen(large, Span(1_000_000, 1_000_000))
    assert len(widen(large, word)) > len(word)


@pytest.mark.parametrize(
    ("text", "rough", "whole"),
    [
        ("asked Ingrid Valmont about it", "Ingrid Valmo", "Ingrid Valmont"),
        ("asked Ingrid Valmont about it", "grid Valmont", "Ingrid Valmont"),
        ("asked Ingrid Valmont about it", "ed Ingrid Valmont ab", "Ingrid Valmont"),
        ("What we’ve said there counts", "ve said there", "said there"),
        ("What we’ve said there counts", "’ve said there", "we’ve said there"),
        ("What we’ve said there counts", "What we’v", "What we’ve"),
        ("What we’ve said there counts", "What we", "What we"),
        ("what Valmont’s envoys said", "what Valmont", "what Valmont"),
        ("what Valmont’s envoys said", "what Valmo", "what Valmont"),
        ("what Valmont’s envoys said", "what Valmont’", "what Valmont’s"),
        ("They don’t go", "They don", "They don’t"),
        ("du fait de l’envoyée elle-même", "envoyée elle", "envoyée elle"),
        ("some 1,200 ships of the U.S. fleet", "200 ships of the U.", "1,200 ships of the U.S"),
        ("the Vestmark-led talks", "the Vestmark", "the Vestmark"),
        ("asked Valmont about it", "alm", "Valmont"),
        ("asked Valmont about it", "t", "Valmont"),
        ("said Valmont, they", "nt, th", ", they"),
        ("said Valmont, they", "ont, t", "Valmont,"),
        ("said “they", "“t", "“they"),
        ("said so ", "aid so ", "said so"),
        ("وقال المتحدث باسم الوزارة", "تحدث باسم الو", "المتحدث باسم"),
        ("می‌خواهم بروم", "خواهم بروم", "می‌خواهم بروم"),
        ("彼は行く。誰も知らない", "は行", "は行"),
        ("รัฐบาลกล่าวว่า", "บาลกล่าว", "บาลกล่าว"),
        ("https_" + "x" * 40 + " here", "xx", "xx"),
        ("(see it)", "see", "see"),
    ],
)
def test_rough_selections_settle_on_whole_words(text: str, rough: str, whole: str) -> None:
    start = text.index(rough)
    assert snapped(text, Span(start, start + len(rough))).quote(text) == whole


def test_only_the_ends_asked_for_settle() -> None:
    text = "asked Ingrid Valmont about it"
    rough = Span(text.index("grid"), text.index("nt about"))
    assert snapped(text, rough, start=False).quote(text) == "grid Valmont"
    assert snapped(text, rough, end=False).quote(text) == "Ingrid Valmo"


@given(texts_with_spans())
def test_settling_once_is_enough_and_leaves_something(case: tuple[str, Span]) -> None:
    text, span = case
    settled = snapped(text, span)
    assert snapped(text, settled) == settled
    assert 0 <= settled.start <= settled.end <= len(text)
    assert bool(settled.quote(text).strip()) == bool(span.quote(text).strip())


@given(
    st.lists(st.text("aeinrstAESTسلامكتابدر", min_size=1, max_size=20), min_size=1),
    st.sampled_from([" ", ", ", "\n", " “"]),
    st.data(),
)
def test_no_half_word_is_left(words: list[str], between: str, data: st.DataObject) -> None:
    text = between.join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    settled = snapped(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    assert not cuts_word(text, settled.start)
    assert not cuts_word(text, settled.end)
