"""One method per intention: one service call, then its changes are published."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from annotator.domain.attributions import AttributeValue, Values
from annotator.domain.changes import Changes
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.project_actions import Otherwise, ProjectActions, Then

if TYPE_CHECKING:
    from annotator.services.project import Project

_Arguments = ParamSpec("_Arguments")


class AnnotatingActions(ProjectActions):
    """What a person can do to the articles' coding, as annotator.

    Every method returns at once after a quick write and calls ``then`` once the changes are
    published. What fails to reach the disk is kept in the project's `SaveStatus` for Retry.
    """

    def create(
        self,
        article_id: uuid.UUID,
        content: Sequence[Span],
        values: Values | None = None,
        *,
        then: Then | None = None,
    ) -> None:
        """Mark an attribution."""
        from annotator.services.annotating import create_attribution as service

        self.do(self._call(service, article_id, self._opened.round.id, content, values), then)

    def duplicate(self, attribution_id: uuid.UUID, then: Then | None = None) -> None:
        """Mark the same spans again, for another object."""
        from annotator.services.annotating import duplicate_attribution as service

        self.do(self._call(service, attribution_id), then)

    def delete(self, attribution_id: uuid.UUID) -> None:
        """Delete an attribution; Undo brings it back."""
        from annotator.services.annotating import delete_attribution as service

        self.do(self._call(service, attribution_id))

    def set_value(self, attribution_id: uuid.UUID, key: str, value: AttributeValue | None) -> None:
        """Give an attribute of an attribution a value, or take it away."""
        from annotator.services.annotating import set_value as service

        self.do(self._call(service, attribution_id, key, value))

    def set_speaker(self, attribution_id: uuid.UUID, speaker_id: uuid.UUID | None) -> None:
        """Say who speaks."""
        from annotator.services.annotating import set_speaker as service

        self.do(self._call(service, attribution_id, speaker_id))

    def set_reported_by(self, attribution_id: uuid.UUID, other: uuid.UUID | None) -> None:
        """Say which attribution carries this one."""
        from annotator.services.annotating import set_reported_by as service

        self.do(self._call(service, attribution_id, other))

    def set_note(self, attribution_id: uuid.UUID, text: str) -> None:
        """Keep a note."""
        from annotator.services.annotating import set_note as service

        self.do(self._call(service, attribution_id, text))

    def set_flag(self, attribution_id: uuid.UUID, flagged: bool) -> None:
        """Mark for follow-up, or no longer."""
        from annotator.services.annotating import set_flag as service

        self.do(self._call(service, attribution_id, flagged))

    def add_span(self, attribution_id: uuid.UUID, role: SpanRole, span: Span) -> None:
        """Add a fragment, a source, a cue or a condition."""
        from annotator.services.annotating import add_span as service

        self.do(self._call(service, attribution_id, role, span))

    def change_span(self, attribution_id: uuid.UUID, role: SpanRole, old: Span, new: Span) -> None:
        """Move a boundary."""
        from annotator.services.annotating import change_span as service

        self.do(self._call(service, attribution_id, role, old, new))

    def remove_span(self, attribution_id: uuid.UUID, role: SpanRole, span: Span) -> None:
        """Take a span away."""
        from annotator.services.annotating import remove_span as service

        self.do(self._call(service, attribution_id, role, span))

    def create_speaker(
        self,
        name: str,
        kind: SpeakerKind,
        *,
        role: str | None,
        affiliation: str | None,
        country: str | None,
        aliases: tuple[str, ...],
        article_id: uuid.UUID,
        attribution_id: uuid.UUID | None,
    ) -> None:
        """Add a speaker, and say that they speak in this attribution, in one step."""
        from annotator.services.speakers import create_speaker as service

        self.do(
            self._call(
                service,
                name,
                kind,
                role=role,
                affiliation=affiliation,
                country=country,
                aliases=aliases,
                article_id=article_id,
                attribution_id=attribution_id,
            )
        )

    def update_speaker(self, speaker: Speaker) -> None:
        """Change an entry of the registry; published ones as the manager, if the person is one."""
        from annotator.services.speakers import update_speaker as service

        project, actor = self._opened.project, self._opened.widest
        self.do(lambda: service(project, actor, speaker))

    def set_article_value(
        self, article_id: uuid.UUID, key: str, value: AttributeValue | None
    ) -> None:
        """Give an attribute of the article a value, or take it away."""
        from annotator.services.article_work import set_article_value as service

        self.do(self._call(service, article_id, self._opened.round.id, key, value))

    def mark_done(self, article_id: uuid.UUID, then: Then, otherwise: Otherwise) -> None:
        """Hand the article in; what is missing comes to ``otherwise`` as `Incomplete`."""
        from annotator.services.article_work import mark_done as service

        self.do(self._call(service, article_id, self._opened.round.id), then, otherwise)

    def mark_cannot_code(self, article_id: uuid.UUID, reason: str, then: Then) -> None:
        """Hand the article in as not codable."""
        from annotator.services.article_work import mark_cannot_code as service

        self.do(self._call(service, article_id, self._opened.round.id, reason), then)

    def reopen(self, article_id: uuid.UUID, then: Then | None = None) -> None:
        """Take an article up again; the next submission is a later one."""
        from annotator.services.article_work import reopen as service

        self.do(self._call(service, article_id, self._opened.round.id), then)

    def _call(
        self,
        service: Callable[Concatenate[Project, Actor, _Arguments], Changes],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> Callable[[], Changes]:
        """Return a call of a service, in this project and as annotator: for now, and for Retry."""
        project, actor = self._opened.project, self._opened.annotator
        return lambda: service(project, actor, *args, **kwargs)
