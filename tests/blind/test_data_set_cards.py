"""Cards and metadata of an annotator's export are as if nobody else worked."""

from pathlib import Path

import pytest

from annotator.services.interchange.exporting import ExportOptions, SplitChoice, export_project
from tests.blind.secrets import Busy


@pytest.mark.parametrize("format_name", ["csv", "tsv", "parquet", "stance-annotator", "brat"])
@pytest.mark.parametrize("split", [None, SplitChoice(shares=(1, 1))])
def test_a_card_tells_nothing_of_others(
    quiet: Busy, busy: Busy, tmp_path: Path, format_name: str, split: SplitChoice | None
) -> None:
    written = {}
    for name, which in (("quiet", quiet), ("busy", busy)):
        (tmp_path / f"out-{name}").mkdir()
        out = tmp_path / f"out-{name}" / "data-set"
        options = ExportOptions(card=True, split=split)
        export_project(which.project, which.world.mira, format_name, out, options)
        written[name] = {
            one.relative_to(out).as_posix(): one.read_bytes()
            for one in out.rglob("*")
            if one.is_file()
        }
    assert {"README.md", "DATASHEET.md", "croissant.json"} <= set(written["busy"])
    assert "agreement.json" not in written["busy"]
    assert busy.told(b"\n".join(written["busy"].values()).decode("utf-8", "replace")) == []
    assert written["busy"] == written["quiet"]
