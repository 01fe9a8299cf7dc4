"""``annotator dataset`` and ``annotator bundle``."""

import json
import zipfile
from pathlib import Path

from tests.cli.conftest import Annotator


def test_details_are_set_shown_and_taken_away(annotator: Annotator, empty: Path) -> None:
    assert "Nothing has been said" in annotator.fine("dataset", empty).out
    assert annotator.fine("dataset", empty, "--json").json == {}
    annotator.fine(
        *("dataset", empty, "--title", "Harbour talks", "--licence", "CC-BY-4.0"),
        *("--author", "Valmont, Ingrid; Karela; 0000-0002-1825-0097", "--author", "Harrow"),
        *("--published", "2026-03-31", "--keyword", "news", "--keyword", "harbour"),
        *("--doi", "https://doi.org/10.1234/h", "--set-version", "2"),
    )
    found = annotator.fine("dataset", empty, "--json").json
    assert found == {
        "title": "Harbour talks",
        "version": "2",
        "published_on": "2026-03-31",
        "authors": [
            {
                "family": "Valmont",
                "given": "Ingrid",
                "affiliation": "Karela",
                "orcid": "0000-0002-1825-0097",
            },
            {"family": "Harrow"},
        ],
        "licence": "CC-BY-4.0",
        "doi": "10.1234/h",
        "keywords": ["news", "harbour"],
    }
    shown = annotator.fine("dataset", empty, "--title", "").out
    assert "title" not in shown
    assert "author: Ingrid Valmont; Karela; 0000-0002-1825-0097\n" in shown
    assert "keywords: news, harbour\n" in shown


def test_wrong_details_are_refused(annotator: Annotator, empty: Path) -> None:
    ran = annotator.failed("dataset", empty, "--author", "Valmont, Ingrid;;0000-0002-1825-0098")
    assert "“0000-0002-1825-0098” is not an ORCID iD." in ran.reason
    assert "is not a DOI" in annotator.failed("dataset", empty, "--doi", "abc").reason
    assert annotator("dataset", empty, "--published", "soon").status == 2
    assert annotator.fine("dataset", empty, "--json").json == {}


def test_a_bundle_as_folder_and_as_zip(annotator: Annotator, sample: Path, tmp_path: Path) -> None:
    who = ("--as", "Rosa Lindqvist")
    told = annotator.fine("bundle", sample, "--out", "bundle", *who).out
    assert "16 articles" in told
    assert "read back and found right" in told
    found = annotator.fine("bundle", sample, "--out", "b.zip", "--pseudonyms", "--json", *who).json
    assert set(found) == {
        *("path", "files", "articles", "attributions", "gold", "submissions", "decisions"),
        *("agreement", "bytes", "pseudonyms"),
    }
    assert found["pseudonyms"] == "b.zip.pseudonyms.csv"
    assert found["bytes"] == (tmp_path / "b.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert set(found["files"]) == set(archive.namelist())
    settings = json.loads((tmp_path / "bundle" / "project.json").read_text("utf-8"))
    assert settings["bundle"]["text"] == "quotes"


def test_a_bundle_is_for_managers_and_replaces_no_project(
    annotator: Annotator, sample: Path, tmp_path: Path
) -> None:
    before = {one.name for one in tmp_path.iterdir()}
    assert (
        "managers"
        in annotator.failed("bundle", sample, "--out", "bundle", "--as", "Mira Sorel").reason
    )
    annotator.failed("bundle", sample, "--out", sample, "--as", "Rosa Lindqvist")
    assert {one.name for one in tmp_path.iterdir()} == before
