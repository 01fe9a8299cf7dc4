"""Every code that the package can raise has words, and the words are fit to be read."""

import ast
import re
from pathlib import Path

import pytest

import annotator
from annotator.wording.problems import is_known, sentence_for, words_for

PACKAGE = Path(annotator.__file__).parent
LAYERS = ("domain", "storage", "services", "formats")
ERRORS = {
    *("AnnotatorError", "Refused", "NotAllowed", "NotFound", "MovedOn", "ProjectFileError"),
    *("StorageFailed", "FormatError", "CodebookError", "Gap", "_found"),
}
CODE_AT = {"Gap": 2}
PASSED_ON = {
    ("services/checking.py", "code"): (
        "decision_without_gold",
        "gold_with_person",
        "gold_without_decision",
    ),
    # Where a code is not written at the spot: what it can be there.
    ("domain/validation.py", "code"): (
        *("span_out_of_range", "span_empty", "span_blank", "quote_mismatch"),
    ),
    ("storage/failures.py", "known"): (
        *("project_busy", "disk_full", "project_read_only", "project_damaged", "disk_error"),
        *("project_unreachable", "no_permission"),
    ),
    ("services/recovery.py", "_UNREACHABLE"): ("storage_failed_not_kept",),
    ("formats/file_problems.py", "code"): ("is_a_folder", "no_permission"),
    ("formats/csv_table.py", "code"): ("row_missing", "row_surplus"),
    ("formats/dna_table.py", "code"): ("row_missing", "row_surplus"),
    ("formats/table_verifying.py", "code"): ("row_missing", "row_surplus"),
    ("formats/xlsx_verifying.py", "code"): ("row_missing", "row_surplus"),
    ("formats/text_files.py", "code"): ("binary_file", "too_long"),
    ("formats/registry.py", "code"): ("binary_file", "unrecognised_file"),
}
ELSEWHERE = (
    # Not raised by a call: reasons for reading only, the code of Cancelled and of Incomplete.
    *("asked", "open_elsewhere_network", "open_elsewhere_synchronised", "cancelled", "incomplete"),
    *("rows_missing",),
)
FIELDS = {
    "file": "some.txt",
    "name": "Ann {0} Other",
    "where": "attributions[0].speaker",
    "quote": "so long a quote " * 50,
    "value": "100 %",
    "attribute": "stance",
    "expected": "text",
    "what": "a {brace}",
    "detail": "No space left on device",
    "limit": 2_000_000,
    "count": 2,
    "line": 7,
}


def raised() -> dict[str, str]:
    """Return every code in the layers, with the place where it was found."""
    codes = dict.fromkeys(ELSEWHERE, "elsewhere")
    for layer in LAYERS:
        for path in sorted((PACKAGE / layer).rglob("*.py")):
            place = path.relative_to(PACKAGE).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    for code in _codes(node, place):
                        codes[code] = f"{place}:{node.lineno}"
    return codes


def _codes(call: ast.Call, place: str) -> list[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in ERRORS or len(call.args) <= CODE_AT.get(name, 0):
        return []
    given = call.args[CODE_AT.get(name, 0)]
    constants = [
        one.value
        for one in ast.walk(given)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if constants:
        return constants
    if isinstance(given, ast.Attribute) and given.attr == "code":
        return []  # passed on from another error
    assert isinstance(given, ast.Name), f"{place}:{call.lineno}"
    return list(PASSED_ON[place, given.id])


CODES = raised()


def test_many_codes_are_found() -> None:
    assert len(CODES) > 90


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("fields", [{}, FIELDS], ids=["no fields", "fields"])
def test_every_code_has_a_sentence(code: str, fields: dict[str, object]) -> None:
    assert is_known(code), CODES[code]
    sentence = sentence_for(code, fields)
    assert sentence == " ".join(sentence.split())
    assert sentence[-1] in ".?…"
    assert code not in sentence or "_" not in code
    assert not re.search(r"“”|None|  |\.\.|\(\)", sentence), sentence
    assert len(sentence) < 350


def test_line_is_said_first() -> None:
    assert sentence_for("empty_text", {"line": 3}) == "Line 3: The article’s text is empty."


def test_missing_file_and_missing_entry_are_told_apart() -> None:
    assert sentence_for("not_found", {"file": "a.txt"}) == "There is no such file."
    assert "not in the project" in sentence_for("not_found", {"kind": "article"})


def test_first_difference_is_named() -> None:
    words = sentence_for("verification_failed", {"first": "quote_mismatch", "problems": 2})
    assert words_for("quote_mismatch").what in words


def test_parts() -> None:
    words = words_for("disk_full")
    assert (words.what, words.kept) == ("The disk is full.", "Nothing was changed.")
    assert words.sentence.startswith(words.what)


def test_unknown_code_is_named() -> None:
    assert "other_package_code" in sentence_for("other_package_code")
