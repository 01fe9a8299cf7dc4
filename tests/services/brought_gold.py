"""Gold of the first article that comes from a file: three passages, and finished."""

from pathlib import Path
from typing import Any

from annotator.services.interchange.importing import import_paths
from tests.services.coded import NEVER, PLAN
from tests.services.world import HARBOUR, World, article_line, write_lines


def bring_gold(world: World, folder: Path) -> None:
    """Import it: the talk is ambivalent, and wider than coders have it; the rest is opposed."""
    gold_set = {
        "annotator": None,
        "layer": "gold",
        "round": "Main",
        "state": "done",
        "values": {"relevance": "relevant"},
    }
    line = article_line(
        HARBOUR,
        attributions=[
            _brought("“We will talk to them,”", "ambivalent", "Ingrid Valmont"),
            _brought(NEVER, "opposes", "Tomas Ekdahl"),
            _brought(PLAN, "opposes", "Tomas Ekdahl"),
        ],
        sets=[gold_set],
    )
    source = write_lines(folder / "gold.jsonl", [line])
    assert import_paths(world.project, world.manager, [source]).complete


def _brought(quote: str, stance: str, speaker: str) -> dict[str, Any]:
    start = HARBOUR.index(quote)
    return {
        "annotator": None,
        "layer": "gold",
        "round": "Main",
        "content": [[start, start + len(quote)]],
        "speaker": speaker,
        "values": {"stance": stance},
    }
