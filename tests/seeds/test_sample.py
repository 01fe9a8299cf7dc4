"""The sample project is up to date with its sources and shows every hard case."""

import json
import re
import unicodedata
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from seeds import build_sample

ROOT = Path(__file__).resolve().parents[2]
REAL_ARTICLES = ROOT.parent / "shared" / "articles"
SHINGLE = 8
ROLES = ("content", "source", "cue", "condition")

Line = dict[str, Any]


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    rows = build_sample.OUTPUT.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [json.loads(row) for row in rows]


@pytest.fixture(scope="module")
def project(lines: list[Line]) -> Line:
    return lines[0]["project"]


@pytest.fixture(scope="module")
def articles(lines: list[Line]) -> list[Line]:
    return lines[1:]


@pytest.fixture(scope="module")
def attributions(articles: list[Line]) -> list[Line]:
    return [a for line in articles for a in line["attributions"]]


def text_of(line: Line) -> str:
    return line["article"]["text"]


def characters(attribution: Line) -> set[int]:
    return {i for span in attribution["content"] for i in range(span["start"], span["end"])}


def by(name: str, line: Line) -> list[Line]:
    return [a for a in line["attributions"] if a["annotator"] == name]


def overlapping_pairs(line: Line) -> list[tuple[Line, Line]]:
    """Pair both annotators' attributions greedily by intersection over union of content."""
    candidates = []
    for i, mira in enumerate(by("Mira Sorel", line)):
        for j, jonas in enumerate(by("Jonas Reit", line)):
            one, other = characters(mira), characters(jonas)
            if one & other:
                candidates.append((-len(one & other) / len(one | other), i, j, mira, jonas))
    pairs, used_i, used_j = [], set(), set()
    for _, i, j, mira, jonas in sorted(candidates, key=lambda c: c[:3]):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            pairs.append((mira, jonas))
    return pairs


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


class TestFile:
    def test_is_up_to_date_with_its_sources(self) -> None:
        assert build_sample.OUTPUT.read_bytes() == build_sample.build().encode()

    def test_begins_with_the_project(self, lines: list[Line], project: Line) -> None:
        assert all(line["format"] == "stance-annotator/1" for line in lines)
        assert project["name"] == "Border Talks (sample)"
        assert project["codebooks"] == [yaml.safe_load(build_sample.CODEBOOK.read_text("utf-8"))]
        assert [p["name"] for p in project["people"]] == ["Mira Sorel", "Jonas Reit", "Edda Voss"]

    def test_has_the_keys_of_the_format_and_no_other(self, articles: list[Line]) -> None:
        for line in articles:
            assert list(line) == ["format", "article", "sets", "attributions", "decisions"]
            assert len(line["sets"]) == 2
            for attribution in line["attributions"]:
                assert list(attribution) == [
                    *("id", "annotator", "layer", "round", *ROLES, "speaker", "reported_by"),
                    *("values", "derived", "codebook", "note", "flagged", "origin"),
                    *("created_at", "updated_at"),
                ]

    def test_quotes_equal_the_text(self, articles: list[Line]) -> None:
        for line in articles:
            for attribution in line["attributions"]:
                spans = [span for role in ROLES for span in attribution[role]]
                assert attribution["content"]
                for span in spans:
                    quote = text_of(line)[span["start"] : span["end"]]
                    assert quote == span["quote"]
                    assert quote == quote.strip() != ""

    def test_spans_do_not_cut_words(self, articles: list[Line]) -> None:
        for line in articles:
            text = text_of(line)
            for span in [s for a in line["attributions"] for role in ROLES for s in a[role]]:
                for edge in (span["start"], span["end"]):
                    assert not re.fullmatch(r"\w\w", text[max(edge - 1, 0) : edge + 1])

    def test_identifiers_are_unique_and_made_from_the_text(self, articles: list[Line]) -> None:
        ids = [a["id"] for line in articles for a in line["attributions"]]
        assert len(ids) == len(set(ids))
        for line in articles:
            article = line["article"]
            made = uuid.uuid5(build_sample.NAMESPACE, article["digest"])
            assert article["id"] == str(made)

    def test_attributions_stand_in_the_order_of_the_text(self, articles: list[Line]) -> None:
        for line in articles:
            starts = [a["content"][0]["start"] for a in line["attributions"]]
            assert starts == sorted(starts)

    def test_speakers_are_those_of_the_registry(
        self, project: Line, attributions: list[Line]
    ) -> None:
        registry = {s["id"]: s for s in project["speakers"]}
        used = set()
        for attribution in attributions:
            speaker = attribution["speaker"]
            used.add(speaker["id"])
            entry = registry[speaker["id"]]
            assert {**entry, **speaker} == entry
            assert entry["owner"] in (None, attribution["annotator"])
        assert used == set(registry)


