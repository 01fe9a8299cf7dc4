"""What a replication bundle holds, and what one wrote."""

from dataclasses import dataclass
from pathlib import Path

from annotator.services.interchange.export_options import ExportOptions, NameMode, TextMode


@dataclass(frozen=True, slots=True)
class BundleOptions:
    """What goes out. Work of all annotators and gold always do, of all rounds but training."""

    text: TextMode = TextMode.QUOTES
    """How much of the articles' own words: with `TextMode.FULL` their texts, too."""
    names: NameMode = NameMode.NAMES
    training: bool = False
    notes: bool = True
    rationale: bool = True

    @property
    def of_export(self) -> ExportOptions:
        """Return the same as the options of an export."""
        return ExportOptions(
            text=self.text,
            names=self.names,
            training=self.training,
            notes=self.notes,
            rationale=self.rationale,
        )


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle holds; all of it was read back and found right."""

    path: Path
    """The folder or zip file."""
    files: tuple[str, ...]
    """Paths inside it."""
    articles: int
    attributions: int
    """Annotators' and gold."""
    gold: int
    """Of these, in gold."""
    submissions: int
    """Rows of all submission tables: attributions handed in, each time, and empty hand-ins."""
    decisions: int
    agreement: bool
    """Whether there was anything to compare."""
    bytes: int
    pseudonyms: Path | None
    """The file that tells who is who; None unless pseudonyms were asked for."""
