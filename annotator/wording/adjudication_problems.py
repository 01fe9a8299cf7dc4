"""Words for what adjudicating refuses, and for what `check` finds in decisions and gold."""

from annotator.wording.problem_words import ProblemWords, Table, shown
from annotator.words import tr

ADJUDICATION_PROBLEMS: Table = {
    "adjudicators_only": lambda _: ProblemWords(tr("Only adjudicators can do that.")),
    "article_not_rejectable": lambda _: ProblemWords(
        tr("The article’s own values can be decided, but not rejected.")
    ),
    "decision_without_gold": lambda _: ProblemWords(tr("A decision names gold that is not there.")),
    "gold_exists": lambda _: ProblemWords(tr("This article has gold already.")),
    "gold_with_person": lambda _: ProblemWords(
        tr("Gold belongs to nobody, but this has a person.")
    ),
    "gold_without_decision": lambda _: ProblemWords(
        tr("A gold attribution comes from no decision that stands.")
    ),
    "item_moved": lambda _: ProblemWords(
        tr("The annotators’ work has changed since you saw it."),
        tr("Nothing was changed."),
        tr("Look at it again, then decide."),
    ),
    "not_single": lambda _: ProblemWords(
        tr("Only an article that exactly one annotator has handed in can be promoted.")
    ),
    "note_missing": lambda _: ProblemWords(tr("Write what is to be discussed.")),
    "own_coding": lambda _: ProblemWords(
        tr("Your own coding is among what is compared here."),
        tr("Nothing was changed."),
        tr("Leave it to somebody else, or say that you adjudicate your own coding."),
    ),
    "passage_not_found": lambda _: ProblemWords(
        tr("The same words do not stand exactly once in the other version."),
        tr("Nothing was changed."),
        tr("Decide there by itself."),
    ),
    "rationale_missing": lambda fields: ProblemWords(
        tr("No annotator has this ({fields}), so it needs a rationale.", fields=names)
        if (names := shown(fields, "fields"))
        else tr("This needs a rationale.")
    ),
}
