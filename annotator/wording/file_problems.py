"""Words for what is wrong with a file that is read or written, or with a part of it."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr


def _at(sentence: str, fields: Fields) -> ProblemWords:
    """Return a sentence, with the place in the file's structure where one is known."""
    where = shown(fields, "where")
    if not where:
        return ProblemWords(sentence)
    plain = sentence.rstrip(".")
    return ProblemWords(tr("{sentence}, at “{where}”.", sentence=plain, where=where))


def _quote_mismatch(fields: Fields) -> ProblemWords:
    quote = shown(fields, "quote")
    if quote:
        return _at(tr("The quote “{quote}” is not what the text says there.", quote=quote), fields)
    return _at(tr("A quote is not what the text says at its place."), fields)


def _too_long(fields: Fields) -> ProblemWords:
    limit = fields.get("limit")
    if not isinstance(limit, int):
        return ProblemWords(tr("The text is longer than an article can be."))
    return ProblemWords(
        tr(
            "The text is longer than the {limit} characters that an article can have.",
            limit=f"{limit:,}",
        ),
        "",
        tr("Divide it into its articles."),
    )


def _undecodable(fields: Fields) -> ProblemWords:
    encoding = shown(fields, "encoding")
    what = (
        tr("The file says that it is {encoding} but holds what is not.", encoding=encoding.upper())
        if encoding
        else tr("The characters of this file cannot be made out.")
    )
    return ProblemWords(what, "", tr("Save it as UTF-8 and try again."))


def _malformed(plain: str, fields: Fields, *keys: str) -> ProblemWords:
    detail = shown(fields, *keys)
    if not detail:
        return ProblemWords(tr("{sentence}.", sentence=plain))
    return ProblemWords(tr("{sentence}: {detail}.", sentence=plain, detail=detail.rstrip(".")))


def _codebook_invalid(fields: Fields) -> ProblemWords:
    where, what = shown(fields, "where"), shown(fields, "what")
    if not (where and what):
        return ProblemWords(tr("The codebook breaks a rule for codebooks."))
    return ProblemWords(
        tr(
            "The codebook breaks a rule for codebooks, at “{where}”: {what}.",
            where=where,
            what=what,
        )
    )


def _unknown_format(fields: Fields) -> ProblemWords:
    known = fields.get("known")
    names = ", ".join(map(str, known)) if isinstance(known, (tuple, list)) else ""
    name = shown(fields, "name")
    return ProblemWords(
        tr("There is no format called “{name}”.", name=name)
        if name
        else tr("There is no such format."),
        "",
        tr("There are: {names}.", names=names) if names else "",
    )


def _library_missing(fields: Fields) -> ProblemWords:
    library, command = shown(fields, "library"), shown(fields, "command")
    return ProblemWords(
        tr("This format needs {library}, which is not installed.", library=library)
        if library
        else tr("This format needs a library that is not installed."),
        tr("Nothing was written."),
        tr("Install it with: {command}.", command=command) if command else "",
    )


def _export_failed(fields: Fields) -> ProblemWords:
    detail = shown(fields, "detail")
    return ProblemWords(
        tr("The file could not be written: {detail}.", detail=detail)
        if detail
        else tr("The file could not be written."),
        tr("What was there before is untouched."),
        tr("Choose another place, or make room."),
    )


