"""What a person is told when something fails: what happened, what was kept, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.errors import (
    AnnotatorError,
    Cancelled,
    CodebookError,
    FormatError,
    MovedOn,
    NotAllowed,
    NotFound,
    ProjectFileError,
    Refused,
    StorageFailed,
)
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class Explanation:
    """A failure in words."""

    what: str
    kept: str = ""
    to_do: str = ""

    @property
    def sentences(self) -> str:
        """Return all of it as running text."""
        return " ".join(part for part in (self.what, self.kept, self.to_do) if part)


def explain(error: AnnotatorError) -> Explanation:
    """Return the words for an error: by its code, else by its kind."""
    words = _by_code(error)
    if isinstance(error, FormatError):
        words = {**words, **_file_words(error)}  # "not found" is said of a file, not of an entry
    what = words.get(error.code) or _by_kind(error)
    if isinstance(error, StorageFailed):
        return Explanation(
            what,
            tr("Nothing is lost: what you did last is kept."),
            tr("Put right what is in the way and press Retry."),
        )
    if isinstance(error, ProjectFileError):
        return Explanation(what, tr("The file was left as it is."))
    return Explanation(what)


def reason_words(code: str) -> str:
    """Return why a project is read-only, or a file was left out, for a known code."""
    return _by_code(AnnotatorError(code)).get(code) or tr(
        "The reason given is “{code}”.", code=code
    )


def _by_kind(error: AnnotatorError) -> str:
    kinds = (
        (Cancelled, tr("Stopped.")),
        (Refused, tr("That cannot be done here ({code}).", code=error.code)),
        (NotAllowed, tr("Your role in this project does not permit that.")),
        (NotFound, tr("This is no longer in the project.")),
        (MovedOn, tr("This was changed since, so the step cannot be undone any more.")),
        (StorageFailed, tr("The change could not be stored.")),
        (ProjectFileError, tr("The project cannot be opened ({code}).", code=error.code)),
        (FormatError, tr("The file is not what its format demands ({code}).", code=error.code)),
        (CodebookError, tr("The codebook breaks a rule for codebooks ({code}).", code=error.code)),
    )
    return next(
        (words for kind, words in kinds if isinstance(error, kind)),
        tr("Something failed ({code}).", code=error.code),
    )


def _by_code(error: AnnotatorError) -> dict[str, str]:
    """Return the words of every known code, filled in from this error's fields."""
    return {**_file_words(error), **_project_words(error), **_coding_words(error)}


def _project_words(error: AnnotatorError) -> dict[str, str]:
    path = error.fields.get("path", "")
    return {
        "asked": tr("It was opened for reading only."),
        "backup_damaged": tr("The backup was made but is damaged. Try again in another place."),
        "disk_error": tr("The disk reported an error."),
        "disk_full": tr("The disk is full."),
        "folder_missing": tr("The folder for {path} does not exist.", path=path),
        "maker_missing": tr("Your name is missing."),
        "name_missing": tr("The name is missing."),
        "no_permission": tr("The file or its folder may not be written or read by you."),
        "not_a_project": tr("This file is not a Stance Annotator project."),
        "open_elsewhere_network": tr(
            "The project lies on a network drive and is open on another computer."
        ),
        "open_elsewhere_synchronised": tr(
            "The project lies in a synchronised folder and is open elsewhere."
        ),
        "project_busy": tr("Another program is holding the project."),
        "project_damaged": tr("The project file is damaged. A backup can be opened in its place."),
        "project_exists": tr("There is a file of this name already."),
        "project_is_folder": tr("This is a folder, not a project file."),
        "project_newer": tr("A newer version of the program made this project. Update to open it."),
        "project_not_found": tr("The project file is not there."),
        "project_older_read_only": tr(
            "An older version made this project, and it cannot be brought up to date where it is,"
            " because it may not be written."
        ),
        "project_read_only": tr("The project may not be written."),
        "project_unreachable": tr("The project file cannot be reached. Is the drive connected?"),
        "storage_failed": tr("The change could not be stored."),
        "storage_failed_not_kept": tr(
            "The change could not be stored, nor could it be kept in a recovery file."
        ),
    }


