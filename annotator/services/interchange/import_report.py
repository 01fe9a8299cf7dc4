"""What an import did, file by file: for the report that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain.changes import Changes
from annotator.domain.errors import AnnotatorError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something left out: a code for the words, with fields, and the line if there is one."""

    code: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None


@dataclass(slots=True)
class FileOutcome:
    """What became of one file."""

    path: Path
    format: str | None = None
    articles: int = 0
    """Articles that are new in the project."""
    appearances: int = 0
    """Known texts that were published in one more place."""
    known: int = 0
    """Articles that were there already, appearance and all."""
    attributions: int = 0
    restored: int = 0
    """Things that the undoing of an earlier import had removed."""
    encoding: str | None = None
    """The encoding that the text was guessed to be in, where that was a guess."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, error: AnnotatorError) -> None:
        """Note what was left out, and why."""
        fields = dict(error.fields)
        line = fields.pop("line", None)
        self.problems.append(Problem(error.code, fields, line if isinstance(line, int) else None))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with ``dry_run`` would do."""

    files: tuple[FileOutcome, ...]
    dry_run: bool = False
    changes: Changes | None = None
    """None when nothing was changed."""
    renamed_to: str | None = None
    """The name that an empty project took over from the file."""

    @property
    def complete(self) -> bool:
        """Tell whether nothing was left out."""
        return not any(one.problems for one in self.files)

    def total(self, what: str) -> int:
        """Return the sum of one of the counts (``articles``, ``attributions`` …) over all files."""
        return sum(int(getattr(one, what)) for one in self.files)
