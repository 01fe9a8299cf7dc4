"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from annotator.words import tr


def named(out: Path | None) -> Path | None:
    """Refuse a place without a name, as of an empty word; for ``--out``."""
    if out is not None and not out.name:
        raise typer.BadParameter(tr("this names no file"), param_hint="--out")
    return out


ProjectArgument = Annotated[
    str, typer.Argument(metavar="PROJECT", help=tr("The project, a .stance file."))
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help=tr(
            "Who acts. Without it: the project’s only person, else who was last at work in it on"
            " this machine."
        ),
    ),
]
RoundOption = Annotated[
    str | None,
    typer.Option("--round", metavar="R", help=tr("The round. Default: the last one.")),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=tr("Print one JSON document instead of words."))
]
OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="FILE",
        help=tr("The file to write; an older one is replaced."),
        callback=named,
    ),
]
