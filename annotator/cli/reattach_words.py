"""What a terminal is told of finding an export's places again."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotator.cli.output import one_line, say
from annotator.domain.reattaching.marks import Outcome
from annotator.domain.text.spans import SpanRole
from annotator.domain.text.titles import first_words
from annotator.services.reattaching.left_out import (
    DECISION,
    FEEDBACK,
    SUBMISSION,
    ZONE,
    LeftOut,
    Within,
)
from annotator.services.reattaching.reattaching import ArticleOutcome, ReattachReport
from annotator.words import tr, tr_n

_SHOWN = 12
"""So many of the parts that are left out have a line; ``--json`` has all."""
_QUOTED = 60
"""Code points of a quote, at most."""


def say_report(report: ReattachReport) -> None:
    """Say what was not found again and of which article it is, then how much was."""
    for one in report.articles:
        if one.file is None:
            name = _article(one)
            say(
                tr("{article}: several of these texts may be its copy", article=name)
                if one.several
                else tr("{article}: not among these texts", article=name)
            )
    _say_left_out(report)
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


def _say_left_out(report: ReattachReport) -> None:
    """Say the first parts under the names of their articles, and how many there are beside."""
    room, parts, articles = _SHOWN, 0, 0
    for one in report.articles:
        lines = list(_left_out(one))
        if lines[:room]:
            say(tr("{article}:", article=_article(one)))
        for line in lines[:room]:
            say(f"  {line}")
        rest = len(lines[room:])
        room -= len(lines) - rest
        parts += rest
        articles += bool(rest)
    if parts:
        say(
            tr(
                "… and {parts} in {articles}; --json has all.",
                parts=tr_n("{count} more part", "{count} more parts", parts),
                articles=tr_n("{count} article", "{count} articles", articles),
            )
        )


def _article(one: ArticleOutcome) -> str:
    """Return by what a person knows an article: its title, and the copy or what else is known."""
    if one.file is not None:
        about = one.file
    else:
        about = ", ".join(each for each in (one.source_file, one.article_id) if each)
    if one.title is None:
        return about
    return tr("“{title}” ({about})", title=_short(one.title), about=about)


def _left_out(article: ArticleOutcome) -> Iterator[str]:
    """Yield a line for each part; one that stands in earlier states, too, has a line once."""
    places: dict[LeftOut, set[Within]] = {}
    for one in article.left_out:
        places.setdefault(replace(one, within=Within.WORK), set()).add(one.within)
    for one, within in places.items():
        lost = _lost(one, within)
        if one.attribution is None and one.content is None:
            yield lost
        else:
            yield tr("{attribution}: {lost}", attribution=_attribution(one), lost=lost)


def _short(text: str) -> str:
    return first_words(one_line(text), _QUOTED)


def _attribution(one: LeftOut) -> str:
    words = one.attribution or ""
    if one.content is not None:
        words = tr("“{quote}”", quote=_short(one.content))
    if one.number is None:
        return tr("attribution {words}", words=words)
    return tr("attribution {number}, {words}", number=one.number, words=words)


def _lost(one: LeftOut, within: set[Within]) -> str:
    """Return which part is left out, why, and of which states of the work."""
    if one.part == ZONE:
        return tr("zones are left out, for the text is not the same")
    if one.part == DECISION:
        return tr("a decision about it is left out")
    if one.part == FEEDBACK:
        return tr("feedback is left out")
    if one.part == SUBMISSION:
        return tr("what was handed in is left out")
    if one.part == SpanRole.CONTENT and Within.WORK in within:
        return (
            tr("its content stands at several places; all of it is left out")
            if one.outcome is Outcome.AMBIGUOUS
            else tr("its content is not there as a whole; all of it is left out")
        )
    part = _PARTS.get(one.part, lambda: one.part)()
    if one.quote is not None and one.part != SpanRole.CONTENT:
        quote = _short(one.quote)
        part = tr("{part} “{quote}”", part=part, quote=quote)
    lost = (
        tr("{part} stands at several places", part=part)
        if one.outcome is Outcome.AMBIGUOUS
        else tr("{part} is not there", part=part)
    )
    if Within.WORK in within:
        return lost
    if Within.SUBMISSION in within:
        return tr("{lost}, of what was handed in earlier", lost=lost)
    return tr("{lost}, of what was decided upon", lost=lost)


_PARTS: dict[str, Callable[[], str]] = {
    SpanRole.CONTENT: lambda: tr("content"),
    SpanRole.SOURCE: lambda: tr("source"),
    SpanRole.CUE: lambda: tr("cue"),
    SpanRole.CONDITION: lambda: tr("condition"),
}
