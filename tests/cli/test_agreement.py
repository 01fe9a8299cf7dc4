"""``annotator agreement``: the document with its keys, and figures worked out another way."""

import sqlite3
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.domain.agreement.measures import MEASURES, Stage
from annotator.domain.alignment.groups import matched_pairs
from annotator.domain.attributions import Attribution
from annotator.domain.documents import from_document
from annotator.services.codebooks import default_codebook
from annotator.wording.agreement_reasons import is_known_reason
from tests.cli.conftest import CHECKOUT, Annotator

KEYS = {
    *("articles", "stories", "annotators", "matching", "unitizing", "attributes", "pairs"),
    *("by_object", "by_origin", "by_round", "by_batch", "gold", "drift", "settings", "readings"),
    *("methods", "reasons", "few_stories", "gold_made", "speakers"),
}
SCORE_KEYS = {"precision", "recall", "f1", "interval", "intervals"}
UNITIZING_KEYS = {
    *("u_alpha", "interval", "labelled", "coded", "per_value", "intervals", "overlapping"),
}
MEASURE_KEYS = {one.key for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT)}
ATTRIBUTE_KEYS = {
    *("scope", "level", "units", "values", "rests_on", "intervals", "confusion", "reasons"),
    *("commonest", "differing", "paired"),
    *MEASURE_KEYS,
}
SETTING_KEYS = {
    *("rounds", "batches", "codebooks", "submissions", "shared_passages_once", "interval"),
    *("samples", "seed", "level", "blind", "targets", "version"),
}


@pytest.fixture
def document(annotator: Annotator, sample: Path) -> dict[str, Any]:
    asked = ("--samples", "200", "--json", "--as", "Edda Voss")
    found: dict[str, Any] = annotator.fine("agreement", sample, *asked).json
    return found


def test_the_document_has_its_keys_and_they_are_documented(document: dict[str, Any]) -> None:
    assert set(document) == KEYS
    assert set(document["matching"]) == {"exact", "overlap_0.5", "any", "matched", "unmatched"}
    assert set(document["matching"]["any"]) == SCORE_KEYS
    assert set(document["unitizing"]) == UNITIZING_KEYS
    assert set(document["attributes"]["stance"]) == ATTRIBUTE_KEYS
    assert set(document["attributes"]["stance"]["intervals"]) == MEASURE_KEYS
    assert set(document["settings"]) == SETTING_KEYS
    (pair,) = document["pairs"]
    assert (pair["a"], pair["b"]) == ("Mira Sorel", "Jonas Reit")
    written = (CHECKOUT / "docs" / "agreement.md").read_text(encoding="utf-8")
    names = {*document["attributes"], *_values_in(document), *document["speakers"]}
    found = _keys_in(document) - names
    assert found >= KEYS | SCORE_KEYS | UNITIZING_KEYS | ATTRIBUTE_KEYS | SETTING_KEYS
    assert [one for one in sorted(found) if f"`{one}`" not in written] == []


def _keys_in(document: Any) -> set[str]:
    """Return every key at any depth, but for places under ``reasons``."""
    if isinstance(document, list):
        return {key for one in document for key in _keys_in(one)}
    if not isinstance(document, dict):
        return set()
    inner = (_keys_in(one) for key, one in document.items() if key != "reasons")
    return set(document).union(*inner)


def _values_in(document: dict[str, Any]) -> set[str]:
    """Return the keys of the primary attribute's values: the codebook's, not the document's."""
    return set(document["unitizing"]["per_value"])


def test_order_rests_on_fewer_units_and_says_so(document: dict[str, Any]) -> None:
    stance = document["attributes"]["stance"]
    counts, values = stance["confusion"]["counts"], stance["confusion"]["values"]
    ordered = [values.index(one) for one in ("opposes", "ambivalent", "supports")]
    left = sum(counts[one][other] for one in ordered for other in ordered)
    assert 0 < left < stance["units"]
    size = {"units": left, "values": 2 * left}
    for measure in ("krippendorff_alpha_ordinal", "weighted_kappa_linear", "gwet_ac2"):
        assert stance["rests_on"][measure] == size
    assert "krippendorff_alpha_nominal" not in stance["rests_on"]
    sizes = f"Stance {stance['units']} (forms over ordered values {left})"
    assert sizes in document["methods"]


