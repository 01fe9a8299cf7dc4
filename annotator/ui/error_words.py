"""What a person is told when something fails: what happened, what was kept, what to do.

The sentences are those of `annotator.wording`, shared with the command line; the window adds what
only it can offer: Retry.
"""

from annotator.domain.errors import AnnotatorError, Cancelled, StorageFailed
from annotator.wording.problems import ProblemWords, words_for
from annotator.words import tr


def explain(error: AnnotatorError) -> ProblemWords:
    """Return the words for an error in their parts."""
    if isinstance(error, Cancelled):
        return ProblemWords(tr("Stopped."))
    words = words_for(error.code, error.fields)
    if isinstance(error, StorageFailed) and "intention" in error.fields:
        return ProblemWords(
            words.what,
            tr("Nothing is lost: what you did last is kept."),
            tr("Put right what is in the way and press Retry."),
        )
    return words
