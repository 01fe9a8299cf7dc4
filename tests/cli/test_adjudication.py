import sqlite3
from pathlib import Path

import pytest

from annotator.cli.command_names import COMMANDS
from tests.cli.conftest import Annotator

KEYS = {"project", "round", "counts", "items"}
COUNT_KEYS = {"open", "exact", "check", "discuss", "stale", "decided", "single", "kinds"}
ITEM_KEYS = {
    *("id", "article", "subject", "state", "kinds", "severity", "speaker", "quote", "values"),
    "own",
}
ACCEPT_KEYS = {"project", "round", "accepted", "left_for_check", "own_left"}
NAMES = ("Mira", "Jonas", "Sorel", "Reit")


class TestDisagreements:
    def test_json_has_its_keys_and_they_are_in_the_help(
        self, annotator: Annotator, sample: Path
    ) -> None:
        found = annotator.fine("disagreements", sample, "--json", "--as", "Edda Voss").json
        assert set(found) == KEYS
        assert set(found["counts"]) == COUNT_KEYS
        assert all(set(one) == ITEM_KEYS for one in found["items"])
        assert (found["project"], found["round"]) == ("Border Talks (sample)", "Main")
        counts = found["counts"]
        assert counts["open"] > 50
        # Where all that is equal was drawn, it waits for a blind check from the beginning.
        assert len(found["items"]) == counts["open"] + counts["check"]
        assert sum(counts["kinds"].values()) == counts["open"]
        assert counts["exact"] > 20
        help_ = " ".join(annotator.fine("disagreements", "--help").out.split())
        assert not [key for key in KEYS | COUNT_KEYS | ITEM_KEYS if key not in help_]

    def test_letters_in_the_place_of_names(self, annotator: Annotator, sample: Path) -> None:
        shown = annotator.fine("disagreements", sample, "--as", "Edda Voss")
        assert "Supports" in shown.out
        told = annotator.fine("disagreements", sample, "--json", "--as", "Edda Voss")
        for out in (shown.out, told.out):
            assert not [name for name in NAMES if name in out]
        assert {tuple(one["values"]) for one in told.json["items"]} == {("A", "B")}

    def test_within_an_article_the_worst_come_first(
        self, annotator: Annotator, sample: Path
    ) -> None:
        found = annotator.fine("disagreements", sample, "--json", "--as", "Edda Voss").json
        articles: dict[str, list[int]] = {}
        for one in found["items"]:
            articles.setdefault(one["article"]["id"], []).append(one["severity"])
        assert all(some == sorted(some, reverse=True) for some in articles.values())
        worst = [max(some) for some in articles.values()]
        assert worst == sorted(worst, reverse=True)

    def test_annotators_are_refused(self, annotator: Annotator, sample: Path) -> None:
        for words in (("disagreements", sample), ("adjudicate", sample, "--accept-exact")):
            for more in ((), ("--json",)):
                ran = annotator.failed(*words, *more, "--as", "Mira Sorel")
                assert ran.out == ""
                assert "not an adjudicator" in ran.reason

    def test_a_round_by_its_name(self, annotator: Annotator, sample: Path) -> None:
        named = annotator.fine(
            "disagreements", sample, "--round", "main", "--json", "--as", "Edda Voss"
        )
        assert named.json["round"] == "Main"
        ran = annotator.failed("disagreements", sample, "--round", "Pilot", "--as", "Edda Voss")
        assert "no round “Pilot”" in ran.reason

    def test_nothing_to_compare(self, annotator: Annotator, empty: Path) -> None:
        found = annotator.fine("disagreements", empty, "--json").json
        assert found["items"] == []
        assert annotator.fine("disagreements", empty).out.startswith("0 to decide")


class TestAdjudicate:
    def test_accepts_what_is_equal_by_rule_once(self, annotator: Annotator, sample: Path) -> None:
        before = annotator.fine("disagreements", sample, "--json", "--as", "Edda Voss").json
        found = annotator.fine(
            "adjudicate", sample, "--accept-exact", "--json", "--as", "Edda Voss"
        ).json
        assert set(found) == ACCEPT_KEYS
        help_ = " ".join(annotator.fine("adjudicate", "--help").out.split())
        assert not [key for key in ACCEPT_KEYS if key not in help_]
        equal = before["counts"]["exact"] + before["counts"]["check"]
        assert found["accepted"] + found["left_for_check"] == equal
        after = annotator.fine("disagreements", sample, "--json", "--as", "Edda Voss").json
        counts = after["counts"]
        assert counts["decided"] == found["accepted"]
        assert (counts["check"], counts["exact"]) == (found["left_for_check"], 0)
        assert counts["open"] == before["counts"]["open"]
        with sqlite3.connect(sample) as connection:
            outcomes = connection.execute("SELECT DISTINCT outcome FROM decision").fetchall()
        connection.close()
        assert outcomes == [("unanimous",)]
        again = annotator.fine("adjudicate", sample, "--accept-exact", "--as", "Edda Voss")
        assert again.out.startswith("Accepted 0 items")
        annotator.fine("check", sample, "--as", "Edda Voss")

    def test_words(self, annotator: Annotator, sample: Path) -> None:
        words = annotator.fine("adjudicate", sample, "--accept-exact", "--as", "Edda Voss").out
        assert "as gold." in words

    def test_says_what_it_needs(self, annotator: Annotator, sample: Path) -> None:
        ran = annotator("adjudicate", sample, "--as", "Edda Voss")
        assert ran.status == 2
        assert "--accept-exact" in ran.err

    def test_a_file_that_may_not_be_written(self, annotator: Annotator) -> None:
        ran = annotator.failed("adjudicate", "nowhere.stance", "--accept-exact", "--as", "X")
        assert "no such project" in ran.reason


@pytest.mark.parametrize("name", ["disagreements", "adjudicate"])
def test_they_are_commands(name: str) -> None:
    assert name in COMMANDS
