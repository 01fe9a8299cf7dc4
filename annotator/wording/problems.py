"""Every error code in words: what happened, what was kept, what to do.

The sentences speak of "this file"; whoever shows them says which one.
"""

from annotator.wording.adjudication_problems import ADJUDICATION_PROBLEMS
from annotator.wording.agreement_problems import AGREEMENT_PROBLEMS
from annotator.wording.check_problems import CHECK_PROBLEMS
from annotator.wording.coding_problems import CODING_PROBLEMS
from annotator.wording.dataset_problems import DATASET_PROBLEMS
from annotator.wording.exchange_problems import EXCHANGE_PROBLEMS
from annotator.wording.export_problems import EXPORT_PROBLEMS
from annotator.wording.file_problems import FILE_PROBLEMS
from annotator.wording.problem_words import Fields, ProblemWords, Table
from annotator.wording.project_problems import PROJECT_PROBLEMS
from annotator.words import tr

__all__ = ["ProblemWords", "is_known", "sentence_for", "words_for"]

_VERIFICATION = "verification_failed"
_TABLES: Table = {
    **ADJUDICATION_PROBLEMS,
    **AGREEMENT_PROBLEMS,
    **DATASET_PROBLEMS,
    **EXCHANGE_PROBLEMS,
    **EXPORT_PROBLEMS,
    **FILE_PROBLEMS,
    **CHECK_PROBLEMS,
    **CODING_PROBLEMS,
    **PROJECT_PROBLEMS,
}


def is_known(code: str) -> bool:
    """Tell whether a code has words of its own."""
    return code == _VERIFICATION or code in _TABLES


def sentence_for(code: str, fields: Fields | None = None) -> str:
    """Return what a person is told about an error, as running text on one line."""
    return words_for(code, fields).sentence


def words_for(code: str, fields: Fields | None = None) -> ProblemWords:
    """Return the same in its parts; a whole number in the field ``line`` is said first."""
    fields = fields or {}
    words = _words(code, fields)
    line = fields.get("line")
    if isinstance(line, int):
        return ProblemWords(
            tr("Line {line}: {what}", line=line, what=words.what), words.kept, words.to_do
        )
    return words


def _words(code: str, fields: Fields) -> ProblemWords:
    if code == _VERIFICATION:
        return _verification_failed(fields)
    if code in _TABLES:
        return _TABLES[code](fields)
    return ProblemWords(tr("Something went wrong ({code}).", code=code))


def _verification_failed(fields: Fields) -> ProblemWords:
    what = tr("The written file was read back and is not as it should be.")
    first = str(fields.get("first", ""))
    if is_known(first) and first != _VERIFICATION:
        what = f"{what} {words_for(first).what}"
    return ProblemWords(
        what, tr("It was removed; what was there before is untouched."), tr("Please report this.")
    )
