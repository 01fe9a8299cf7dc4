"""Words for what is wrong with a project file, or with storing something in it."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr


def _untouched() -> str:
    return tr("The file was left as it is.")


def _unchanged() -> str:
    return tr("Nothing was changed.")


def _opened_elsewhere(what: str) -> ProblemWords:
    return ProblemWords(
        what,
        tr("Here it can only be read."),
        tr("Close it there, or copy it to a folder of this computer, and open it again."),
    )


def _migration_failed(fields: Fields) -> ProblemWords:
    backup = str(fields.get("backup", ""))
    return ProblemWords(
        tr("The project could not be brought up to date for this version of the program."),
        tr("It is as it was before; a copy lies at {backup}.", backup=backup)
        if backup
        else tr("It is as it was before."),
        tr("Open it with the version that made it, and report this."),
    )


def _storage_failed(fields: Fields) -> ProblemWords:
    detail = shown(fields, "detail")
    return ProblemWords(
        tr("The change could not be stored ({detail}).", detail=detail)
        if detail
        else tr("The change could not be stored."),
        _unchanged(),
    )


PROJECT_PROBLEMS: Table = {
    "asked": lambda _: ProblemWords(tr("It was opened for reading only.")),
    "backup_damaged": lambda _: ProblemWords(
        tr("The copy was made but is damaged."),
        tr("An older backup of that name was kept."),
        tr("Try again in another place, and check the project."),
    ),
    "cancelled": lambda _: ProblemWords(tr("Stopped."), tr("What had been begun was removed.")),
    "disk_error": lambda _: ProblemWords(
        tr("The disk reported an error."), "", tr("Check the disk, and copy the project elsewhere.")
    ),
    "disk_full": lambda _: ProblemWords(
        tr("The disk is full."), _unchanged(), tr("Make room and try again.")
    ),
    "folder_missing": lambda _: ProblemWords(
        tr("This folder does not exist."), "", tr("Make it first, or choose another.")
    ),
    "maker_missing": lambda _: ProblemWords(tr("Your name is missing.")),
    "migration_failed": _migration_failed,
    "name_missing": lambda _: ProblemWords(tr("The name is missing.")),
    "no_permission": lambda _: ProblemWords(
        tr("You have no permission for this file or its folder.")
    ),
    "not_a_project": lambda _: ProblemWords(
        tr("This file is not a Stance Annotator project."), _untouched()
    ),
    "open_elsewhere_network": lambda _: _opened_elsewhere(
        tr("The project lies on a network drive and is open elsewhere.")
    ),
    "open_elsewhere_synchronised": lambda _: _opened_elsewhere(
        tr("The project lies in a synchronised folder and is open elsewhere.")
    ),
    "out_is_project": lambda _: ProblemWords(
        tr("This is a project; what you asked for would have replaced it."),
        _untouched(),
        tr("Choose another name."),
    ),
    "project_busy": lambda _: ProblemWords(
        tr("Another program is holding the project."),
        _unchanged(),
        tr("Wait a moment and try again."),
    ),
    "project_damaged": lambda _: ProblemWords(
        tr("The project file is damaged."), _untouched(), tr("Open a backup in its place.")
    ),
    "project_exists": lambda _: ProblemWords(
        tr("There is a file of this name already."), _untouched(), tr("Choose another name.")
    ),
    "project_is_folder": lambda _: ProblemWords(tr("This is a folder, not a project file.")),
    "project_newer": lambda _: ProblemWords(
        tr("A newer version of the program made this project."),
        _untouched(),
        tr("Update the program to open it."),
    ),
    "project_not_found": lambda _: ProblemWords(tr("There is no such project file.")),
    "project_older_read_only": lambda _: ProblemWords(
        tr(
            "An older version made this project, and it cannot be brought up to date"
            " because it may not be written here."
        ),
        _untouched(),
        tr("Copy it to a folder of yours and open the copy."),
    ),
    "project_read_only": lambda _: ProblemWords(
        tr("The project may not be written."), _unchanged()
    ),
    "project_unreachable": lambda _: ProblemWords(
        tr("The project file cannot be reached."), "", tr("Is the drive connected?")
    ),
    "storage_failed": _storage_failed,
    "storage_failed_not_kept": lambda _: ProblemWords(
        tr("The change could not be stored, nor could it be kept in a recovery file.")
    ),
    "write_failed": lambda fields: ProblemWords(
        tr("The file could not be written: {detail}.", detail=shown(fields, "detail"))
        if shown(fields, "detail")
        else tr("The file could not be written.")
    ),
}
