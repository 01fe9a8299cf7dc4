"""Words for what `check` finds, beyond what the rules of coding and of files say already."""

from annotator.wording.problem_words import ProblemWords, Table, shown
from annotator.words import tr

CHECK_PROBLEMS: Table = {
    "counter_wrong": lambda _: ProblemWords(
        tr("The stored numbers of attributions and flags are not those that are there.")
    ),
    "digest_mismatch": lambda _: ProblemWords(
        tr("The text is not the one that its digest (fingerprint) belongs to.")
    ),
    "file_integrity": lambda fields: ProblemWords(
        tr("The database file is damaged: {detail}.", detail=shown(fields, "detail").rstrip("."))
        if shown(fields, "detail")
        else tr("The database file is damaged."),
        "",
        tr("Open a backup in its place."),
    ),
    "hash_mismatch": lambda _: ProblemWords(
        tr("It was changed by something else than this program.")
    ),
    "log_mismatch": lambda _: ProblemWords(tr("The change log describes it otherwise.")),
    "refers_to_deleted": lambda _: ProblemWords(tr("It refers to something that was deleted.")),
    "row_unreadable": lambda _: ProblemWords(
        tr("Its row in the database cannot be read."),
        "",
        tr("Open a backup in its place."),
    ),
    "text_not_normalised": lambda _: ProblemWords(
        tr("The text holds characters that an import would have replaced.")
    ),
    "zone_out_of_range": lambda _: ProblemWords(
        tr("A part marked as not article text reaches beyond the text.")
    ),
}
