"""The registry of measures and its citations."""

import subprocess
import sys

import pytest

from annotator.domain.agreement.citations import (
    COHEN_1960,
    EFRON_TIBSHIRANI_1993,
    KRIPPENDORFF_2016,
)
from annotator.domain.agreement.measures import COEFFICIENTS, MEASURES, Stage, measure


def test_keys_are_those_that_are_documented():
    assert [one.key for one in MEASURES] == [
        "percent", "cohen_kappa", "weighted_kappa_linear", "weighted_kappa_quadratic", "scott_pi",
        "fleiss_kappa", "krippendorff_alpha_nominal", "krippendorff_alpha_ordinal",
        "krippendorff_alpha_interval", "krippendorff_alpha_jaccard", "krippendorff_alpha_masi",
        "gwet_ac1", "gwet_ac2", "labelled_f1", "matching", "unitizing",
    ]  # fmt: skip
    assert len(COEFFICIENTS) == 13


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.key)
def test_every_measure_has_a_name_and_a_paper(one):
    assert one.label
    assert measure(one.key) is one
    for citation in one.references:
        assert str(citation.year) in citation.full
        assert citation.title in citation.full


def test_an_unknown_measure_is_an_error():
    with pytest.raises(KeyError):
        measure("gamma")


def test_citations_in_a_sentence():
    assert COHEN_1960.short == "Cohen 1960"
    assert EFRON_TIBSHIRANI_1993.short == "Efron & Tibshirani 1993"
    assert KRIPPENDORFF_2016.short == "Krippendorff, Mathet, Bouvry & Widlöcher 2016"
    assert KRIPPENDORFF_2016.full.startswith("Krippendorff, K.; Mathet, Y.; ")


def test_matching_and_unitizing_are_stages_of_their_own():
    assert measure("matching").stage is Stage.MATCHING
    assert measure("unitizing").stage is Stage.UNITIZING


def test_windows_can_read_the_registry_without_numpy():
    code = (
        "import sys, annotator.domain.agreement.measures, annotator.domain.agreement.results;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
