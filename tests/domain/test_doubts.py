import pytest

from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.doubts import Doubt, doubts, looks_like_name
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from tests.domain.samples import a_span, an_attribution, codebook

TEXT = (
    "“We will share what we know,” minister Ada Brennholt’s aide said, “and no more.” "
    "He added that nobody can’t-do better.\n交渉は続く。 «لن نتفاوض» قالوا"
)


def codes(attribution: Attribution, *neighbours: Attribution, speaker: Speaker | None = None):
    speakers = {speaker.id: speaker} if speaker else {}
    return [one.code for one in doubts(TEXT, attribution, codebook(), neighbours, speakers)]


def content(*quotes: str, **values: str) -> Attribution:
    return an_attribution("one", [a_span(TEXT, quote) for quote in quotes], **values)


@pytest.mark.parametrize(
    "quotes",
    [
        ("“We will share what we know,”", "“and no more.”"),
        ("We will share", "no more"),
        ("“We will share what we know,” minister",),
        ("nobody can’t-do better",),
        ("Ada Brennholt",),
        ("can’t",),
        ("交渉",),
        ("続く",),
        ("لن نتفاوض",),
        (),
    ],
)
def test_nothing_to_doubt(quotes: tuple[str, ...]) -> None:
    assert codes(content(*quotes)) == []


@pytest.mark.parametrize("quote", ["e will share", "We will shar", "inister Ada", "نتفاو"])
def test_half_a_word(quote: str) -> None:
    assert doubts(TEXT, content(quote), codebook(), (), {}) == (
        Doubt("half_word", a_span(TEXT, quote).span),
    )


def test_half_a_word_in_any_role() -> None:
    one = an_attribution("one", [a_span(TEXT, "aid", SpanRole.SOURCE)])
    assert codes(one) == ["half_word"]


@pytest.mark.parametrize(
    "quote",
    ["“We will share", "what we know,”", "aide said, “and no more", "“We", "know,” minister"],
)
def test_unbalanced_marks(quote: str) -> None:
    found = doubts(TEXT, content(quote), codebook(), (), {})
    assert found == (Doubt("unbalanced_marks", a_span(TEXT, quote).span),)


def test_marks_balance_over_fragments() -> None:
    assert codes(content("“We will", "we know,”")) == []


def test_a_mark_that_the_article_forgot_is_not_the_coders_slip() -> None:
    text = "She said: “We go. \nThen she left."
    one = an_attribution("one", [a_span(text, "“We go.")])
    assert doubts(text, one, codebook(), (), {}) == ()


def test_direct_without_marks() -> None:
    quote = "nobody can’t-do better"
    assert codes(content(quote, type="direct")) == ["direct_without_marks"]
    assert codes(content(quote, type="indirect")) == []
    assert codes(content("We will", type="direct")) == []
    assert codes(content("We will", quote, type="direct")) == []


def test_content_with_its_own_cue() -> None:
    spans = [a_span(TEXT, "aide said, “and no more.”"), a_span(TEXT, "said", SpanRole.CUE)]
    found = doubts(TEXT, an_attribution("one", spans), codebook(), (), {})
    assert found == (Doubt("content_has_cue", spans[1].span),)
    apart = [a_span(TEXT, "“and no more.”"), spans[1]]
    assert codes(an_attribution("one", apart)) == []


def speaker(name: str, kind: SpeakerKind, *aliases: str) -> Speaker:
    return Speaker(id=derived_id("speaker"), name=name, kind=kind, aliases=aliases)


def test_unnamed_with_a_name() -> None:
    spans = [a_span(TEXT, "“and no more.”"), a_span(TEXT, "aide", SpanRole.SOURCE)]
    one = an_attribution("one", spans, speaker_id=derived_id("speaker"))
    unnamed = SpeakerKind.UNNAMED_PERSON
    found = doubts(
        TEXT, one, codebook(), (), {derived_id("speaker"): speaker("Ada Brennholt", unnamed)}
    )
    assert found == (Doubt("unnamed_with_name", a_span(TEXT, "aide").span),)
    assert codes(one, speaker=speaker("an aide", unnamed, "Ada Brennholt")) == ["unnamed_with_name"]
    assert codes(one, speaker=speaker("an aide", unnamed)) == []
    assert codes(one, speaker=speaker("Ada Brennholt", SpeakerKind.NAMED_PERSON)) == []
    assert codes(one, speaker=speaker("Ada Brennholt", SpeakerKind.UNSPECIFIED)) != []
    assert codes(one) == []


@pytest.mark.parametrize(
    "name",
    [
        "Ingrid Valmont",
        "Gen. Tomas Ekdahl",
        "Qari Wasim al-Tolani",
        "Ludwig van der Holm",
        "Zahra Halimi, an aide",
    ],
)
def test_looks_like_a_name(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "official",
        "An Official",
        "Senior Taliban Leader",
        "a Vestmark official",
        "U.S. official",
        "White House Official",
        "two residents of Port Calder",
        "Residents",
        "مسؤول كبير",
    ],
)
def test_does_not_look_like_a_name(name: str) -> None:
    assert not looks_like_name(name)


def other(*spans: QuotedSpan, name: str = "other", set_name: str = "elsewhere", **values: str):
    return an_attribution(name, spans, set_name=set_name, **values)


def test_the_same_words_coded_differently() -> None:
    one = content("“and no more.”", stance="opposes")
    shouted = QuotedSpan(SpanRole.CONTENT, 3, 15, "AND NO MORE!")
    found = doubts(TEXT, one, codebook(), [one, other(shouted, stance="supports")], {})
    assert found == (Doubt("coded_differently", None, derived_id("other")),)


def test_what_is_not_coded_differently() -> None:
    one = content("“and no more.”", stance="opposes")
    same = a_span(TEXT, "“and no more.”")
    assert codes(one, other(same, stance="opposes")) == []
    assert codes(one, other(same)) == []
    assert codes(one, other(a_span(TEXT, "no more"), stance="supports")) == []
    assert codes(content("“and no more.”"), other(same, stance="supports")) == []
    deleted = other(same, stance="supports").but(deleted_at=one.created_at)
    assert codes(one, deleted) == []


def test_the_same_words_marked_twice_on_purpose() -> None:
    one = content("“and no more.”", stance="opposes")
    same = a_span(TEXT, "“and no more.”")
    assert codes(one, other(same, set_name="set", stance="supports")) == ["coded_differently"]
    for_another = other(same, set_name="set", stance="supports", remark="about the rails")
    assert codes(one, for_another) == []
    by_another = other(same, set_name="set", stance="supports").but(speaker_id=derived_id("x"))
    assert codes(one, by_another) == []


def test_spans_are_of_the_attribution_not_of_the_text() -> None:
    assert doubts(TEXT, content(), codebook(), (), {}) == ()
    assert Span(0, 1) == content("“").content[0].span
