"""What a merge did, file by file: for the report that a person reads."""

import uuid
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError
from annotator.services.interchange.import_report import Problem

__all__ = [
    "COUNTED",
    "KindCounts",
    "MergeReport",
    "MergedFile",
    "Problem",
    "TouchedArticle",
    "TouchedRound",
]

COUNTED = ("new", "taken", "kept", "equal", "restored")


@dataclass(slots=True)
class KindCounts:
    """What became of a file's entities of one kind."""

    new: int = 0
    taken: int = 0
    """Were here in an earlier form."""
    kept: int = 0
    """Are here in a later form, or stand here while a conflict is open."""
    equal: int = 0
    restored: int = 0
    """Came once, and had been taken back by undoing that."""


@dataclass(slots=True)
class TouchedArticle:
    """What a file brings, or changes, of one article."""

    id: uuid.UUID
    title: str
    new: int = 0
    """Attributions that were not here."""
    changed: int = 0
    """Attributions that were here in another form."""
    deleted: int = 0
    """Attributions that were here and are deleted there."""
    conflicts: int = 0
    """Attributions that were changed here and there: a person decides."""
    handed_in: bool = False
    """It was handed in, for the first time or again."""
    feedback: bool = False
    """Feedback on it came, or was withdrawn."""


@dataclass(frozen=True, slots=True)
class TouchedRound:
    """A round of which a file brings or changes work."""

    id: uuid.UUID
    name: str
    articles: tuple[TouchedArticle, ...]
    """In the order in which they came into the project."""


@dataclass(slots=True)
class MergedFile:
    """What became of one file."""

    path: Path
    kind: str | None = None
    """``package`` or ``handout``; None where that could not be made out."""
    person: str | None = None
    """Whose work it holds."""
    problem: Problem | None = None
    """Why it was refused; nothing of it went in."""
    counts: dict[EntityKind, KindCounts] = field(default_factory=dict)
    mapped: int = 0
    """Attributions by an earlier codebook version, whose values the present one has, too."""
    conflicts: int = 0
    """Conflicts that this file opened."""
    rounds: tuple[TouchedRound, ...] = ()
    """What it brings or changes, by round and article; what is here already is left out."""

    def refuse(self, error: AnnotatorError) -> None:
        """Note why the file was refused."""
        fields = dict(error.fields)
        line = fields.pop("line", None)
        self.problem = Problem(error.code, fields, line if isinstance(line, int) else None)

    def total(self, what: str) -> int:
        """Return one of the counts over all kinds: see `KindCounts`."""
        return sum(getattr(one, what) for one in self.counts.values())


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or with ``dry_run`` would do."""

    files: tuple[MergedFile, ...]
    dry_run: bool
    conflicts: int
    """Conflicts open in the project afterwards."""
    changes: Changes | None = None
    """None where nothing changed."""

    @property
    def complete(self) -> bool:
        """Tell whether no file was refused."""
        return all(one.problem is None for one in self.files)

    def total(self, what: str) -> int:
        """Return one of the counts over all files."""
        return sum(one.total(what) for one in self.files)
