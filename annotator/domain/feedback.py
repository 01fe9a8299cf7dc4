"""Feedback: what an annotator is shown of the gold, once the manager has released an article."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotator.domain.entities import Entity
from annotator.domain.identifiers import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Entity):
    """One annotator's work on one article beside the gold, as it stood when it was released.

    It holds nothing of other annotators, so that it may go out with a handout.
    """

    article_id: uuid.UUID
    round_id: uuid.UUID
    person_id: uuid.UUID
    """Whose it is: nobody else reads it, managers and adjudicators excepted."""
    items: tuple[dict[str, Any], ...] = ()
    """See `annotator.services.adjudication.feedback`, which alone writes and reads them."""
    values: dict[str, Any] = field(default_factory=dict)
    """The article's own values: ``{"own": …, "gold": …}`` by attribute."""
    released_at: datetime


def feedback_id_of(article_id: uuid.UUID, round_id: uuid.UUID, person_id: uuid.UUID) -> uuid.UUID:
    """Return the identifier of an annotator's feedback on an article of a round."""
    return derived_id("feedback", str(article_id), str(round_id), str(person_id))
