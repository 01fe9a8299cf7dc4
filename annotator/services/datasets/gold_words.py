"""How the gold of a data set came about, counted, as card and datasheet say it."""

from annotator.domain.decisions import Outcome
from annotator.services.datasets.facts import DatasetFacts
from annotator.words import tr


def gold_words(facts: DatasetFacts) -> str:
    """Return how many attributions in gold were decided, accepted by rule, promoted, imported.

    Empty where there is no gold, or nothing is known of how it was made.
    """
    made = facts.counts.gold_made
    counts = (
        (made[Outcome.ACCEPTED] + made[Outcome.EDITED], tr("{count} decided by an adjudicator")),
        (
            made[Outcome.UNANIMOUS],
            tr("{count} equal by rule and accepted without a look at each"),
        ),
        (made[Outcome.PROMOTED], tr("{count} one annotator’s work that was made gold")),
        (made[None], tr("{count} imported without a decision")),
    )
    parts = [words.format(count=f"{count:,}") for count, words in counts if count]
    return tr("Attributions in gold: {parts}.", parts=", ".join(parts)) if parts else ""
