"""``annotator merge``: take in what came by mail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import CommandFailed, one_line, say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.people import Actor
from annotator.services.exchange.merge_report import COUNTED, MergedFile, MergeReport
from annotator.services.exchange.merging import merge
from annotator.services.managing.people import reading_role
from annotator.wording.problems import sentence_for, words_for
from annotator.words import tr, tr_n

HELP = tr(
    "Merge packages and coders’ files into the project, or a newer handout into a coder’s file."
    " In any order, and as often as you like: nothing comes in twice, and where two forms of one"
    " thing cannot be put in order, a person decides. A damaged or foreign file is refused whole."
    " It takes a manager, in a handout the person whose it is."
)
JSON_KEYS = tr(
    "JSON: dry_run, complete (no file was refused), conflicts (open in the project), changed, new,"
    " taken (were there in an earlier form), kept (are there in a later one), equal, restored"
    " (back after an undo), and files, each with path, kind (package or handout), person, mapped"
    " (attributions by another codebook version), conflicts (opened by it), counts by kind of"
    " thing, and problem (null, or code and reason)."
)


def merge_(
    project: ProjectArgument,
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=tr("Packages and handouts."))
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=tr("Only tell what would come in; write nothing."))
    ] = False,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Merge, report, and fail where a file was refused."""
    with opened(project, as_, writing=not dry_run) as (handle, person), stoppable() as stopped:
        actor = Actor(person.id, reading_role(person))
        with progress_bar(lambda name: name) as progress:
            report = merge(
                handle, actor, paths, dry_run=dry_run, progress=progress, cancelled=stopped
            )
    if json_:
        say_json(_document(report))
    else:
        for line in _lines(report):
            say(line)
    if not report.complete:
        raise CommandFailed(
            tr_n(
                "{count} file was refused; the report says why.",
                "{count} files were refused; the report says why.",
                sum(one.problem is not None for one in report.files),
            )
        )


def _lines(report: MergeReport) -> Iterator[str]:
    for one in report.files:
        yield tr("{file}: {what}", file=one_line(str(one.path)), what=_said(one, report.dry_run))
    if report.conflicts:
        yield tr_n(
            "{count} conflict is open; a person has to decide.",
            "{count} conflicts are open; a person has to decide.",
            report.conflicts,
        )


def _said(one: MergedFile, dry_run: bool) -> str:
    if one.problem is not None:
        return sentence_for(one.problem.code, {**one.problem.fields, "line": one.problem.line})
    brought = one.total("new") + one.total("taken") + one.total("restored")
    if not brought and not one.conflicts:
        return tr("nothing that is not here already ({name})", name=one_line(one.person or ""))
    parts = [
        tr_n("{count} new", "{count} new", one.total("new")),
        tr_n("{count} changed", "{count} changed", one.total("taken")),
    ]
    if one.total("restored"):
        parts.append(
            tr_n("{count} back after an undo", "{count} back after an undo", one.total("restored"))
        )
    if one.mapped:
        parts.append(
            tr_n(
                "{count} by another codebook version",
                "{count} by another codebook version",
                one.mapped,
            )
        )
    if one.conflicts:
        parts.append(tr_n("{count} conflict", "{count} conflicts", one.conflicts))
    what = ", ".join(parts)
    name = one_line(one.person or "")
    if dry_run:
        return tr("would bring in {what} ({name})", what=what, name=name)
    return tr("brought in {what} ({name})", what=what, name=name)


def _document(report: MergeReport) -> dict[str, Any]:
    return {
        "dry_run": report.dry_run,
        "complete": report.complete,
        "conflicts": report.conflicts,
        "changed": report.changes is not None,
        **{what: report.total(what) for what in COUNTED},
        "files": [_file_document(one) for one in report.files],
    }


def _file_document(one: MergedFile) -> dict[str, Any]:
    problem = None
    if one.problem is not None:
        reason = words_for(one.problem.code, one.problem.fields).what
        problem = {"code": one.problem.code, "line": one.problem.line, "reason": reason}
    return {
        "path": str(one.path),
        "kind": one.kind,
        "person": one.person,
        "mapped": one.mapped,
        "conflicts": one.conflicts,
        "counts": {
            kind.value: {what: getattr(counts, what) for what in COUNTED}
            for kind, counts in one.counts.items()
        },
        "problem": problem,
    }