def test_what_is_null_has_a_reason_that_is_documented(document: dict[str, Any]) -> None:
    written = (CHECKOUT / "docs" / "agreement.md").read_text(encoding="utf-8")
    for one in (document, *document["pairs"], *document["by_object"]):
        for place, reason in one["reasons"].items():
            assert is_known_reason(reason), (place, reason)
            assert f"`{reason}`" in written, reason
        for key, attribute in one["attributes"].items():
            for measure in MEASURE_KEYS:
                assert (attribute[measure] is None) == (measure in attribute["reasons"])
                place = f"attributes.{key}.{measure}"
                assert (place in one["reasons"]) == (attribute[measure] is None)
    assert document["attributes"]["object"]["reasons"]["gwet_ac2"] == "not_ordered"


def test_figures_of_the_sample_worked_out_from_its_rows(
    document: dict[str, Any], sample: Path
) -> None:
    """F1, percent, kappa and alpha in plain arithmetic, from what the two handed in."""
    marked, matched = 0, []
    for mine, theirs in _first_submissions(sample):
        marked += len(mine) + len(theirs)
        matched += matched_pairs(mine, theirs, default_codebook())
    found = [(one.a.values["stance"], one.b.values["stance"]) for one in matched]
    assert document["matching"]["matched"] == len(found) > 90
    assert document["matching"]["any"]["f1"] == pytest.approx(2 * len(found) / marked)
    same = sum(a == b for a, b in found)
    share, count = same / len(found), len(found)
    first, second = Counter(a for a, _ in found), Counter(b for _, b in found)
    pooled = first + second
    chance = sum(first[one] * second[one] for one in pooled) / count**2
    disagreement = 1 - sum(n * (n - 1) for n in pooled.values()) / (2 * count * (2 * count - 1))
    stance = document["attributes"]["stance"]
    assert stance["percent"] == pytest.approx(share)
    assert stance["cohen_kappa"] == pytest.approx((share - chance) / (1 - chance))
    assert stance["krippendorff_alpha_nominal"] == pytest.approx(1 - (1 - share) / disagreement)
    assert stance["labelled_f1"] == pytest.approx(2 * same / marked)
    counts = stance["confusion"]
    places = {one: place for place, one in enumerate(counts["values"])}
    for (a, b), number in Counter(found).items():
        assert counts["counts"][places[str(a)]][places[str(b)]] == number
    low, high = stance["intervals"]["percent"]
    assert low < share < high


def _first_submissions(sample: Path) -> list[tuple[list[Attribution], list[Attribution]]]:
    """Return by article what Mira and Jonas handed in first, where both are done."""
    with closing(sqlite3.connect(sample)) as connection:
        rows = connection.execute(
            "SELECT s.article_id, p.name, b.snapshot FROM submission b"
            " JOIN annotation_set s ON s.id = b.set_id JOIN person p ON p.id = s.person_id"
            " WHERE b.ordinal = 1 AND b.state = 'done' ORDER BY s.article_id, p.name DESC"
        ).fetchall()
    found = []
    for one, other in pairwise(rows):
        if one[0] == other[0]:
            assert (one[1], other[1]) == ("Mira Sorel", "Jonas Reit")
            made = [
                [from_document(Attribution, each) for each in orjson.loads(row[2])["attributions"]]
                for row in (one, other)
            ]
            found.append((made[0], made[1]))
    return found


def test_words_for_people(annotator: Annotator, sample: Path) -> None:
    shown = annotator.fine("agreement", sample, "--interval", "none", "--as", "Edda Voss").out
    assert "Did they find the same?" in shown
    assert "Mira Sorel, Jonas Reit" in shown
    assert "Precision and recall are of Jonas Reit, measured by Mira Sorel." in shown
    lines = {line.split("  ")[0]: line.split() for line in shown.splitlines()}
    assert lines["Stance"][-1] == "–", "without an interval there is no verdict"
    why = next(line for line in shown.splitlines() if line.startswith("n/a (Relevance)"))
    assert "nothing to find first" in why


