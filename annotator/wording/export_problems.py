"""Words for what stands against an export, its split, or finding its places again."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr, tr_n


def _nothing_written() -> str:
    return tr("Nothing was written.")


def _too_few(fields: Fields) -> ProblemWords:
    families, parts = fields.get("families"), fields.get("parts")
    what = (
        tr_n(
            "There is only {count} group of articles that must stay together, for {parts} parts.",
            "There are only {count} groups of articles that must stay together, for {parts} parts.",
            families,
            parts=parts,
        )
        if isinstance(families, int) and isinstance(parts, int)
        else tr("There are fewer groups of articles that must stay together than parts.")
    )
    return ProblemWords(
        what, _nothing_written(), tr("Ask for fewer parts, or let speakers be in several.")
    )


def _unknown_round(fields: Fields) -> ProblemWords:
    name = shown(fields, "name")
    return ProblemWords(
        tr("There is no round called “{name}”.", name=name)
        if name
        else tr("There is no round of that name.")
    )


EXPORT_PROBLEMS: Table = {
    "bad_folds": lambda _: ProblemWords(
        tr("The number of folds must be a whole number from 2 to 100.")
    ),
    "bad_split": lambda _: ProblemWords(
        tr("A split is two or three whole numbers above 0, as 70,15,15.")
    ),
    "blind_export_choice": lambda _: ProblemWords(
        tr("Pseudonyms and soft labels tell of others’ work; annotators cannot have them."),
        _nothing_written(),
        tr("Ask a manager of the project."),
    ),
    "folder_not_export": lambda _: ProblemWords(
        tr("This folder holds something else than an export."),
        tr("It was left as it is."),
        tr("Choose another name."),
    ),
    "no_texts": lambda _: ProblemWords(tr("There is no text of an article in this folder.")),
    "not_reattachable": lambda _: ProblemWords(
        tr("Places can only be found again for files in the format stance-annotator.")
    ),
    "out_is_file": lambda _: ProblemWords(
        tr("There is a file of this name; what you asked for is a folder."),
        tr("It was left as it is."),
        tr("Choose another name, or one that ends in .zip."),
    ),
    "too_few_to_split": _too_few,
    "unknown_round": _unknown_round,
}
