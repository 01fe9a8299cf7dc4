"""What is in the files that are exchanged, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.entities import EntityKind
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.exchange.handing_out import HandoutReport
    from annotator.services.exchange.packaging import PackageReport, RoundWork


def handout_words(report: HandoutReport) -> str:
    """Return what a handout holds, a round a line, then "110 own attributions, 24 speakers. …"."""
    shares = [
        tr(
            "Round “{round}”: {articles}",
            round=one.name,
            articles=tr_n("{count} article", "{count} articles", one.articles),
        )
        for one in report.shares
    ]
    rest = tr(
        "{attributions}, {speakers}. Nothing of others.",
        attributions=tr_n(
            "{count} own attribution", "{count} own attributions", report.attributions
        ),
        speakers=tr_n("{count} speaker", "{count} speakers", report.speakers),
    )
    return "\n".join((*shares, rest))


def next_steps_words() -> str:
    """Return what a manager and a coder do with a handout, step by step."""
    steps = (
        tr("Send each person their file, by mail for example."),
        tr("They open it in this program, and code the articles in it."),
        tr("They send a package back to you: File › Exchange › Send back my work."),
        tr("You merge it here: File › Exchange › Merge files."),
    )
    return "\n".join(f"{number}. {words}" for number, words in enumerate(steps, start=1))


def work_words(rounds: Sequence[RoundWork]) -> str:
    """Return a person's work, a round a line: "Round “Main”: 12 articles, 10 of them done …"."""
    lines = []
    for one in rounds:
        parts = [
            tr_n("{count} article", "{count} articles", one.articles),
            tr("{count} of them done", count=f"{one.closed:,}"),
            tr_n("{count} attribution", "{count} attributions", one.attributions),
        ]
        lines.append(tr("Round “{round}”: {work}", round=one.name, work=", ".join(parts)))
    return "\n".join(lines) or tr("No article is begun yet.")


def package_words(report: PackageReport) -> str:
    """Return what a package holds: the same lines as before it was written, and what is beside."""
    parts = []
    if report.speakers:
        parts.append(tr_n("{count} own speaker", "{count} own speakers", report.speakers))
    if report.deleted:
        parts.append(
            tr_n("{count} deleted thing is told of", "{count} deleted things are told of",
                 report.deleted)
        )  # fmt: skip
    return "\n".join(filter(None, (work_words(report.rounds), ", ".join(parts))))


def many_words(kind: str) -> str:
    """Return what is being written or read, for a line of progress; "" for small matters."""
    return {
        EntityKind.ARTICLE.value: tr("articles"),
        EntityKind.APPEARANCE.value: tr("articles"),
        EntityKind.ANNOTATION_SET.value: tr("work"),
        EntityKind.SUBMISSION.value: tr("work"),
        EntityKind.ATTRIBUTION.value: tr("attributions"),
        EntityKind.SPEAKER.value: tr("speakers"),
    }.get(kind, "")
