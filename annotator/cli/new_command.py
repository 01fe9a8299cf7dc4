"""``annotator new``: make a project."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.opening import project_path, with_suffix
from annotator.cli.options import ProjectArgument
from annotator.cli.output import CommandFailed, say
from annotator.domain.codebook import Codebook
from annotator.domain.people import Person
from annotator.services.codebooks import (
    default_codebook,
    read_codebook_file,
    shipped_codebooks,
)
from annotator.services.managing.last_person import remember_person
from annotator.services.managing.people import people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project, create_project, rename_project
from annotator.services.sample import create_sample_project
from annotator.words import tr

HELP = tr(
    "Make a project. PROJECT gets the ending .stance if it has another or none; a file that is"
    " there already is never touched. Its maker holds all roles."
)


def new(
    project: ProjectArgument,
    name: Annotated[
        str | None,
        typer.Option("--name", help=tr("The project’s name. Default: the file’s name.")),
    ] = None,
    codebook: Annotated[
        str | None,
        typer.Option(
            "--codebook",
            metavar="FILE",
            help=tr(
                "A codebook (YAML or JSON), or the key of one that comes with the program:"
                " taliban-cooperation (the default), taliban-cooperation-detailed,"
                " favor-against-none."
            ),
        ),
    ] = None,
    sample: Annotated[
        bool,
        typer.Option(
            "--sample",
            help=tr("Fill it with the sample: invented articles and two annotators’ work."),
        ),
    ] = False,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="NAME", help=tr("Who makes it. Default: your name on this system.")
        ),
    ] = None,
) -> None:
    """Make the project file, say what was made, and remember its maker."""
    if sample and codebook is not None:
        raise typer.BadParameter(
            tr("The sample comes with its own codebook."), param_hint="--codebook"
        )
    path = with_suffix(project_path(project))
    maker = _system_name() if as_ is None else as_
    if sample:
        made = create_sample_project(path, maker=maker)
    else:
        chosen = default_codebook() if codebook is None else _codebook(codebook)
        made = create_project(path, name=name or "", maker=maker, codebook=chosen)
    with made:
        person = _maker(made, maker)
        if sample and name:
            rename_project(made, person.id, name)
        remember_person(made, person)
        say(
            tr(
                "Made {path}: “{name}”, codebook {codebook}. {person} holds all roles.",
                path=path,
                name=made.info.name,
                codebook=current_round(made).codebook,
                person=person.name,
            )
        )


def _maker(project: Project, name: str) -> Person:
    return next(one for one in people(project) if one.name == name.strip())


def _system_name() -> str:
    try:
        return getpass.getuser() or tr("me")
    except (OSError, KeyError, ImportError):
        return tr("me")


def _codebook(given: str) -> Codebook:
    """Return the codebook in a file of this name, else the shipped one with this key."""
    path = Path(given)
    if path.exists():
        return read_codebook_file(path)
    shipped = {one.key: one for one in shipped_codebooks()}
    if given in shipped:
        return shipped[given]
    raise CommandFailed(
        tr(
            "There is no codebook file “{given}”, and none of this key comes with the program"
            " (there are {keys}).",
            given=given,
            keys=", ".join(shipped),
        )
    )