FILE_PROBLEMS: Table = {
    "annotator_missing": lambda fields: _at(tr("It is not said whose work this is."), fields),
    "article_differs": lambda _: ProblemWords(
        tr("An article in the file is not the one in the project.")
    ),
    "bad_json": lambda fields: _malformed(tr("This is not valid JSON"), fields, "what"),
    "bad_parquet": lambda fields: _malformed(
        tr("This is not a Parquet file that can be read"), fields, "what"
    ),
    "bad_workbook": lambda fields: _malformed(
        tr("This is not a workbook that can be read"), fields, "what"
    ),
    "bad_yaml": lambda fields: _malformed(tr("This is not valid YAML"), fields, "what"),
    "binary_file": lambda _: ProblemWords(
        tr("This is not a text file."), "", tr("Save its text as a .txt file and import that.")
    ),
    "cell_differs": lambda fields: _at(tr("A cell is not what was written."), fields),
    "codebook_invalid": _codebook_invalid,
    "columns_differ": lambda _: ProblemWords(tr("The columns are not those that were written.")),
    "count_differs": lambda fields: _at(
        tr("There are not as many entries as were written."),
        fields,
    ),
    "duplicate_id": lambda fields: _at(tr("The same identifier is there twice."), fields),
    "duplicate_key": lambda fields: _malformed(tr("A key is there twice"), fields, "key"),
    "empty_file": lambda _: ProblemWords(tr("The file is empty.")),
    "empty_text": lambda _: ProblemWords(tr("The article’s text is empty.")),
    "export_failed": _export_failed,
    "gold_with_annotator": lambda fields: _at(
        tr("An attribution of the gold layer names an annotator."), fields
    ),
    "id_mismatch": lambda _: ProblemWords(
        tr("The article’s identifier does not belong to its text.")
    ),
    "is_a_folder": lambda _: ProblemWords(tr("This is a folder, not a file.")),
    "library_missing": _library_missing,
    "line_differs": lambda _: ProblemWords(tr("The line does not say what was to be written.")),
    "line_malformed": lambda _: ProblemWords(tr("The line lacks what every line has.")),
    "line_missing": lambda _: ProblemWords(tr("An article is missing from the file.")),
    "line_surplus": lambda _: ProblemWords(tr("The file holds an article too many.")),
    "line_too_long": lambda _: ProblemWords(tr("The line is too long to be read.")),
    "malformed_row": lambda _: ProblemWords(
        tr("The row cannot be read; quotation marks may be missing.")
    ),
    "misplaced_project_line": lambda _: ProblemWords(
        tr("What describes the project must be the first line.")
    ),
    "missing_field": lambda fields: _malformed(
        tr("Something required is missing"), fields, "where"
    ),
    "not_an_object": lambda _: ProblemWords(tr("The line is JSON, but not an object.")),
    "not_json_lines": lambda _: ProblemWords(
        tr("This is JSON over several lines."), "", tr("Put each article on one line.")
    ),
    "not_utf8": lambda _: ProblemWords(
        tr("This is not UTF-8."), "", tr("Save the file as UTF-8 and try again.")
    ),
    "other_format": lambda fields: _malformed(
        tr("The file says that it is in another format"), fields, "found"
    ),
    "project_line_missing": lambda _: ProblemWords(
        tr("The line that describes the project is missing.")
    ),
    "quote_mismatch": _quote_mismatch,
    "read_failed": lambda fields: _malformed(tr("The file could not be read"), fields, "reason"),
    "relation_differs": lambda fields: _at(
        tr("A relation between spans is not what was written."), fields
    ),
    "reserved_key": lambda fields: _malformed(
        tr("A key is used that has a meaning of its own"), fields, "where"
    ),
    "row_missing": lambda _: ProblemWords(tr("A row is missing from the file.")),
    "row_surplus": lambda _: ProblemWords(tr("The file holds a row too many.")),
    "rows_missing": lambda _: ProblemWords(tr("Not all attributions are in the file.")),
    "seen_set_unknown": lambda _: ProblemWords(
        tr("A decision names work of somebody that is not in the file or the project."),
        tr("The decision itself is there."),
    ),
    "supersedes_unknown": lambda _: ProblemWords(
        tr("A decision replaces one that is not in the file or the project."),
        tr("The decision itself is there."),
    ),
    "text_differs": lambda _: ProblemWords(tr("A text in the file is not the one in the project.")),
    "text_needed": lambda _: ProblemWords(
        tr("This format holds the articles themselves and cannot be written without their text."),
        tr("Nothing was written."),
        tr("Export with full text, or choose another format."),
    ),
    "text_missing": lambda _: ProblemWords(tr("The article’s text is missing.")),
    "too_deep": lambda _: ProblemWords(tr("The line’s lists and objects are nested too deeply.")),
    "too_long": _too_long,
    "undecodable": _undecodable,
    "uneven_row": lambda _: ProblemWords(tr("The row has not as many cells as the header.")),
    "unknown_format": _unknown_format,
    "unrecognised_file": lambda _: ProblemWords(
        tr("No import format knows this kind of file."),
        "",
        tr("Name the format if you know it."),
    ),
    "wrong_type": lambda fields: _at(
        tr("Expected here: {expected}.", expected=shown(fields, "expected"))
        if shown(fields, "expected")
        else tr("Something is of the wrong kind."),
        fields,
    ),
}
