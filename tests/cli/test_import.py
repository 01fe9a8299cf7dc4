import json
import os
from pathlib import Path

import pytest

from annotator.domain.text.article_text import MAX_CODE_POINTS
from tests.cli.conftest import Annotator

TEXT = "Talks resume at the border\n\n“We will talk,” said Ingrid Valmont.\n"
FILE_KEYS = {
    *("path", "format", "encoding", "articles", "appearances", "known", "attributions"),
    *("restored", "problems"),
}
KEYS = {
    *("dry_run", "complete", "articles", "appearances", "known", "attributions", "restored"),
    *("renamed_to", "files"),
}


def test_files_and_folders(annotator: Annotator, empty: Path) -> None:
    folder = Path("in/deeper")
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "two.txt").write_text(TEXT + "More.", encoding="utf-16")
    (folder / ".hidden.txt").write_text("not this", encoding="utf-8")
    Path("three.txt").write_text("Third\n\ntext", encoding="utf-8")
    assert "3 new articles" in annotator.fine("import", empty, "in", "three.txt").out
    assert annotator.fine("stats", empty, "--json").json["articles"] == 3


def test_json_has_its_keys(annotator: Annotator, empty: Path) -> None:
    Path("one.txt").write_text(TEXT, encoding="utf-8")
    Path("bad.txt").write_bytes(b"")
    ran = annotator.failed("import", empty, "one.txt", "bad.txt", "--json")
    found = ran.json
    assert set(found) == KEYS
    assert all(set(one) == FILE_KEYS for one in found["files"])
    assert (found["articles"], found["complete"], found["dry_run"]) == (1, False, False)
    (problem,) = found["files"][1]["problems"]
    assert problem == {"code": "empty_file", "line": None, "reason": "The file is empty."}


def test_same_text_again_says_so(annotator: Annotator, empty: Path) -> None:
    Path("one.txt").write_text(TEXT, encoding="utf-8")
    annotator.fine("import", empty, "one.txt")
    ran = annotator.fine("import", empty, "one.txt")
    assert "one.txt: 1 that was there already, nothing added" in ran.out
    assert annotator.fine("import", empty, "one.txt", "--json").json["known"] == 1


def test_same_text_in_another_paper_is_an_appearance(annotator: Annotator, empty: Path) -> None:
    for name, outlet in (("a.jsonl", "Eastgate Wire"), ("b.jsonl", "Harbour Post")):
        line = {"article": {"text": TEXT, "title": "Talks resume", "outlet": outlet}}
        Path(name).write_text(json.dumps(line), encoding="utf-8")
    annotator.fine("import", empty, "a.jsonl")
    assert (
        "1 known text published in one more place" in annotator.fine("import", empty, "b.jsonl").out
    )
    found = annotator.fine("stats", empty, "--json").json
    assert (found["articles"], found["appearances"]) == (1, 2)


def test_guessed_encoding_is_said(annotator: Annotator, empty: Path) -> None:
    words = "Der Präsident erklärte, dass die Gespräche über Grenzübergänge nützlich wären. " * 5
    Path("old.txt").write_bytes(words.encode("cp1252"))
    ran = annotator.fine("import", empty, "old.txt")
    assert "old.txt: read as cp1252" in ran.out
    assert annotator.fine("import", empty, "old.txt", "--json").json["files"][0]["encoding"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is not a text file."),
        (b"", "The file is empty."),
        (b" \n\t\n", "The file is empty."),
        (b"\xff\xfeA\x00B\x00\x00\xd8", "says that it is UTF-16-LE but holds what is not"),
        (b"x" * (MAX_CODE_POINTS + 1), "longer than the 2,000,000 characters"),
    ],
    ids=["binary", "empty", "blank", "undecodable", "too long"],
)
def test_bad_file_by_name_and_the_rest_goes_in(
    annotator: Annotator, empty: Path, content: bytes, said: str
) -> None:
    Path("bad.txt").write_bytes(content)
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    ran = annotator.failed("import", empty, "bad.txt", "good.txt")
    (line,) = [line for line in ran.out.splitlines() if line.startswith("bad.txt: ")]
    assert said in line
    assert "1 file was left out" in ran.reason
    assert annotator.fine("stats", empty, "--json").json["articles"] == 1