class TestHardCases:
    def test_enough_articles_and_work(self, articles: list[Line]) -> None:
        assert len(articles) >= 14
        for name in ("Mira Sorel", "Jonas Reit"):
            assert sum(len(by(name, line)) for line in articles) >= 60

    def test_one_text_in_two_outlets(self, articles: list[Line]) -> None:
        assert any(
            len({a["outlet"] for a in line["article"]["appearances"]}) == 2 for line in articles
        )

    def test_a_story_in_three_versions(self, articles: list[Line]) -> None:
        assert 3 in Counter(line["article"]["story"] for line in articles).values()

    def test_right_to_left(self, articles: list[Line]) -> None:
        found = [line for line in articles if line["article"]["language"] == "fa"]
        assert found
        assert all(line["attributions"] and "«" in text_of(line) for line in found)
        assert unicodedata.bidirectional(text_of(found[0])[0]) == "AL"

    def test_characters_outside_the_basic_plane(self, attributions: list[Line]) -> None:
        assert any(ord(c) > 0xFFFF for a in attributions for c in a["content"][0]["quote"])

    def test_combining_marks(self, attributions: list[Line]) -> None:
        assert any(
            unicodedata.combining(c) for a in attributions for s in a["source"] for c in s["quote"]
        )

    def test_split_content(self, attributions: list[Line]) -> None:
        assert max(len(a["content"]) for a in attributions) >= 3

    def test_nested_attributions_of_one_annotator(self, articles: list[Line]) -> None:
        assert any(
            characters(inner) < characters(outer)
            for line in articles
            for inner in by("Mira Sorel", line)
            for outer in by("Mira Sorel", line)
        )

    def test_reported_by(self, articles: list[Line]) -> None:
        chains = 0
        for line in articles:
            own = {a["id"]: a["annotator"] for a in line["attributions"]}
            for attribution in line["attributions"]:
                if attribution["reported_by"]:
                    assert own[attribution["reported_by"]] == attribution["annotator"]
                    chains += 1
        assert chains >= 4

    def test_conditions(self, attributions: list[Line]) -> None:
        marked = [a for a in attributions if a["condition"]]
        assert len(marked) >= 10
        assert all(a["values"]["conditional"] is True for a in marked)

    def test_every_state(self, articles: list[Line]) -> None:
        states = [
            (s["state"], bool(line["attributions"])) for line in articles for s in line["sets"]
        ]
        assert ("cannot_code", False) in states
        assert ("done", False) in states
        assert ("cannot_code", True) not in states

    def test_every_value_is_used(self, project: Line, attributions: list[Line]) -> None:
        for attribute in project["codebooks"][0]["attributes"]:
            if attribute["scope"] == "attribution" and attribute["kind"] == "choice":
                used = {a["values"].get(attribute["key"]) for a in attributions}
                assert {v["key"] for v in attribute["values"]} <= used

    def test_every_kind_of_speaker_but_unspecified(self, attributions: list[Line]) -> None:
        kinds = {a["speaker"]["kind"] for a in attributions}
        assert kinds >= {
            *("named person", "unnamed person", "organisation", "collective", "document"),
        }

    def test_zones_of_every_kind_and_a_caption_twice(self, articles: list[Line]) -> None:
        kinds = Counter(z["kind"] for line in articles for z in line["article"]["zones"])
        assert set(kinds) == {"boilerplate", "caption", "paywall"}
        captions = [
            text_of(line)[z["start"] : z["end"]]
            for line in articles
            for z in line["article"]["zones"]
            if z["kind"] == "caption"
        ]
        assert len(captions) > len(set(captions))

    def test_titles_in_the_first_line_and_not(self, articles: list[Line]) -> None:
        first = {
            text_of(line).split("\n")[0] == line["article"]["appearances"][0]["title"]
            for line in articles
        }
        assert first == {True, False}

    def test_hard_wrapped_text(self, articles: list[Line]) -> None:
        rows = [text_of(line).split("\n") for line in articles]
        wrapped = [r for r in rows if len(r) > 40 and "" not in r]
        assert wrapped
        assert all(len(row) <= 75 for row in wrapped[0])
        assert max(map(len, wrapped[0])) > 65

    @pytest.mark.parametrize(
        "pattern",
        [
            r"“[^”]*\n\n“[^”]*\n\n“[^”]*”",  # opening marks repeated
            r"“[^”]*\[[^\]]+\][^”]*”",  # editorial brackets
            r"‘[^’]*n’t[^’]*’",  # single marks and apostrophes
            r"“[^”]*‘[^’]+’[^”]*”",  # a quotation in a quotation
            r"‘[^’]*“[^”]+”",  # the British way round
            r"“[^”\n]+\n\n(?!“)",  # never closed
            r"Ekdhal",  # misspelt
        ],
    )
    def test_shapes_of_text(self, articles: list[Line], pattern: str) -> None:
        assert any(re.search(pattern, text_of(line)) for line in articles)


