"""What annotators marked, word by word, as the boundary panel shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import CONTENT
from annotator.domain.alignment.word_differences import RunKind, WordComparison, word_rows
from annotator.domain.attributions import QuotedSpan
from annotator.domain.decisions import Subject
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.widgets.adjudication.boundary_panel import (
    BoundaryPanel,
    BoundaryRow,
    BoundaryRun,
)
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


def fill_boundary(
    panel: BoundaryPanel,
    reading: Adjudication,
    draft: GoldDraft,
    *,
    editable: bool,
    rejected: bool = False,
) -> None:
    """Show the content of everybody who marked the item, and what is chosen for the gold.

    ``rejected``: there is no gold.
    """
    panel.setVisible(draft.item.subject is Subject.ATTRIBUTION)
    if draft.item.subject is not Subject.ATTRIBUTION:
        return
    chosen = draft.chosen(CONTENT) if not rejected else None
    if draft.covered:
        # The passage is what is judged; how many words who marked would tell of annotators.
        passage = _words(chosen.value) if chosen else ""
        panel.show_rows((), figures="", gold=passage, chosen=None, editable=editable)
        return
    text, candidates = reading.article.text, draft.item.candidates
    marked_by = [one for one in reading.coders if one.person_id in candidates]
    contents = {
        one.person_id: [span.span for span in candidates[one.person_id].content]
        for one in marked_by
    }
    compared = word_rows(text, contents)
    rows = []
    for coder in marked_by:
        row = compared.rows[coder.person_id]
        runs = tuple(
            BoundaryRun(
                tuple(run.span.quote(text).split()) if run.kind in _MARKED else (),
                run.words,
                alone=run.kind is RunKind.OWN,
                between=run.kind is RunKind.BETWEEN,
            )
            for run in row.runs
        )
        rows.append(BoundaryRow(coder.letter, runs, row.words))
    taken = chosen.taken_from if chosen else None
    places = {one.person_id: place for place, one in enumerate(marked_by)}
    panel.show_rows(
        rows,
        figures=_figures(compared) if len(rows) > 1 else "",
        gold=_words(chosen.value) if chosen else "",
        chosen=places.get(taken) if taken else None,
        editable=editable,
    )


def marked_places(reading: Adjudication, draft: GoldDraft) -> tuple[int, ...]:
    """Return the places among all annotators of those whose rows the panel shows."""
    return tuple(
        place for place, one in enumerate(reading.coders) if one.person_id in draft.item.candidates
    )


_MARKED = (RunKind.COMMON, RunKind.OWN)


def _figures(compared: WordComparison) -> str:
    return tr(
        "overlap {common} of {union} words · IoU {iou}",
        common=compared.common,
        union=compared.union,
        iou=f"{compared.iou:.2f}",
    )


def _words(value: object) -> str:
    if not isinstance(value, tuple):
        return ""
    return " … ".join(" ".join(one.quote.split()) for one in value if isinstance(one, QuotedSpan))
