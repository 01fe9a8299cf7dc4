"""An invented project for pictures of the Agreement screen: four coders, six batches, some gold.

What they find and say is drawn with a fixed seed; nothing of it is data.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.services.project import Project

MANAGER = "Edda Voss"
CODERS = ("Mira Sorel", "Jonas Reit", "Chidi Okoye", "Alva Lind")
BATCHES, ARTICLES_EACH, STATEMENTS = 6, 8, 5
_GOLD_UP_TO = 12
"""Articles, from the first on, that are adjudicated."""
_CARE = {"Mira Sorel": 0.86, "Jonas Reit": 0.76, "Chidi Okoye": 0.83, "Alva Lind": 0.72}
"""How often each finds and says what is meant, in the middle batch."""
_SPEAKERS = ("Ingrid Valmont", "Tomas Ekdahl", "Zahra Halimi", "Casimir Oduya", "Édouard Brask")
_OUTLETS = ("Eastgate Wire", "Harbour Post", "Northfield Dispatch", "The Meridian Courier")
_WORDS = (
    "We would open the pass tomorrow if the papers were signed",
    "There is nobody on the other side to sign anything",
    "The lorries wait, and so do we",
    "A talk is not a treaty, and a treaty is not a friendship",
    "Every flight that lands is one that had to be agreed",
    "I will not sit at that table",
    "We will come if somebody answers for the road",
    "Let the doctors through and ask about flags later",
    "We exchanged two lists, no more than that",
    "Nothing has been promised, and nothing was asked for",
    "It worked in spring, it can work in autumn",
)
_STANCES = ("supports", "ambivalent", "no_position", "opposes", "unclear")
_NEAR = {
    "supports": ("ambivalent", "no_position"),
    "ambivalent": ("supports", "no_position", "opposes"),
    "no_position": ("ambivalent", "unclear"),
    "opposes": ("ambivalent", "no_position"),
    "unclear": ("no_position",),
}


def create_agreement_project(path: Path) -> Project:
    """Make the project; its manager codes nothing."""
    from annotator.domain.people import Actor, Role
    from annotator.services.codebooks import default_codebook
    from annotator.services.interchange.importing import import_paths
    from annotator.services.managing.people import add_person, people
    from annotator.services.project import create_project

    codebook = default_codebook()
    project = create_project(path, name="Border Talks", maker=MANAGER, codebook=codebook)
    manager = Actor(people(project)[0].id, Role.MANAGER)
    for name in CODERS:
        add_person(project, manager, name)
    objects = codebook.attribute("object")
    kinds = tuple(one.key for one in objects.values[:4]) if objects is not None else ()
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(_lines(codebook.ref, kinds)), encoding="utf-8")
    try:
        import_paths(project, manager, [lines])
    finally:
        lines.unlink()
    return project


def _lines(codebook: str, objects: tuple[str, ...]) -> list[str]:
    chance = random.Random(7)
    batches = [{"name": f"Batch {number}", "round": "Main"} for number in range(1, BATCHES + 1)]
    found: list[dict[str, Any]] = [
        {"format": "stance-annotator/1", "project": {"name": "Border Talks", "batches": batches}}
    ]
    for number in range(BATCHES * ARTICLES_EACH):
        found.append(_article(number, codebook, objects, chance))
    return [json.dumps(one, ensure_ascii=False) + "\n" for one in found]


def _article(
    number: int, codebook: str, objects: tuple[str, ...], chance: random.Random
) -> dict[str, Any]:
    title = f"Notes from the pass, day {number + 1}"
    text, statements = f"{title}\n\n", []
    for _ in range(STATEMENTS):
        words, speaker = chance.choice(_WORDS), chance.choice(_SPEAKERS)
        start = len(text) + 1
        text += f"“{words},” {speaker} said on day {number + 1}. "
        meant = chance.choices(_STANCES, (6, 4, 6, 4, 1))[0]
        statements.append((start, words, speaker, meant, chance.choice(objects)))
    batch = number // ARTICLES_EACH
    attributions, sets = [], []
    people: list[str | None] = [*CODERS]
    if number < _GOLD_UP_TO:
        people.append(None)
    for person in people:
        layer = "annotator" if person else "gold"
        care = min(0.97, _CARE[person] + 0.035 * (batch - 2.5)) if person else 1.0
        for statement in statements:
            if chance.random() < 0.6 + 0.4 * care:
                one = _attribution(statement, text, care, objects, chance)
                own = {"annotator": person, "layer": layer, "round": "Main", "codebook": codebook}
                attributions.append(one | own)
        sets.append(
            {
                "annotator": person,
                "layer": layer,
                "round": "Main",
                "batch": f"Batch {batch + 1}" if person else None,
                "state": "done",
                "values": {"relevance": _relevance(number, care, chance)},
            }
        )
    return {
        "format": "stance-annotator/1",
        "article": {
            "text": text.rstrip() + "\n",
            "title": title,
            "outlet": _OUTLETS[number % len(_OUTLETS)],
            "published_on": f"2025-03-{number % 28 + 1:02}",
        },
        "sets": sets,
        "attributions": attributions,
    }


def _attribution(
    statement: tuple[int, str, str, str, str],
    text: str,
    care: float,
    objects: tuple[str, ...],
    chance: random.Random,
) -> dict[str, Any]:
    start, words, speaker, meant, about = statement
    end = start + len(words)
    if chance.random() > care:
        end = start + words.rindex(" ")
    right = chance.random() < care
    stance = meant if right else chance.choice(_NEAR[meant])
    sure = chance.choices(("low", "medium", "high"), (1, 3, 6) if right else (4, 4, 2))[0]
    if chance.random() > (1 + care) / 2:
        about = chance.choice(objects)
    conditional = (" if " in words) is (chance.random() < care)
    source = text.index(speaker, end)
    return {
        "content": [{"start": start, "end": end, "quote": text[start:end]}],
        "source": [{"start": source, "end": source + len(speaker), "quote": speaker}],
        "speaker": {"name": speaker, "kind": "named person"},
        "values": {"stance": stance, "confidence": sure, "object": about,
                   "conditional": conditional, "type": "direct"},
        "origin": "suggestion" if start % 3 == 0 else "manual",
    }  # fmt: skip


def _relevance(number: int, care: float, chance: random.Random) -> str:
    meant = "relevant" if number % 4 else "mentioned_in_passing"
    return meant if chance.random() < care else "not_relevant"
