"""``annotator reattach``: find the places of an export again in another copy of its articles."""

from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.options import JsonOption
from annotator.cli.output import CommandFailed, say, say_json
from annotator.cli.progress import progress_bar, stoppable
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
    " written, unread; articles, each with article, file, several_files, same_text, and"
    " attributions by their outcome."
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
        _say(report)
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


def _say(report: ReattachReport) -> None:
    for one in report.articles:
        if one.file is None:
            words = (
                tr("{article}: several of these texts may be its copy", article=one.article_id)
                if one.several
                else tr("{article}: not among these texts", article=one.article_id)
            )
            say(words)
            continue
        for id_, outcome in one.attributions.items():
            if outcome is Outcome.AMBIGUOUS:
                say(tr("{file}: {id} stands at several places", file=one.file, id=id_))
            elif outcome is Outcome.NOT_FOUND:
                say(tr("{file}: {id} is not there", file=one.file, id=id_))
    say(
        tr(
            "{found} found, {moved} moved, {ambiguous} ambiguous, {missing} not found.",
            found=f"{report.count(Outcome.FOUND):,}",
            moved=f"{report.count(Outcome.MOVED):,}",
            ambiguous=f"{report.count(Outcome.AMBIGUOUS):,}",
            missing=f"{report.count(Outcome.NOT_FOUND):,}",
        )
    )
    if report.left_out:
        say(
            tr_n(
                "{count} part of what was found has no place and is left out.",
                "{count} parts of what was found have no place and are left out.",
                report.left_out,
            )
        )
    if report.reopened:
        say(
            tr_n(
                "{count} person’s work on an article, or its gold, is open again: some of it has no"
                " place.",
                "The work of {count} people on articles, or their gold, is open again: some of it"
                " has no place.",
                report.reopened,
            )
        )
    if report.written is not None:
        say(tr("Wrote {out}.", out=report.written))


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
                "file": one.file,
                "several_files": one.several,
                "same_text": one.same_text,
                "attributions": {
                    outcome.value: [id_ for id_, had in one.attributions.items() if had is outcome]
                    for outcome in Outcome
                },
            }
            for one in report.articles
        ],
    }
