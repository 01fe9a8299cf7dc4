"""How schema_2.stance was made: `python -m tests.data.make_schema_2`, with the program of schema 2.

The file of schema 1, brought to schema 2, with what came with that: an assigned round, a merged
package of one who coded elsewhere, decisions of every kind with their gold, feedback, and a
conflict. A released schema's file is made once and kept for ever: newer programs must open it.
"""

import shutil
import tempfile
import uuid
from pathlib import Path

from annotator.domain.adjudication.item import Chosen
from annotator.domain.attributions import Attribution
from annotator.domain.people import RoundPurpose
from annotator.services import annotating
from annotator.services.adjudication.bulk import promote
from annotator.services.adjudication.deciding import decide, discuss
from annotator.services.adjudication.feedback import release
from annotator.services.adjudication.reading import read_adjudication
from annotator.services.article_work import mark_done, reopen, set_article_value
from annotator.services.exchange.handing_out import hand_out
from annotator.services.exchange.merging import merge
from annotator.services.exchange.packaging import package
from annotator.services.managing.assigning import assign
from annotator.services.managing.people import people
from annotator.services.managing.rounds import add_round
from annotator.services.project import open_project
from annotator.storage.project_file import SCHEMA_VERSION
from tests.services.world import World, enter

OUT = Path(__file__).with_name("schema_2.stance")
BEFORE = Path(__file__).with_name("schema_1.stance")


def main() -> None:
    """Write the file anew; refused once the schema has moved on."""
    if SCHEMA_VERSION != 2:
        raise SystemExit("schema 2 is what earlier programs wrote: this one cannot make it")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema_2.stance"
        shutil.copyfile(BEFORE, path)
        world = enter(path)
        try:
            _adjudicate(world)
            _exchange(world, Path(folder))
        finally:
            world.project.close()
        shutil.copyfile(path, OUT)


def _adjudicate(world: World) -> None:
    """Mira alone coded the first article; it is promoted, released and partly parked."""
    place = (world.articles[0], world.round_id)
    promote(world.project, world.adjudicator, *place)
    release(world.project, world.manager, *place)
    found = read_adjudication(world.project, world.adjudicator, *place)
    item = found.items[-1]
    discuss(world.project, world.adjudicator, *place, item.id, "What does the driver mean?")
    again = read_adjudication(world.project, world.adjudicator, *place).item(item.id)
    assert again is not None
    assert again.decision is not None
    fields = {key: Chosen(one.value, one.taken_from) for key, one in item.agreed.items()}
    if item.decision is not None and fields:
        decide(
            world.project,
            world.adjudicator,
            *place,
            item.id,
            fields,
            rationale="As the coder says.",
        )


def _exchange(world: World, folder: Path) -> None:
    """Jonas codes in a handout while his file here goes on, too."""
    project, manager = world.project, world.manager
    second = add_round(project, manager, "Reliability", RoundPurpose.RELIABILITY, _codebook(world))
    round_id = second.entities[0].after.id
    assign(project, manager, round_id, [world.mira.person_id, world.jonas.person_id], overlap=0.5)
    jonas = next(one for one in people(project) if one.name == "Jonas Reit")
    file, back = folder / "jonas.stance", folder / "jonas.stance-package"
    hand_out(project, manager, jonas, file)
    place = (world.articles[1], world.round_id)
    with open_project(file) as theirs:
        annotating.set_note(theirs, world.jonas, _own(world).id, "written elsewhere")
        package(theirs, world.jonas, jonas, back)
    annotating.set_note(project, world.jonas, _own(world).id, "written here")
    merge(project, manager, [back])
    annotating.set_value(project, world.jonas, _own(world).id, "confidence", "low")
    annotating.set_flag(project, world.jonas, _own(world).id, True)
    set_article_value(project, world.jonas, *place, "relevance", "relevant")
    speaker = world.coding().attributions[0].speaker_id
    annotating.set_speaker(project, world.jonas, _own(world).id, _named(world) or speaker)
    mark_done(project, world.jonas, *place)
    reopen(project, world.jonas, *place)


def _own(world: World) -> Attribution:
    return world.coding(1, world.jonas).attributions[0]


def _named(world: World) -> uuid.UUID | None:
    speakers = world.coding().speakers.values()
    return next((one.id for one in speakers if one.kind.named), None)


def _codebook(world: World) -> str:
    return world.coding().codebook.ref


if __name__ == "__main__":
    main()
