"""Files that come by mail: what a coder sends back."""

from collections.abc import Callable
from pathlib import Path

from annotator.domain.people import Actor, Role
from annotator.services.annotating import create_attribution, set_value
from annotator.services.coding import Coding, read_coding
from annotator.services.exchange.handing_out import hand_out
from annotator.services.exchange.packaging import package
from annotator.services.managing.people import people, person_named
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, open_project
from annotator.services.queue import QueueFilter, QueueState, queue_ids
from annotator.ui.open_project import OpenProject
from tests.services.world import COMPLETE, HARBOUR, span_of

SAID = "We will talk to them"
Act = Callable[[Project, Actor], object]


def coding_of(project: Project, actor: Actor) -> Coding:
    """Return the first article as this person codes it."""
    round_id = rounds(project)[0].id
    everything = QueueFilter(QueueState.ALL)
    first = queue_ids(project, actor, round_id, everything)[0]
    return read_coding(project, actor, first, round_id)


def annotate(project: Project, actor: Actor, quote: str = SAID) -> None:
    """Mark a quote of the first article, with what the codebook requires."""
    coding = coding_of(project, actor)
    create_attribution(
        project,
        actor,
        coding.article.article.id,
        coding.work.round_id,
        [span_of(HARBOUR, quote)],
        COMPLETE,
        source=[span_of(HARBOUR, "Ingrid Valmont")],
    )


def stance(value: str) -> Act:
    """Return an act that gives the first attribution this stance."""

    def act(project: Project, actor: Actor) -> None:
        set_value(project, actor, coding_of(project, actor).attributions[0].id, "stance", value)

    return act


def annotator_of(project: Project, name: str) -> Actor:
    person = person_named(project, name)
    assert person is not None
    return Actor(person.id, Role.ANNOTATOR)


def handout(opened: OpenProject, name: str, out: Path) -> Path:
    """Write a coder's handout."""
    person = person_named(opened.project, name)
    assert person is not None
    hand_out(opened.project, opened.widest, person, out)
    return out


def sent_back(file: Path, out: Path, act: Act) -> Path:
    """Let the only person of a handout do something in it, and package that."""
    with open_project(file) as project:
        (person,) = people(project)
        actor = Actor(person.id, Role.ANNOTATOR)
        act(project, actor)
        package(project, actor, person, out)
    return out


def conflicting_package(opened: OpenProject, folder: Path) -> Path:
    """Return Mira's package with another stance than was given her mark here meanwhile."""
    mira = annotator_of(opened.project, "Mira Sorel")
    annotate(opened.project, mira)
    file = handout(opened, "Mira Sorel", folder / "for-mira.stance")
    out = sent_back(file, folder / "mira.stance-package", stance("opposes"))
    stance("unclear")(opened.project, mira)
    return out
