"""Plain text: every character kept, whatever the encoding; what is no text is refused by name."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import MAX_CODE_POINTS, normalise
from annotator.formats.records import ArticleRecord
from annotator.formats.text_decoding import decode
from annotator.formats.text_files import TextFiles, read_article
from tests.domain.real_articles import real_article
from tests.domain.strategies import texts

SAMPLE = "“We can’t wait,” Tomas Ekdahl said — naïvely.\nزهرا حلیمی left. 😀\n"


def error_of(path: Path) -> str:
    with pytest.raises(FormatError) as raised:
        read_article(path)
    assert raised.value.fields["file"] == path.name
    [yielded] = TextFiles().read(path)
    assert isinstance(yielded, FormatError)
    assert yielded.code == raised.value.code
    return raised.value.code


@pytest.mark.parametrize("number", range(5))
def test_the_real_articles_keep_every_character(tmp_path: Path, number: int) -> None:
    text = real_article(number)
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode("utf-8"))
    record = read_article(path)
    assert record.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert record.encoding is None
    assert [one.source_file for one in record.appearances] == ["article.txt"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_unicode_is_known_by_its_marks(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + SAMPLE.encode(encoding))
    record = read_article(path)
    assert record.text == SAMPLE
    assert record.encoding is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“We can’t wait any longer,” the minister said — and then left.", "cp1252"),
        ("Der Präsident sagte: „Wir müssen reden“, doch Größenfeld lehnt ab.", "cp1252"),
        ("Le délégué a déclaré que la coopération était nécessaire à l'été.", "latin-1"),
        ("El ministro afirmó: «No hay otro camino». Añadió más el próximo año.", "cp1252"),
        ("Minister powiedział, że rozmowy są konieczne. „Nie widzimy drogi”.", "cp1250"),
        ("Министр сказал, что переговоры необходимы, и добавил ещё кое-что.", "cp1251"),
        ("Министр сказал, что переговоры необходимы, и добавил позже.", "koi8-r"),
        ("قال الوزير إن المفاوضات ضرورية. وأضاف لاحقا أن لا طريق آخر", "cp1256"),
        ("大臣は交渉が必要だと述べた。ほかに道はないと彼は付け加えた。", "shift_jis"),
        ("部长表示，谈判是必要的。他后来补充说，没有其他道路可走。", "gbk"),
    ],
)
def test_older_encodings_are_recognised(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    record = read_article(path)
    assert record.text == text
    assert record.encoding is not None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=texts, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_no_character_is_lost(text: str, encoding: str) -> None:
    if encoding == "utf-8":
        text = "“" + text  # a first U+FEFF would be a mark
    assert decode(text.encode(encoding)).text == text


def test_line_ends_and_controls_are_normalised(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    original = "One\r\nTwo\rThree\vFour\x0cFive\x01 “ok”\n"
    path.write_bytes(original.encode())
    assert (
        read_article(path).text
        == normalise(original).text
        == ("One\nTwo\nThree\nFour\nFive\ufffd “ok”\n")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n\t", "empty_file"),
        (b"%PDF-1.7\nsome text", "binary_file"),
        (b"PK\x03\x04" + b"text" * 100, "binary_file"),
        (bytes(range(256)) * 8, "binary_file"),
        (b"\x00" * 64, "binary_file"),
        (b"\xff\xfe\x00\xd8", "undecodable"),
        (b"\xef\xbb\xbfab\xff", "undecodable"),
        (b"a" * (MAX_CODE_POINTS + 1), "too_long"),
        (b"a" * (8 * MAX_CODE_POINTS + 5), "too_long"),
    ],
    ids=str,
)
def test_what_is_no_article_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert error_of(path) == code


def test_the_longest_text_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\r\n" * (MAX_CODE_POINTS // 2))
    assert len(read_article(path).text) == MAX_CODE_POINTS


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert error_of(tmp_path / "none.txt") == "not_found"
    assert error_of(tmp_path) == "is_a_folder"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    path.chmod(0)
    assert error_of(path) == "no_permission"


def test_refused_access_is_told_from_other_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, code in (
        (PermissionError(13, "denied"), "no_permission"),
        (OSError(5, "input/output error"), "read_failed"),
    ):

        def fail(*_: object, error: OSError = error, **__: object) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", fail)
            assert error_of(tmp_path / "a.txt") == code


def test_the_same_text_has_the_same_identifiers_in_another_file(tmp_path: Path) -> None:
    records: list[ArticleRecord] = []
    for name, data in (("a.txt", b"One\nTwo"), ("b.txt", b"\xef\xbb\xbfOne\r\nTwo")):
        path = tmp_path / name
        path.write_bytes(data)
        records.append(read_article(path))
    one, other = records
    assert one.id == other.id
    assert one.appearances[0].id == other.appearances[0].id
