"""What `check` looks at in decisions and gold: each must have the other."""

import uuid
from collections.abc import Iterator

from annotator.domain.annotation_sets import SetKind
from annotator.domain.decisions import live
from annotator.storage import work_queries
from annotator.storage.store import Connection

Problem = tuple[str, str, uuid.UUID]
"""Code, kind of entity, identifier."""


def problems_of_gold(connection: Connection, article_id: uuid.UUID) -> Iterator[Problem]:
    """Yield what is wrong between an article's decisions and its gold.

    Gold that no decision ever named came from a file, and is right as it is.
    """
    sets = work_queries.sets_of_article(connection, article_id)
    gold_sets = [one for one in sets if one.kind is SetKind.GOLD]
    for one in gold_sets:
        if one.person_id is not None:
            yield "gold_with_person", "annotation_set", one.id
    gold = {
        one.id for one in work_queries.attributions_of(connection, [each.id for each in gold_sets])
    }
    decisions = work_queries.decisions_of_article(connection, article_id)
    standing = live(decisions)
    named = {id_ for one in standing for id_ in one.gold}
    for decision in standing:
        if not gold.issuperset(decision.gold):
            yield "decision_without_gold", "decision", decision.id
    for id_ in sorted(gold & {id_ for one in decisions for id_ in one.gold} - named):
        yield "gold_without_decision", "attribution", id_
