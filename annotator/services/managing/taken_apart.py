"""Undoing, and doing again, that two speakers are kept apart: the log itself says what holds."""

from annotator.domain.changes import Step
from annotator.domain.entities import EntityKind
from annotator.domain.errors import MovedOn
from annotator.domain.text.match_keys import match_key
from annotator.storage import change_log, speaker_queries, speaker_review_queries
from annotator.storage.write_unit import WriteUnit


def turn(unit: WriteUnit, step: Step) -> None:
    """Let the reverting step that is being written take back, or bring back, a pair.

    Nothing more is stored than that step. Raises `MovedOn` where the pair was declared anew since,
    or where two entries of one name would be published and not told apart.
    """
    origin = step
    while origin.reverts is not None:
        earlier = change_log.step(unit.connection, origin.reverts)
        if earlier is None:
            raise MovedOn("moved_on", kind=EntityKind.SPEAKER.value)
        origin = earlier
    pair = speaker_review_queries.pair_of_step(unit.connection, origin.id)
    # The reverting step is in the log already: one more means that it is not the first.
    if pair is None or speaker_review_queries.reverting_steps(unit.connection, step.id) > 1:
        raise MovedOn("moved_on", kind=EntityKind.SPEAKER.value)
    one, other = speaker_queries.speakers_by_id(unit.connection, pair).values()
    unit.counts_as_changed()
    if pair in speaker_review_queries.kept_apart(unit.connection):
        return
    both = [each for each in (one, other) if each.owner_id is None and each.merged_into is None]
    if len(both) == 2 and match_key(one.name) == match_key(other.name):
        raise MovedOn("moved_on", kind=EntityKind.SPEAKER.value)
