"""What the comparison table is given to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.codebook import Attribute, Value


class EditorKind(StrEnum):
    """How a gold value is chosen."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    BOOLEAN = "boolean"
    TEXT = "text"
    SPEAKER = "speaker"
    OFFERED = "offered"
    """From a list of what is at hand: spans and attributions."""


class GoldState(StrEnum):
    """How a gold field came to its value."""

    EMPTY = "empty"
    AGREED = "agreed"
    ALONE = "alone"
    """Filled in from those who marked it, while others marked nothing."""
    TAKEN = "taken"
    OWN = "own"
    JUDGED = "judged"
    """Chosen in a blind check that is not compared yet: nothing tells whether others have it."""
    FOLLOWS = "follows"
    """As the annotator has it whose content was taken."""
    REJECTED = "rejected"
    """There is no gold: it was found to be no attribution."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list to choose a gold value from."""

    value: object
    words: str
    picture: Value | None = None
    key: str = ""
    """Its key, for the list."""
    chosen: bool = False
    marks_in_text: bool = False
    """Whether it asks to mark words instead of standing for a value."""


@dataclass(frozen=True, slots=True)
class CoderCellShown:
    """One annotator's value."""

    words: str
    picture: Value | None = None
    """The codebook's value, where it has a shape and a colour."""
    marked: bool = True
    """False where the annotator marked nothing at all."""
    covered: bool = False
    whole: str = ""
    """All the words, where ``words`` are shortened."""
    room: str = ""
    """Words that will stand here later: there is room for them, and they are not shown."""


@dataclass(frozen=True, slots=True)
class GoldCellShown:
    """The gold value of a row."""

    words: str
    state: GoldState
    editor: EditorKind
    picture: Value | None = None
    letter: str = ""
    """Whom it was taken from."""
    missing: bool = False
    """Whether it was asked for and is not there."""
    unlike: bool = False
    """Whether it equals no annotator's."""
    note: str = ""
    """Why it is as it is, or what it waits for: a line below the value."""
    options: tuple[Option, ...] = ()
    whole: str = ""
    """All the words, where ``words`` are shortened."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One field across all annotators."""

    field: str
    label: str
    cells: tuple[CoderCellShown, ...]
    gold: GoldCellShown | None
    """None for what is never gold: confidence, notes."""
    differs: bool = False
    required: bool = False
    attribute: Attribute | None = None
