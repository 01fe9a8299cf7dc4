"""What the export dialog says: of formats, layers, splits, of work that goes on and is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.splitting.leaks import NOTEWORTHY
from annotator.wording.leaks import leak_advice, leak_pair
from annotator.wording.losses import loss_words
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.domain.errors import AnnotatorError
    from annotator.services.interchange.export_report import ExportReport, PartReport, Preview
    from annotator.services.interchange.importing import FormatInfo
    from annotator.services.interchange.split_preview import SplitFigures


WRITTEN_AS_ROWS = frozenset({"csv", "tsv", "xlsx", "parquet"})
"""Formats that write what the preview shows as a table."""
AS_CODED = "article"
"""Of `Counted`: nothing counts once only, and nothing several times."""


def unit_words(unit: str) -> str:
    """Return what a format counts places in (`OffsetUnit`), as the end of a sentence."""
    return {
        "code points": tr("code points"),
        "UTF-16 units": tr("UTF-16 units"),
        "bytes": tr("bytes"),
        "tokens": tr("tokens"),
    }.get(unit, unit)


def about_format(one: FormatInfo) -> str:
    """Return what a format leaves out and what its places count in."""
    places = tr("It holds words, but no places.")
    if one.offset_unit not in ("none", ""):
        places = tr("Places are counted in {unit}.", unit=unit_words(one.offset_unit))
    held = one.cannot_hold or tr("Leaves nothing out.")
    return f"{held} {places}"


def layer_words(layer: str, preview: Preview, counted: str = AS_CODED) -> str:
    """Return how much there is in a layer, and what is not in it yet.

    ``counted``: what counts once (`Counted`), which is known for sure after the export only.
    """
    if _nothing_matches(preview):
        return tr("Nothing matches.")
    attributions = _attributions(preview, counted)
    articles = tr_n("{count} article", "{count} articles", preview.articles)
    found = {
        "gold": tr("Gold: {attributions}, {articles} in all."),
        "annotators": tr("Per annotator: {attributions}, {articles} in all."),
    }.get(layer, tr("Both: {attributions}, {articles} in all."))
    words = found.format(attributions=attributions, articles=articles)
    for one in preview.left_out:
        words += " " + loss_words(one.code, one.count)
    if preview.open_disagreements and layer not in ("annotators", "gold"):
        words += " " + tr_n(
            "{count} open disagreement is not in gold yet.",
            "{count} open disagreements are not in gold yet.",
            preview.open_disagreements,
        )
    return words


def no_rows_words(error: AnnotatorError) -> str:
    """Return what stands above a preview without rows, where an export would fail."""
    return tr("nothing matches") if error.code == "nothing_matches" else tr("no preview")


def _nothing_matches(preview: Preview) -> bool:
    return preview.refusal is not None and preview.refusal.code == "nothing_matches"


def _attributions(preview: Preview, counted: str) -> str:
    count = preview.attributions
    if counted == AS_CODED or not count:
        return tr_n("{count} attribution", "{count} attributions", count)
    if counted == "appearance":
        return tr_n("at least {count} attribution", "at least {count} attributions", count)
    return tr_n("at most {count} attribution", "at most {count} attributions", count)


def own_words(preview: Preview | None, counted: str = AS_CODED) -> str:
    """Return the same for an annotator, whose own work it is."""
    words = tr("Your own. Nobody sees another’s before adjudication.")
    if preview is None:
        return words
    if _nothing_matches(preview):
        return f"{words} " + tr("Nothing matches.")
    attributions = _attributions(preview, counted)
    articles = tr_n("{count} article", "{count} articles", preview.articles)
    return f"{words} {attributions}, {articles}."


def rows_words(preview: Preview, *, as_coded: bool, as_table: bool = True) -> str:
    """Return which rows a preview shows; how many there are is known where none are left out.

    ``as_table``: whether the format writes such rows, rather than something else.
    """
    if _nothing_matches(preview):
        return tr("nothing matches")
    if not preview.rows:
        return tr("no attributions yet")
    how = tr("as they will be written") if as_table else tr("shown as a table")
    if not as_table and preview.lines:
        how = tr("shown as a table; Raw file has what is written")
    if not as_coded:
        return tr("the first rows, {how}", how=how)
    return tr(
        "first {shown} of {all} rows, {how}",
        shown=len(preview.rows),
        all=f"{preview.attributions:,}",
        how=how,
    )


def families_words(figures: SplitFigures) -> str:
    """Return what a split keeps together."""
    if not figures.families:
        return tr("no story has several articles")
    return tr(
        "{families}, {articles}",
        families=tr_n("{count} family", "{count} families", figures.families),
        articles=tr_n("{count} article", "{count} articles", figures.in_families),
    )


def gap_words(figures: SplitFigures, value: str) -> str:
    """Return how uneven a split is; ``value`` is what the value is called."""
    if not figures.gap_value:
        return tr("nothing is labelled yet")
    return tr("largest gap: {points} points ({value})", points=f"{figures.gap:.1f}", value=value)


def moved_words(figures: SplitFigures, *, kept_apart: bool) -> str:
    """Return what it means to keep speakers apart."""
    if figures.moved is None:
        return tr("not possible: too few groups of articles")
    if kept_apart:
        return tr_n("moves {count} article", "moves {count} articles", figures.moved)
    return tr_n("would move {count} article", "would move {count} articles", figures.moved)


def parts_words(figures: SplitFigures) -> str:
    """Return how many articles each part would hold, and which would have no attributions."""
    sizes = " · ".join(f"{name} {count:,}" for name, count in figures.parts)
    words = tr("Articles: {parts}", parts=sizes)
    if figures.unmarked:
        words += " " + tr("Without attributions: {parts}.", parts=", ".join(figures.unmarked))
    return words


def progress_words(what: str, name: str, done: int, total: int | None) -> str:
    """Return how far an export is.

    ``what``: what the service tells. ``name``: of the export, where it is not the name of a part.
    """
    from annotator.services.interchange.export_stages import stage_and_file

    code, file = stage_and_file(what)
    stage = {
        "split": tr("Splitting"),
        "write": tr("Writing {name}", name=file or name),
        "check": tr("Reading {name} back", name=file or name),
    }.get(code)
    if stage is None:
        return f"{agreement_stage_words(code)} …"
    if not total:
        return f"{stage} …"
    return tr(
        "{stage}: {done} of {total} articles", stage=stage, done=f"{done:,}", total=f"{total:,}"
    )


def countable(what: str, total: int | None) -> int | None:
    """Return how much there is to do in all; None where it cannot be told.

    What is read for agreement is counted before it is compared: it would pass for done.
    """
    from annotator.services.interchange.export_stages import stage_and_file

    return None if stage_and_file(what)[0] == "agreement_reading" else total


def agreement_stage_words(code: str) -> str:
    """Return what is done for the figures of a card or a bundle."""
    return {
        "agreement_reading": tr("Reading for agreement"),
        "agreement_points": tr("Comparing annotators"),
        "agreement_intervals": tr("Working out intervals"),
    }.get(code, tr("Working"))


def outcome_words(report: ExportReport) -> str:
    """Return in one sentence what was written."""
    return tr(
        "Written to {name}: {articles}, {rows}, read back and checked.",
        name=report.path.name,
        articles=tr_n("{count} article", "{count} articles", report.articles),
        rows=tr_n("{count} attribution", "{count} attributions", report.rows),
    )


def report_lines(report: ExportReport, one: FormatInfo) -> tuple[tuple[str, str], ...]:
    """Return what came of an export: a kind (ok, warning, secondary) and a sentence each."""
    lines = [("ok", outcome_words(report)), ("ok", _checked(report, one))]
    lines += [("secondary", _part(each)) for each in report.parts]
    lines += [("warning", loss_words(each.code, each.count)) for each in report.losses]
    if not report.losses:
        lines.append(("ok", tr("Nothing was lost that this format can hold.")))
    if one.cannot_hold:
        lines.append(("secondary", one.cannot_hold))
    if report.leaks is not None:
        lines += _leaks(report)
    if report.pseudonyms is not None:
        lines.append(("warning", _names(report)))
    return tuple(lines)


def _checked(report: ExportReport, one: FormatInfo) -> str:
    if not report.spans:
        return tr_n(
            "{count} attribution was found again.",
            "{count} attributions were found again.",
            report.checked,
        )
    if one.offset_unit == "none":
        return tr_n(
            "{count} span was found again with the words of the article.",
            "{count} spans were found again with the words of the article.",
            report.spans,
        )
    return tr_n(
        "{count} span was found again with the words of the article, counted in {unit}.",
        "{count} spans were found again with the words of the article, counted in {unit}.",
        report.spans,
        unit=unit_words(one.offset_unit),
    )


def _part(part: PartReport) -> str:
    return tr(
        "{name}: {articles}, {rows}",
        name=part.path.name,
        articles=tr_n("{count} article", "{count} articles", part.articles),
        rows=tr_n("{count} attribution", "{count} attributions", part.rows),
    )


def _leaks(report: ExportReport) -> list[tuple[str, str]]:
    leaks = report.leaks
    if leaks is None:
        return []
    share = round(leaks.containment * 100)
    kind = "warning" if leaks.noteworthy else "ok"
    words, pair = tr("Leak check: the parts share no passage of {n} words.", n=leaks.n), ""
    if leaks.greatest:
        first = leaks.greatest[0]
        words = tr(
            "Leak check: at most {share} % of an article ({part}) stands in another part "
            "({other}), in passages of {n} words.",
            share=share,
            part=first.part,
            other=first.other_part,
            n=leaks.n,
        )
        pair = leak_pair(first.title, first.part, first.other_title, first.other_part)
    lines = [(kind, f"{words} {pair}".rstrip() if leaks.noteworthy else words)]
    if leaks.noteworthy:
        lines.append((kind, leak_advice(NOTEWORTHY)))
    if leaks.above_half:
        lines.append((kind, tr_n(
            "{count} article stands by more than half in another part.",
            "{count} articles stand by more than half in another part.",
            leaks.above_half,
        )))  # fmt: skip
    if leaks.speakers and not leaks.separable:
        lines.append(("secondary", tr_n(
            "{count} named speaker is in more than one part.",
            "{count} named speakers are in more than one part.",
            leaks.speakers,
        )))  # fmt: skip
    elif leaks.speakers:
        lines.append(("secondary", tr_n(
            "{count} named speaker is in more than one part; “Keep one speaker in one part” "
            "parts otherwise.",
            "{count} named speakers are in more than one part; “Keep one speaker in one part” "
            "parts otherwise.",
            leaks.speakers,
        )))  # fmt: skip
    return lines


def _names(report: ExportReport) -> str:
    name = report.pseudonyms.name if report.pseudonyms else ""
    return tr("Who is who stands in {name}, beside the export. Do not share it.", name=name)
