"""What handing out would do, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.managing.assigning import AssignReport


def assign_words(report: AssignReport, coders: int | None) -> str:
    """Return one sentence: "240 articles: 48 by all three, 64 each by one."."""
    if not report.articles:
        return tr("Nothing is left to assign in this round.")
    count = len(report.people)
    parts = []
    if report.overlapping:
        everybody = coders is None or coders == count
        who = _all_of(count) if everybody else _number(coders or count)
        parts.append(tr("{count} by {who}", count=f"{report.overlapping:,}", who=who))
    alone = sorted({one.articles - one.shared for one in report.people})
    if alone[-1]:
        if count == 1:
            parts.append(tr("all by one"))
        elif alone[0] == alone[-1]:
            parts.append(tr("{count} each by one", count=f"{alone[0]:,}"))
        else:
            parts.append(
                tr("{least} to {most} each by one", least=f"{alone[0]:,}", most=f"{alone[-1]:,}")
            )
    articles = tr_n("{count} article", "{count} articles", report.articles)
    return tr("{articles}: {parts}.", articles=articles, parts=", ".join(parts))


def shares_words(report: AssignReport) -> str:
    """Return how many articles each person gets, and why where the parts are not alike."""
    words = ", ".join(f"{one.name} {one.articles:,}" for one in report.people)
    counts = [one.articles for one in report.people]
    if counts and max(counts) - min(counts) > 1:
        reason = tr("The parts differ because the versions of a story stay with the same people.")
        return f"{words}. {reason}"
    return words


def _all_of(count: int) -> str:
    return tr("both") if count == 2 else tr("all {count}", count=_number(count))


def _number(count: int) -> str:
    words = {2: tr("two"), 3: tr("three"), 4: tr("four"), 5: tr("five"), 6: tr("six")}
    return words.get(count, f"{count:,}")
