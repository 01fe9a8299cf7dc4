from pathlib import Path

from tests.cli.conftest import Annotator

FILE_KEYS = {"path", "kind", "person", "mapped", "conflicts", "counts", "problem"}
KEYS = {
    *("dry_run", "complete", "conflicts", "changed", "new", "taken", "kept", "equal", "restored"),
    "files",
}


def handed_out(annotator: Annotator, sample: Path, name: str = "Mira Sorel") -> Path:
    annotator.fine(
        "handout", sample, "--as", "Rosa Lindqvist", "--annotator", name, "--out", "share.stance"
    )
    return Path("share.stance")


def test_there_and_back(annotator: Annotator, sample: Path) -> None:
    ran = annotator.fine(
        *("handout", sample, "--as", "Rosa Lindqvist", "--annotator", "mira sorel"),
        *("--out", "share", "--json"),
    )
    assert ran.json["person"] == "Mira Sorel"
    assert ran.json["articles"] > 0
    assert ran.json["attributions"] > 0
    assert Path("share.stance").exists()
    annotator.fine("check", "share.stance")
    ran = annotator.fine(
        "package", "share.stance", "--annotator", "Mira Sorel", "--out", "m.pack", "--json"
    )
    assert ran.json["attributions"] > 0
    ran = annotator.fine("merge", sample, "m.pack", "share.stance", "--as", "Rosa Lindqvist")
    assert "m.pack: nothing that is not here already (Mira Sorel)" in ran.out
    annotator.fine("check", sample)


def test_json_has_its_keys(annotator: Annotator, sample: Path) -> None:
    handed_out(annotator, sample)
    annotator.fine("package", "share.stance", "--annotator", "Mira Sorel", "--out", "m.pack")
    Path("bad.pack").write_bytes(Path("m.pack").read_bytes()[:-9])
    ran = annotator(
        "merge", sample, "m.pack", "bad.pack", "--as", "Rosa Lindqvist", "--json", "--dry-run"
    )
    assert ran.status == 1
    assert ran.reason == "1 file was refused; the report says why."
    found = ran.json
    assert set(found) == KEYS
    assert all(set(one) == FILE_KEYS for one in found["files"])
    assert (found["dry_run"], found["complete"], found["changed"]) == (True, False, False)
    assert found["files"][0]["counts"]["attribution"]["equal"] > 0
    assert found["files"][1]["problem"]["code"] == "package_damaged"


def test_refused_file_is_named_with_the_reason(annotator: Annotator, sample: Path) -> None:
    Path("letter.txt").write_text("Dear all")
    ran = annotator.failed("merge", sample, "letter.txt", "--as", "Rosa Lindqvist")
    assert "letter.txt: This is neither a package nor a project file." in ran.out


def test_who_may(annotator: Annotator, sample: Path) -> None:
    out = ("--out", "x.stance")
    mira = ("--as", "Mira Sorel")
    reason = annotator.failed("handout", sample, *mira, "--annotator", "Mira Sorel", *out).reason
    assert reason == "Only managers can do that; Mira Sorel is not one."
    for other in ("Jonas Reit", "Nobody At All"):
        ran = annotator.failed("package", sample, *mira, "--annotator", other, *out)
        assert ran.reason.startswith("Annotators can package only their own work.")
    handed_out(annotator, sample)
    assert "Only managers" in annotator.failed("merge", sample, "share.stance", *mira).reason
    assert annotator.failed(
        "handout", sample, "--as", "Rosa Lindqvist", "--annotator", "Nobody", *out
    ).reason.startswith("Nobody called Nobody works")
    assert not Path("x.stance").exists()


def test_work_in_a_handout_is_not_replaced(annotator: Annotator, sample: Path) -> None:
    before = sample.read_bytes()
    ran = annotator.failed(
        *("handout", sample, "--as", "Rosa Lindqvist", "--annotator", "Mira Sorel"),
        *("--out", sample),
    )
    assert "would have replaced it" in ran.reason
    assert sample.read_bytes() == before


def test_help_names_the_keys(annotator: Annotator) -> None:
    for command in ("handout", "package", "merge"):
        assert "JSON:" in annotator.fine(command, "--help").out
