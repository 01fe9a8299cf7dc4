"""Articles that a single annotator handed in: they become gold only on request."""

import uuid
from dataclasses import dataclass

from annotator.domain.adjudication.submitted_work import latest_work
from annotator.domain.annotation_sets import set_id_of
from annotator.domain.people import Actor
from annotator.services.adjudication.items import only_adjudicators
from annotator.services.project import Project
from annotator.storage import adjudication_queries, work_queries
from annotator.storage.store import Connection


@dataclass(frozen=True, slots=True)
class SingleArticle:
    """An article with one submitted set, and no gold."""

    article_id: uuid.UUID
    title: str
    own: bool
    """The actor coded it."""
    attributions: int
    """How many would become gold."""


def single_articles(
    project: Project, actor: Actor, round_id: uuid.UUID
) -> tuple[SingleArticle, ...]:
    """Return what `promote` can be asked for in a round, as it came in; for adjudicators."""
    only_adjudicators(actor)
    with project.store.read() as connection:
        found = adjudication_queries.submitted_once(connection, round_id)
        return tuple(
            SingleArticle(
                article_id,
                title,
                person_id == actor.person_id,
                _attributions(connection, set_id_of(article_id, round_id, person_id)),
            )
            for article_id, title, person_id in found
        )


def _attributions(connection: Connection, set_id: uuid.UUID) -> int:
    """Count what promoting would take: that of the latest submission."""
    work = latest_work(work_queries.submissions_of(connection, [set_id]))
    return len(work.attributions) if work is not None else 0
