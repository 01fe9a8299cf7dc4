"""``annotator handout``: a project file that holds one coder's share only."""

from typing import Annotated, Any

import typer

from annotator.cli.opening import opened, with_suffix
from annotator.cli.options import AsOption, JsonOption, OutOption, ProjectArgument
from annotator.cli.output import say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.errors import NotFound
from annotator.domain.people import Role
from annotator.services.exchange.handing_out import HandoutReport, hand_out
from annotator.services.managing.people import acting, person_named
from annotator.words import tr, tr_n

HELP = tr(
    "Write a project file with one annotator’s share and nothing of anybody else, to be sent to"
    " them. An older handout is replaced as long as nothing was done in it. It takes a manager."
)
JSON_KEYS = tr(
    "JSON: path, person, rounds, articles, sets (articles begun or assigned), attributions,"
    " speakers, bytes."
)


def handout(
    project: ProjectArgument,
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help=tr("Whose share it is."))
    ],
    out: OutOption,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="B",
            help=tr("Only the articles of this batch, and what the person has begun."),
        ),
    ] = None,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Hand out and say what is in the file."""
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        manager = acting(person, Role.MANAGER)
        coder = person_named(handle, annotator)
        if coder is None:
            raise NotFound("unknown_person", name=annotator)
        with progress_bar(lambda _what: tr("handing out")) as progress:
            report = hand_out(
                handle,
                manager,
                coder,
                with_suffix(out),
                batch=batch,
                progress=progress,
                cancelled=stopped,
            )
    if json_:
        say_json(_document(report))
    else:
        say(_words(report))


def _words(report: HandoutReport) -> str:
    return tr(
        "Wrote {out} for {name}: {articles}, {attributions}.",
        out=report.path.name,
        name=report.person,
        articles=tr_n("{count} article", "{count} articles", report.articles),
        attributions=tr_n(
            "{count} attribution of their own",
            "{count} attributions of their own",
            report.attributions,
        ),
    )


def _document(report: HandoutReport) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "person": report.person,
        "rounds": list(report.rounds),
        "articles": report.articles,
        "sets": report.sets,
        "attributions": report.attributions,
        "speakers": report.speakers,
        "bytes": report.bytes,
    }
