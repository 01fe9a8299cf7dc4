"""What an export holds: everything that a person can choose about one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.domain.annotation_sets import SetState
from annotator.domain.splitting.choice import SplitChoice
from annotator.formats.interfaces import TextMode

__all__ = [
    "AS_TABLE",
    "WITHOUT_TEXTS",
    "Counted",
    "ExportOptions",
    "NameMode",
    "SplitChoice",
    "TextMode",
]

WITHOUT_TEXTS = frozenset({"csv", "tsv", "parquet", "xlsx", "dna"})
"""Formats of tables: they hold quotes at most, whatever was chosen of the articles' texts."""

AS_TABLE = frozenset({"csv", "tsv", "parquet", "xlsx"})
"""Formats that write a row for each attribution (`annotator.formats.table_columns`)."""


class NameMode(StrEnum):
    """How people stand in an export."""

    NAMES = "names"
    PSEUDONYMS = "pseudonyms"
    """Always the same ones in a project; who is who is written to a file beside the export."""


class Counted(StrEnum):
    """What counts as one where the same thing was said, or printed, more than once.

    A statement is said again when speaker and all values about the text are the same (derived and
    typed ones left aside), by the same coder in the same round; values about the coder may differ.
    An attribution without a named speaker is never the same as another.
    """

    ARTICLE = "article"
    """Each text once, each attribution in it: as it was coded."""
    APPEARANCE = "appearance"
    """A text once for each place where it was published."""
    PASSAGE = "passage"
    """What stands in a passage that versions of a story share: for each coder, and for gold, only
    in the first of them that it is marked in."""
    DOCUMENT = "document"
    """A statement once in each article."""
    DAY = "day"
    """A statement once a day, by the day of the article's first appearance."""
    WEEK = "week"
    """A statement once a week (ISO weeks, Monday to Sunday)."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export holds. Filters are joined by "and"; the names within one by "or"."""

    layer: str = ""
    """``gold``, ``annotators``, or ``all`` that the person may read. Where it is left empty it
    becomes ``annotators`` if some are named, for gold is nobody's work, else ``all``."""
    annotators: tuple[str, ...] = ()
    """Names; none means everybody whose work the person may read."""
    text: TextMode = TextMode.FULL
    training: bool = False
    """Whether rounds for training are in it: they are practice, and no data."""
    rounds: tuple[str, ...] = ()
    """Names; none means all. One that is named is in it, be it for training."""
    states: tuple[SetState, ...] = ()
    """Of sets; none means all."""
    batches: tuple[str, ...] = ()
    """Names; none means all."""
    words: str = ""
    """All must occur in an article's titles, outlets or bylines, as in the queue's search."""
    outlets: tuple[str, ...] = ()
    """Where an article must have appeared, one of them (upper and lower case alike)."""
    published_from: date | None = None
    """First day on which an article may have appeared; this day is in it."""
    published_until: date | None = None
    """Last day, in it too. An article without a date is in no span of days."""
    languages: tuple[str, ...] = ()
    """Codes as ``en``; ``en`` stands for ``en-GB`` as well."""
    names: NameMode = NameMode.NAMES
    notes: bool = True
    rationale: bool = True
    speaker_ids: bool = False
    """Identifiers in the place of speakers' names; their aliases are left out."""
    soft_labels: bool = False
    """How the coders' values are distributed, beside each attribution."""
    counted: Counted = Counted.ARTICLE
    split: SplitChoice | None = None
    card: bool = False
    """A folder with card, datasheet, codebook and metadata beside the data."""

    def __post_init__(self) -> None:
        """Settle the layer that was not chosen."""
        if not self.layer:
            object.__setattr__(self, "layer", "annotators" if self.annotators else "all")

    @property
    def filters_work(self) -> bool:
        """Tell whether only articles with chosen work are wanted."""
        return bool(self.rounds or self.states or self.batches)
