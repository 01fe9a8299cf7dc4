"""What can go wrong, as types with a code and fields; the words are made where they are shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.gaps import Gap


class AnnotatorError(Exception):
    """Something that a person can be told about: a code for the words, fields to fill them with."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, dict(fields))
        self.code = code
        self.fields: Mapping[str, object] = fields

    def __str__(self) -> str:
        """Return the code with its fields, for logs and tests; not for readers."""
        return f"{self.code} {dict(self.fields)}" if self.fields else self.code


class Refused(AnnotatorError):
    """The intention breaks a rule (an empty span, an unknown value …); nothing was changed."""


class Incomplete(AnnotatorError):
    """Work can't be marked done, because something required is missing; ``gaps`` says what."""

    def __init__(self, gaps: "Sequence[Gap]") -> None:
        super().__init__("incomplete", count=len(gaps))
        self.gaps = tuple(gaps)


class NotAllowed(AnnotatorError):
    """The actor's role does not permit this; nothing was changed or shown."""


class NotFound(AnnotatorError):
    """What the intention refers to is not in the project, or not for this actor to see."""


class MovedOn(AnnotatorError):
    """What was to be reverted has been changed since; nothing was changed."""


class ProjectFileError(AnnotatorError):
    """The project file can't be opened or written: missing, foreign, newer, locked, damaged."""


class StorageFailed(AnnotatorError):
    """A write did not reach the disk (locked, read-only, full, damaged); nothing was changed."""


class FormatError(AnnotatorError):
    """A file that was to be imported or exported is not what its format demands."""


class CodebookError(AnnotatorError):
    """A codebook document breaks the rules for codebooks."""


class Cancelled(AnnotatorError):
    """A person stopped the work; what it had begun is removed."""

    def __init__(self) -> None:
        super().__init__("cancelled")
