"""How the gold came about that annotators are held against: decided, by rule, or imported."""

from collections.abc import Sequence

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.results import GoldMade
from annotator.domain.decisions import Outcome
from annotator.domain.people import Round
from annotator.services.agreement.planning import PlannedArticle
from annotator.storage.agreement_gold_queries import outcomes_of, promoted_in
from annotator.storage.store import Connection

_DECIDED = (Outcome.ACCEPTED, Outcome.EDITED)


def gold_made(
    connection: Connection,
    against_gold: ComparedUnits,
    planned: Sequence[PlannedArticle],
    rounds: Sequence[Round],
) -> GoldMade | None:
    """Return how the gold of the compared articles was made; None where there is none at all.

    ``rounds``: those in which what was promoted is counted, which is compared with nothing.
    """
    promoted = promoted_in(connection, [one.id for one in rounds])
    table = against_gold.table
    compared = np.flatnonzero(against_gold.articles)
    if not compared.size and not promoted:
        return None
    sets = {
        (one.article_id, round_id): set_id
        for one in planned
        for round_id, set_id in one.gold.items()
    }
    places = {(table.article_ids[one], table.rounds[table.round[one]]) for one in compared.tolist()}
    outcomes = outcomes_of(connection, sorted(sets[one] for one in places))
    return GoldMade(
        articles=against_gold.article_count,
        stories=against_gold.stories,
        decided=sum(outcomes[one] for one in _DECIDED),
        by_rule=outcomes[Outcome.UNANIMOUS],
        imported=outcomes[None],
        promoted=promoted,
    )
