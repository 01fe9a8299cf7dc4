"""Feeds the inspector and the list of attributions, and hands their requests to the actions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.attributions import Attribution
from annotator.domain.doubts import doubts
from annotator.domain.gaps import Gap, gaps
from annotator.domain.speakers import Speaker, guessed_kind
from annotator.domain.text.spans import Span
from annotator.ui.annotating.annotating_actions import AnnotatingActions
from annotator.ui.annotating.coding_presenter import CodingPresenter
from annotator.ui.theme import Theme
from annotator.ui.widgets.attribution_list import AttributionList
from annotator.ui.widgets.inspector import (
    ArticleValueChange,
    Inspector,
    NoteChange,
    OtherAttribution,
    SpanRemoval,
    ValueChange,
)

if TYPE_CHECKING:
    from annotator.services.coding import Coding
    from annotator.services.speakers import SpeakerMatch
    from annotator.ui.open_project import OpenProject


class InspectorPresenter(QObject):
    """Shows the selected attribution, and what is said of the article as a whole."""

    jump_wanted = Signal(object)
    """A `Span` to show in the article."""
    neighbour_wanted = Signal(int)

    def __init__(
        self,
        opened: OpenProject,
        presenter: CodingPresenter,
        actions: AnnotatingActions,
        inspector: Inspector,
        attributions: AttributionList,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._presenter = presenter
        self._actions = actions
        self._inspector = inspector
        self._list = attributions
        self._theme = theme
        self._asked_for_gaps = False
        inspector.set_complete(self._complete)
        self._connect()

    def show(self) -> None:
        """Show the present state of the presenter."""
        coding = self._presenter.coding
        inspector = self._inspector
        if coding is None:
            inspector.show_attribution(None)
            inspector.show_article(None)
            return
        inspector.set_codebook(coding.codebook)
        locked = self._opened.project.read_only is not None
        missing = gaps(coding.codebook, coding.attributions, coding.work.values)
        incomplete = {gap.attribution_id for gap in missing if gap.attribution_id is not None}
        self._list.show_attributions(
            coding.codebook, coding.attributions, coding.speakers, incomplete
        )
        inspector.show_article(coding.work, read_only=locked)
        self._show_selected(coding, locked=locked or coding.work.state.closed)
        inspector.show_gaps(missing if self._asked_for_gaps else ())

    def show_gaps(self, missing: Sequence[Gap]) -> None:
        """Mark what is missing from now on, until another article is opened."""
        self._asked_for_gaps = bool(missing)
        self._inspector.show_gaps(missing)

    def forget_gaps(self) -> None:
        """Begin another article without marks of what is missing."""
        self._asked_for_gaps = False

    def _show_selected(self, coding: Coding, *, locked: bool) -> None:
        from annotator.services.speakers import use_count

        one = self._presenter.attribution
        self._list.select(one.id if one else None)
        if one is None:
            self._inspector.show_attribution(None, total=len(coding.attributions))
            return
        speaker = coding.speakers.get(one.speaker_id) if one.speaker_id else None
        opened = self._opened
        self._inspector.show_attribution(
            one,
            number=coding.attributions.index(one) + 1,
            total=len(coding.attributions),
            speaker=speaker,
            speaker_count=(
                use_count(opened.project, opened.annotator, speaker.id) if speaker else None
            ),
            others=self._others(coding),
            doubts=doubts(
                coding.article.text, one, coding.codebook, coding.attributions, coding.speakers
            ),
            read_only=locked,
        )

    def _others(self, coding: Coding) -> tuple[OtherAttribution, ...]:
        def name(one: Attribution) -> str:
            speaker = coding.speakers.get(one.speaker_id) if one.speaker_id else None
            return speaker.name if speaker else ""

        return tuple(
            OtherAttribution(number, one, name(one))
            for number, one in enumerate(coding.attributions, start=1)
        )

    def _complete(self, typed: str) -> tuple[SpeakerMatch, ...]:
        from annotator.services.speakers import complete_speakers

        coding, opened = self._presenter.coding, self._opened
        article_id = coding.article.article.id if coding else None
        return complete_speakers(opened.project, opened.annotator, typed, article_id)

    def _connect(self) -> None:
        inspector, actions = self._inspector, self._actions
        inspector.value_changed.connect(self._set_value)
        inspector.article_value_changed.connect(self._set_article_value)
        inspector.note_changed.connect(self._set_note)
        inspector.speaker_chosen.connect(
            lambda speaker_id: self._on_selected(lambda one: actions.set_speaker(one, speaker_id))
        )
        inspector.speaker_creation_requested.connect(self._create_speaker)
        inspector.speaker_edit_requested.connect(self._edit_speaker)
        inspector.flag_changed.connect(
            lambda on: self._on_selected(lambda one: actions.set_flag(one, on))
        )
        inspector.reported_by_chosen.connect(
            lambda other: self._on_selected(lambda one: actions.set_reported_by(one, other))
        )
        inspector.span_removal_requested.connect(self._remove_span)
        inspector.span_jump_requested.connect(self.jump_wanted)
        inspector.attribution_requested.connect(self._go_to)
        inspector.previous_requested.connect(lambda: self.neighbour_wanted.emit(-1))
        inspector.next_requested.connect(lambda: self.neighbour_wanted.emit(1))
        self._list.attribution_activated.connect(self._go_to)
        actions.refused.connect(lambda _error: self.show())

    def _on_selected(self, act) -> None:  # type: ignore[no-untyped-def]
        one = self._presenter.attribution
        if one is not None:
            act(one.id)

    def _set_value(self, change: ValueChange) -> None:
        self._actions.set_value(change.attribution_id, change.key, change.value)

    def _set_article_value(self, change: ArticleValueChange) -> None:
        self._actions.set_article_value(change.article_id, change.key, change.value)

    def _set_note(self, change: NoteChange) -> None:
        self._actions.set_note(change.attribution_id, change.text)

    def _remove_span(self, removal: SpanRemoval) -> None:
        self._on_selected(lambda one: self._actions.remove_span(one, removal.role, removal.span))

    def _go_to(self, attribution_id: uuid.UUID) -> None:
        self._presenter.select(attribution_id)
        one = self._presenter.attribution
        if one is not None and one.content:
            self.jump_wanted.emit(_extent(one))

    def _create_speaker(self, name: str) -> None:
        from annotator.ui.dialogs.speaker_dialog import SpeakerDialog

        coding, one = self._presenter.coding, self._presenter.attribution
        if coding is None or one is None:
            return
        dialog = SpeakerDialog(self._theme, self._window(), name=name, kind=guessed_kind(name))
        if dialog.exec():
            form = dialog.form
            self._actions.create_speaker(
                form.name,
                form.kind,
                role=form.role,
                affiliation=form.affiliation,
                country=form.country,
                aliases=form.aliases,
                article_id=coding.article.article.id,
                attribution_id=one.id,
            )
            self._inspector.text_focus_requested.emit()
        dialog.deleteLater()

    def _edit_speaker(self, speaker_id: uuid.UUID) -> None:
        from annotator.ui.dialogs.speaker_dialog import SpeakerDialog

        coding = self._presenter.coding
        speaker: Speaker | None = coding.speakers.get(speaker_id) if coding else None
        if speaker is None:
            return
        dialog = SpeakerDialog(self._theme, self._window(), speaker=speaker)
        if dialog.exec():
            self._actions.update_speaker(dialog.form.applied_to(speaker))
        dialog.deleteLater()

    def _window(self) -> QWidget:
        return self._inspector.window()


def _extent(attribution: Attribution) -> Span:
    return attribution.content[0].span
