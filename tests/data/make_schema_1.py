"""How schema_1.stance was made: `python -m tests.data.make_schema_1`, with the program of schema 1.

A released schema's file is made once and kept for ever: newer programs must open it. It holds three
invented articles, two annotators' attributions with every kind of span and value, a speaker with
aliases, an unnamed one, a note, a flag, a reported statement, a zone, a submission, something
deleted, and something undone.
"""

import shutil
import tempfile
from pathlib import Path

from annotator.domain.articles import ZoneKind
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating
from annotator.services.article_work import add_zone, mark_done, set_article_value
from annotator.services.speakers import create_speaker
from annotator.services.undo import revert
from annotator.storage.project_file import SCHEMA_VERSION
from tests.services.world import COMPLETE, HARBOUR, World, a_copy, created, make_template, span_of

OUT = Path(__file__).with_name("schema_1.stance")


def main() -> None:
    """Write the file anew; refused once the schema has moved on."""
    if SCHEMA_VERSION != 1:
        raise SystemExit("schema 1 is what earlier programs wrote: this one cannot make it")
    with tempfile.TemporaryDirectory() as folder:
        template = make_template(Path(folder))
        (Path(folder) / "work").mkdir()
        with a_copy(template, Path(folder) / "work") as world:
            _work(world)
            path = world.path
        shutil.copyfile(path, OUT)


def _work(world: World) -> None:
    project, mira = world.project, world.mira
    carrier = world.annotate(
        "said that Valmont had promised talks",
        values={**COMPLETE, "conditional": True, "object": "talks_and_engagement"},
        source=[span_of(HARBOUR, "An official")],
    )
    create_speaker(
        project,
        mira,
        "An official",
        SpeakerKind.UNNAMED_PERSON,
        article_id=world.articles[0],
        attribution_id=carrier.id,
    )
    annotating.add_span(
        project, mira, carrier.id, SpanRole.CONDITION, span_of(HARBOUR, "not to be named")
    )
    carried = world.annotate("Valmont had promised talks", values=COMPLETE)
    annotating.set_reported_by(project, mira, carried.id, carrier.id)
    annotating.set_note(project, mira, carried.id, "look again")
    annotating.set_flag(project, mira, carried.id, True)
    valmont = created(
        create_speaker(
            project,
            world.manager,
            "Ingrid Valmont",
            SpeakerKind.NAMED_PERSON,
            role="envoy",
            country="NO",
            aliases=("Valmont", "the envoy"),
        ),
        EntityKind.SPEAKER,
    )
    annotating.set_speaker(project, mira, carried.id, valmont.id)
    deleted = world.annotate("the plan was empty")
    annotating.delete_attribution(project, mira, deleted.id)
    world.annotate("Never", values=COMPLETE)
    undone = annotating.set_flag(project, mira, world.coding().attributions[0].id, True)
    revert(project, mira, undone.step.id)
    for one in world.coding().attributions:
        if one.speaker_id is None:
            annotating.set_speaker(project, mira, one.id, valmont.id)
    set_article_value(project, mira, world.articles[0], world.round_id, "relevance", "relevant")
    mark_done(project, mira, world.articles[0], world.round_id)
    world.annotate("Let it through", world.jonas, article=1, values={"stance": "supports"})
    add_zone(project, world.manager, world.articles[2], Span(0, 21), ZoneKind.CAPTION)


if __name__ == "__main__":
    main()
