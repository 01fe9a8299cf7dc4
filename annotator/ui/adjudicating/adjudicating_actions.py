"""What an adjudicator can do: one method per intention, one service call each."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import Chosen
from annotator.domain.changes import Changes
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Role
from annotator.ui.project_actions import Otherwise, ProjectActions, Then

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


class AdjudicatingActions(ProjectActions):
    """Acts as adjudicator. Identifiers are made here, so that Retry cannot decide twice."""

    @property
    def actor(self) -> Actor:
        """Return the person as an adjudicator."""
        return Actor(self._opened.person.id, Role.ADJUDICATOR)

    def decide(
        self,
        reading: Adjudication,
        item_id: uuid.UUID,
        fields: Mapping[str, Chosen],
        *,
        reason: str | None,
        rationale: str,
        own: bool,
        blind_check: bool,
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Make these fields the gold of an item."""
        from annotator.services.adjudication.deciding import decide as service

        self._settle(
            partial(service, reason=reason, rationale=rationale, blind_check=blind_check, own=own),
            reading,
            (item_id, fields),
            then,
            otherwise,
        )

    def reject(
        self,
        reading: Adjudication,
        item_id: uuid.UUID,
        *,
        reason: str | None,
        rationale: str,
        own: bool,
        blind_check: bool,
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Say that an item is not an attribution."""
        from annotator.services.adjudication.deciding import reject as service

        self._settle(
            partial(service, reason=reason, rationale=rationale, blind_check=blind_check, own=own),
            reading,
            (item_id,),
            then,
            otherwise,
        )

    def discuss(
        self,
        reading: Adjudication,
        item_id: uuid.UUID,
        note: str,
        *,
        own: bool,
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Park an item with a note."""
        from annotator.services.adjudication.deciding import discuss as service

        self._settle(partial(service, own=own), reading, (item_id, note), then, otherwise)

    def unpark(
        self, reading: Adjudication, item_id: uuid.UUID, *, then: Then, otherwise: Otherwise
    ) -> None:
        """Take an item out of discussion."""
        from annotator.services.adjudication.unparking import unpark as service

        project, actor = self._opened.project, self.actor
        place = reading.article.article.id, reading.round_id
        self.do(lambda: service(project, actor, *place, item_id), then, otherwise)

    def add_gold(
        self,
        reading: Adjudication,
        fields: Mapping[str, Chosen],
        *,
        reason: str | None,
        rationale: str,
        own: bool,
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Add an attribution that nobody marked."""
        from annotator.services.adjudication.deciding import add_gold as service

        project, actor, new = self._opened.project, self.actor, new_id()
        place = reading.article.article.id, reading.round_id
        add = partial(service, reason=reason, rationale=rationale, own=own, new=new)
        self.do(lambda: add(project, actor, *place, fields), then, otherwise)

    def promote(
        self, article_id: uuid.UUID, *, own: bool, then: Then, otherwise: Otherwise
    ) -> None:
        """Make a single annotator's work gold."""
        from annotator.services.adjudication.bulk import promote as service

        project, actor, round_id = self._opened.project, self.actor, self._opened.round.id
        self.do(lambda: service(project, actor, article_id, round_id, own=own), then, otherwise)

    def apply_to_version(
        self,
        decision_id: uuid.UUID,
        article_id: uuid.UUID,
        item_id: uuid.UUID | None,
        *,
        own: bool,
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Settle the same passage in another version of the story alike."""
        from annotator.services.adjudication.story_passages import apply_to_version as service

        project, actor, new = self._opened.project, self.actor, new_id()
        self.do(
            lambda: service(project, actor, decision_id, article_id, item_id, own=own, new=new),
            then,
            otherwise,
        )

    def _settle(
        self,
        service: Callable[..., Changes],
        reading: Adjudication,
        what: tuple[object, ...],
        then: Then,
        otherwise: Otherwise,
    ) -> None:
        """Let a service settle an item, by what was seen of its article."""
        project, actor, new = self._opened.project, self.actor, new_id()
        place = reading.article.article.id, reading.round_id
        self.do(
            lambda: service(project, actor, *place, *what, seen=reading.seen, new=new),
            then,
            otherwise,
        )
