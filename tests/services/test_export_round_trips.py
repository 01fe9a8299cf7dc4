"""One article with all that goes wrong elsewhere, out in every format, read by foreign readers."""

from pathlib import Path

import pytest

from annotator.services.interchange.exporting import (
    ExportOptions,
    Loss,
    TextMode,
    export_project,
    exportable,
)
from annotator.services.interchange.importing import import_paths
from tests.formats.foreign_readers import READERS
from tests.services.world import World, article_line, write_lines

TEXT = (
    'The quay 😀 👩🏽‍🚒\r\n\r\n“=We\u00a0will, "so",\u2028if they\topen; \r\nthe road,” '
    "cafe\u0301 owner said, “sign 𝒜.” وقال: «لن نتعاون»\r\n"
    "\u202eאבג\u202c <b>&amp; it’s\u0085end.\r\n"
)
PLACES = (
    ('=We\u00a0will, "so",\u2028if they\topen; \r\nthe road', "sign 𝒜"),
    ("لن نتعاون»\r\n\u202eאבג\u202c <b>&amp;",),
    ("😀 👩🏽‍🚒",),
    ("cafe\u0301 owner", "it’s\u0085end."),
)
NOTES = ('=SUM(A1), "so",\n\tit\'s; \u2028😀 e\u0301 \u202eאבג\u202c <&>', "=1+1", "-2;\n", "@x")


def of_all_persons(world: World, folder: Path) -> None:
    attributions = []
    for place, (quotes, note) in enumerate(zip(PLACES, NOTES, strict=True)):
        starts = [TEXT.index(one) for one in quotes]
        attributions.append(
            {
                "annotator": ("Mira Sorel", "Jonas Reit")[place % 2],
                "content": [[at, at + len(one)] for at, one in zip(starts, quotes, strict=True)],
                "note": note,
                "speaker": {"name": '=Zoë; "Sand", 😀', "kind": "named person"},
                "values": {"stance": ("supports", "opposes")[place % 2]},
            }
        )
    lines = [article_line(TEXT, title='=A, "B"; 😀', outlet="Hostile", attributions=attributions)]
    path = write_lines(folder / "hostile.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete


def test_every_format_has_a_foreign_reader() -> None:
    assert READERS.keys() == {one.name for one in exportable()}


@pytest.mark.parametrize("name", READERS)
def test_a_hostile_article_survives(world: World, tmp_path: Path, name: str) -> None:
    of_all_persons(world, tmp_path)
    (form,) = [one for one in exportable() if one.name == name]
    if name == "docbin":
        pytest.importorskip("spacy")
    out = tmp_path / f"out{'' if form.is_folder else form.endings[0]}"
    options = ExportOptions(text=TextMode.FULL, outlets=("Hostile",))
    report = export_project(world.project, world.manager, name, out, options)
    assert (report.articles, report.rows, report.checked) == (1, 4, 4)
    text = TEXT.replace("\r\n", "\n")
    contents, notes = READERS[name](out, text)
    expected = [tuple(one.replace("\r\n", "\n") for one in quotes) for quotes in PLACES]
    if name == "html":
        expected = [("".join(quotes).replace("\n", ""),) for quotes in expected]
    assert sorted(contents) == sorted(expected)
    assert sorted(notes) == ([] if name == "dna" else sorted(NOTES))
    widened = Loss("span_widened", 1)
    assert report.losses == ((widened,) if name == "docbin" else ())
