"""The article that is being coded: its present state, and how changes reach it, by one path."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Zone
from annotator.domain.attributions import Attribution, in_reading_order
from annotator.domain.changes import Changes, EntityChange
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker

if TYPE_CHECKING:
    from annotator.services.coding import Coding

_REREAD = frozenset({EntityKind.APPEARANCE, EntityKind.CODEBOOK, EntityKind.STORY})


class CodingPresenter(QObject):
    """Holds one `Coding` and which of its attributions is selected."""

    opened = Signal(object)
    """Another article is shown: carries its `Coding`, or None."""
    changed = Signal(object)
    """The same article changed: carries its `Coding`."""
    selected = Signal(object)
    """Another attribution is selected: carries its id, or None."""

    def __init__(self, read: Callable[[uuid.UUID], Coding], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._coding: Coding | None = None
        self._selected: uuid.UUID | None = None

    @property
    def coding(self) -> Coding | None:
        """Return what is shown, None when no article is open."""
        return self._coding

    @property
    def attribution(self) -> Attribution | None:
        """Return the selected attribution."""
        return self.find(self._selected)

    def find(self, attribution_id: uuid.UUID | None) -> Attribution | None:
        """Return one of the article's attributions."""
        if self._coding is None or attribution_id is None:
            return None
        return next((one for one in self._coding.attributions if one.id == attribution_id), None)

    def open(self, article_id: uuid.UUID) -> None:
        """Read an article and show it, with nothing selected."""
        self.show(self._read(article_id))

    def show(self, coding: Coding | None) -> None:
        """Show this, with nothing selected."""
        self._coding = coding
        self._selected = None
        self.opened.emit(coding)
        self.selected.emit(None)

    def select(self, attribution_id: uuid.UUID | None) -> None:
        """Select an attribution of the article, or none."""
        found = self.find(attribution_id)
        wanted = found.id if found else None
        if wanted != self._selected:
            self._selected = wanted
            self.selected.emit(wanted)

    def select_neighbour(self, step: int) -> None:
        """Select the next (1) or previous (-1) attribution in reading order; stop at the ends."""
        if self._coding is None or not self._coding.attributions:
            return
        ids = [one.id for one in self._coding.attributions]
        if self._selected in ids:
            place = min(len(ids) - 1, max(0, ids.index(self._selected) + step))
        else:
            place = 0 if step > 0 else len(ids) - 1
        self.select(ids[place])

    def apply(self, changes: Changes) -> None:
        """Bring what is shown up to date with what was done, by whomever."""
        coding = self._coding
        if coding is None:
            return
        kinds = {change.kind for change in changes.entities}
        updated = coding
        if changes.bulk or kinds & _REREAD or any(_reread(coding, one) for one in changes.entities):
            updated = self._read(coding.article.article.id)
        else:
            for change in changes.entities:
                updated = _with(updated, change)
            updated = self._complete(updated)
        if updated == coding:
            return
        place = _place_of(coding, self._selected)
        self._coding = updated
        self.changed.emit(updated)
        if self._selected is not None and self.find(self._selected) is None:
            self._selected = None
            self._select_near(place)

    def _complete(self, coding: Coding) -> Coding:
        """Read again when an attribution names a speaker that is not at hand."""
        named = {one.speaker_id for one in coding.attributions} - {None}
        if named <= coding.speakers.keys():
            return coding
        return self._read(coding.article.article.id)

    def _select_near(self, place: int) -> None:
        """After the selected one went: select the one that took its place, else the last."""
        left = self._coding.attributions if self._coding else ()
        self._selected = left[min(place, len(left) - 1)].id if left else None
        self.selected.emit(self._selected)


def _place_of(coding: Coding, attribution_id: uuid.UUID | None) -> int:
    ids = [one.id for one in coding.attributions]
    return ids.index(attribution_id) if attribution_id in ids else 0


def _reread(coding: Coding, change: EntityChange) -> bool:
    """Tell whether a change says less than what is to be shown now.

    The own set is gone (taken back, or its beginning undone), another article was handed to this
    person or taken back (there may be more or fewer versions), or a speaker was merged.
    """
    before, after = change.before, change.after
    if isinstance(after, AnnotationSet):
        if after.id == coding.work.id:
            return after.deleted
        there = isinstance(before, AnnotationSet) and not before.deleted
        return after.person_id == coding.work.person_id and there == after.deleted
    merged = getattr(change.before, "merged_into", None), getattr(after, "merged_into", None)
    return after.id in coding.speakers and merged[0] != merged[1]


def _with(coding: Coding, change: EntityChange) -> Coding:
    """Return the coding with one entity's change applied; unchanged where it is not concerned."""
    if change.kind is EntityKind.ATTRIBUTION:
        attribution = cast(Attribution, change.after)
        if attribution.set_id != coding.work.id:
            return coding
        others = [one for one in coding.attributions if one.id != attribution.id]
        kept = others if attribution.deleted else [*others, attribution]
        return replace(coding, attributions=tuple(in_reading_order(kept)))
    if change.kind is EntityKind.SPEAKER:
        speaker = cast(Speaker, change.after)
        # A merged one is shown as what it became: the entry stands there under both identifiers.
        shown = {key for key, one in coding.speakers.items() if speaker.id in (key, one.id)}
        if not shown:
            return coding
        return replace(coding, speakers={**coding.speakers, **dict.fromkeys(shown, speaker)})
    if change.kind is EntityKind.ANNOTATION_SET:
        work = cast(AnnotationSet, change.after)
        return replace(coding, work=work) if work.id == coding.work.id else coding
    if change.kind is EntityKind.SUBMISSION and change.before is None:
        if getattr(change.after, "set_id", None) != coding.work.id:
            return coding
        return replace(coding, submissions=coding.submissions + 1)
    if change.kind is EntityKind.ZONE:
        zone = cast(Zone, change.after)
        if zone.article_id != coding.article.article.id:
            return coding
        zones = [one for one in coding.article.zones if one.id != zone.id]
        if not zone.deleted:
            zones.append(zone)
        ordered = tuple(sorted(zones, key=lambda one: (one.start, one.end)))
        return replace(coding, article=replace(coding.article, zones=ordered))
    return coding
