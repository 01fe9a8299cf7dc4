"""``annotator import``: bring articles in."""

from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.import_words import file_lines, summary
from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import CommandFailed, say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.people import Role
from annotator.services.interchange.import_report import FileOutcome, ImportReport
from annotator.services.interchange.importing import import_paths, importable
from annotator.services.managing.people import acting
from annotator.wording.problems import words_for
from annotator.words import tr, tr_n

HELP = tr(
    "Bring articles into a project: files, and folders with all that is in them. What cannot be"
    " read is reported by name with its reason, and the rest goes in. It takes a manager."
)
JSON_KEYS = tr(
    "JSON: dry_run, complete (nothing was left out), articles (new ones), appearances (known"
    " texts published in one more place), known (there already), attributions, restored,"
    " renamed_to, and files, each with path, format, encoding (where it was guessed), articles,"
    " appearances, known, attributions, restored and problems, each with code, line, reason."
)
_COUNTS = ("articles", "appearances", "known", "attributions", "restored")


def import_(
    project: ProjectArgument,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help=tr("Files and folders to read."))
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F",
            help=tr(
                "The files’ format ({names}). Default: guessed by content.",
                names=", ".join(one.name for one in importable()),
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=tr("Only tell what would come in; write nothing."))
    ] = False,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Import, report, and fail where something was left out."""
    if format_ is not None and format_ not in {one.name for one in importable()}:
        raise typer.BadParameter(
            tr("there is no import format “{name}”", name=format_), param_hint="--format"
        )
    with opened(project, as_, writing=not dry_run) as (handle, person), stoppable() as stopped:
        actor = acting(person, Role.MANAGER)
        with progress_bar(lambda name: name) as progress:
            report = import_paths(
                handle,
                actor,
                paths,
                format=format_,
                dry_run=dry_run,
                progress=progress,
                cancelled=stopped,
            )
    if json_:
        say_json(_document(report))
    else:
        for line in (*file_lines(report), summary(report)):
            say(line)
    if not report.complete:
        count = sum(1 for one in report.files if one.problems)
        raise CommandFailed(
            tr_n(
                "{count} file was left out or came in incomplete; the report says why.",
                "{count} files were left out or came in incomplete; the report says why.",
                count,
            )
        )


def _document(report: ImportReport) -> dict[str, Any]:
    return {
        "dry_run": report.dry_run,
        "complete": report.complete,
        **{name: report.total(name) for name in _COUNTS},
        "renamed_to": report.renamed_to,
        "files": [_file_document(one) for one in report.files],
    }


def _file_document(outcome: FileOutcome) -> dict[str, Any]:
    return {
        "path": str(outcome.path),
        "format": outcome.format,
        "encoding": outcome.encoding,
        **{name: getattr(outcome, name) for name in _COUNTS},
        "problems": [
            {"code": one.code, "line": one.line, "reason": words_for(one.code, one.fields).what}
            for one in outcome.problems
        ],
    }
