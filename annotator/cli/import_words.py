"""The report of an import, in words."""

from collections.abc import Iterator
from itertools import islice

from annotator.cli.output import one_line
from annotator.services.interchange.import_report import FileOutcome, ImportReport, Problem
from annotator.wording.problems import words_for
from annotator.words import tr, tr_n

_PROBLEMS_SHOWN = 10
_NOTES_SHOWN = 40


def file_lines(report: ImportReport) -> Iterator[str]:
    """Yield lines for the files of which there is more to say than that their articles are new."""
    notes = [(one.path, note) for one in report.files if (note := _note(one))]
    for path, note in islice(notes, _NOTES_SHOWN):
        yield tr("{file}: {what}", file=one_line(str(path)), what=note)
    if len(notes) > _NOTES_SHOWN:
        yield tr_n(
            "… and so on: {count} more file (--json lists all).",
            "… and so on: {count} more files (--json lists all).",
            len(notes) - _NOTES_SHOWN,
        )
    for outcome in report.files:
        yield from _problem_lines(outcome)


def summary(report: ImportReport) -> str:
    """Return all of it in a sentence."""
    if not report.files:
        return tr("No files were found there.")
    parts = [tr_n("{count} new article", "{count} new articles", report.total("articles"))]
    attributions = report.total("attributions")
    if attributions:
        parts.append(tr_n("{count} attribution", "{count} attributions", attributions))
    parts += _counts(report.total("appearances"), report.total("known"), report.total("restored"))
    what = ", ".join(parts)
    words = (
        tr("This would come in: {what}.", what=what)
        if report.dry_run
        else tr("Brought in: {what}.", what=what)
    )
    if report.renamed_to:
        words += " " + tr("The project is now called “{name}”.", name=report.renamed_to)
    return words


def _note(outcome: FileOutcome) -> str:
    parts = _counts(outcome.appearances, outcome.known, outcome.restored)
    if outcome.encoding:
        parts.append(
            tr("read as {encoding}, which is a guess: look at its accents",
               encoding=outcome.encoding)
        )  # fmt: skip
    return ", ".join(parts)


def _counts(appearances: int, known: int, restored: int) -> list[str]:
    parts = []
    if appearances:
        parts.append(
            tr_n(
                "{count} known text published in one more place",
                "{count} known texts published in one more place",
                appearances,
            )
        )
    if known:
        parts.append(
            tr_n(
                "{count} that was there already, nothing added",
                "{count} that were there already, nothing added",
                known,
            )
        )
    if restored:
        parts.append(tr_n("{count} thing brought back", "{count} things brought back", restored))
    return parts


def _problem_lines(outcome: FileOutcome) -> Iterator[str]:
    name = one_line(str(outcome.path))
    for problem in outcome.problems[:_PROBLEMS_SHOWN]:
        yield tr("{file}: {what}", file=name, what=_reason(problem))
    more = len(outcome.problems) - _PROBLEMS_SHOWN
    if more > 0:
        yield tr_n(
            "{file}: {count} more problem (--json lists all).",
            "{file}: {count} more problems (--json lists all).",
            more,
            file=name,
        )


def _reason(problem: Problem) -> str:
    fields = dict(problem.fields)
    if problem.line is not None:
        fields["line"] = problem.line
    return words_for(problem.code, fields).sentence
