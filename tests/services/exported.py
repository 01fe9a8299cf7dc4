"""Short ways to export and to read what was written."""

import json
from pathlib import Path
from typing import Any

from annotator.domain.people import Actor
from annotator.services.interchange.exporting import ExportOptions, ExportReport, export_project
from tests.services.world import World, article_line


def written(
    world: World, out: Path, actor: Actor | None = None, **options: Any
) -> tuple[ExportReport, dict[str, Any], list[dict[str, Any]]]:
    """Export as JSON Lines; return the report, the project of the first line, and the others."""
    chosen = ExportOptions(**options)
    who = actor or world.manager
    report = export_project(world.project, who, "stance-annotator", out, chosen)
    first, *rest = lines_of(out)
    return report, first["project"], rest


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def attributions(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for line in lines for one in line["attributions"]]


def coded_line(
    text: str, quotes: list[tuple[str, str]], *, annotator: str = "Mira Sorel", **more: Any
) -> str:
    """Return a line with an attribution for each quote, said by somebody, in support."""
    made = []
    for quote, speaker in quotes:
        start = text.index(quote)
        made.append(
            {
                "annotator": annotator,
                "content": [[start, start + len(quote)]],
                "speaker": {"name": speaker, "kind": "named person"},
                "values": {"stance": "supports"},
            }
        )
    return article_line(text, attributions=made, **more)
