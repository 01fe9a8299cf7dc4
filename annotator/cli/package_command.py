"""``annotator package``: one coder's work in a file, to be sent back."""

from typing import Annotated, Any

import typer

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, OutOption, ProjectArgument
from annotator.cli.output import say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.errors import NotAllowed, NotFound
from annotator.domain.people import Actor, Role
from annotator.services.exchange.packaging import PackageReport, package
from annotator.services.managing.people import person_named, reading_role
from annotator.words import tr, tr_n

HELP = tr(
    "Write one annotator’s work to a file, to be sent to whoever manages the project and merged"
    " there. Annotators can package their own work, managers anybody’s."
)
JSON_KEYS = tr(
    "JSON: path, person, sets (articles begun), closed (of these: done, or not codable),"
    " attributions, speakers (of their own), deleted (deleted things that it tells of), bytes."
)


def package_(
    project: ProjectArgument,
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help=tr("Whose work it is."))
    ],
    out: OutOption,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Package and say what is in the file."""
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        actor = Actor(person.id, reading_role(person))
        coder = person_named(handle, annotator)
        if coder is None:
            if actor.role is not Role.MANAGER:
                # The answer must not tell who else works here.
                raise NotAllowed("not_your_work")
            raise NotFound("unknown_person", name=annotator)
        with progress_bar(lambda _what: tr("packaging")) as progress:
            report = package(handle, actor, coder, out, progress, stopped)
    if json_:
        say_json(_document(report))
    else:
        say(_words(report))


def _words(report: PackageReport) -> str:
    return tr(
        "Wrote {out} with the work of {name}: {sets}, {attributions}.",
        out=report.path.name,
        name=report.person,
        sets=tr_n("{count} article begun", "{count} articles begun", report.sets),
        attributions=tr_n("{count} attribution", "{count} attributions", report.attributions),
    )


def _document(report: PackageReport) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "person": report.person,
        "sets": report.sets,
        "closed": report.closed,
        "attributions": report.attributions,
        "speakers": report.speakers,
        "deleted": report.deleted,
        "bytes": report.bytes,
    }