def _coding_words(error: AnnotatorError) -> dict[str, str]:
    name = error.fields.get("name", "")
    return {
        "article_missing": tr("An unnamed speaker belongs to an article. Open one first."),
        "annotators_only": tr("Only annotators can do that."),
        "incomplete": tr("Something is missing before this article is done."),
        "last_content": tr(
            "This is the last content fragment. Delete the attribution to take it away."
        ),
        "managers_only": tr("Only managers can do that."),
        "moved_on": tr("This was changed since, so the step cannot be undone any more."),
        "not_found": tr("This is no longer in the project."),
        "not_your_step": tr("Another person did that; only they can undo it."),
        "nothing_to_revert": tr("There is nothing left to undo in that step."),
        "person_exists": tr("There is somebody called {name} already.", name=name),
        "reported_by_cycle": tr(
            "Two attributions cannot report each other, not even by way of others."
        ),
        "person_missing": tr("There is nobody called {name} in this project.", name=name),
        "role_missing": tr("{name} does not have that role in this project.", name=name),
        "set_closed": tr("This article is done. Reopen it to change anything."),
        "set_open": tr("This article is open already."),
        "span_empty": tr("Select some words first."),
        "span_out_of_range": tr("That selection reaches beyond the article."),
        "span_overlap": tr("That overlaps a fragment of the same kind in this attribution."),
        "speaker_exists": tr("There is a speaker called {name} already.", name=name),
        "speaker_of_other_article": tr("This unnamed speaker belongs to another article."),
        "speaker_published": tr(
            "{name} is shared by all annotators; only managers can change the entry.", name=name
        ),
        "unknown_attribute": tr("The codebook has no such attribute."),
        "unknown_reason": tr("The codebook has no such reason."),
        "unknown_span_role": tr("The codebook has no such span."),
        "unknown_value": tr("The codebook has no such value."),
        "wrong_kind": tr("That value does not fit the attribute."),
    }


def _file_words(error: AnnotatorError) -> dict[str, str]:
    fields = error.fields
    name = fields.get("field", fields.get("key", fields.get("name", "")))
    return {
        "annotator_missing": tr("An attribution names no annotator."),
        "article_differs": tr("An article in the file differs from the project."),
        "bad_json": tr("This is not valid JSON."),
        "binary_file": tr("This is not a text file."),
        "codebook_invalid": tr("The codebook breaks the rules: {detail}", detail=_detail(error)),
        "count_differs": tr("The file holds another number of entries than were written."),
        "digest_mismatch": tr("The text is not the one that its digest names."),
        "duplicate_id": tr("An identifier is there twice."),
        "duplicate_key": tr("A key is there twice."),
        "empty_file": tr("The file is empty."),
        "empty_text": tr("The article has no text."),
        "gold_with_annotator": tr("A gold attribution names an annotator."),
        "id_mismatch": tr("The article’s identifier does not belong to its text."),
        "is_a_folder": tr("This is a folder."),
        "line_missing": tr("A line is missing from the file."),
        "line_surplus": tr("The file has a line too many."),
        "line_too_long": tr("A line is too long."),
        "malformed_row": tr("A row cannot be read."),
        "misplaced_project_line": tr("The project line is not the first one."),
        "missing_field": tr("“{name}” is missing.", name=name),
        "not_an_object": tr("A line is not a JSON object."),
        "not_found": tr("The file is not there."),
        "not_json_lines": tr("This is not JSON Lines."),
        "other_format": tr("The file is in another format."),
        "project_line_missing": tr("The project line is missing."),
        "quote_mismatch": tr("A quote is not what stands at its place in the text."),
        "read_failed": tr("The file could not be read: {detail}", detail=_detail(error)),
        "reserved_key": tr("“{name}” is a reserved key.", name=name),
        "text_differs": tr("A text in the file differs from the project."),
        "text_missing": tr("The article’s text is missing."),
        "too_long": tr("The text is longer than two million characters."),
        "undecodable": tr("The characters of this file cannot be made out."),
        "uneven_row": tr("A row has another number of cells than the head."),
        "unknown_format": tr("There is no format called “{name}”.", name=name),
        "unrecognised_file": tr("No import format knows this file."),
        "wrong_type": tr("“{name}” is of the wrong type.", name=name),
    }


def _detail(error: AnnotatorError) -> object:
    for key in ("detail", "reason", "problem", "problems"):
        if key in error.fields:
            return error.fields[key]
    return error.code
