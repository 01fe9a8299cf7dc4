"""Two copies of one project: in one Mira works alone, in the other everybody else works, too."""

import shutil
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, set_id_of
from annotator.domain.changes import Intention
from annotator.domain.decisions import Decision, Outcome
from annotator.domain.entities import EntityKind
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.domain.identifiers import new_id
from annotator.domain.people import Round, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.services import annotating, article_work, speakers
from annotator.services.coding import read_coding
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.assigning import assign
from annotator.services.managing.rounds import add_round, codebook_refs
from tests.services.world import (
    COMPLETE,
    World,
    article_line,
    created,
    enter,
    make_template,
    raw,
    write_lines,
)

NOTE = "zzsecretnotezz"
SPEAKER = "Zzsecretspeakerzz"
RATIONALE = "zzsecretrationalezz"
BATCH = "zzsecretbatchzz"
_OTHERS = {
    "annotation_set": "SELECT hex(id) FROM annotation_set WHERE person_id IS NOT ?",
    "attribution": "SELECT hex(a.id) FROM attribution a JOIN annotation_set s ON s.id = a.set_id"
    " WHERE s.person_id IS NOT ?",
    "submission": "SELECT hex(b.id) FROM submission b JOIN annotation_set s ON s.id = b.set_id"
    " WHERE s.person_id IS NOT ?",
    "speaker": "SELECT hex(id) FROM speaker WHERE owner_id IS NOT NULL AND owner_id IS NOT ?",
    "decision": "SELECT hex(id) FROM decision WHERE adjudicator_id IS NOT ?",
    "feedback": "SELECT hex(id) FROM feedback WHERE person_id IS NOT ?",
}


@dataclass
class Busy:
    """The project in which Jonas, the adjudicator and another round hold work."""

    world: World
    second: uuid.UUID
    """A round whose articles are assigned: the first to Mira, the second to Jonas."""
    mine: uuid.UUID
    """Mira's attribution on the first article."""
    theirs: uuid.UUID = field(default_factory=uuid.uuid4)
    """Jonas's one; in the quiet copy an identifier of nothing."""
    their_speaker: uuid.UUID = field(default_factory=uuid.uuid4)
    decision: uuid.UUID = field(default_factory=uuid.uuid4)
    gold: uuid.UUID = field(default_factory=uuid.uuid4)
    their_step: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def project(self):  # type: ignore[no-untyped-def]
        return self.world.project

    def secrets(self) -> set[str]:
        """Return every word and identifier that Mira must not come to read."""
        words = {NOTE, SPEAKER, RATIONALE, BATCH}
        for ids in self.others().values():
            for one in ids:
                words |= {str(uuid.UUID(one)), one, one.lower()}
        return words

    def others(self) -> dict[str, list[str]]:
        """Return the identifiers of what is not Mira's, by table."""
        me = self.world.mira.person_id.bytes
        return {
            table: sorted(row[0] for row in raw(self.world.path, sql, me))
            for table, sql in _OTHERS.items()
        }

    def fingerprint(self) -> list[tuple[object, ...]]:
        """Return the forms of all that is not Mira's: nothing of it may change."""
        rows: list[tuple[object, ...]] = []
        for table, ids in self.others().items():
            for one in ids:
                sql = f"SELECT hex(content_hash), deleted_at FROM {table} WHERE hex(id) = ?"
                rows += [(table, one, *row) for row in raw(self.world.path, sql, one)]
        return rows

    def told(self, words: str) -> list[str]:
        """Return which secrets occur in these words."""
        return sorted(one for one in self.secrets() if one in words)


