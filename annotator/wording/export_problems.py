"""Words for what stands against an export, its split, or finding its places again."""

from annotator.wording.losses import loss_words
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


def _nothing_gold(fields: Fields) -> ProblemWords:
    count = fields.get("count")
    return ProblemWords(
        loss_words("nothing_gold", count)
        if isinstance(count, int) and count
        else tr("Nothing is gold: what was settled cannot be coded."),
        _nothing_written(),
        tr("Settle articles first, or ask for a state."),
    )


def _gold_of_annotators(fields: Fields) -> ProblemWords:
    name = shown(fields, "name")
    return ProblemWords(
        tr("Gold is nobody’s work, so there is none of {name}.", name=name)
        if name
        else tr("Gold is nobody’s work, so there is none of certain annotators."),
        _nothing_written(),
        tr("Ask for gold without names, or for the layer of annotators."),
    )


def _names_in_the_way(fields: Fields) -> ProblemWords:
    name = shown(fields, "file")
    return ProblemWords(
        tr("{name} is where the table of who is who belongs, and is another file.", name=name)
        if name
        else tr("Another file is where the table of who is who belongs."),
        tr("It was left as it is."),
        tr("Choose another name, or move that file."),
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
    "gold_of_annotators": _gold_of_annotators,
    "names_in_the_way": _names_in_the_way,
    "no_texts": lambda _: ProblemWords(tr("There is no text of an article in this folder.")),
    "not_reattachable": lambda _: ProblemWords(
        tr("Places can only be found again for files in the format stance-annotator.")
    ),
    "nothing_gold": _nothing_gold,
    "nothing_matches": lambda _: ProblemWords(
        tr("Nothing was written: no article matches what was asked for."),
        tr("What was there before is untouched."),
        tr("Look at the filters: outlet, words, language, days, progress, rounds, batches."),
    ),
    "nothing_to_export": lambda _: ProblemWords(
        tr("Nothing was written: there is no article in the project yet.")
    ),
    "out_is_device": lambda _: ProblemWords(
        tr("This is neither a file nor a folder but a device or a pipe."),
        tr("It was left as it is."),
        tr("Choose another name."),
    ),
    "out_is_file": lambda _: ProblemWords(
        tr("There is a file of this name; what you asked for is a folder."),
        tr("It was left as it is."),
        tr("Choose another name, or one that ends in .zip."),
    ),
    "out_without_name": lambda _: ProblemWords(
        tr("It is not said which file is to be written."), _nothing_written()
    ),
    "too_few_to_split": _too_few,
    "unknown_round": _unknown_round,
}
