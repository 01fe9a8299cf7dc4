"""What an import format and an export format are; third parties implement these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from annotator.domain.errors import FormatError
from annotator.formats.records import ArticleRecord, ProjectRecord, ReadItem

MAX_PROBLEMS = 100
"""So many problems of one file are listed; the rest would say the same."""


class TextMode(StrEnum):
    """How much of the articles' own words is written."""

    NONE = "none"
    """Hashes of quotes and of their context."""
    QUOTES = "quotes"
    """Quotes, but not the text around them."""
    FULL = "full"


class GoldColumns(StrEnum):
    """What a table says of how the gold in it came about (`AttributionRecord.made`)."""

    NONE = "none"
    OUTCOME = "outcome"
    """Whether it was decided, equal by rule, promoted or imported."""
    WHY = "why"
    """Also the reason, the rationale, who decided, and when."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How an export is written. Whose work it holds is decided by what is given to the writer."""

    text: TextMode = TextMode.FULL
    soft: bool = False
    """Whether the attributions carry soft labels (`AttributionRecord.soft`)."""
    split: str | None = None
    """Which part of a split this is, as ``train`` or ``fold-1``; None for a whole dataset."""
    gold: GoldColumns = GoldColumns.NONE
    """In tables: which columns about decisions there are."""


class OffsetUnit(StrEnum):
    """What a format counts in when it says where something stands."""

    CODE_POINTS = "code points"
    UTF_16 = "UTF-16 units"
    BYTES = "bytes"
    TOKENS = "tokens"
    NONE = "none"
    """It holds words, but no places."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of these records that the file does not hold, and how often."""

    code: str
    """Has a sentence in `annotator.wording.losses`."""
    count: int


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How much was written. ``rows`` are attributions, in every format."""

    articles: int
    rows: int
    losses: tuple[Loss, ...] = ()
    """What was there and could not be carried, each code once; what the format never holds stands
    in its ``cannot_hold``."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What reading a written file back has shown."""

    rows: int
    """Attributions found in the file."""
    problems: tuple[FormatError, ...] = ()
    """What is not as it should be, at most `MAX_PROBLEMS`; empty when the file is right."""
    spans: int = 0
    """Spans found in the file whose words were compared with the article's, in its own unit."""


class Format(Protocol):
    """What every format says of itself. Label and sentences are in the reader's language."""

    @property
    def name(self) -> str:
        """Return the name for the command line."""

    @property
    def label(self) -> str:
        """Return a short name for menus."""

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it; empty when nothing is."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Return its usual file endings with their dot, the first being the default."""


@runtime_checkable
class ImportFormat(Format, Protocol):
    """A kind of file that can be read."""

    def can_read(self, head: bytes, path: Path) -> float:
        """Return how sure it is, from 0 to 1, that a file with this beginning is of its kind."""

    def read(self, path: Path) -> Iterator[ReadItem]:
        """Yield records and, as `FormatError`, what could not be read; nothing of these is raised.

        An error about one line has the field ``line``; one without it is about the whole file.
        """


@runtime_checkable
class ExportFormat(Format, Protocol):
    """A kind of file that can be written."""

    @property
    def offset_unit(self) -> OffsetUnit:
        """Return what its places count in."""

    @property
    def is_folder(self) -> bool:
        """Tell whether it writes a folder of files rather than one file."""

    @property
    def holds_history(self) -> bool:
        """Tell whether it writes submissions, decisions or feedback: others are given none."""

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the articles to a new file at ``out``, one after the other (bounded memory).

        A format of many files makes the folder ``out``. Raises OSError; what the iterator raises
        passes through, leaving a file that is to be thrown away.
        """

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read a file back, by other code than wrote it, and hold it to the same records."""
