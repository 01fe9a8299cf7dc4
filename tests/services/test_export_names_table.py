"""The table of who is who: whose name it has, and what it may replace."""

import os
from pathlib import Path

import pytest

from annotator.domain.errors import Refused
from annotator.services.interchange.export_names_table import is_names_table, names_beside
from annotator.services.interchange.export_places import LIST, other_ending, replaceable
from annotator.services.interchange.exporting import ExportOptions, NameMode, export_project
from tests.services.coded import both_coded
from tests.services.world import World

_OPTIONS = ExportOptions(names=NameMode.PSEUDONYMS)


def test_formats_of_one_name_have_a_table_each(world: World, tmp_path: Path) -> None:
    both_coded(world)
    for name in ("csv", "tsv"):
        out = tmp_path / f"mine.{name}"
        report = export_project(world.project, world.manager, name, out, _OPTIONS)
        assert report.pseudonyms == names_beside(out) == tmp_path / f"mine.{name}.pseudonyms.csv"
        assert is_names_table(report.pseudonyms)


@pytest.mark.parametrize(
    "head",
    [
        "my,notes\n",
        "",
        "pseudonym,name,more\n",
        "pseudonym;name\n",
        "name,pseudonym\n",
        "\ufeffpseudonym",
        "\ufeffpseudonym,names\r\n",
    ],
)
def test_another_file_in_its_place_is_left_alone(world: World, tmp_path: Path, head: str) -> None:
    both_coded(world)
    out, table = tmp_path / "mine.csv", tmp_path / "mine.csv.pseudonyms.csv"
    table.write_text(head, encoding="utf-8", newline="")
    out.write_text("older", encoding="utf-8")
    with pytest.raises(Refused, match="names_in_the_way"):
        export_project(world.project, world.manager, "csv", out, _OPTIONS)
    assert table.read_bytes().decode() == head
    assert out.read_text(encoding="utf-8") == "older"
    export_project(world.project, world.manager, "csv", out)
    assert table.read_bytes().decode() == head


def test_an_older_table_is_replaced(world: World, tmp_path: Path) -> None:
    both_coded(world)
    table = tmp_path / "mine.csv.pseudonyms.csv"
    table.write_text("pseudonym,name\nperson-0,Nobody\n", encoding="utf-8")
    export_project(world.project, world.manager, "csv", tmp_path / "mine.csv", _OPTIONS)
    told = table.read_text(encoding="utf-8-sig")
    assert "Nobody" not in told
    assert "Mira Sorel" in told


def test_neither_folder_nor_pipe_is_a_table(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    assert not is_names_table(folder)
    assert not is_names_table(tmp_path / "none")
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert not is_names_table(pipe)


def test_a_folder_without_the_list_is_not_looked_through(tmp_path: Path) -> None:
    assert replaceable(tmp_path)
    inner = tmp_path / "deep" / "deeper"
    inner.mkdir(parents=True)
    assert not replaceable(tmp_path)
    (tmp_path / LIST).write_text('{"stance-annotator-export": 1, "files": ["a"]}', "utf-8")
    assert replaceable(tmp_path)
    (inner / "letter").touch()
    assert not replaceable(tmp_path)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.csv", ""), ("a.CSV", ""), ("a", ""), ("a.xlsx", ".xlsx"), ("a.csv.txt", ".txt")],
)
def test_an_ending_of_another_kind(name: str, ending: str) -> None:
    assert other_ending(Path(name), (".csv",)) == ending
    assert other_ending(Path(name), ()) == ""
