"""``annotator reattach``: what it writes, and how it names what has no place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Annotator

MANAGER = ("--as", "Rosa Lindqvist")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for one in path.read_text(encoding="utf-8").split("\n") if one]


def shared(annotator: Annotator, sample: Path, text: str) -> list[dict[str, Any]]:
    """Write ``bare.jsonl`` and a folder ``texts``, a file for each article; return full lines."""
    base = ("export", sample, "--format", "stance-annotator", *MANAGER)
    annotator.fine(*base, "--out", "full.jsonl")
    annotator.fine(*base, "--out", "bare.jsonl", "--text", text)
    Path("texts").mkdir()
    full = lines(Path("full.jsonl"))
    for number, one in enumerate(full[1:]):
        copy(number, one["article"]["text"])
    return full


def copy(number: int, text: str) -> None:
    Path(f"texts/{number}.txt").write_text(text, encoding="utf-8", newline="")


def title_of(line: dict[str, Any]) -> str:
    title: str = line["article"]["appearances"][0]["title"]
    return title


def test_reattach(annotator: Annotator, sample: Path) -> None:
    full = shared(annotator, sample, "none")
    ran = annotator.fine("reattach", "bare.jsonl", "--texts", "texts", "--out", "back.jsonl")
    assert "0 not found" in ran.out
    assert lines(Path("back.jsonl")) == full
    Path("texts/0.txt").write_text("Nobody said anything.", encoding="utf-8")
    ran = annotator("reattach", "bare.jsonl", "--texts", "texts", "--json")
    assert ran.status == 1
    report = json.loads(ran.out)
    assert not report["complete"]
    assert report["not_found"] == len(full[1]["attributions"])
    assert report["articles"][0]["file"] is None
    assert report.keys() == {
        *("complete", "found", "moved", "ambiguous", "not_found", "left_out", "written"),
        *("reopened", "unread", "articles"),
    }
    assert "not_found" in report["articles"][1]["attributions"]
    missing = annotator.failed("reattach", "bare.jsonl", "--texts", "nowhere")
    assert "no text of an article" in missing.reason


@pytest.mark.parametrize("text", ["none", "quotes"])
def test_what_is_left_out_is_named_by_title_attribution_and_role(
    annotator: Annotator, sample: Path, text: str
) -> None:
    full = shared(annotator, sample, text)
    line = full[1]
    number, marked = next(
        (place, one)
        for place, one in enumerate(line["attributions"], start=1)
        if len(one["source"]) == 1 and line["article"]["text"].count(one["source"][0]["quote"]) == 1
    )
    lost = marked["source"][0]
    whole = line["article"]["text"]
    copy(0, f"{whole[: lost['start']]}{'x' * len(lost['quote'])}{whole[lost['end'] :]}")
    Path("texts/1.txt").unlink()
    ran = annotator("reattach", "bare.jsonl", "--texts", "texts")
    assert ran.status == 1
    told = ran.out.splitlines()
    second = full[2]["article"]
    name = f"{second['appearances'][0]['source_file']}, {second['id']}"
    assert f"“{title_of(full[2])}” ({name}): not among these texts" in told
    quote = f" “{lost['quote']}”" if text == "quotes" else ""
    begin = marked["content"][0]["quote"].split()[0]
    wanted = re.compile(
        rf"  attribution {number}, “{re.escape(begin)}.*”: source{re.escape(quote)} is not there"
    )
    (place,) = [place for place, one in enumerate(told) if wanted.fullmatch(one)]
    heading = next(one for one in reversed(told[:place]) if not one.startswith("  "))
    assert heading == f"“{title_of(line)}” (0.txt):"
    found = annotator("reattach", "bare.jsonl", "--texts", "texts", "--json").json
    first = found["articles"][0]
    assert (first["title"], first["file"]) == (title_of(line), "0.txt")
    assert found["articles"][1]["title"] == title_of(full[2])
    (part,) = [
        one
        for one in first["parts_left_out"]
        if (one["part"], one["number"], one["within"]) == ("source", number, "work")
    ]
    assert part["attribution"] == marked["id"]
    assert part["outcome"] == "not_found"
    assert part["quote"] == (lost["quote"] if text == "quotes" else None)
    assert part["content"] == " … ".join(one["quote"] for one in marked["content"])
    parts = [each for one in found["articles"] for each in one["parts_left_out"]]
    whole_ones = [one for one in parts if (one["part"], one["within"]) == ("content", "work")]
    assert found["left_out"] == len(parts) - len(whole_ones)


def test_of_much_that_is_left_out_some_is_told(annotator: Annotator, sample: Path) -> None:
    full = shared(annotator, sample, "quotes")
    for number, one in enumerate(full[1:]):
        copy(number, re.sub(r"\b(said|says|told)\b", "wxyz", one["article"]["text"]))
    ran = annotator("reattach", "bare.jsonl", "--texts", "texts", "--out", "back.jsonl")
    told = ran.out.splitlines()
    assert len([one for one in told if one.startswith("  ")]) == 12
    (more,) = [one for one in told if one.startswith("… and ")]
    parts, articles = re.fullmatch(
        r"… and (\d+) more parts in (\d+) articles; --json has all\.", more
    ).groups()
    assert int(parts) > 12
    assert 1 < int(articles) < len(full)
    report = annotator("reattach", "bare.jsonl", "--texts", "texts", "--json").json
    parts = [each for one in report["articles"] for each in one["parts_left_out"]]
    assert len(parts) > 24
    assert {one["part"] for one in parts} > {"cue", "zone"}


def test_words_from_elsewhere_stay_on_their_line(annotator: Annotator, sample: Path) -> None:
    shared(annotator, sample, "none")
    bare = lines(Path("bare.jsonl"))
    bare[1]["article"]["appearances"][0]["title"] = "Two\nlines\x1b[31m"
    Path("bare.jsonl").write_text("".join(json.dumps(one) + "\n" for one in bare), "utf-8")
    Path("texts/0.txt").unlink()
    ran = annotator("reattach", "bare.jsonl", "--texts", "texts")
    assert "\x1b" not in ran.out
    assert ran.out.startswith("“Two lines�[31m” (")
