"""Feeds the panel: one item as its header, banners, table, boundary, rationale and bar show it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import (
    CONTENT,
    SOURCE,
    SPEAKER,
    DifferenceKind,
    Item,
    ItemState,
)
from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import Attribute, as_keys
from annotator.domain.decisions import Subject
from annotator.domain.speakers import Speaker
from annotator.ui.adjudicating.adjudication_presenter import AdjudicationPresenter
from annotator.ui.adjudicating.boundary_filling import fill_boundary
from annotator.ui.adjudicating.field_words import difference_words
from annotator.ui.adjudicating.gold_draft import GoldDraft, Shortfall
from annotator.ui.adjudicating.item_fields import compared_attributes
from annotator.ui.adjudicating.state_words import decision_line, state_words
from annotator.ui.adjudicating.table_filling import TableFilling, heads_of
from annotator.ui.adjudicating.version_words import otherwise_words
from annotator.ui.models.codebook_sections_model import ABOUT
from annotator.ui.widgets.adjudication.item_panel import ItemPanel
from annotator.ui.widgets.message_bar import Tone
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication
    from annotator.services.adjudication.story_passages import DecidedOtherwise


UNIT_RULE: tuple[str, str | None] = (ABOUT, None)
"""Stands for the codebook's rule on what one attribution is, instead of an attribute's."""
_ABOUT_WORDS = (DifferenceKind.BOUNDARY, DifferenceKind.SPLIT, DifferenceKind.DOUBLE)


class PanelFilling:
    """Shows the presenter's current item; ``writable`` is False in a project for reading only."""

    def __init__(self, panel: ItemPanel, presenter: AdjudicationPresenter) -> None:
        self._panel = panel
        self._presenter = presenter
        self.writable = True
        self.asked_for: Shortfall | None = None
        """What was missing when a decision was tried; marked until another item is shown."""
        self.place = (0, 0)
        """Number of the item in the queue, and how many there are."""
        self.other_versions = 0
        self.otherwise: Callable[[], Sequence[DecidedOtherwise]] = tuple
        """Tells in which other versions the passage was decided otherwise."""
        self.look: Callable[[], object] = lambda: None
        """Shows the first of them."""
        self.person_id: uuid.UUID | None = None
        """Who is at work."""
        self.unpark: Callable[[], object] = lambda: None
        """Takes the current item out of discussion."""
        self.take_keyboard: Callable[[], object] = lambda: None
        """Gives the keyboard a place where what had it is shown no more."""

    def forget_what_is_there(self) -> None:
        """Mark nothing as missing any more that is there by now."""
        draft = self._presenter.draft
        if draft is None or draft.shortfall() != self.asked_for:
            self.asked_for = None

    def show(self) -> None:
        """Show the present state of the presenter; the keyboard does not leave the panel by it."""
        had_keyboard = self._panel.holds_keyboard()
        self._fill()
        if had_keyboard and not self._panel.holds_keyboard():
            self.take_keyboard()

    def _fill(self) -> None:
        reading, item, draft = (
            self._presenter.reading,
            self._presenter.item,
            self._presenter.draft,
        )
        panel = self._panel
        if reading is None or item is None or draft is None:
            panel.show_nothing(tr("Choose an item in the list or in the text"))
            return
        panel.show_something()
        editable = self._presenter.editable and self.writable
        self._show_header(reading, item, draft)
        self._show_banners(reading, item, draft)
        rejected = self._presenter.shows_rejected
        asked_for = self.asked_for if editable else None
        rows = TableFilling(reading, draft, asked_for, rejected=rejected).rows()
        speaker_id = draft.value(SPEAKER)
        panel.table.show_rows(
            rows,
            heads_of(reading.coders),
            editable=editable,
            speaker=reading.speakers.get(speaker_id) if isinstance(speaker_id, uuid.UUID) else None,
            suggested_speaker=_source_words(draft),
            about=item.id,
        )
        fill_boundary(panel.boundary, reading, draft, editable=editable, rejected=rejected)
        panel.rationale.show_state(
            draft.rationale,
            draft.reason,
            required=draft.rationale_required and editable,
            editable=editable,
        )
        self.show_rule()
        self._show_versions(item)
        panel.history.show_lines(
            tr_n("Earlier decision ({count})", "Earlier decisions ({count})", len(item.earlier)),
            [decision_line(one) for one in item.earlier],
        )
        self._show_bar(reading, item, draft, editable=editable)

    def show_rule(self) -> None:
        """Show which rule of the codebook is at hand."""
        reading, found = self._presenter.reading, self.rule()
        if reading is None or found is None:
            self._panel.rule.show_rule("", "")
            return
        if found == UNIT_RULE:
            self._panel.rule.show_rule(tr("What is one attribution, and where it ends"), "F1")
            return
        attribute = reading.codebook.attribute(found[0])
        value = attribute.value(found[1]) if attribute and found[1] else None
        words = attribute.label if attribute else ""
        self._panel.rule.show_rule(f"{words}: {value.label}" if value else words, "F1")

    def rule(self) -> tuple[str, str | None] | None:
        """Return attribute and value of the field in which one is; else of the first in question.

        Where the words themselves are in question, `UNIT_RULE`; None where there is no such rule.
        """
        reading, draft = self._presenter.reading, self._presenter.draft
        if reading is None or draft is None:
            return None
        attribute = reading.codebook.attribute(self._panel.table.current_field)
        if attribute is None:
            attribute = _first_attribute(draft)
        if attribute is None:
            return None
        if attribute is reading.codebook.primary and _about_words(draft):
            return UNIT_RULE if reading.codebook.unit_rule.strip() else None
        value = draft.value(attribute.key) if not self._presenter.shows_rejected else None
        keys = as_keys(value) if isinstance(value, str) else ()
        return attribute.key, keys[0] if keys and attribute.value(keys[0]) else None

    def _show_header(self, reading: Adjudication, item: Item, draft: GoldDraft) -> None:
        letters = {one.person_id: one.letter for one in reading.coders}
        chips = [
            (difference_words(one, reading.codebook, letters), one.severity)
            for one in item.differences
        ]
        name = title_of_item(reading, item, draft)
        self._panel.header.show_item(() if draft.covered else chips, name, *self.place)

    def _show_banners(self, reading: Adjudication, item: Item, draft: GoldDraft) -> None:
        panel, presenter = self._panel, self._presenter
        if reading.own and not presenter.own_allowed:
            panel.own.say(
                tr(
                    "You coded this article yourself. Somebody else should adjudicate it; if you"
                    " do it all the same, every decision says so."
                ),
                Tone.WARNING,
                tr("Adjudicate my own coding anyway"),
                presenter.allow_own,
            )
        else:
            panel.own.say("")
        words, tone = state_words(reading, item, draft, new=presenter.is_new)
        if presenter.is_new:
            panel.state.say(words, tone, tr("Drop it"), presenter.drop_new)
        elif presenter.is_reopened and presenter.editable:
            panel.state.say(
                tr("Reopened. Until you decide anew, this stands: {what}", what=words)
                if item.state is ItemState.DECIDED
                else words,
                Tone.WARNING,
                tr("Leave as decided"),
                presenter.leave_as_decided,
            )
        elif self._may_unpark(item):
            panel.state.say(words, tone, tr("Take out of discussion"), self.unpark)
        else:
            panel.state.say(words, tone)
        panel.news.say(
            tr("Others changed this item while you were at it. What you chose is still here.")
            if presenter.has_moved
            else "",
            Tone.WARNING,
        )

    def _may_unpark(self, item: Item) -> bool:
        """Tell whether the item is parked by who is at work; others decide it instead."""
        parked = item.state is ItemState.DISCUSS and item.decision is not None
        if not parked or item.decision is None or not self.writable:
            return False
        return self._presenter.editable and item.decision.adjudicator_id == self.person_id

    def _show_versions(self, item: Item) -> None:
        reading, found = self._presenter.reading, self.otherwise()
        if reading is not None and item.state is ItemState.DECIDED and found:
            words = otherwise_words(found, reading.codebook)
            self._panel.conflict.say(words, Tone.WARNING, tr("Look at it"), self.look)
        else:
            self._panel.conflict.say("")
        count = self.other_versions if item.decision is not None else 0
        self._panel.versions.setVisible(count > 0)
        self._panel.versions.setText(
            tr_n(
                "Apply to the same passage in {count} other version …",
                "Apply to the same passage in {count} other versions …",
                count,
            )
        )

    def _show_bar(
        self, reading: Adjudication, item: Item, draft: GoldDraft, *, editable: bool
    ) -> None:
        locked = not self.writable or (reading.own and not self._presenter.own_allowed)
        article = item.subject is Subject.ARTICLE
        takeable = [article or one.person_id in item.candidates for one in reading.coders]
        self._panel.bar.show_state(
            [one.letter for one in reading.coders] if not self._presenter.is_new else [],
            takeable if not self._presenter.is_new else [],
            locked=locked,
            decided=item.state is ItemState.DECIDED and not editable,
            blind=draft.covered,
        )
        storing = self._presenter.is_storing or locked or not editable
        self._panel.bar.show_note(None if storing else draft.note)
        may_park = not article and not self._presenter.is_new
        self._panel.bar.reject.setEnabled(may_park and not locked)
        self._panel.bar.discuss.setEnabled(not self._presenter.is_new and not locked)


