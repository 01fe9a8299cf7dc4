"""The article that is being adjudicated: what is shown of it, and the drafts made in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.item import SPEAKER, Item, ItemState
from annotator.domain.changes import Changes
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import Speaker
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.adjudicating.compared_checks import with_compared
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.adjudicating.unlike_rule import unlike_rule

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication

_REREAD = frozenset(
    {
        EntityKind.SUBMISSION,
        EntityKind.DECISION,
        EntityKind.ATTRIBUTION,
        EntityKind.ANNOTATION_SET,
        EntityKind.SPEAKER,
        EntityKind.CODEBOOK,
        EntityKind.APPEARANCE,
        EntityKind.STORY,
        EntityKind.PERSON,
    }
)


class AdjudicationPresenter(QObject):
    """Holds one `Adjudication`, its current item, and the drafts of all items that were begun.

    A draft lives until its item is decided, whatever else is opened in between.
    """

    opened = Signal(object)
    """Another article is shown: carries its `Adjudication`, or None."""
    changed = Signal(object)
    """The same article changed: carries its `Adjudication`."""
    item_changed = Signal(object)
    """Another item is current: carries its id, or None."""
    draft_changed = Signal()
    """Something was chosen in the current draft."""
    reopened_changed = Signal()
    """A decided item was taken up again, or left as it is."""
    moved = Signal(object)
    """What a draft is made on was changed by others: carries the item's id."""

    def __init__(
        self, read: Callable[[uuid.UUID], Adjudication], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._reading: Adjudication | None = None
        self._item_id: uuid.UUID | None = None
        self._drafts: dict[uuid.UUID, GoldDraft] = {}
        self._known: dict[uuid.UUID, Speaker] = {}
        """Speakers that drafts may name, and nobody in the article does."""
        self._added: Item | None = None
        self._own: set[uuid.UUID] = set()
        self._reopened: set[uuid.UUID] = set()
        self._moved: set[uuid.UUID] = set()
        self._storing: set[uuid.UUID] = set()
        """Items whose draft is on its way into the project: what changes then is no surprise."""
        self._stored: dict[uuid.UUID, tuple[GoldDraft, uuid.UUID]] = {}
        """Drafts that were stored, each with its decision: they are back when that is undone."""

    @property
    def reading(self) -> Adjudication | None:
        """Return what is shown, None when no article is open."""
        return self._reading

    @property
    def as_seen(self) -> Adjudication | None:
        """Return what is shown, with blind checks as they look once they are compared."""
        return with_compared(self._reading, self._drafts)

    @property
    def article_id(self) -> uuid.UUID | None:
        """Return the article that is open."""
        return self._reading.article.article.id if self._reading else None

    @property
    def item(self) -> Item | None:
        """Return the current item."""
        return self.find(self._item_id)

    @property
    def draft(self) -> GoldDraft | None:
        """Return the draft of the current item, begun when it is first asked for."""
        item = self.item
        return self._draft_of(item) if item is not None else None

    @property
    def is_new(self) -> bool:
        """Tell whether the current item is one that nobody marked, and that is not stored."""
        return self._added is not None and self._item_id == self._added.id

    @property
    def own_allowed(self) -> bool:
        """Tell whether the person adjudicates work of their own all the same."""
        return self.article_id in self._own

    @property
    def editable(self) -> bool:
        """Tell whether the current item may be decided: open, or taken up again."""
        reading, item = self._reading, self.item
        if reading is None or item is None:
            return False
        if reading.own and not self.own_allowed:
            return False
        return item.state is not ItemState.DECIDED or item.id in self._reopened

    @property
    def has_moved(self) -> bool:
        """Tell whether others changed what the current draft is made on."""
        return self._item_id in self._moved

    @property
    def is_reopened(self) -> bool:
        """Tell whether the current item is decided, and taken up again."""
        item = self.item
        return item is not None and item.id in self.reopened

    @property
    def shows_rejected(self) -> bool:
        """Tell whether the current item was found to be no attribution, and stays that way."""
        item = self.item
        return item is not None and item.rejected and not self.editable

    @property
    def is_storing(self) -> bool:
        """Tell whether the current item's draft is on its way into the project."""
        return self._item_id in self._storing

    @property
    def reopened(self) -> frozenset[uuid.UUID]:
        """Return the decided items that are taken up again; nothing of that is stored."""
        return frozenset(self._reopened)

    def find(self, item_id: uuid.UUID | None) -> Item | None:
        """Return one of the article's items."""
        if self._reading is None or item_id is None:
            return None
        if self._added is not None and self._added.id == item_id:
            return self._added
        return self._reading.item(item_id)

    def open(self, article_id: uuid.UUID, item_id: uuid.UUID | None = None) -> None:
        """Read an article and show it, with an item current."""
        if article_id != self.article_id:
            self._added = None
            self._reading = self._read_named(article_id)
            self._item_id = item_id if self.find(item_id) else None
            self.opened.emit(self._reading)
            self.item_changed.emit(self._item_id)
        else:
            self.select(item_id)

    def close(self) -> None:
        """Show no article; drafts stay."""
        self._reading, self._item_id, self._added = None, None, None
        self.opened.emit(None)
        self.item_changed.emit(None)

    def forget(self) -> None:
        """Drop drafts and permissions: another person is at work."""
        self._drafts.clear()
        self._own.clear()
        self._reopened.clear()
        self._moved.clear()
        self._known.clear()
        self._stored.clear()
        self.close()

    def select(self, item_id: uuid.UUID | None) -> None:
        """Make an item of the article current, or none."""
        wanted = item_id if self.find(item_id) else None
        if wanted != self._item_id:
            self._item_id = wanted
            self.item_changed.emit(wanted)

    def allow_own(self) -> None:
        """Adjudicate one's own coding of this article all the same."""
        if self.article_id is not None:
            self._own.add(self.article_id)
            self.draft_changed.emit()

    def reopen(self) -> None:
        """Let a decided item be decided anew; nothing is stored before it is."""
        item = self.item
        if item is not None and item.state is ItemState.DECIDED:
            self._reopened.add(item.id)
            self._drafts.pop(item.id, None)
            self.draft_changed.emit()
            self.reopened_changed.emit()

    def leave_as_decided(self) -> None:
        """Give up deciding the current item anew: the decision stands as it is."""
        item = self.item
        if item is not None and item.id in self._reopened:
            self._reopened.discard(item.id)
            self._drafts.pop(item.id, None)
            self._moved.discard(item.id)
            self.draft_changed.emit()
            self.reopened_changed.emit()

    def begin_new(self, span: Span) -> None:
        """Begin an attribution that nobody marked, with this content."""
        if self._reading is None:
            return
        self._added = Item(id=new_id(), subject=Subject.ATTRIBUTION, state=ItemState.OPEN)
        self._item_id = self._added.id
        draft = self._draft_of(self._added)
        draft.mark(SpanRole.CONTENT, span, self._reading.article.text)
        self.item_changed.emit(self._item_id)

    def drop_new(self) -> None:
        """Give up the attribution that nobody marked."""
        if self._added is not None:
            self._drafts.pop(self._added.id, None)
            was_current = self.is_new
            self._added = None
            if was_current:
                self._item_id = None
                self.item_changed.emit(None)

    def begin_storing(self, item_id: uuid.UUID) -> None:
        """Expect the item to change: its draft is being stored."""
        self._storing.add(item_id)

    def end_storing(self, item_id: uuid.UUID) -> None:
        """Go on with the draft: it was refused."""
        self._storing.discard(item_id)

    def settle(self, item_id: uuid.UUID) -> None:
        """Forget the draft of an item that was decided."""
        self._storing.discard(item_id)
        draft, item = self._drafts.pop(item_id, None), self.find(item_id)
        self._keep(item_id, draft, _decision(item) if item is not None else None)
        self._reopened.discard(item_id)
        self._moved.discard(item_id)
        if self._added is not None and self._added.id == item_id:
            self._added = None

    def know(self, speakers: Iterable[Speaker]) -> None:
        """Be able to name these speakers: a draft may have one that no annotator has."""
        self._known.update((one.id, one) for one in speakers)
        if self._reading is not None:
            self._name_known(self._reading)

    def tell_draft(self) -> None:
        """Announce that the current draft was changed."""
        self.draft_changed.emit()

    def unsaved(self) -> int:
        """Return how many items have something chosen or noted that is not stored."""
        return sum(draft.touched or bool(draft.note) for draft in self._drafts.values())

    def apply(self, changes: Changes) -> None:
        """Bring what is shown up to date with what was done, by whomever."""
        self._follow_speakers(changes)
        article_id = self.article_id
        if article_id is None:
            return
        kinds = {change.kind for change in changes.entities}
        here = changes.step.article_id in (None, article_id)
        if changes.bulk or (here and kinds & _REREAD):
            self.reread()

    def reread(self) -> None:
        """Read the article again; drafts move along with what they are made on."""
        article_id = self.article_id
        if article_id is None:
            return
        before = {item.id: item for item in self._reading.items} if self._reading else {}
        self._reading = self._read_named(article_id)
        for item in self._reading.items:
            draft = self._drafts.get(item.id)
            if draft is None or item == before.get(item.id):
                continue
            decided_since = _decision(item) != _decision(draft.item)
            if decided_since and item.id in self._storing:
                self._keep(item.id, self._drafts.pop(item.id), _decision(item))
                continue
            if not draft.touched and not draft.note:
                del self._drafts[item.id]
                continue
            if decided_since and self._redone(item):
                self._keep(item.id, self._drafts.pop(item.id), _decision(item))
                continue
            if decided_since and self._taken_back(item, draft):
                self._drafts[item.id] = draft.moved_to(
                    item, self._reading.coders, unlike_rule(self._reading, item)
                )
                continue
            candidates_same = item.candidates == draft.item.candidates
            self._drafts[item.id] = draft.moved_to(
                item, self._reading.coders, unlike_rule(self._reading, item)
            )
            if not candidates_same or decided_since:
                self._moved.add(item.id)
                if decided_since:
                    self._reopened.add(item.id)
                self.moved.emit(item.id)
        gone = self.find(self._item_id) is None
        if gone:
            self._item_id = None
        self.changed.emit(self._reading)
        if gone:
            self.item_changed.emit(None)

    def _read_named(self, article_id: uuid.UUID) -> Adjudication:
        reading = self._read(article_id)
        self._name_known(reading)
        return reading

    def _name_known(self, reading: Adjudication) -> None:
        for speaker_id, speaker in self._known.items():
            reading.speakers.setdefault(speaker_id, speaker)

    def _follow_speakers(self, changes: Changes) -> None:
        """Let no draft keep a speaker whose making was undone."""
        for change in changes.of(EntityKind.SPEAKER):
            speaker = change.after
            if not isinstance(speaker, Speaker):
                continue
            if not speaker.deleted:
                if speaker.id in self._known:
                    self._known[speaker.id] = speaker
                continue
            self._known.pop(speaker.id, None)
            for draft in self._drafts.values():
                chosen = draft.chosen(SPEAKER)
                if chosen is not None and chosen.value == speaker.id:
                    draft.lose(SPEAKER)
                    self.draft_changed.emit()

    def _keep(
        self, item_id: uuid.UUID, draft: GoldDraft | None, decision: uuid.UUID | None
    ) -> None:
        """Keep a draft that became a decision; of one decided before, the decision itself stays."""
        if draft is not None and decision is not None:
            draft.note = None
            if draft.item.state is not ItemState.DECIDED:
                self._stored[item_id] = draft, decision

    def _redone(self, item: Item) -> bool:
        """Tell whether a decision that was undone stands again."""
        return item.id in self._stored and self._stored[item.id][1] == _decision(item)

    def _taken_back(self, item: Item, draft: GoldDraft) -> bool:
        """Tell whether the decision on which a draft was made is gone, and nothing new is there."""
        before = draft.item.decision
        return before is not None and _decision(item) == before.supersedes

    def _restored(self, item: Item) -> GoldDraft | None:
        """Return the draft of a decision that was undone, on what the item is now."""
        found = self._stored.get(item.id)
        if found is None or self._reading is None or _decision(found[0].item) != _decision(item):
            return None
        reading = self._reading
        return found[0].moved_to(item, reading.coders, unlike_rule(reading, item))

    def _draft_of(self, item: Item) -> GoldDraft:
        restored = self._restored(item) if item.id not in self._drafts else None
        if restored is not None:
            self._drafts[item.id] = restored
        if item.id not in self._drafts and self._reading is not None:
            reading = self._reading
            standing = None
            decision = item.decision
            if decision is not None and decision.outcome is not Outcome.DISCUSS:
                standing = fields_from_document(decision.fields)
            draft = GoldDraft(
                item,
                reading.codebook,
                reading.coders,
                standing=standing,
                unlike=unlike_rule(reading, item),
            )
            if decision is not None and decision.outcome is Outcome.REJECTED:
                draft.reason, draft.rationale = decision.reason, decision.rationale
            self._drafts[item.id] = draft
        return self._drafts[item.id]


def _decision(item: Item) -> uuid.UUID | None:
    return item.decision.id if item.decision else None
