"""What is in the files that are exchanged, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.entities import EntityKind
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.exchange.handing_out import HandoutReport
    from annotator.services.exchange.packaging import PackageReport


def handout_words(report: HandoutReport) -> str:
    """Return what a handout holds: "16 articles, 110 own attributions, 24 speakers. …"."""
    return tr(
        "{articles}, {attributions}, {speakers}. Nothing of others.",
        articles=tr_n("{count} article", "{count} articles", report.articles),
        attributions=tr_n(
            "{count} own attribution", "{count} own attributions", report.attributions
        ),
        speakers=tr_n("{count} speaker", "{count} speakers", report.speakers),
    )


def package_words(report: PackageReport) -> str:
    """Return what a package holds: "12 articles, 10 of them done, 31 attributions …"."""
    parts = [
        tr_n("{count} article", "{count} articles", report.sets),
        tr("{count} of them done", count=f"{report.closed:,}"),
        tr_n("{count} attribution", "{count} attributions", report.attributions),
    ]
    if report.speakers:
        parts.append(tr_n("{count} own speaker", "{count} own speakers", report.speakers))
    if report.deleted:
        parts.append(
            tr_n("{count} deleted thing is told of", "{count} deleted things are told of",
                 report.deleted)
        )  # fmt: skip
    return ", ".join(parts)


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