def test_parts_are_told_with_their_stories(annotator: Annotator, sample: Path) -> None:
    shown = annotator.fine("agreement", sample, "--samples", "100", "--as", "Edda Voss").out
    for head in ("By object  ", "By origin  ", "All by hand  "):
        assert any(line.startswith(head) for line in shown.splitlines()), head
    assert "* Fewer than 30 stories: intervals say little." in shown
    ordinal = next(line for line in shown.splitlines() if line.startswith("Stance   ")
                   and "units" in line)  # fmt: skip
    assert ordinal.endswith("75 of 97 units"), "no verdict without what it rests on"


def test_speakers_are_listed_by_name_and_have_no_matrix(document: dict[str, Any]) -> None:
    speaker = document["attributes"]["speaker"]
    assert speaker["confusion"] is None
    assert speaker["reasons"]["confusion"] == "values_are_speakers"
    keys = {key for one in speaker["commonest"] for key in (one["first"], one["second"])}
    assert keys == set(document["speakers"])
    assert all(document["speakers"].values())


def test_intervals_by_jackknife(annotator: Annotator, sample: Path) -> None:
    asked = ("agreement", sample, "--interval", "jackknife", "--as", "Edda Voss")
    found = annotator.fine(*asked, "--json").json
    assert (found["settings"]["interval"], found["settings"]["samples"]) == ("jackknife", None)
    stance = found["attributes"]["stance"]
    low, high = stance["intervals"]["percent"]
    assert (low + high) / 2 == pytest.approx(stance["percent"])
    assert "a jackknife that leaves out one story at a time" in found["methods"]
    shown = annotator.fine(*asked).out
    assert f"[{stance['intervals']['krippendorff_alpha_nominal'][0]:.2f}, " in shown


def test_what_a_story_shares_once(annotator: Annotator, sample: Path) -> None:
    asked = ("agreement", sample, "--interval", "none", "--json", "--as", "Edda Voss")
    every, once = annotator.fine(*asked).json, annotator.fine(*asked, "--once").json
    assert once["settings"]["shared_passages_once"]
    assert "versions of a story share were counted once" in once["methods"]
    assert once["attributes"]["stance"]["units"] <= every["attributes"]["stance"]["units"]
    assert once["articles"] == every["articles"]


def test_the_same_seed_gives_the_same_intervals(annotator: Annotator, sample: Path) -> None:
    asked = ("agreement", sample, "--samples", "100", "--json", "--as", "Edda Voss")
    first, again, other = (
        annotator.fine(*asked, "--seed", seed).json["attributes"]["stance"]["intervals"]
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_methods_are_ready_to_paste(document: dict[str, Any]) -> None:
    methods = document["methods"]
    for words in (
        *("200 bootstrap samples", "seed 2025", "taliban-cooperation@1", "Cohen, J."),
        *("“Cooperation with the Taliban”, version 1", "95% confidence intervals"),
        *("A story is what the source files name", "Both annotators coded every one"),
        *("averaged over units", "alpha from .800 on as reliable", "project’s target of .60"),
    ):
        assert words in methods
    assert "Opposes < Ambivalent < Supports" in methods


def test_what_is_not_there_is_named(annotator: Annotator, sample: Path) -> None:
    for words, named in (
        (("--round", "Spring"), "Main"),
        (("--batch", "B1"), "–"),
        (("--annotator", "Nobody"), "Nobody"),
    ):
        ran = annotator("agreement", sample, *words, "--as", "Edda Voss")
        assert ran.status == 1
        assert named in ran.reason


def test_one_annotator_alone_reads_what_is_missing(annotator: Annotator, sample: Path) -> None:
    asked = ("agreement", sample, "--annotator", "Mira Sorel", "--as", "Edda Voss")
    assert "left by this choice" in annotator.fine(*asked).out
    found = annotator.fine(*asked, "--json").json
    assert found["reasons"][""] == "nothing_chosen"
    assert (found["articles"], found["pairs"]) == (0, [])


def test_only_managers(annotator: Annotator, sample: Path) -> None:
    ran = annotator("agreement", sample, "--json", "--as", "Mira Sorel")
    assert (ran.status, ran.out) == (1, "")
