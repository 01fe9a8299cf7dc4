"""The options that say what an export holds; several commands have some of them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from annotator.domain.annotation_sets import SetState
from annotator.services.interchange.exporting import Counted, SplitChoice, TextMode, exportable
from annotator.words import tr


class Layer(StrEnum):
    """Whose work is written."""

    GOLD = "gold"
    ANNOTATORS = "annotators"
    ALL = "all"


FormatOption = Annotated[
    str,
    typer.Option("--format", metavar="F", help=", ".join(one.name for one in exportable()) + "."),
]
LayerOption = Annotated[
    Layer | None,
    typer.Option(
        "--layer",
        help=tr("Whose work. Default: all that you may read; with --annotator the annotators’."),
    ),
]
AnnotatorsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--annotator",
        metavar="NAME",
        help=tr(
            "Only this person’s work, without gold unless --layer all is given too; may be"
            " given several times."
        ),
    ),
]
TextOption = Annotated[
    TextMode,
    typer.Option(
        "--text",
        help=tr("How much of the articles’ own words: hashes only, the quotes, everything."),
    ),
]
TrainingOption = Annotated[
    bool,
    typer.Option(
        "--with-training",
        help=tr("Rounds for training as well. They are practice, and left out otherwise."),
    ),
]
RoundsOption = Annotated[
    list[str] | None,
    typer.Option("--round", metavar="R", help=tr("Only this round; may be given several times.")),
]
StatesOption = Annotated[
    list[SetState] | None,
    typer.Option("--state", help=tr("Only work in this state; may be given several times.")),
]
BatchesOption = Annotated[
    list[str] | None,
    typer.Option("--batch", metavar="B", help=tr("Only this batch; may be given several times.")),
]
WordsOption = Annotated[
    str,
    typer.Option(
        "--words",
        metavar="W",
        help=tr("Only articles with all these words in title, outlet or byline."),
    ),
]
OutletsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--outlet", metavar="O", help=tr("Only from this outlet; may be given several times.")
    ),
]
SinceOption = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=["%Y-%m-%d"], help=tr("Only what was published on this day or later.")
    ),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option(
        "--until",
        formats=["%Y-%m-%d"],
        help=tr("Only what was published on this day or earlier."),
    ),
]
LanguagesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="L",
        help=tr("Only in this language (as en); may be given several times."),
    ),
]
PseudonymsOption = Annotated[
    bool,
    typer.Option(
        "--pseudonyms",
        help=tr("Pseudonyms for people; who is who is written to a file beside it."),
    ),
]
NotesOption = Annotated[
    bool, typer.Option("--notes/--no-notes", help=tr("Whether annotators’ notes are in it."))
]
RationaleOption = Annotated[
    bool,
    typer.Option(
        "--rationale/--no-rationale", help=tr("Whether adjudicators’ rationales are in it.")
    ),
]
SpeakerIdsOption = Annotated[
    bool,
    typer.Option("--speaker-ids", help=tr("Identifiers in the place of speakers’ names.")),
]
SoftLabelsOption = Annotated[
    bool,
    typer.Option(
        "--soft-labels", help=tr("With the distribution of all coders’ values, where it fits.")
    ),
]
CountPerOption = Annotated[
    Counted,
    typer.Option(
        "--count-per",
        help=tr(
            "What counts once: each article, each appearance of it, a passage that versions of"
            " a story share, or a repeated statement in a document, on a day, in a week."
        ),
    ),
]
SplitOption = Annotated[
    str | None,
    typer.Option(
        "--split",
        metavar="70,15,15",
        help=tr(
            "In parts for training, development and test, in percent; 80,20 for training and"
            " test. Stories stay whole."
        ),
    ),
]
FoldsOption = Annotated[
    int | None,
    typer.Option("--folds", metavar="K", help=tr("In K parts of equal size instead.")),
]
SeedOption = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        help=tr("The same number gives the same split. Default: {seed}.", seed=SplitChoice().seed),
    ),
]
BalanceOption = Annotated[
    bool,
    typer.Option(
        "--balance/--no-balance", help=tr("Whether the parts have alike shares of each value.")
    ),
]
SpeakersApartOption = Annotated[
    bool,
    typer.Option("--speakers-apart", help=tr("No named speaker in two parts.")),
]
CardOption = Annotated[
    bool,
    typer.Option(
        "--card", help=tr("A folder with card, datasheet, codebook and metadata beside it.")
    ),
]
