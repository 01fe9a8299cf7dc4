"""Articles that a single annotator handed in: they become gold only on request."""

import uuid
from dataclasses import dataclass

from annotator.domain.people import Actor
from annotator.services.adjudication.items import only_adjudicators
from annotator.services.project import Project
from annotator.storage import adjudication_queries


@dataclass(frozen=True, slots=True)
class SingleArticle:
    """An article with one submitted set, and no gold."""

    article_id: uuid.UUID
    title: str
    own: bool
    """The actor coded it."""


def single_articles(
    project: Project, actor: Actor, round_id: uuid.UUID
) -> tuple[SingleArticle, ...]:
    """Return what `promote` can be asked for in a round, as it came in; for adjudicators."""
    only_adjudicators(actor)
    with project.store.read() as connection:
        found = adjudication_queries.submitted_once(connection, round_id)
    return tuple(
        SingleArticle(article_id, title, person_id == actor.person_id)
        for article_id, title, person_id in found
    )