def _first_attribute(draft: GoldDraft) -> Attribute | None:
    """Return the primary attribute; of an article's, the first in which annotators differ."""
    if draft.item.subject is Subject.ATTRIBUTION:
        return draft.codebook.primary
    about = compared_attributes(draft.codebook, draft.item.subject)
    differing = (one for one in about if draft.differs(one.key) and not draft.covered)
    return next(differing, about[0] if about else None)


def _about_words(draft: GoldDraft) -> bool:
    """Tell whether the worst in which annotators differ is which words they marked."""
    main = draft.item.main
    primary = draft.codebook.primary.key
    return main is not None and main.kind in _ABOUT_WORDS and not draft.differs(primary)


def title_of_item(reading: Adjudication, item: Item, draft: GoldDraft | None = None) -> str:
    """Return the speaker of an item, or what it is about."""
    if item.subject is Subject.ARTICLE:
        return tr("The article as a whole")
    chosen = draft.value(SPEAKER) if draft is not None else None
    if draft is not None and draft.covered:
        return content_words(draft)
    ids = [chosen, *(one.speaker_id for one in item.candidates.values())]
    found: Speaker | None = next(
        (reading.speakers[one] for one in ids if isinstance(one, uuid.UUID) and one in
         reading.speakers),
        None,
    )  # fmt: skip
    if found is not None:
        return found.name
    return content_words(draft) if draft is not None else tr("No speaker")


def content_words(draft: GoldDraft) -> str:
    """Return the first words of the chosen content."""
    value = draft.value(CONTENT)
    words = [one.quote for one in value if isinstance(one, QuotedSpan)] if value else []  # type: ignore[union-attr]
    text = " ".join(" … ".join(words).split())
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _source_words(draft: GoldDraft) -> str:
    value = draft.value(SOURCE)
    first = value[0] if isinstance(value, tuple) and value else None
    return first.quote if isinstance(first, QuotedSpan) else ""
