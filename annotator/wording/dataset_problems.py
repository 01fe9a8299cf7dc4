"""Words for what the details of a data set and replication bundles refuse."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr


def _given(fields: Fields) -> str:
    words = shown(fields, "given")
    return tr("“{given}”", given=words) if words else tr("What was given")


DATASET_PROBLEMS: Table = {
    "author_nameless": lambda _: ProblemWords(
        tr("An author has no name."), tr("Nothing was changed.")
    ),
    "bad_orcid": lambda f: ProblemWords(
        tr("{given} is not an ORCID iD.", given=_given(f)),
        tr("Nothing was changed."),
        tr("It has 16 characters, as 0000-0002-1825-0097, of which the last is a check digit."),
    ),
    "bad_doi": lambda f: ProblemWords(
        tr("{given} is not a DOI.", given=_given(f)),
        tr("Nothing was changed."),
        tr("A DOI begins with 10. and holds a slash."),
    ),
    "bad_web_address": lambda f: ProblemWords(
        tr("{given} is not a web address.", given=_given(f)),
        tr("Nothing was changed."),
        tr("Please give one that begins with https://."),
    ),
}
