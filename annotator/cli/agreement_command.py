"""``annotator agreement``: how far annotators agree, with intervals and reasons."""

import uuid
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from annotator.cli.agreement_tables import show_report
from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import CommandFailed, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.agreement.reading_words import Labels, reading_words
from annotator.domain.agreement.readings import readings
from annotator.domain.errors import NotFound
from annotator.domain.people import Role
from annotator.services.agreement.choice import (
    SAMPLES,
    SEED,
    AgreementChoice,
    AtHand,
    IntervalMethod,
)
from annotator.services.agreement.computing import at_hand, collect, points, with_intervals
from annotator.services.agreement.methods_text import methods_text
from annotator.services.agreement.report_document import report_document
from annotator.services.agreement.settings import settings_document
from annotator.services.agreement.targets import targets
from annotator.services.managing.people import acting
from annotator.words import tr

HELP = tr(
    "Show how far annotators agree: whether they found the same, and whether they said the same of"
    " it. First submissions of the same round and codebook version are compared. For managers."
)
JSON_KEYS = tr(
    "JSON: articles, stories, annotators; matching; unitizing; attributes; pairs; by_object,"
    " by_origin, by_round, by_batch; gold, gold_made; drift; speakers; few_stories; settings;"
    " readings; methods. What is undefined is null, with its reason under “reasons”."
    " docs/agreement.md says what each means."
)


def agreement(
    project: ProjectArgument,
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            "--annotator", metavar="NAME", help=tr("Only these, again for each. Default: all.")
        ),
    ] = None,
    round_: Annotated[
        list[str] | None,
        typer.Option(
            "--round",
            metavar="R",
            help=tr("Only these rounds, again for each. Default: all but those of training."),
        ),
    ] = None,
    batch: Annotated[
        list[str] | None,
        typer.Option(
            "--batch", metavar="B", help=tr("Only these batches, again for each. Default: all.")
        ),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help=tr("Count what versions of a story share once."))
    ] = False,
    interval: Annotated[
        IntervalMethod,
        typer.Option("--interval", help=tr("How intervals are made, over stories.")),
    ] = IntervalMethod.BOOTSTRAP,
    samples: Annotated[
        int,
        typer.Option("--samples", metavar="N", min=100, max=100_000,
                     help=tr("How many samples the bootstrap draws.")),
    ] = SAMPLES,
    seed: Annotated[
        int,
        typer.Option("--seed", metavar="N", min=0,
                     help=tr("Of the bootstrap: the same seed gives the same intervals.")),
    ] = SEED,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:  # fmt: skip
    """Compute and show."""
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        actor = acting(person, Role.MANAGER)
        choice = _choice(at_hand(handle, actor), annotator, round_, batch)
        choice = AgreementChoice(
            choice.rounds, choice.annotators, choice.batches, once, samples, seed, interval
        )
        with progress_bar(_doing) as progress:
            compared = collect(handle, actor, choice, progress, stopped)
            report = points(compared, progress, stopped)
            if interval is not IntervalMethod.NONE:
                report = with_intervals(compared, report, progress, stopped)
        labels, aims = Labels(report.names, compared.codebook, report.speakers), targets(handle)
        primary = compared.codebook.primary.key
        sentences = [reading_words(one, labels) for one in readings(report, primary, aims)]
        if json_:
            document = report_document(report, settings_document(handle, compared))
            methods = methods_text(handle, compared, report)
            say_json({**document, "readings": sentences, "methods": methods})
            return
    names = [one.name for one in compared.rounds]
    show_report(report, labels, primary, names, aims, sentences)


def _doing(what: str) -> str:
    return {
        "agreement_reading": tr("reading"),
        "agreement_points": tr("comparing"),
        "agreement_intervals": tr("intervals"),
    }.get(what, what)


def _choice(
    there: AtHand,
    annotators: Sequence[str] | None,
    rounds: Sequence[str] | None,
    batches: Sequence[str] | None,
) -> AgreementChoice:
    return AgreementChoice(
        rounds=_ids(rounds, [(one.round.name, one.round.id) for one in there.rounds], _no_round),
        annotators=_ids(
            annotators, [(one.name, one.id) for one in there.annotators], _no_annotator
        ),
        batches=_ids(
            batches,
            [(each.name, each.id) for one in there.rounds for each in one.batches],
            _no_batch,
        ),
    )


def _ids(
    wanted: Sequence[str] | None,
    known: Sequence[tuple[str, uuid.UUID]],
    missing: Callable[[str, str], Exception],
) -> tuple[uuid.UUID, ...]:
    """Return what is called so, several where several are; raises what ``missing`` makes."""
    found: list[uuid.UUID] = []
    for name in wanted or ():
        folded = " ".join(name.split()).casefold()
        those = [id_ for called, id_ in known if " ".join(called.split()).casefold() == folded]
        if not those:
            raise missing(name, ", ".join(called for called, _ in known) or "–")
        found += those
    return tuple(dict.fromkeys(found))


def _no_round(name: str, names: str) -> Exception:
    return CommandFailed(
        tr("There is no round “{name}” (there are {names}).", name=name, names=names)
    )


def _no_batch(name: str, names: str) -> Exception:
    return CommandFailed(
        tr("There is no batch “{name}” (there are {names}).", name=name, names=names)
    )


def _no_annotator(name: str, _names: str) -> Exception:
    return NotFound("unknown_person", name=name)
