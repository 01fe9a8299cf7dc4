"""Words for what the figures of agreement refuse."""

from annotator.wording.problem_words import ProblemWords, Table
from annotator.words import tr

AGREEMENT_PROBLEMS: Table = {
    "agreement_for_managers": lambda _: ProblemWords(
        tr("Only managers see how far annotators agree.")
    ),
    "target_out_of_range": lambda _: ProblemWords(
        tr("A target is a number from 0 to 1."), tr("Nothing was changed.")
    ),
}