def test_missing_file(annotator: Annotator, empty: Path) -> None:
    ran = annotator.failed("import", empty, "absent.txt")
    assert "absent.txt: There is no such file." in ran.out


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_file_without_permission(annotator: Annotator, empty: Path) -> None:
    Path("closed.txt").write_text(TEXT, encoding="utf-8")
    Path("closed.txt").chmod(0)
    assert "no permission" in annotator.failed("import", empty, "closed.txt").out


def test_bad_line_by_number_with_a_shortened_quote(annotator: Annotator, empty: Path) -> None:
    long = "word " * 100
    lines = [
        {"article": {"text": TEXT}},
        {
            "article": {"text": "Other text."},
            "attributions": [
                {"annotator": "Tomas Ekdahl", "content": [{"start": 0, "end": 5, "quote": long}]}
            ],
        },
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = annotator.failed("import", empty, "a.jsonl")
    (line,) = [line for line in ran.out.splitlines() if "Line 2: The quote" in line]
    assert "…" in line
    assert len(line) < 200


def test_dry_run_writes_nothing(annotator: Annotator, empty: Path) -> None:
    Path("one.txt").write_text(TEXT, encoding="utf-8")
    before = empty.read_bytes()
    ran = annotator.fine("import", empty, "one.txt", "--dry-run")
    assert "This would come in: 1 new article." in ran.out
    assert annotator.fine("import", empty, "one.txt", "--dry-run", "--json").json["dry_run"]
    assert empty.read_bytes() == before
    assert {one.name for one in Path().iterdir()} == {"one.txt", "empty.stance"}


def test_format_by_name(annotator: Annotator, empty: Path) -> None:
    Path("one.md").write_text('{"article": {"text": "Words of it"}}', encoding="utf-8")
    found = annotator.fine("import", empty, "one.md", "--format", "text", "--json").json
    assert found["files"][0]["format"] == "text"
    assert annotator("import", empty, "one.md", "--format", "wordperfect").status == 2
    assert annotator("import", empty).status == 2


def test_only_managers_import(annotator: Annotator, sample: Path) -> None:
    Path("one.txt").write_text(TEXT, encoding="utf-8")
    before = sample.read_bytes()
    reason = annotator.failed("import", sample, "one.txt", "--as", "Mira Sorel").reason
    assert reason == "Only managers can do that; Mira Sorel is not one."
    assert sample.read_bytes() == before


def test_empty_folder(annotator: Annotator, empty: Path) -> None:
    Path("in").mkdir()
    assert annotator.fine("import", empty, "in").out == "No files were found there.\n"


def test_real_articles(annotator: Annotator, empty: Path, real_articles: list[Path]) -> None:
    annotator.fine("import", empty, *real_articles)
    annotator.fine("export", empty, "--format", "stance-annotator", "--out", "out.jsonl")
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    texts = [json.loads(line)["article"]["text"] for line in lines]
    assert texts == [path.read_bytes().decode() for path in real_articles]
    annotator.fine("check", empty)


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode")
def test_file_name_that_is_not_unicode(annotator: Annotator, empty: Path) -> None:
    folder = Path("in")
    folder.mkdir()
    with open(os.fsencode(folder) + b"/na\xefve.txt", "wb") as file:
        file.write(TEXT.encode())
    annotator.fine("import", empty, folder)
    assert annotator.fine("import", empty, folder).out.startswith("in/na")
    annotator.fine("import", empty, folder, "--json")
    annotator.fine("export", empty, "--format", "stance-annotator", "--out", "out.jsonl")
