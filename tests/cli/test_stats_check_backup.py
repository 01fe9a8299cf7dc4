import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Annotator

STATS_KEYS = {
    *("project", "codebook", "round", "person", "role", "articles", "appearances", "stories"),
    *("code_points", "people", "values"),
}
PERSON_KEYS = {
    *("name", "to_do", "in_progress", "done", "cannot_code", "attributions", "flagged"),
}
CHECK_KEYS = {"sound", "articles", "sets", "attributions", "spans", "changes", "findings"}


class TestStats:
    def test_json_has_its_keys(self, annotator: Annotator, sample: Path) -> None:
        found = annotator.fine("stats", sample, "--json", "--as", "Edda Voss").json
        assert set(found) == STATS_KEYS
        assert all(set(one) == PERSON_KEYS for one in found["people"])
        names = [one["name"] for one in found["people"]]
        assert names == ["Rosa Lindqvist", "Mira Sorel", "Jonas Reit"]

    def test_values_add_up(self, annotator: Annotator, sample: Path) -> None:
        found = annotator.fine("stats", sample, "--json", "--as", "Edda Voss").json
        total = sum(one["attributions"] for one in found["people"])
        assert sum(found["values"]["stance"].values()) == total
        # An article-scope value counts once for each annotator's article.
        assert 0 < sum(found["values"]["relevance"].values()) <= 2 * found["articles"]

    def test_annotator_sees_the_own_figures_only(self, annotator: Annotator, sample: Path) -> None:
        found = annotator.fine("stats", sample, "--json", "--as", "Mira Sorel").json
        (own,) = found["people"]
        assert own["name"] == "Mira Sorel"
        assert sum(found["values"]["stance"].values()) == own["attributions"]
        words = annotator.fine("stats", sample, "--as", "Mira Sorel").out
        assert not [name for name in ("Jonas", "Edda", "Rosa") if name in words]

    def test_words(self, annotator: Annotator, sample: Path) -> None:
        words = annotator.fine("stats", sample, "--as", "Edda Voss").out
        for expected in ("Border Talks", "16 articles", "Cannot code", "Jonas Reit", "Ambivalent"):
            assert expected in words

    def test_names_are_shown_as_they_are(self, annotator: Annotator) -> None:
        annotator.fine("new", "a", "--as", "Ann [red]\nOther", "--name", "[bold]A\x1b[31m[/bold]")
        words = annotator.fine("stats", "a").out
        assert "Ann [red] Other" in words
        assert "[bold]A" in words
        assert "\x1b" not in words
        annotator.fine("new", "b", "--name", "گفت\u200cوگو")
        assert "“گفت\u200cوگو”" in annotator.fine("stats", "b").out


class TestCheck:
    def test_json_has_its_keys(self, annotator: Annotator, sample: Path) -> None:
        found = annotator.fine("check", sample, "--json", "--as", "Edda Voss").json
        assert set(found) == CHECK_KEYS
        assert found["sound"]
        assert found["attributions"] > 100

    def test_annotator_learns_no_counts_of_others(self, annotator: Annotator, sample: Path) -> None:
        found = annotator.fine("check", sample, "--json", "--as", "Mira Sorel").json
        assert {key for key, value in found.items() if value is None} == {
            *("sets", "attributions", "spans", "changes"),
        }
        words = annotator.fine("check", sample, "--as", "Mira Sorel").out
        assert words == "Looked at 16 articles. Everything is as it must be.\n"

    def test_finding_is_said_and_fails(self, annotator: Annotator, sample: Path) -> None:
        with sqlite3.connect(sample) as connection:
            connection.execute("UPDATE article_text SET text = text || ' added'")
        connection.close()
        ran = annotator.failed("check", sample, "--as", "Edda Voss")
        assert "digest" in ran.out
        assert "not as they must be" in ran.reason
        found = annotator.failed("check", sample, "--json", "--as", "Edda Voss").json
        assert not found["sound"]
        first = found["findings"][0]
        assert set(first) == {"code", "kind", "id", "reason"}
        assert (first["code"], first["kind"]) == ("digest_mismatch", "article")


class TestBackup:
    def test_copy_is_whole(self, annotator: Annotator, sample: Path) -> None:
        annotator.fine("backup", sample, "--out", "copy.stance", "--as", "Mira Sorel")
        Path("copy.stance").replace("moved.stance")
        annotator.fine("check", "moved.stance", "--as", "Edda Voss")
        assert {one.name for one in Path().iterdir()} == {"sample.stance", "moved.stance"}

    @pytest.mark.parametrize(
        ("out", "said"),
        [
            ("sample.stance", "This is a project"),
            ("folder", "This is a folder"),
            ("nowhere/copy.stance", "folder does not exist"),
        ],
    )
    def test_bad_place(self, annotator: Annotator, sample: Path, out: str, said: str) -> None:
        Path("folder").mkdir()
        before = sample.read_bytes()
        ran = annotator.failed("backup", sample, "--out", out, "--as", "Edda Voss")
        assert said in ran.reason
        assert sample.read_bytes() == before
        assert {one.name for one in Path().iterdir()} == {"sample.stance", "folder"}
