"""``annotator adjudicate``: what can be settled without a judgement."""

from typing import Annotated

import typer

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument, RoundOption
from annotator.cli.output import say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.cli.rounds import chosen_round
from annotator.domain.people import Role
from annotator.services.adjudication.bulk import AcceptReport, accept_exact
from annotator.services.managing.people import acting
from annotator.words import tr, tr_n

HELP = tr(
    "Accept as gold what all annotators of an article have alike, recorded as unanimous by rule"
    " and as nobody’s judgement. A tenth, always the same, is left for a blind check; so is what"
    " you coded yourself. It is one step, which the app can undo. For adjudicators."
)
JSON_KEYS = tr(
    "JSON: project, round, accepted, left_for_check, own_left (equal by rule, but in articles that"
    " you coded)."
)


def adjudicate(
    project: ProjectArgument,
    accept_exact_: Annotated[
        bool,
        typer.Option("--accept-exact", help=tr("Accept what is equal by rule.")),
    ] = False,
    round_: RoundOption = None,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Accept what is equal by rule, and say how much that was."""
    if not accept_exact_:
        raise typer.BadParameter(tr("say what to do: --accept-exact"), param_hint="--accept-exact")
    with opened(project, as_, writing=True) as (handle, person), stoppable() as stopped:
        actor = acting(person, Role.ADJUDICATOR)
        chosen = chosen_round(handle, round_)
        with progress_bar(lambda _what: tr("accepting")) as progress:
            report = accept_exact(handle, actor, chosen.id, progress=progress, cancelled=stopped)
        name = handle.info.name
    if json_:
        say_json(
            {
                "project": name,
                "round": chosen.name,
                "accepted": report.accepted,
                "left_for_check": report.left_for_check,
                "own_left": report.own_left,
            }
        )
    else:
        _show(report)


def _show(report: AcceptReport) -> None:
    say(tr_n("Accepted {count} item as gold.", "Accepted {count} items as gold.", report.accepted))
    if report.left_for_check:
        say(
            tr_n(
                "Left {count} for a blind check.",
                "Left {count} for a blind check.",
                report.left_for_check,
            )
        )
    if report.own_left:
        say(
            tr_n(
                "Left {count} in articles that you coded yourself.",
                "Left {count} in articles that you coded yourself.",
                report.own_left,
            )
        )
