"""What an export wrote, and what one would write."""

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import Refused
from annotator.domain.splitting.leaks import LeakReport
from annotator.formats.interfaces import Loss
from annotator.services.interchange.export_places import Replaced

__all__ = ["ExportReport", "LeakReport", "Loss", "PartReport", "Preview", "Replaced"]


@dataclass(frozen=True, slots=True)
class PartReport:
    """One part of a split."""

    name: str
    """``train``, ``dev``, ``test``, or ``fold-1`` and so on."""
    path: Path
    articles: int
    rows: int
    """Attributions."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and that it was found whole when read back."""

    path: Path
    """The file or folder."""
    articles: int
    rows: int
    """Attributions written."""
    checked: int
    """Attributions found again when the file was read back."""
    bytes: int
    """Of all files together."""
    spans: int = 0
    """Spans whose words were compared with the article's text, in the format's own unit."""
    losses: tuple[Loss, ...] = ()
    """What is left out and what the file could not carry (`annotator.wording.losses` has the
    sentences)."""
    parts: tuple[PartReport, ...] = ()
    """Of a split; empty without one."""
    leaks: LeakReport | None = None
    """What the parts of a split share; None without a split."""
    pseudonyms: Path | None = None
    """The file that tells who is who; None unless pseudonyms were asked for and are in it."""
    replaced: Replaced | None = None
    """What had the name of the file or folder before; None where nothing had."""
    replaced_table: bool = False
    """An older table of who is who stood beside it, and this export's is there now."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of what an export would write, and how much it would hold."""

    columns: tuple[str, ...]
    """Of the table of attributions, whatever the format."""
    rows: tuple[tuple[str, ...], ...]
    """Its first rows, a text per column."""
    lines: tuple[str, ...]
    """The first lines of the file itself; none where it is not made of text."""
    file: str | None
    """Which of its files the lines are of, where the format writes a folder."""
    articles: int
    """How many articles the export would hold."""
    attributions: int
    """How many attributions, before any are counted once (`Counted`)."""
    open_disagreements: int
    """Items of the chosen rounds that nobody has decided: not in gold yet. 0 for annotators."""
    left_out: tuple[Loss, ...] = ()
    """Which articles of those that were asked for it would not hold."""
    refusal: Refused | None = None
    """Why nothing would be written: there is no article for it."""
