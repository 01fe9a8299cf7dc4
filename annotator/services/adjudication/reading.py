"""Reading one article for adjudication: all annotators' work side by side, and the gold."""

import uuid
from dataclasses import dataclass

from annotator.domain.adjudication.item import Coder, Item
from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import ArticleText
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import SeenSet
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.services.adjudication.items import must_be_at_hand, only_adjudicators
from annotator.services.project import Project
from annotator.storage import article_queries


@dataclass(frozen=True, slots=True)
class Adjudication:
    """All that the Adjudicate screen shows of one article."""

    article: ArticleText
    codebook: Codebook
    """The round's version."""
    round_id: uuid.UUID
    coders: tuple[Coder, ...]
    """By letter."""
    items: tuple[Item, ...]
    """The article's own values first, then in reading order."""
    speakers: dict[uuid.UUID, Speaker]
    """All that candidates, gold and decisions name, and those that they stand for."""
    gold: tuple[Attribution, ...]
    """In reading order, deleted ones left out."""
    gold_set: AnnotationSet | None
    own: bool
    """The actor's own coding is among what is compared."""
    versions: int
    """Articles in the same story, this one included."""

    @property
    def seen(self) -> tuple[SeenSet, ...]:
        """Return what was shown: `decide` and the like refuse when it is no longer so."""
        found = (SeenSet(one.set_id, one.submission_id) for one in self.coders)
        return tuple(sorted(found, key=lambda one: one.set_id))

    def item(self, item_id: uuid.UUID) -> Item | None:
        """Return the item with this identifier, or None."""
        return next((one for one in self.items if one.id == item_id), None)


def read_adjudication(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> Adjudication:
    """Return an article with all annotators' latest submissions; for adjudicators.

    Raises `NotAllowed` (adjudicators_only) or `NotFound`.
    """
    only_adjudicators(actor)
    with project.store.read() as connection:
        at = must_be_at_hand(project, connection, article_id, round_id)
        story_id = at.article.article.story_id
        return Adjudication(
            article=at.article,
            codebook=at.codebook,
            round_id=round_id,
            coders=at.coders,
            items=at.items,
            speakers=at.speakers,
            gold=tuple(at.gold.values()),
            gold_set=at.gold_set,
            own=at.coded_by(actor.person_id),
            versions=article_queries.versions_in_story(connection, story_id),
        )