def make_quiet(folder: Path) -> Path:
    """Make the project: three articles, two rounds, people, and Mira's own work."""
    path = make_template(folder)
    world = enter(path)
    try:
        project, mira = world.project, world.mira
        more = write_lines(folder / "more.jsonl", [article_line("Further words of nobody.")])
        import_paths(project, world.manager, [more])
        (ref,) = codebook_refs(project)
        second = created(
            add_round(project, world.manager, "Second", RoundPurpose.RELIABILITY, ref),
            EntityKind.ROUND,
        )
        assert isinstance(second, Round)
        where = (project, world.manager, second.id)
        assign(*where, [mira.person_id], overlap=0.0, articles=1, batch="Mine")
        found = world.annotate(values=COMPLETE)
        speakers.create_speaker(
            project, mira, "Ingrid Valmont", SpeakerKind.NAMED_PERSON, attribution_id=found.id
        )
        article_work.mark_done(project, mira, world.articles[0], world.round_id)
    finally:
        world.project.close()
    return path


def open_quiet(template: Path, folder: Path) -> Busy:
    """Open a copy in which nobody but Mira works."""
    folder.mkdir()
    world = enter(Path(shutil.copyfile(template, folder / "harbour.stance")))
    from annotator.services.managing.rounds import rounds

    second = rounds(world.project)[-1].id
    (mine,) = read_coding(world.project, world.mira, world.articles[0], world.round_id).attributions
    return Busy(world, second, mine.id)


def open_busy(template: Path, folder: Path) -> Busy:
    """Open a copy in which everybody else has worked, too."""
    busy = open_quiet(template, folder)
    world, project, jonas = busy.world, busy.project, busy.world.jonas
    theirs = world.annotate(actor=jonas, values=COMPLETE)
    busy.theirs = theirs.id
    changes = speakers.create_speaker(
        project, jonas, SPEAKER, SpeakerKind.NAMED_PERSON, attribution_id=theirs.id
    )
    busy.their_speaker = created(changes, EntityKind.SPEAKER).id
    speakers.create_speaker(
        project, jonas, f"{SPEAKER} unnamed", SpeakerKind.UNNAMED_PERSON,
        article_id=world.articles[0],
    )  # fmt: skip
    annotating.set_flag(project, jonas, theirs.id, True)
    note = annotating.set_note(project, jonas, theirs.id, NOTE)
    busy.their_step = note.step.id
    article_work.mark_done(project, jonas, world.articles[0], world.round_id)
    article_work.mark_cannot_code(project, jonas, world.articles[1], world.round_id, "text_broken")
    where = (project, world.manager, busy.second)
    assign(*where, [jonas.person_id], overlap=0.0, articles=1, batch=BATCH)
    maker = world.annotate("Never", world.maker, values=COMPLETE)
    annotating.set_note(project, world.maker, maker.id, NOTE)
    _adjudicate(busy)
    assert len(busy.secrets()) > 15
    return busy


def _adjudicate(busy: Busy) -> None:
    """Store gold and a decision, as the adjudicator's services do."""
    world, article = busy.world, busy.world.articles[0]
    adjudicator = world.adjudicator.person_id
    theirs = read_coding(busy.project, world.jonas, article, world.round_id).attributions[0]
    with busy.project.store.write(Intention.DECIDE, adjudicator, article_id=article) as written:
        gold_set = AnnotationSet(
            id=set_id_of(article, world.round_id, None),
            article_id=article,
            round_id=world.round_id,
            person_id=None,
            kind=SetKind.GOLD,
            state=SetState.IN_PROGRESS,
        )
        written.unit.put(gold_set)
        gold = theirs.but(id=new_id(), revision=0, set_id=gold_set.id, note="")
        written.unit.put(gold)
        decision = Decision(
            id=new_id(),
            article_id=article,
            round_id=world.round_id,
            adjudicator_id=adjudicator,
            outcome=Outcome.ACCEPTED,
            candidates=(theirs.id,),
            gold=(gold.id,),
            rationale=RATIONALE,
            at=datetime.now(UTC),
        )
        written.unit.put(decision)
        written.unit.put(
            Feedback(
                id=feedback_id_of(article, world.round_id, world.jonas.person_id),
                article_id=article,
                round_id=world.round_id,
                person_id=world.jonas.person_id,
                released_at=datetime.now(UTC),
            )
        )
    busy.gold, busy.decision = gold.id, decision.id
