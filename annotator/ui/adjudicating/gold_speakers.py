"""Speakers for the gold: found in the registry, or made new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.adjudication.item import SPEAKER
from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker, guessed_kind
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen


class GoldSpeakers(QObject):
    """Completes what is typed in the gold column, and makes a speaker that is not there."""

    def __init__(self, screen: AdjudicateScreen, opened: OpenProject, theme: Theme) -> None:
        super().__init__(screen)
        self._screen = screen
        self._opened = opened
        self._theme = theme
        screen.panel.table.set_complete(self._complete)

    def create(self, name: str) -> None:
        """Ask for a new speaker and choose it for the gold; it is published by a manager later."""
        from annotator.services.speakers import create_speaker
        from annotator.ui.dialogs.speaker_dialog import SpeakerDialog

        screen, opened = self._screen, self._opened
        article_id, item = screen.presenter.article_id, screen.presenter.item
        item_id = item.id if item is not None else None
        dialog = SpeakerDialog(self._theme, screen.window(), name=name, kind=guessed_kind(name))
        accepted, form = dialog.exec(), dialog.form
        dialog.deleteLater()
        # The editor in the cell is gone: the keyboard stays in the field that was asked for.
        screen.panel.table.focus_gold(SPEAKER)
        if not accepted or article_id is None:
            return
        project, actor = opened.project, opened.widest

        def choose(changes: Changes) -> None:
            for change in changes.of(EntityKind.SPEAKER):
                if isinstance(change.after, Speaker):
                    screen.presenter.know((change.after,))
                    if screen.presenter.item is not None and screen.presenter.item.id == item_id:
                        screen.controller.set_field(SPEAKER, change.after.id)

        screen.actions_.do(
            lambda: create_speaker(
                project,
                actor,
                form.name,
                form.kind,
                role=form.role,
                affiliation=form.affiliation,
                country=form.country,
                aliases=form.aliases,
                article_id=article_id,
            ),
            choose,
        )

    def _complete(self, typed: str) -> Sequence[SpeakerMatch]:
        from annotator.services.speakers import complete_speakers, matching_speakers

        article_id, reading = self._screen.presenter.article_id, self._screen.presenter.reading
        found = complete_speakers(
            self._opened.project, self._screen.actions_.actor, typed, article_id
        )
        # Those that coders made for this article are not published yet, but may become gold.
        known = {one.speaker.id for one in found}
        others = reading.speakers.values() if reading is not None else ()
        there = [
            one
            for one in others
            if one.id not in known and not one.deleted and one.merged_into is None
        ]
        found = (*found, *matching_speakers(there, typed))
        self._screen.presenter.know(one.speaker for one in found)
        return found
