"""What a terminal is told of an export."""

from annotator.cli.output import say, say_table
from annotator.domain.splitting.leaks import NOTEWORTHY
from annotator.services.interchange.exporting import ExportReport, Replaced
from annotator.wording.leaks import leak_advice, leak_pair
from annotator.wording.losses import loss_words
from annotator.words import tr, tr_n

_LEAKS_SHOWN = 3


def say_report(report: ExportReport) -> None:
    """Say what was written, of a split what its parts share."""
    say(
        tr(
            "Wrote {out}: {articles}, {rows}, read back and found right.",
            out=report.path,
            articles=tr_n("{count} article", "{count} articles", report.articles),
            rows=tr_n("{count} attribution", "{count} attributions", report.rows),
        )
    )
    _say_replaced(report)
    for loss in report.losses:
        say(loss_words(loss.code, loss.count))
    if report.pseudonyms is not None:
        say(tr("Who is who: {file}. Keep it apart.", file=report.pseudonyms))
    if report.parts:
        say_table(
            (tr("Part"), tr("Articles"), tr("Attributions")),
            [(one.name, f"{one.articles:,}", f"{one.rows:,}") for one in report.parts],
        )
    if report.leaks is not None:
        _say_leaks(report)


def _say_replaced(report: ExportReport) -> None:
    """Say what is gone for it: nobody was asked before, as the dialog does."""
    if report.replaced is Replaced.FOLDER:
        say(tr("There was a folder of this name; it is replaced."))
    elif report.replaced is Replaced.FILE:
        say(tr("There was a file of this name; it is replaced."))
    if report.replaced_table and report.pseudonyms is not None:
        say(
            tr(
                "There was an older {table}, which tells who is who; it is replaced.",
                table=report.pseudonyms.name,
            )
        )


def _say_leaks(report: ExportReport) -> None:
    leaks = report.leaks
    if leaks is None:
        return
    say(
        tr(
            "Shared between parts: at most {share} of an article’s runs of {n} words stand in an"
            " article of another part; more than half in {articles}; {speakers} in several parts.",
            share=f"{leaks.containment:.1%}",
            n=leaks.n,
            articles=tr_n("{count} article", "{count} articles", leaks.above_half),
            speakers=tr_n("{count} named speaker", "{count} named speakers", leaks.speakers),
        )
    )
    if leaks.noteworthy:
        first = leaks.greatest[0]
        pair = leak_pair(first.title, first.part, first.other_title, first.other_part)
        if pair:
            say(pair)
        say(leak_advice(NOTEWORTHY))
    for one in leaks.greatest[:_LEAKS_SHOWN]:
        say(
            tr(
                "  {share}: {article} ({part}) in {other} ({other_part})",
                share=f"{one.containment:.1%}",
                article=one.article,
                part=one.part,
                other=one.other,
                other_part=one.other_part,
            )
        )
