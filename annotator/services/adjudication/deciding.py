"""Deciding: each function settles one item of an article, in one step."""

import uuid
from collections.abc import Mapping, Sequence

from annotator.domain.adjudication.item import Chosen
from annotator.domain.changes import Changes, Intention
from annotator.domain.decisions import Outcome, SeenSet, Subject
from annotator.domain.errors import Refused
from annotator.domain.people import Actor
from annotator.services.adjudication.table import adjudicating
from annotator.services.project import Project
from annotator.services.recovery import keeps_intention


@keeps_intention
def decide(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
    fields: Mapping[str, Chosen],
    *,
    reason: str | None = None,
    rationale: str = "",
    own: bool = False,
    blind_check: bool = False,
    seen: Sequence[SeenSet] | None = None,
    new: uuid.UUID | None = None,
) -> Changes:
    """Settle an item: these fields are its gold.

    ``own``: the actor adjudicates work of their own all the same. ``seen``: what was shown
    (`Adjudication.seen`). ``new``: the decision's identifier, so that repeating the call adds
    nothing. Raises `Refused` (rationale_missing, with ``fields``; item_moved), `Incomplete`,
    `NotAllowed` (adjudicators_only, own_coding).
    """
    with adjudicating(project, actor, article_id, round_id, Intention.DECIDE, own, new) as (
        step,
        table,
    ):
        if table is not None:
            item = table.item(item_id, seen)
            table.decide(item, fields, reason, rationale, blind_check)
    return step.changes


@keeps_intention
def reject(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
    *,
    reason: str | None = None,
    rationale: str = "",
    own: bool = False,
    blind_check: bool = False,
    seen: Sequence[SeenSet] | None = None,
    new: uuid.UUID | None = None,
) -> Changes:
    """Say that an item is not an attribution; gold that it had goes.

    Raises `Refused` (article_not_rejectable, item_moved; rationale_missing where every annotator
    marked it), `NotAllowed`.
    """
    with adjudicating(project, actor, article_id, round_id, Intention.REJECT, own, new) as (
        step,
        table,
    ):
        if table is not None:
            item = table.item(item_id, seen)
            if item.subject is Subject.ARTICLE:
                raise Refused("article_not_rejectable")
            table.without_gold(item, Outcome.REJECTED, reason, rationale, blind_check)
    return step.changes


@keeps_intention
def discuss(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    item_id: uuid.UUID,
    note: str,
    *,
    own: bool = False,
    seen: Sequence[SeenSet] | None = None,
    new: uuid.UUID | None = None,
) -> Changes:
    """Park an item with a note; there is no gold for it until it is decided.

    Raises `Refused` (note_missing, item_moved), `NotAllowed`.
    """
    with adjudicating(project, actor, article_id, round_id, Intention.DISCUSS, own, new) as (
        step,
        table,
    ):
        if table is not None:
            if not note.strip():
                raise Refused("note_missing")
            table.without_gold(table.item(item_id, seen), Outcome.DISCUSS, None, note, False)
    return step.changes


@keeps_intention
def add_gold(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    fields: Mapping[str, Chosen],
    *,
    rationale: str,
    reason: str | None = None,
    own: bool = False,
    new: uuid.UUID | None = None,
) -> Changes:
    """Add an attribution that nobody marked, with a rationale.

    Its item is `standing_decisions.item_id_of_added` of the decision. Raises `Refused`,
    `Incomplete`, `NotAllowed` as `decide` does.
    """
    with adjudicating(project, actor, article_id, round_id, Intention.ADD_GOLD, own, new) as (
        step,
        table,
    ):
        if table is not None:
            table.decide(None, fields, reason, rationale, False)
    return step.changes
