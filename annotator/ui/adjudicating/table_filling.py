"""A draft as the comparison table shows it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import (
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Chosen,
    Coder,
    FieldValue,
)
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Attribute, AttributeKind
from annotator.domain.decisions import Subject
from annotator.ui.adjudicating.field_words import (
    field_label,
    picture_of,
    state_words,
    value_words,
    whole_words,
)
from annotator.ui.adjudicating.gold_draft import FOLLOWERS, GoldDraft, Shortfall
from annotator.ui.adjudicating.item_fields import CANNOT_CODE, DONE, annotators_attributes
from annotator.ui.adjudicating.telling_apart import told_apart
from annotator.ui.widgets.adjudication.table_rows import (
    CoderCellShown,
    EditorKind,
    GoldCellShown,
    GoldState,
    Option,
    TableRow,
)
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication

_RARE = (*FOLLOWERS,)
"""Fields whose row is left out while nobody has anything in them."""


def heads_of(coders: tuple[Coder, ...]) -> tuple[str, ...]:
    """Return the names of the annotators' columns."""
    return tuple(tr("Coder {letter}", letter=one.letter) for one in coders)


class TableFilling:
    """Makes the rows of one item."""

    def __init__(
        self,
        reading: Adjudication,
        draft: GoldDraft,
        asked_for: Shortfall | None = None,
        *,
        rejected: bool = False,
    ) -> None:
        """``rejected``: it was found to be no attribution, so that there is no gold to show."""
        self._rejected = rejected
        self._reading = reading
        self._draft = draft
        self._codebook = reading.codebook
        self._asked_for = asked_for
        self._unlike = frozenset() if draft.covered else frozenset(draft.unlike())
        self._said: dict[str, dict[uuid.UUID, str]] = {}
        self._all: list[Attribution] = [
            *reading.gold,
            *(one for item in reading.items for one in item.candidates.values()),
        ]

    def rows(self) -> tuple[TableRow, ...]:
        """Return a row for each field, then what annotators say of themselves."""
        draft = self._draft
        found = [self._row(field) for field in draft.fields if self._is_shown(field)]
        if not draft.covered and draft.item.subject is Subject.ATTRIBUTION:
            about = annotators_attributes(self._codebook, draft.item.subject)
            found += [self._about_annotators(attribute) for attribute in about]
            if any(one.note for one in draft.item.candidates.values()):
                found.append(self._notes())
        return tuple(found)

    def _is_shown(self, field: str) -> bool:
        draft = self._draft
        if field == CONTENT:
            return False  # it has a panel of its own
        if field in _RARE:
            some = any(draft.annotators(field).values())
            if draft.covered:
                some = field in (SOURCE, CUE)  # whatever annotators have
            return some or bool(draft.value(field))
        return draft.shown(field)

    def _row(self, field: str) -> TableRow:
        attribute = self._codebook.attribute(field)
        return TableRow(
            field=field,
            label=field_label(field, self._codebook),
            cells=tuple(self._cell(field, coder) for coder in self._reading.coders),
            gold=self._gold(field, attribute),
            differs=self._draft.differs(field) and not self._draft.covered,
            required=bool(attribute and attribute.required),
            attribute=attribute,
        )

    def _cell(self, field: str, coder: Coder) -> CoderCellShown:
        draft = self._draft
        if draft.covered:
            return CoderCellShown(tr("hidden"), covered=True)
        values = draft.annotators(field)
        if coder.person_id not in values:
            return CoderCellShown(tr("not marked"), marked=False)
        value = values[coder.person_id]
        if value in (None, ()) and not self._is_boolean(field):
            return CoderCellShown("–")
        words = self._coders_words(field).get(coder.person_id) or self._words(field, value)
        whole = _whole(field, value, words)
        return CoderCellShown(words, picture_of(field, value, self._codebook), whole=whole)

    def _coders_words(self, field: str) -> dict[uuid.UUID, str]:
        """Return each annotator's value in words; different ones never read alike."""
        if field not in self._said:
            values = {
                person: one
                for person, one in self._draft.annotators(field).items()
                if one not in (None, ())
            }
            words = {person: self._words(field, one) for person, one in values.items()}
            text, speakers = self._reading.article.text, self._reading.speakers
            self._said[field] = told_apart(field, values, words, text, speakers, self._all)
        return self._said[field]

    def _gold_words(self, field: str, chosen: Chosen) -> str:
        """Return a gold value in words, as the annotators' cells have it where it is theirs."""
        if not self._draft.covered:
            for person, value in self._draft.annotators(field).items():
                if value == chosen.value and person in self._coders_words(field):
                    return self._coders_words(field)[person]
        return self._words(field, chosen.value)

    def _gold(self, field: str, attribute: Attribute | None) -> GoldCellShown:
        draft = self._draft
        if self._rejected:
            first = next(one for one in draft.fields if one != CONTENT and self._is_shown(one))
            words = tr("Not an attribution") if field == first else "–"
            return GoldCellShown(words, GoldState.REJECTED, _editor(field, attribute))
        chosen, follows = draft.chosen(field), draft.implied(field)
        found = chosen or follows
        state = GoldState.EMPTY
        if chosen is not None:
            taken = GoldState.TAKEN if chosen.taken_from is not None else GoldState.OWN
            state = GoldState.AGREED if draft.agreed(field) else taken
            if draft.covered:
                state = GoldState.JUDGED
            elif draft.alone(field):
                state = GoldState.ALONE
        elif follows is not None:
            state = GoldState.FOLLOWS
        return GoldCellShown(
            words=self._gold_words(field, found) if found else "",
            state=state,
            editor=_editor(field, attribute),
            picture=picture_of(field, found.value, self._codebook) if found else None,
            letter="" if draft.covered else self._letter(found),
            missing=self._asked_for is not None and self._asked_for.field == field,
            unlike=field in self._unlike,
            options=self._options(field, attribute, found.value if found else None),
            note=self._note(field, state, found, attribute),
            whole=_whole(field, found.value, self._words(field, found.value)) if found else "",
        )

    def _note(
        self, field: str, state: GoldState, found: Chosen | None, attribute: Attribute | None
    ) -> str:
        """Return where a value is from that not all have, or why a choice is wanted."""
        draft = self._draft
        if state is GoldState.ALONE:
            letters = ", ".join(one.letter for one in draft.alone(field))
            return tr("from {letters} only", letters=letters)
        required = attribute is not None and attribute.required
        if draft.covered:
            wanted = required or field == STATE
            return tr("required") if wanted and state is GoldState.EMPTY else ""
        if state is GoldState.FOLLOWS and draft.differs(field):
            return tr("as {letter}, with the content", letter=self._letter(found))
        if state is not GoldState.EMPTY:
            return ""
        if draft.blind and attribute is not None and attribute.derived_from:
            return tr("found in the text when you decide")
        if field in FOLLOWERS and draft.blind:
            return tr("left empty") if any(draft.annotators(field).values()) else ""
        if field in FOLLOWERS:
            return tr("coders differ; follows content") if draft.differs(field) else ""
        if draft.differs(field):
            return tr("coders differ")
        return tr("required") if required else ""

    def _options(
        self, field: str, attribute: Attribute | None, now: FieldValue
    ) -> tuple[Option, ...]:
        if field in SPAN_FIELDS:
            return self._span_options(field, now)
        if field == REPORTED_BY:
            return self._reported_options(now)
        if field == STATE:
            return self._state_options(now)
        if attribute is None or attribute.kind is AttributeKind.TEXT:
            return ()
        if attribute.kind is AttributeKind.BOOLEAN:
            no = False if attribute.required else None
            return (
                Option(True, tr("Yes"), chosen=now is True),
                Option(no, tr("No"), chosen=now is no and self._draft.chosen(field) is not None),
            )
        several = attribute.kind is AttributeKind.MULTIPLE_CHOICE
        keys = now if isinstance(now, tuple) else (now,)
        found = [
            Option(
                value.key,
                value.label,
                value if value.colour is not None else None,
                key=value.shortcut or "",
                chosen=value.key in keys,
            )
            for value in attribute.values
        ]
        if not several and not attribute.required:
            none = now is None and self._draft.chosen(field) is not None
            found.append(Option(None, tr("None"), chosen=none))
        return tuple(found)

    def _span_options(self, field: str, now: FieldValue) -> tuple[Option, ...]:
        found: list[Option] = []
        for coder in self._reading.coders:
            value = self._draft.annotators(field).get(coder.person_id)
            if isinstance(value, tuple) and value and not self._draft.covered:
                said = self._coders_words(field)[coder.person_id]
                words = tr("As {letter}: {words}", letter=coder.letter, words=said)
                found.append(Option(value, words, chosen=value == now))
        found.append(Option(None, tr("Mark in the text …"), marks_in_text=True))
        found.append(Option(None, tr("None"), chosen=not now))
        return tuple(found)

    def _reported_options(self, now: FieldValue) -> tuple[Option, ...]:
        found = []
        item = self._draft.item
        mine = {one.id for one in item.candidates.values()} | {item.gold.id if item.gold else None}
        for one in self._reading.gold:
            if one.id not in mine:
                words = value_words(
                    REPORTED_BY, one.id, self._codebook, self._reading.speakers, self._all
                )
                found.append(Option(one.id, words, chosen=one.id == now))
        found.append(Option(None, tr("None"), chosen=not now))
        return tuple(found)

    def _state_options(self, now: FieldValue) -> tuple[Option, ...]:
        states = (DONE, *(CANNOT_CODE + one.key for one in self._codebook.cannot_code))
        return tuple(
            Option(one, state_words(one, self._codebook), chosen=one == now) for one in states
        )

    def _about_annotators(self, attribute: Attribute) -> TableRow:
        cells = []
        for coder in self._reading.coders:
            one = self._draft.item.candidates.get(coder.person_id)
            value = one.values.get(attribute.key) if one else None
            words = self._words(attribute.key, value) if value is not None else "–"
            cells.append(self._of_annotator(words, marked=one is not None))
        return TableRow(attribute.key, attribute.label, tuple(cells), None)

    def _notes(self) -> TableRow:
        cells = []
        for coder in self._reading.coders:
            one = self._draft.item.candidates.get(coder.person_id)
            words = " ".join(one.note.split()) if one else ""
            cells.append(self._of_annotator(words or "–", marked=one is not None))
        return TableRow("note", tr("Note"), tuple(cells), None)

    def _of_annotator(self, words: str, *, marked: bool) -> CoderCellShown:
        """Return what an annotator says of the own work: told after a first choice, room before."""
        if self._draft.first_choice_made or not marked:
            return CoderCellShown(words, marked=marked)
        return CoderCellShown(tr("after your choice"), covered=True, room=words)

    def _words(self, field: str, value: FieldValue) -> str:
        return value_words(field, value, self._codebook, self._reading.speakers, self._all)

    def _is_boolean(self, field: str) -> bool:
        attribute = self._codebook.attribute(field)
        return attribute is not None and attribute.kind is AttributeKind.BOOLEAN

    def _letter(self, chosen: Chosen | None) -> str:
        wanted: uuid.UUID | None = chosen.taken_from if chosen else None
        return next((o.letter for o in self._reading.coders if o.person_id == wanted), "")


def _whole(field: str, value: FieldValue, words: str) -> str:
    """Return all the words of spans whose words are shortened; empty where none are."""
    if field not in SPAN_FIELDS or not isinstance(value, tuple):
        return ""
    whole = whole_words(value)
    return "" if whole in words else whole


def _editor(field: str, attribute: Attribute | None) -> EditorKind:
    if field == SPEAKER:
        return EditorKind.SPEAKER
    if attribute is None:
        return EditorKind.OFFERED
    return {
        AttributeKind.CHOICE: EditorKind.CHOICE,
        AttributeKind.MULTIPLE_CHOICE: EditorKind.MULTIPLE,
        AttributeKind.BOOLEAN: EditorKind.BOOLEAN,
        AttributeKind.TEXT: EditorKind.TEXT,
    }[attribute.kind]
