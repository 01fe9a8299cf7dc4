"""``annotator bundle``: all that others need to check a project's figures, in one folder."""

from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.export_options import (
    NotesOption,
    PseudonymsOption,
    RationaleOption,
    TextOption,
    TrainingOption,
)
from annotator.cli.export_stage_words import export_stage_words
from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument, named
from annotator.cli.output import say, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.people import Role
from annotator.services.datasets.replication.bundle import (
    BundleOptions,
    BundleReport,
    write_bundle,
)
from annotator.services.interchange.export_options import NameMode, TextMode
from annotator.services.managing.people import acting
from annotator.words import tr, tr_n

HELP = tr(
    "Write a replication bundle: codebook versions, submissions per round, decisions, gold,"
    " settings, agreement with its methods, tables with their types, and scripts for R and Stata."
    " All of it is read back before it takes its place. For managers."
)
JSON_KEYS = tr(
    "JSON: path, files, articles, attributions, gold (of these), submissions (rows), decisions,"
    " agreement (whether there was anything to compare), bytes, pseudonyms (the file that tells who"
    " is who, or null)."
)


def bundle(
    project: ProjectArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="PATH",
            help=tr("The folder to write, or a .zip file; an older export there is replaced."),
            callback=named,
        ),
    ],
    text: TextOption = TextMode.QUOTES,
    pseudonyms: PseudonymsOption = False,
    notes: NotesOption = True,
    rationale: RationaleOption = True,
    with_training: TrainingOption = False,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Write the bundle and say what is in it."""
    options = BundleOptions(
        text=text,
        names=NameMode.PSEUDONYMS if pseudonyms else NameMode.NAMES,
        training=with_training,
        notes=notes,
        rationale=rationale,
    )
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        actor = acting(person, Role.MANAGER)
        with progress_bar(export_stage_words) as progress:
            report = write_bundle(handle, actor, out, options, progress, stopped)
    if json_:
        say_json(_document(report))
    else:
        say(_words(report))


def _words(report: BundleReport) -> str:
    return tr(
        "Wrote {out}: {files}, {articles}, {attributions}, {decisions}; read back and found right.",
        out=report.path,
        files=tr_n("{count} file", "{count} files", len(report.files)),
        articles=tr_n("{count} article", "{count} articles", report.articles),
        attributions=tr_n("{count} attribution", "{count} attributions", report.attributions),
        decisions=tr_n("{count} decision", "{count} decisions", report.decisions),
    )


def _document(report: BundleReport) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "files": list(report.files),
        "articles": report.articles,
        "attributions": report.attributions,
        "gold": report.gold,
        "submissions": report.submissions,
        "decisions": report.decisions,
        "agreement": report.agreement,
        "bytes": report.bytes,
        "pseudonyms": str(report.pseudonyms) if report.pseudonyms else None,
    }
