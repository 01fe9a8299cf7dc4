"""What keys, buttons and menu entries mean in the present situation: target, then intention."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from annotator.domain.attributions import Attribution, Values
from annotator.domain.changes import Changes
from annotator.domain.codebook import Attribute, AttributeKind
from annotator.domain.entities import EntityKind
from annotator.domain.text.quotations import next_quotation
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.text.widening import widen
from annotator.ui.annotating.annotating_actions import AnnotatingActions
from annotator.ui.annotating.coding_presenter import CodingPresenter
from annotator.ui.annotating.digit_keys import Digit
from annotator.ui.annotating.key_target import KeyTarget, TargetKind, key_target
from annotator.ui.widgets.article_view import ArticleView
from annotator.ui.widgets.inspector import Inspector
from annotator.words import tr


class CodingController(QObject):
    """Reads the situation from view and presenter, and asks `AnnotatingActions` to act."""

    said = Signal(str)
    """A brief message: why nothing happened."""

    def __init__(
        self,
        presenter: CodingPresenter,
        actions: AnnotatingActions,
        view: ArticleView,
        inspector: Inspector,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._actions = actions
        self._view = view
        self._inspector = inspector
        self.may_edit: Callable[[], bool] = lambda: True

    def target(self, *, field_open: bool = False) -> KeyTarget:
        """Return what keys act on now."""
        attribution = self._presenter.attribution
        return key_target(
            field_open=field_open,
            selection=self._view.selection(),
            attribution_id=attribution.id if attribution else None,
        )

    def press_digit(self, digit: Digit) -> bool:
        """Act on a digit key; False when it means nothing here."""
        coding = self._presenter.coding
        if coding is None:
            return False
        codebook = coding.codebook
        attribute = codebook.secondary if digit.shift else codebook.primary
        key = value_on_digit(attribute, digit.number) if attribute else None
        if attribute is None or key is None:
            return False
        self.choose(attribute, key)
        return True

    def choose(self, attribute: Attribute, key: str) -> None:
        """Set a value: of a new attribution for a fresh selection, else of the selected one."""
        target = self._target_or_say()
        if target is None:
            return
        if target.kind is TargetKind.SELECTION:
            self._create({attribute.key: key})
        elif target.attribution_id is not None:
            self._actions.set_value(target.attribution_id, attribute.key, key)

    def create_without_value(self) -> None:
        """Make an attribution of the fresh selection."""
        if self.target().kind is TargetKind.SELECTION and self._allowed():
            self._create(None)

    def press_attribute(self, attribute: Attribute) -> None:
        """Act on an attribute's own key: turn a yes or no over, else open its field."""
        if attribute.kind is AttributeKind.BOOLEAN:
            self._press_boolean(attribute)
        else:
            self._with_attribution(lambda _one: self._inspector.focus_attribute(attribute.key))

    def speaker(self) -> None:
        """Ask who speaks."""
        self._with_attribution(lambda _one: self._inspector.focus_speaker())

    def note(self) -> None:
        """Write a note."""
        self._with_attribution(lambda _one: self._inspector.focus_note())

    def reported_by(self) -> None:
        """Ask which attribution carries this one."""
        self._with_attribution(lambda _one: self._inspector.focus_reported_by())

    def flag(self) -> None:
        """Flag for follow-up, or no longer."""
        self._with_attribution(lambda one: self._actions.set_flag(one.id, not one.flagged))

    def to_span(self, role: SpanRole) -> None:
        """Make the selection a span of the selected attribution; what it overlaps gives way."""
        attribution, span = self._presenter.attribution, self._view.selection()
        if attribution is None:
            self.said.emit(tr("Select an attribution first, then the words to add to it."))
        elif span is None:
            self.said.emit(tr("Select the words to add first."))
        elif self._allowed():
            self._view.clear_selection()
            self._actions.add_span(attribution.id, role, span)

    def duplicate(self) -> None:
        """Mark the same spans again, for another object."""
        attribution = self._presenter.attribution
        if attribution is None:
            self.said.emit(tr("Select an attribution first."))
        elif self._allowed():
            self._actions.duplicate(attribution.id, self._select_new)

    def delete(self) -> None:
        """Delete the selected attribution."""
        attribution = self._presenter.attribution
        if attribution is None:
            self.said.emit(tr("Select an attribution first."))
        elif self._allowed():
            self._actions.delete(attribution.id)

    def next_quotation(self) -> None:
        """Select the next quoted passage after the selection or caret; from the top at the end."""
        coding = self._presenter.coding
        if coding is None:
            return
        text, selected = coding.article.text, self._view.selection()
        after = selected.start + 1 if selected else self._view.caret()
        found = next_quotation(text, after) or next_quotation(text, 0)
        if found is None:
            self.said.emit(tr("There is no quotation in this article."))
            return
        self._view.set_selection(found)
        self._view.scroll_to(found, flash=False)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def widen(self) -> None:
        """Widen the selection: word, quotation, sentence, paragraph."""
        coding = self._presenter.coding
        if coding is None:
            return
        caret = self._view.caret()
        wider = widen(coding.article.text, self._view.selection() or Span(caret, caret))
        if len(wider):
            self._view.set_selection(wider)

    def neighbour(self, step: int) -> None:
        """Select the next or previous attribution and show it."""
        self._view.clear_selection()
        self._presenter.select_neighbour(step)
        self.show_selected()

    def show_selected(self) -> None:
        """Bring the selected attribution into sight."""
        attribution = self._presenter.attribution
        if attribution is not None and attribution.content:
            self._view.scroll_to(attribution.content[0].span)

    def escape(self) -> None:
        """Let go: of the selection, then of the attribution; the keyboard goes to the text."""
        if not self._view.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view.selection() is not None:
            self._view.clear_selection()
        else:
            self._presenter.select(None)

    def _press_boolean(self, attribute: Attribute) -> None:
        one, span = self._presenter.attribution, self._view.selection()
        if attribute.span_role is not None and one is not None and span is not None:
            if self._allowed():
                self._view.clear_selection()
                self._actions.add_span(one.id, attribute.span_role, span)
            return
        self._with_attribution(
            lambda found: self._actions.set_value(
                found.id, attribute.key, None if found.values.get(attribute.key) is True else True
            )
        )

    def _with_attribution(self, act: Callable[[Attribution], object]) -> None:
        """Act on the attribution that keys act on; one is made of a fresh selection first."""
        target = self._target_or_say()
        if target is None:
            return
        if target.kind is TargetKind.SELECTION:

            def then(changes: Changes) -> None:
                self._select_new(changes)
                self._act(act)

            self._create(None, then)
        else:
            self._act(act)

    def _act(self, act: Callable[[Attribution], object]) -> None:
        attribution = self._presenter.attribution
        if attribution is not None:
            act(attribution)

    def _create(self, values: Values | None, then: Callable[[Changes], None] | None = None) -> None:
        coding, span = self._presenter.coding, self._view.selection()
        if coding is not None and span is not None:
            self._view.clear_selection()
            self._actions.create(
                coding.article.article.id, [span], values, then=then or self._select_new
            )

    def _select_new(self, changes: Changes) -> None:
        for change in changes.of(EntityKind.ATTRIBUTION):
            if change.before is None:
                self._presenter.select(_id(change.after))

    def _target_or_say(self) -> KeyTarget | None:
        """Return the target of an editing key; say why there is none, or why nothing may change."""
        target = self.target()
        if target.kind is TargetKind.NOTHING:
            self.said.emit(tr("Select some words, or press Q for the next quotation."))
            return None
        return target if self._allowed() else None

    def _allowed(self) -> bool:
        if self.may_edit():
            return True
        self.said.emit(tr("Nothing can be changed here now."))
        return False


def value_on_digit(attribute: Attribute, number: int) -> str | None:
    """Return the key of the value that a digit stands for: by shortcut, else by place."""
    if any(value.shortcut for value in attribute.values):
        wanted = str(number)
        return next((one.key for one in attribute.values if one.shortcut == wanted), None)
    return attribute.values[number - 1].key if 0 < number <= len(attribute.values) else None


def _id(entity: object) -> uuid.UUID:
    return entity.id  # type: ignore[attr-defined, no-any-return]
