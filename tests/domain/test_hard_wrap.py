import pytest
from hypothesis import given, settings

from annotator.domain.text.hard_wrap import is_hard_wrapped, shown_text
from tests.domain.real_articles import real_article
from tests.domain.strategies import texts, wrapped_texts

BRIEF = (
    "The harbour at Port Calder stayed shut on Monday while two\n"
    "delegations argued about who may inspect the ships that carry\n"
    "flour and mail, officials of both sides said.\n"
)


def lines(text: str) -> list[str]:
    return text.split("\n")


@given(texts)
def test_only_newlines_change_and_only_to_spaces(text: str) -> None:
    shown = shown_text(text)
    assert len(shown) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, shown, strict=True))
    assert (shown != text) <= is_hard_wrapped(text)


@given(wrapped_texts())
@settings(max_examples=40)
def test_wrapped_paragraphs_are_shown_as_they_were_before(case: tuple[str, str]) -> None:
    plain, wrapped = case
    assert is_hard_wrapped(wrapped)
    assert shown_text(wrapped) == plain
    assert not is_hard_wrapped(plain)
    assert shown_text(plain) == plain


def test_a_wrapped_brief() -> None:
    assert lines(shown_text(BRIEF)) == [BRIEF.strip().replace("\n", " "), ""]


def test_a_sentence_end_where_the_next_word_fits_ends_a_paragraph() -> None:
    text = (
        "The harbour at Port Calder stayed shut on Monday while two\n"
        "delegations argued about the ships.\n"
        "Nobody knows how long this will last, and the bakers of the\n"
        "town have begun to count the sacks that are left in store.\n"
        "Relief could come by rail from the north, if the bridge that\n"
        "was burned in spring is mended before the rain.\n"
    )
    shown = lines(shown_text(text))
    assert [line.split()[0] for line in shown if line] == ["The", "Nobody"]


def test_abbreviations_at_the_end_of_a_line_end_no_paragraph() -> None:
    text = BRIEF + (
        "The inspectors were led by an officer of long standing, Gen.\n"
        "Tomas Ekdahl, who had been asked to come back in Sept.\n"
        "2019 after he had left the service to grow apples and pears\n"
        "on an island that few people of the town have ever seen.\n"
    )
    assert len(lines(shown_text(text).strip())) == 2


def test_a_title_followed_by_a_blank_line_stays_alone() -> None:
    shown = lines(shown_text("Harbour talks drag on in the town\n\n" + BRIEF))
    assert shown[0] == "Harbour talks drag on in the town"
    assert shown[1] == ""
    assert shown[2].endswith("both sides said.")


@pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0 "])
def test_a_line_of_white_space_separates_paragraphs(blank: str) -> None:
    text = BRIEF.rstrip() + "\n" + blank + "\n" + BRIEF
    assert lines(shown_text(text))[1] == blank


def test_an_indented_line_begins_a_paragraph() -> None:
    text = BRIEF.replace("delegations", "    delegations")
    assert lines(shown_text(text))[1].startswith("    delegations")


def test_an_over_long_sentence_is_a_paragraph() -> None:
    text = (
        f"{BRIEF}Mail for the islands, which {'nobody had time to sort and which ' * 3}was left.\n"
    )
    assert [line[:4] for line in lines(shown_text(text + BRIEF))] == ["The ", "Mail", "The ", ""]


def test_bullets_stay_on_their_own_lines() -> None:
    text = BRIEF + "• flour for the bakers of the town and for the army\n• mail for the islands"
    assert [line[0] for line in lines(shown_text(text))] == ["T", "•", "•"]


def test_a_remark_in_brackets_is_a_paragraph() -> None:
    text = BRIEF + "[Read more about the harbour: the day the\nships came back]\n" + BRIEF
    assert [line[:1] for line in lines(shown_text(text))] == ["T", "[", "T", ""]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line without any newline at all",
        "\n\n\n",
        "A first paragraph, complete.\nA second one, complete too.\nAnd a third one.\n",
        "apples\npears\nplums\ncherries\nquinces",
        "https://one.example/a\nhttps://two.example/b\nhttps://three.example/c\n",
        "Harbour talks drag on\nMinister denies deal\nBakers count their sacks\nNorth line up\n",
        "year    tons    ships\n2019    1200    14\n2020    1100    12\n2021    1900    31\n",
    ],
)
def test_lists_tables_and_whole_paragraphs_are_not_wrapped(text: str) -> None:
    assert not is_hard_wrapped(text)
    assert shown_text(text) == text


RIGHT_TO_LEFT = (
    "قال وزير الخارجية يوم الاثنين إن بلاده لن تشارك في المحادثات التي\n"
    "تعقد في الميناء القديم قبل أن تحصل على ضمانات مكتوبة من جميع الأطراف\n"
    "المعنية بالأمر، مضيفا أن الحكومة تدرس كل الخيارات المتاحة لها الآن.\n"
    "وأكد متحدث باسم الوفد أن اللقاء المقبل سيعقد بعد أسبوع في المدينة\n"
    "نفسها، وأن جدول الأعمال لم يتغير منذ الجولة السابقة؟\n"
    "لا أحد يعرف متى تنتهي هذه الجولة ولا من سيوقع على الاتفاق النهائي في\n"
    "نهاية المطاف.\n"
)


def test_right_to_left_text() -> None:
    shown = lines(shown_text(RIGHT_TO_LEFT).strip())
    assert is_hard_wrapped(RIGHT_TO_LEFT)
    assert len(shown) == 2
    assert shown[0].endswith("السابقة؟")


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_real_articles_that_are_not_wrapped(number: int) -> None:
    text = real_article(number)
    assert not is_hard_wrapped(text)
    assert shown_text(text) == text


def test_the_real_article_that_is_wrapped() -> None:
    text = real_article(4)
    shown = shown_text(text)
    paragraphs = lines(shown)
    assert is_hard_wrapped(text)
    assert len(lines(text)) == 200
    assert len(paragraphs) == 44
    assert all(paragraph[-1] in ".”]" for paragraph in paragraphs)
    first_lines = [at for at in range(200) if _begins(text, shown, at)]
    assert first_lines[:8] == [0, 1, 7, 10, 15, 18, 23, 28]
    assert {65, 68, 70, 73, 101, 104} <= set(first_lines)
    assert not {63, 76, 80, 81, 134, 135, 144, 154, 196} & set(first_lines)
    assert not is_hard_wrapped(shown)


def _begins(text: str, shown: str, line: int) -> bool:
    start = len("\n".join(lines(text)[:line])) + bool(line)
    return start == 0 or shown[start - 1] == "\n"


@pytest.mark.parametrize("text", ["a\n", "word " * 15 + "\n"])
@pytest.mark.timeout(20)
def test_two_million_code_points(text: str) -> None:
    large = (text * (2_000_000 // len(text) + 1))[:2_000_000]
    assert len(shown_text(large)) == len(large)
