"""``annotator reattach``: find the places of an export again in another copy of its articles."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.options import JsonOption
from annotator.cli.output import CommandFailed, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.cli.reattach_words import say_report
from annotator.domain.reattaching.marks import Outcome
from annotator.services.reattaching.reattaching import ReattachReport
from annotator.services.reattaching.reattaching import reattach as find_again
from annotator.words import tr, tr_n

HELP = tr(
    "Find the places of an export without full texts again in a folder with its articles, by quotes"
    " and by hashes of what stands around them. With --out, write it with the texts put back."
)
JSON_KEYS = tr(
    "JSON: complete, found, moved, ambiguous, not_found (attributions), left_out, reopened,"
    " written, unread; articles, each with article, title, source_file, file, several_files,"
    " same_text, attributions by their outcome, and parts_left_out, each with part (content,"
    " source, cue, condition, zone, decision, …), outcome, within (work, submission, decision),"
    " attribution, number, content, quote."
)


def reattach(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=tr("An export in the format stance-annotator.")),
    ],
    texts: Annotated[
        Path, typer.Option("--texts", metavar="FOLDER", help=tr("Where the articles are."))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help=tr("The file to write; an older one is replaced.")
        ),
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Look, report, and fail where something has no place."""
    labels = {"read": tr("reading"), "check": tr("looking")}
    with stoppable() as stopped, progress_bar(lambda what: labels.get(what, what)) as progress:
        report = find_again(file, texts, out, progress, stopped)
    if json_:
        say_json(_document(report))
    else:
        say_report(report)
    if not report.complete:
        lost = report.count(Outcome.AMBIGUOUS) + report.count(Outcome.NOT_FOUND)
        raise CommandFailed(
            tr_n(
                "{count} attribution has no place in these texts.",
                "{count} attributions have no place in these texts.",
                lost,
            )
            if lost
            else tr("Not every article was found among these texts.")
        )


def _document(report: ReattachReport) -> dict[str, Any]:
    return {
        "complete": report.complete,
        **{one.value: report.count(one) for one in Outcome},
        "left_out": report.left_out,
        "reopened": report.reopened,
        "written": None if report.written is None else str(report.written),
        "unread": list(report.unread),
        "articles": [
            {
                "article": one.article_id,
                "title": one.title,
                "source_file": one.source_file,
                "file": one.file,
                "several_files": one.several,
                "same_text": one.same_text,
                "attributions": {
                    outcome.value: [id_ for id_, had in one.attributions.items() if had is outcome]
                    for outcome in Outcome
                },
                "parts_left_out": [asdict(each) for each in one.left_out],
            }
            for one in report.articles
        ],
    }
