"""Taking an item out of discussion: what parking it had put aside comes back."""

import uuid

from annotator.domain.adjudication.item import ItemState
from annotator.domain.changes import Changes
from annotator.domain.errors import Refused
from annotator.domain.people import Actor
from annotator.services.adjudication.items import must_be_at_hand, only_adjudicators
from annotator.services.project import Project
from annotator.services.undo import revert
from annotator.storage import change_log


def unpark(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
) -> Changes:
    """Take back that an item was parked; a decision that stood before stands again, with its gold.

    Only who parked it may: others decide it instead. Raises `Refused` (item_moved: it is not
    parked), `NotAllowed` (adjudicators_only, not_your_step), `MovedOn`.
    """
    only_adjudicators(actor)
    with project.store.read() as connection:
        at = must_be_at_hand(project, connection, article_id, round_id)
        item = next((one for one in at.items if one.id == item_id), None)
        if item is None or item.decision is None or item.state is not ItemState.DISCUSS:
            raise Refused("item_moved")
        step = change_log.last_step_of(connection, item.decision.id)
    if step is None:
        raise Refused("item_moved")
    return revert(project, actor, step.id)
