"""``annotator check``: look at every row of a project."""

from typing import Any

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import CommandFailed, say, say_json
from annotator.cli.progress import progress_bar
from annotator.services import checking
from annotator.services.checking import CheckReport, Finding
from annotator.services.managing.people import reading_role
from annotator.wording.problems import words_for
from annotator.words import tr, tr_n

HELP = tr(
    "Look at every row of a project and report what is not as it must be: texts, quotes, values,"
    " counts, the change log. Nothing is changed."
)
JSON_KEYS = tr(
    "JSON: sound, articles, sets, attributions, spans, changes (these four are null for"
    " annotators), and findings, each with code, kind, id, reason."
)


def check(project: ProjectArgument, json_: JsonOption = False, as_: AsOption = None) -> None:
    """Check, report, and fail where something was found."""
    with (
        opened(project, as_) as (handle, person),
        progress_bar(lambda _what: tr("checking")) as progress,
    ):
        report = checking.check(handle, progress).as_seen_by(reading_role(person))
    if json_:
        say_json(_document(report))
    else:
        for finding in report.findings:
            say(_words(finding))
        say(_summary(report))
    if not report.sound:
        raise CommandFailed(
            tr_n(
                "{count} thing in the project is not as it must be.",
                "{count} things in the project are not as they must be.",
                len(report.findings),
            )
        )


def _words(finding: Finding) -> str:
    place = f"{finding.kind} {finding.id}".strip()
    return tr("{place}: {what}", place=place, what=words_for(finding.code, finding.fields).sentence)


def _summary(report: CheckReport) -> str:
    parts = [tr_n("{count} article", "{count} articles", report.articles)]
    if report.attributions is not None:
        parts.append(tr_n("{count} attribution", "{count} attributions", report.attributions))
    if report.spans is not None:
        parts.append(tr_n("{count} marked passage", "{count} marked passages", report.spans))
    if report.changes is not None:
        parts.append(
            tr_n("{count} entry of the change log", "{count} entries of the change log",
                 report.changes)
        )  # fmt: skip
    looked = tr("Looked at {what}.", what=", ".join(parts))
    return f"{looked} {tr('Everything is as it must be.')}" if report.sound else looked


def _document(report: CheckReport) -> dict[str, Any]:
    return {
        "sound": report.sound,
        "articles": report.articles,
        "sets": report.sets,
        "attributions": report.attributions,
        "spans": report.spans,
        "changes": report.changes,
        "findings": [
            {
                "code": one.code,
                "kind": one.kind,
                "id": one.id,
                "reason": words_for(one.code, one.fields).what,
            }
            for one in report.findings
        ],
    }