class TestDisagreement:
    def test_is_realistic(self, articles: list[Line]) -> None:
        pairs = [pair for line in articles for pair in overlapping_pairs(line)]
        units = sum(len(line["attributions"]) for line in articles)
        same = sum(a["values"]["stance"] == b["values"]["stance"] for a, b in pairs)
        assert 0.7 <= same / len(pairs) <= 0.9
        assert 0.8 <= 2 * len(pairs) / units <= 0.95

    @pytest.mark.parametrize("field", ["stance", "confidence", "object", "type", "conditional"])
    def test_touches_every_value(self, articles: list[Line], field: str) -> None:
        pairs = [pair for line in articles for pair in overlapping_pairs(line)]
        assert any(a["values"].get(field) != b["values"].get(field) for a, b in pairs)

    def test_touches_speaker_and_boundaries(self, articles: list[Line]) -> None:
        pairs = [pair for line in articles for pair in overlapping_pairs(line)]
        assert any(a["speaker"]["id"] != b["speaker"]["id"] for a, b in pairs)
        assert any(a["content"] != b["content"] for a, b in pairs)


class TestBuilder:
    TEXT = "He said she said\nnothing."

    def test_finds_whole_words_across_line_breaks(self) -> None:
        span = build_sample.locate(self.TEXT, "said nothing", "here")
        assert span == {"start": 12, "end": 24, "quote": "said\nnothing"}

    def test_takes_the_named_occurrence(self) -> None:
        span = build_sample.locate(self.TEXT, {"quote": "said", "occurrence": 2}, "here")
        assert span["start"] == 12

    @pytest.mark.parametrize(
        "wanted", ["said", "e said", "", " ", {"quote": "said", "occurrence": 3}]
    )
    def test_refuses_what_is_ambiguous_missing_or_empty(self, wanted: Any) -> None:
        with pytest.raises(build_sample.SeedError):
            build_sample.locate(self.TEXT, wanted, "here")

    def test_refuses_overlapping_fragments(self) -> None:
        with pytest.raises(build_sample.SeedError, match="overlap"):
            build_sample.locate_all(self.TEXT, ["she said", "said nothing"], "here")


def test_no_sentence_is_shared_with_real_articles(articles: list[Line]) -> None:
    if not REAL_ARTICLES.is_dir():
        pytest.skip("no real articles to compare with")
    real: set[tuple[str, ...]] = set()
    for path in REAL_ARTICLES.glob("*.txt"):
        real |= shingles(path.read_text(encoding="utf-8"))
    assert real
    for line in articles:
        assert not shingles(text_of(line)) & real
    for path in (ROOT / "resources" / "codebooks").glob("*.yaml"):
        assert not shingles(path.read_text(encoding="utf-8")) & real
