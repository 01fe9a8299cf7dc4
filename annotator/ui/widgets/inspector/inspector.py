"""`Inspector`: the right pane. It is fed frozen objects and emits requests; it decides nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import AttributeValue, Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.doubts import Doubt
from annotator.domain.gaps import Gap
from annotator.domain.speakers import Speaker
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.article_form import ArticleForm
from annotator.ui.widgets.inspector.attribution_form import AttributionForm
from annotator.ui.widgets.inspector.empty_line import EmptyLine
from annotator.ui.widgets.inspector.header import InspectorHeader
from annotator.ui.widgets.inspector.lock_line import LockLine
from annotator.ui.widgets.inspector.requests import (
    ArticleValueChange,
    NoteChange,
    OtherAttribution,
    ValueChange,
)
from annotator.ui.widgets.inspector.speaker_field import no_matches
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch

WIDTH = 364
"""Pixels at a text scale of 1."""


class Inspector(QFrame):
    """Shows and edits one attribution, and what is said of the article as a whole.

    Showing emits nothing and leaves the keyboard where it is. A choice is shown at once; after a
    refusal, call `show_attribution` again with what is stored.
    """

    speaker_chosen = Signal(object)
    """A speaker's identifier, or None."""
    speaker_creation_requested = Signal(str)
    """The name that the new speaker may get; may be empty."""
    speaker_edit_requested = Signal(object)
    """A speaker's identifier."""
    value_changed = Signal(object)
    """A `ValueChange`."""
    article_value_changed = Signal(object)
    """An `ArticleValueChange`."""
    note_changed = Signal(object)
    """A `NoteChange`."""
    flag_changed = Signal(bool)
    reported_by_chosen = Signal(object)
    """Another attribution's identifier, or None."""
    span_jump_requested = Signal(object)
    """A `Span` to show in the article."""
    span_removal_requested = Signal(object)
    """A `SpanRemoval`."""
    attribution_requested = Signal(object)
    """Another attribution's identifier, to be selected."""
    previous_requested = Signal()
    next_requested = Signal()
    duplicate_requested = Signal()
    delete_requested = Signal()
    reopen_requested = Signal()
    text_focus_requested = Signal()
    """The keyboard is to go back to the article."""
    speaker_field_active = Signal(bool)
    """The speaker field got or lost the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._codebook: Codebook | None = None
        self._complete: Callable[[str], Sequence[SpeakerMatch]] = no_matches
        self._key_of: Callable[[str], str] | None = None
        self._attribution: Attribution | None = None
        self._work: AnnotationSet | None = None
        self._gaps: tuple[Gap, ...] = ()
        self.attribution_form: AttributionForm | None = None
        self.article_form: ArticleForm | None = None
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Inspector"))
        self.header = InspectorHeader(theme, self)
        self.lock = LockLine(theme, self)
        self.empty = EmptyLine(theme, self)
        self._body = QWidget(self)
        self._body.setObjectName("inspectorBody")
        self._column = QVBoxLayout(self._body)
        self._scroll = QScrollArea(self)
        self._arrange()
        self._connect_header()
        theme.changed.connect(self._restyle)
        self._restyle()
        self._refresh_place()

    @property
    def attribution_id(self) -> uuid.UUID | None:
        """Return which attribution is shown."""
        return self._attribution.id if self._attribution else None

    def set_complete(self, complete: Callable[[str], Sequence[SpeakerMatch]]) -> None:
        """Say who finds the speakers for what is typed in the speaker field."""
        self._complete = complete
        if self.attribution_form is not None:
            self.attribution_form.speaker.set_complete(complete)

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys in use; ``key_of`` maps a command of the key table to its key."""
        self._key_of = key_of
        self.header.set_keys(key_of)
        if self.attribution_form is not None:
            self.attribution_form.set_keys(key_of)

    def set_codebook(self, codebook: Codebook) -> None:
        """Build the fields of a codebook; nothing happens when it is the one that is shown."""
        if codebook == self._codebook:
            return
        self.flush()
        self._codebook = codebook
        self._attribution = None
        self._work = None
        for old in (self.attribution_form, self.article_form):
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.attribution_form = AttributionForm(codebook, self._theme, self._body)
        self.article_form = ArticleForm(codebook, self._theme, self._body)
        at = self._column.indexOf(self.empty) + 1
        self._column.insertWidget(at, self.attribution_form)
        self._column.insertWidget(at + 1, self.article_form)
        self._connect_forms(self.attribution_form, self.article_form)
        self.set_complete(self._complete)
        if self._key_of is not None:
            self.set_keys(self._key_of)
        self._refresh_place()

    def show_attribution(
        self,
        attribution: Attribution | None,
        *,
        number: int = 0,
        total: int = 0,
        speaker: Speaker | None = None,
        speaker_count: int | None = None,
        others: Sequence[OtherAttribution] = (),
        doubts: Sequence[Doubt] = (),
        read_only: bool = False,
    ) -> None:
        """Show an attribution, the ``number``-th of ``total``, or that none is selected.

        ``speaker_count`` is the person's own number of attributions to that speaker. `set_codebook`
        comes before. Half-typed text of the attribution shown until now is emitted first.
        """
        form = self.attribution_form
        if form is None:
            return
        if attribution is None or attribution.id != self.attribution_id:
            self.flush()
            form.speaker.restore()
        had_keyboard = self._holds_focus(form)
        self._attribution = attribution
        if attribution is not None:
            form.show_attribution(
                attribution,
                speaker=speaker,
                speaker_count=speaker_count,
                others=others,
                doubts=doubts,
                read_only=read_only,
            )
        self._refresh_place(number, total, read_only=read_only)
        self._apply_gaps()
        if attribution is None and had_keyboard:
            self.text_focus_requested.emit()

    def show_article(self, work: AnnotationSet | None, *, read_only: bool = False) -> None:
        """Show what is said of the article; ``read_only`` is for projects that can't be written.

        A set that is handed in is read-only by itself, and a line says so.
        """
        if self.article_form is None or self._codebook is None:
            return
        if work is None or self._work is None or work.id != self._work.id:
            self.article_form.rows.flush()
        self._work = work
        self.lock.show_state(work, self._codebook, read_only=read_only)
        self.article_form.show_work(work, read_only=read_only)
        self._apply_gaps()

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Mark what is missing, here and in attributions shown later, until it is there."""
        self._gaps = tuple(gaps)
        self._apply_gaps()

    def flush(self) -> None:
        """Emit half-typed text now: before the article is marked done, left or closed."""
        if self.attribution_form is not None and self.article_form is not None:
            self.attribution_form.flush()
            self.article_form.rows.flush()

    def focus_speaker(self) -> None:
        """Give the keyboard to the speaker field."""
        if self._attribution is not None and self.attribution_form is not None:
            self.attribution_form.speaker.focus_field()
            self._scroll.ensureWidgetVisible(self.attribution_form.speaker)

    def focus_note(self) -> None:
        """Give the keyboard to the note."""
        if self._attribution is not None and self.attribution_form is not None:
            self.attribution_form.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(self.attribution_form.note)

    def focus_reported_by(self) -> None:
        """Give the keyboard to "reported by" and open its list."""
        if self._attribution is not None and self.attribution_form is not None:
            self._scroll.ensureWidgetVisible(self.attribution_form.reported_by)
            self.attribution_form.reported_by.focus_field()

    def focus_attribute(self, key: str) -> bool:
        """Give the keyboard to an attribute's field; False when it isn't shown."""
        forms = (
            [self.article_form]
            if self._attribution is None
            else [
                self.attribution_form,
                self.article_form,
            ]
        )
        for form in forms:
            if form is not None and form.rows.focus(key):
                field = form.rows.field(key)
                if field is not None:
                    self._scroll.ensureWidgetVisible(field)
                return True
        return False

    def focus_gap(self, field: str) -> None:
        """Give the keyboard to what is missing: an attribute's key, ``speaker`` or ``content``."""
        if field == "speaker":
            self.focus_speaker()
        elif not self.focus_attribute(field):
            self.text_focus_requested.emit()

    def current_attribute(self) -> str | None:
        """Return the attribute whose field has the keyboard, or None."""
        widget = QApplication.focusWidget()
        for form in (self.attribution_form, self.article_form):
            key = form.rows.key_of(widget) if form is not None else None
            if key is not None:
                return key
        return None

    def sizeHint(self) -> QSize:
        """Return the width of the specification."""
        return QSize(self._theme.px(WIDTH), self._theme.px(700))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest width at which nothing is cut."""
        width = max(self.header.minimumSizeHint().width(), self._theme.px(200))
        return QSize(width, self._theme.px(160))

    def _arrange(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._body)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        line = QFrame(self)
        line.setProperty("kind", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(line)
        column.addWidget(self._scroll, 1)
        self._column.addWidget(self.lock)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def _connect_header(self) -> None:
        self.header.previous_requested.connect(self.previous_requested)
        self.header.next_requested.connect(self.next_requested)
        self.header.flag_changed.connect(self.flag_changed)
        self.header.duplicate_requested.connect(self.duplicate_requested)
        self.header.delete_requested.connect(self.delete_requested)
        self.header.reported_by_requested.connect(self.focus_reported_by)
        self.lock.reopen_requested.connect(self.reopen_requested)

    def _connect_forms(self, form: AttributionForm, article: ArticleForm) -> None:
        form.speaker.speaker_chosen.connect(self.speaker_chosen)
        form.speaker.creation_requested.connect(self.speaker_creation_requested)
        form.speaker.active_changed.connect(self.speaker_field_active)
        form.card.edit_requested.connect(self.speaker_edit_requested)
        form.rows.value_changed.connect(self._value_changed)
        form.note.rested.connect(self._note_changed)
        form.reported_by.other_chosen.connect(self.reported_by_chosen)
        form.spans.jump_requested.connect(self.span_jump_requested)
        form.spans.removal_requested.connect(self.span_removal_requested)
        form.doubts.jump_requested.connect(self.span_jump_requested)
        form.doubts.other_requested.connect(self.attribution_requested)
        form.leave_requested.connect(self.text_focus_requested)
        article.rows.value_changed.connect(self._article_value_changed)
        article.rows.leave_requested.connect(self.text_focus_requested)

    def _value_changed(self, key: str, value: AttributeValue | None) -> None:
        if self._attribution is not None:
            self.value_changed.emit(ValueChange(self._attribution.id, key, value))

    def _note_changed(self, text: str) -> None:
        if self._attribution is not None:
            self.note_changed.emit(NoteChange(self._attribution.id, text))

    def _article_value_changed(self, key: str, value: AttributeValue | None) -> None:
        if self._work is not None:
            self.article_value_changed.emit(
                ArticleValueChange(self._work.article_id, self._work.round_id, key, value)
            )

    def _apply_gaps(self) -> None:
        if self.attribution_form is None or self.article_form is None:
            return
        mine = (one.field for one in self._gaps if one.attribution_id == self.attribution_id)
        self.attribution_form.show_needed(frozenset(mine if self.attribution_id else ()))
        articles = (one.field for one in self._gaps if one.attribution_id is None)
        self.article_form.rows.show_needed(frozenset(articles))

    def _refresh_place(self, number: int = 0, total: int = 0, *, read_only: bool = False) -> None:
        one = self._attribution
        self.header.show_place(
            number if one else 0,
            total,
            flagged=bool(one and one.flagged),
            read_only=read_only,
        )
        self.empty.setVisible(one is None)
        if self.attribution_form is not None:
            self.attribution_form.setVisible(one is not None)

    def _holds_focus(self, widget: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and widget.isAncestorOf(focus)

    def _restyle(self) -> None:
        px = self._theme.px
        # The margins stay as they are: at 200 % the words need the room.
        self._column.setContentsMargins(14, px(10), 12, px(12))
        self._column.setSpacing(px(12))
        self.updateGeometry()
