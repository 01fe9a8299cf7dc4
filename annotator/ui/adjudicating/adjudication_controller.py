"""What keys, buttons and cells mean at present: the draft changes, or it is stored."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.domain.adjudication.item import CONTENT, SPAN_FIELDS, FieldValue, Item, ItemState
from annotator.domain.changes import Changes
from annotator.domain.codebook import Attribute, AttributeKind
from annotator.domain.decisions import Subject
from annotator.domain.errors import AnnotatorError, Incomplete
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.adjudicating.adjudicating_actions import AdjudicatingActions
from annotator.ui.adjudicating.adjudication_presenter import AdjudicationPresenter
from annotator.ui.adjudicating.digit_choosing import digit_choice, digit_words
from annotator.ui.adjudicating.gold_draft import GoldDraft, Shortfall
from annotator.ui.adjudicating.item_fields import compared_attributes
from annotator.ui.adjudicating.shared_words import gold_with_words_of
from annotator.ui.annotating.digit_keys import Digit
from annotator.ui.widgets.adjudication.adjudication_article import AdjudicationArticle
from annotator.ui.widgets.adjudication.item_panel import ItemPanel
from annotator.words import tr


class AdjudicationController(QObject):
    """Reads the situation from presenter, article and panel, and asks the actions to act."""

    said = Signal(str)
    """A brief message: why nothing happened, or what did."""
    missing = Signal(object)
    """A `Shortfall` in the way of a decision."""
    settled = Signal(object)
    """The id of an item that was decided, rejected or parked."""
    done = Signal(str)
    """What was done at once by one key, in words: it can be undone."""

    def __init__(
        self,
        presenter: AdjudicationPresenter,
        actions: AdjudicatingActions,
        article: AdjudicationArticle,
        panel: ItemPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._actions = actions
        self._article = article
        self._panel = panel
        self._marking: SpanRole | None = None
        self.writable: Callable[[], bool] = lambda: True

    # Choosing

    def take(self, place: int) -> None:
        """Fill in the gold as one annotator has it."""
        draft, reading = self._draft_or_say(), self._presenter.reading
        if draft is None or reading is None or place >= len(reading.coders):
            return
        coder = reading.coders[place]
        if draft.covered:
            self.said.emit(tr("Choose for yourself first, then compare."))
        elif draft.take(coder.person_id):
            self._presenter.tell_draft()
        else:
            self.said.emit(
                tr("{letter} marked nothing here. Reject if it is right.", letter=coder.letter)
            )

    def take_field(self, field: str, place: int) -> None:
        """Take one field from one annotator."""
        draft, reading = self._draft_or_say(), self._presenter.reading
        if draft is None or reading is None:
            return
        if draft.choose(field, reading.coders[place].person_id):
            self._presenter.tell_draft()

    def set_field(self, field: str, value: FieldValue) -> None:
        """Give a field a value of one's own; spans as an annotator has them are theirs."""
        draft = self._draft_or_say()
        if draft is None:
            return
        of_coder = next(
            (one for one, theirs in draft.annotators(field).items() if value and theirs == value),
            None,
        )
        if field in SPAN_FIELDS and of_coder is not None and not draft.covered:
            draft.choose(field, of_coder)
        else:
            draft.set(field, value)
        self._presenter.tell_draft()

    def press_digit(self, digit: Digit) -> bool:
        """Choose a value of the first attribute by its digit, in whatever field the keyboard is.

        False when it means nothing here, which is said.
        """
        draft = self._draft_or_say()
        if draft is None:
            return False
        found = digit_choice(draft, digit)
        if found is not None:
            self.set_field(*found)
        words = digit_words(draft, digit, self._panel.table.field_with_keyboard)
        if words:
            self.said.emit(words)
        return found is not None

    def press_attribute(self, attribute: Attribute) -> None:
        """Turn a yes or no over, else open the gold field."""
        draft = self._draft_or_say()
        if draft is None or attribute.key not in draft.fields:
            return
        if attribute.kind is AttributeKind.BOOLEAN:
            span = self._article.selected_span()
            if attribute.span_role is not None and span is not None:
                self.to_span(attribute.span_role)
            no = False if attribute.required else None
            turned = no if draft.value(attribute.key) is True and span is None else True
            self.set_field(attribute.key, turned)
        else:
            self._panel.table.edit_gold(attribute.key)

    def to_span(self, role: SpanRole) -> None:
        """Make the selection a span of the gold; without one, ask for it."""
        if self._draft_or_say() is None:
            return
        span = self._article.selected_span()
        if span is None:
            self._begin(role)
        else:
            self._article.view.clear_selection()
            self.mark(role, span)

    def mark(self, role: SpanRole, span: Span) -> None:
        """Make these words a span of the gold."""
        draft, reading = self._draft_or_say(), self._presenter.reading
        if draft is None or reading is None:
            return
        if role.value not in draft.fields:
            self.said.emit(tr("This has no such words."))
            return
        anew = draft.mark(role, span, reading.article.text)
        self._presenter.tell_draft()
        if anew and role is SpanRole.CONTENT:
            self.said.emit(tr("Content marked anew. Mark more words to add a fragment."))

    def begin_marking(self, field: str) -> None:
        """Ask for the words of a field in the text."""
        if self._draft_or_say() is not None:
            self._begin(SpanRole(field))

    def marked(self, span: Span) -> None:
        """Take the words that were asked for."""
        role, self._marking = self._marking, None
        if role is not None:
            self.mark(role, span)

    def _begin(self, role: SpanRole) -> None:
        self._marking = role
        self._article.begin_marking(role)

    def edit_gold(self) -> None:
        """Open the editor of a gold field; a decided item is taken up again first."""
        item = self._presenter.item
        if item is not None and item.state is ItemState.DECIDED and not self._presenter.editable:
            if self.writable() and self._own_settled():
                self._presenter.reopen()
                self._panel.table.focus_gold()
            return
        if self._draft_or_say() is not None:
            self._panel.table.edit_gold()

    def edit_speaker(self) -> None:
        """Ask who speaks."""
        draft = self._draft_or_say()
        if draft is not None and "speaker" in draft.fields:
            self._panel.table.edit_gold("speaker")

    def edit_reported_by(self) -> None:
        """Ask which attribution carries this one."""
        draft = self._draft_or_say()
        if draft is not None and "reported_by" in draft.fields:
            self._panel.table.edit_gold("reported_by")

    def rationale(self) -> None:
        """Write why."""
        if self._draft_or_say() is not None:
            self._panel.rationale.edit.setFocus()
            self._panel.bring_into_sight(self._panel.rationale)

    def add_item(self) -> None:
        """Begin an attribution nobody marked, with the selected words."""
        reading, span = self._presenter.reading, self._article.selected_span()
        if reading is None or not self.writable() or not self._own_settled():
            return
        if span is None:
            self.said.emit(tr("Select the words that nobody marked first."))
            return
        self._article.view.clear_selection()
        self._presenter.begin_new(span)
        self._panel.table.focus_gold()

    # Storing

    def decide(self) -> None:
        """Store the draft, or go to what is missing; in a blind check, compare first."""
        draft, reading = self._draft_or_say(), self._presenter.reading
        item = self._presenter.item
        if draft is None or reading is None or item is None:
            return
        short = draft.shortfall()
        if short is not None and short.code == "not_compared":
            draft.uncover()
            self._presenter.tell_draft()
            self.said.emit(tr("Compared. Decide once more to store your choice."))
            return
        if short is None and self._presenter.is_new and not draft.rationale.strip():
            short = Shortfall("rationale_missing", CONTENT)
        if short is not None:
            self.missing.emit(short)
            return
        if not draft.twice_told and gold_with_words_of(reading, item, draft):
            draft.twice_told = True
            self.said.emit(tr("Gold already has words of this. Decide once more to keep both."))
            return
        own = self._presenter.own_allowed
        if self._presenter.is_new:
            self._actions.add_gold(
                reading,
                draft.to_store(),
                reason=draft.reason,
                rationale=draft.rationale,
                own=own,
                then=self._then(item, self._decided_words(draft)),
                otherwise=self._otherwise(item),
            )
        else:
            self._actions.decide(
                reading,
                item.id,
                draft.to_store(),
                reason=draft.reason,
                rationale=draft.rationale,
                own=own,
                blind_check=draft.blind,
                then=self._then(item, self._decided_words(draft)),
                otherwise=self._otherwise(item),
            )

    def reject(self) -> None:
        """Say that this is not an attribution."""
        draft, reading = self._draft_or_say(), self._presenter.reading
        item = self._presenter.item
        if draft is None or reading is None or item is None:
            return
        if self._presenter.is_new:
            self._presenter.drop_new()
        elif item.subject is Subject.ARTICLE:
            self.said.emit(tr("What is said of the whole article cannot be rejected."))
        elif draft.rejection_unexplained():
            self.missing.emit(Shortfall("rejection_unexplained"))
        else:
            self._actions.reject(
                reading,
                item.id,
                reason=draft.reason,
                rationale=draft.rationale,
                own=self._presenter.own_allowed,
                blind_check=draft.covered,
                then=self._then(item, tr("Rejected: not an attribution.")),
                otherwise=self._otherwise(item),
            )

    def ask_for_note(self) -> None:
        """Ask what is to be discussed."""
        item = self._presenter.item
        if item is None or self._presenter.is_new or self._draft_or_say() is None:
            return
        draft = self._presenter.draft
        if draft is not None and draft.note is None:
            parked = item.state is ItemState.DISCUSS and item.decision is not None
            draft.note = item.decision.rationale if parked and item.decision else ""
            self._presenter.tell_draft()
        self._panel.bar.focus_note()

    def keep_note(self, note: str) -> None:
        """Keep what is typed of the note with the item for which it was asked."""
        draft = self._presenter.draft
        if draft is not None and draft.note is not None:
            draft.note = note

    def leave_note(self) -> None:
        """Give up the note; the item stays as it is."""
        draft = self._presenter.draft
        if draft is not None and draft.note is not None:
            draft.note = None
            self._presenter.tell_draft()
        self._article.take_keyboard()

    def unpark(self) -> None:
        """Take the item out of discussion."""
        reading, item = self._presenter.reading, self._presenter.item
        if reading is None or item is None or self._draft_or_say() is None:
            return
        item_id = item.id

        def then(_changes: Changes) -> None:
            self._presenter.select(item_id)
            self._panel.table.focus_gold()
            # Not with “Undo”: this took a step back itself, and Redo is its way back.
            self.said.emit(tr("No longer in discussion. Redo parks it again."))

        self._actions.unpark(reading, item_id, then=then, otherwise=self._put_right)

    def discuss(self, note: str) -> None:
        """Park the item with a note."""
        reading, item = self._presenter.reading, self._presenter.item
        if reading is not None and item is not None and self._draft_or_say() is not None:
            self._actions.discuss(
                reading,
                item.id,
                note,
                own=self._presenter.own_allowed,
                then=self._then(item, tr("Parked for discussion.")),
                otherwise=self._otherwise(item),
            )

    def _decided_words(self, draft: GoldDraft) -> str:
        attributes = compared_attributes(draft.codebook, draft.item.subject)
        first = attributes[0] if attributes else None
        value = draft.value(first.key) if first is not None else None
        found = first.value(value) if first is not None and isinstance(value, str) else None
        return tr("Decided: {value}.", value=found.label) if found else tr("Decided.")

    def _then(self, item: Item, words: str) -> Callable[[Changes], None]:
        self._presenter.begin_storing(item.id)

        def then(_changes: Changes) -> None:
            self._presenter.settle(item.id)
            self.done.emit(words)
            self.settled.emit(item.id)

        return then

    def _otherwise(self, item: Item) -> Callable[[AnnotatorError], bool]:
        def otherwise(error: AnnotatorError) -> bool:
            self._presenter.end_storing(item.id)
            self._presenter.tell_draft()
            return self._put_right(error)

        return otherwise

    def _put_right(self, error: AnnotatorError) -> bool:
        """Deal with what can be put right at once; all else is said in the message bar."""
        if error.code == "rationale_missing":
            self.missing.emit(Shortfall("rationale_missing"))
            return True
        if isinstance(error, Incomplete) and error.gaps:
            self.missing.emit(Shortfall("value_missing", error.gaps[0].field))
            return True
        if error.code == "item_moved":
            self._presenter.reread()
        return False

    # Whether anything may be done

    def _draft_or_say(self) -> GoldDraft | None:
        """Return the draft if it may be changed; else say why not."""
        item = self._presenter.item
        if item is None:
            self.said.emit(tr("Choose an item first."))
        elif not self.writable():
            self.said.emit(tr("Nothing can be changed here now."))
        elif self._own_settled() and not self._presenter.editable:
            self.said.emit(tr("This is decided. Reopen it to decide anew."))
        elif self._presenter.editable:
            return self._presenter.draft
        return None

    def _own_settled(self) -> bool:
        reading = self._presenter.reading
        if reading is None or not reading.own or self._presenter.own_allowed:
            return True
        self.said.emit(tr("You coded this article yourself: somebody else should decide."))
        return False

    def show_item(self, item_id: uuid.UUID) -> None:
        """Make an item of the article current."""
        self._presenter.select(item_id)
