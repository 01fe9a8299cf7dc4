"""``annotator export``: write what a person may read, in one of the formats."""

from enum import StrEnum
from typing import Annotated

import typer

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, OutOption, ProjectArgument
from annotator.cli.output import say
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.people import Actor
from annotator.services.interchange.exporting import (
    ExportOptions,
    TextMode,
    export_project,
    exportable,
)
from annotator.services.managing.people import reading_role
from annotator.words import tr, tr_n

HELP = tr(
    "Write the project’s articles and coding to a file. It is read back and checked before it"
    " replaces an older one. Annotators get their own work; asking for more is refused."
)


class Layer(StrEnum):
    """Whose work is written."""

    GOLD = "gold"
    ANNOTATORS = "annotators"
    ALL = "all"


def formats_help() -> str:
    """Return what the formats are for and what they cannot hold, one after the other."""
    return " ".join(
        " ".join(part for part in (f"{one.name}:", one.description, one.cannot_hold) if part)
        for one in exportable()
    )


def export(
    project: ProjectArgument,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="F", help=", ".join(one.name for one in exportable()) + "."
        ),
    ],
    out: OutOption,
    layer: Annotated[
        Layer, typer.Option("--layer", help=tr("Whose work. Default: all that you may read."))
    ] = Layer.ALL,
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            "--annotator",
            metavar="NAME",
            help=tr("Only this person’s work; may be given several times."),
        ),
    ] = None,
    text: Annotated[
        TextMode,
        typer.Option(
            "--text",
            help=tr("How much of the articles’ own words: hashes only, the quotes, everything."),
        ),
    ] = TextMode.FULL,
    with_training: Annotated[
        bool,
        typer.Option(
            "--with-training",
            help=tr("Rounds for training as well. They are practice, and left out otherwise."),
        ),
    ] = False,
    as_: AsOption = None,
) -> None:
    """Export and say what was written."""
    if format_ not in {one.name for one in exportable()}:
        raise typer.BadParameter(
            tr("there is no export format “{name}”", name=format_), param_hint="--format"
        )
    labels = {"write": tr("writing"), "check": tr("checking")}
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        actor = Actor(person.id, reading_role(person))
        options = ExportOptions(layer.value, tuple(annotator or ()), text, training=with_training)
        with progress_bar(lambda what: labels.get(what, what)) as progress:
            report = export_project(handle, actor, format_, out, options, progress, stopped)
    say(
        tr(
            "Wrote {out}: {articles}, {rows}, read back and found right.",
            out=out,
            articles=tr_n("{count} article", "{count} articles", report.articles),
            rows=tr_n("{count} attribution", "{count} attributions", report.rows),
        )
    )
