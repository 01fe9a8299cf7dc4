"""Reading one article for coding: its text, and the actor's own work on it."""

import uuid
from dataclasses import dataclass

from annotator.domain.annotation_sets import AnnotationSet, set_id_of
from annotator.domain.articles import ArticleText
from annotator.domain.attributions import Attribution
from annotator.domain.changes import EntityChange, Step
from annotator.domain.codebook import Codebook
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.services.own_work import codebook_of_round, must_be_assigned, only_annotators
from annotator.services.project import Project
from annotator.storage import (
    article_queries,
    change_log,
    queue_queries,
    speaker_queries,
    work_queries,
)


@dataclass(frozen=True, slots=True)
class Coding:
    """All that the Annotate screen shows of one article."""

    article: ArticleText
    work: AnnotationSet
    """The actor's set; one that is not stored yet (revision 0) before anything was done."""
    attributions: tuple[Attribution, ...]
    """In reading order, deleted ones left out."""
    speakers: dict[uuid.UUID, Speaker]
    """The speakers that these attributions name; for one that was merged, what it became."""
    submissions: int
    versions: int
    """Articles of the actor's queue in the same story, this one included."""
    codebook: Codebook


def read_coding(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> Coding:
    """Return an article with the actor's own work on it.

    Raises `NotFound`, also for articles that are not handed to the actor in an assigned round.
    """
    only_annotators(actor)
    set_id, mine = set_id_of(article_id, round_id, actor.person_id), (actor.person_id, round_id)
    codebook = codebook_of_round(project, round_id)
    with project.store.read() as connection:
        article = article_queries.article_text(connection, article_id)
        if article is None:
            raise NotFound("not_found", kind=EntityKind.ARTICLE.value)
        work = work_queries.annotation_set(connection, set_id)
        must_be_assigned(connection, round_id, work)
        if work is None or work.deleted:
            work = AnnotationSet(
                id=set_id, article_id=article_id, round_id=round_id, person_id=actor.person_id
            )
        attributions = tuple(work_queries.attributions_of(connection, [set_id]))
        named = {one.speaker_id for one in attributions if one.speaker_id}
        return Coding(
            article=article,
            work=work,
            attributions=attributions,
            speakers=speaker_queries.resolved_by_id(connection, named, actor.person_id),
            submissions=work_queries.submission_count(connection, set_id),
            versions=max(
                1, len(queue_queries.in_story(connection, *mine, article.article.story_id))
            ),
            codebook=codebook,
        )


def attribution_history(
    project: Project, actor: Actor, attribution_id: uuid.UUID
) -> tuple[tuple[Step, EntityChange], ...]:
    """Return how one of the actor's attributions came to be as it is, oldest first."""
    only_annotators(actor)
    with project.store.read() as connection:
        found = work_queries.attribution(connection, attribution_id)
        work = work_queries.annotation_set(connection, found.set_id) if found else None
        if work is None or work.person_id != actor.person_id:
            raise NotFound("not_found", kind=EntityKind.ATTRIBUTION.value)
        return tuple(change_log.revisions_of(connection, attribution_id))
