"""From the words on the command line to an open project and a person who acts in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.cli.output import CommandFailed
from annotator.domain.errors import NotFound, ProjectFileError
from annotator.domain.people import Person
from annotator.services.managing.last_person import last_person, remember_person
from annotator.services.managing.people import people, person_named
from annotator.services.project import SUFFIX, Project, open_project
from annotator.words import tr

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def project_path(given: str) -> Path:
    """Return the path that was given; raises `CommandFailed` for a database's address."""
    if _ADDRESS.match(given):
        # Not repeated in the message: it may hold a password.
        raise CommandFailed(
            tr(
                "Projects on a database server are not supported yet."
                " Please give a .stance file instead."
            )
        )
    return Path(given)


def with_suffix(path: Path) -> Path:
    """Return the path with ``.stance`` at its end."""
    if path.suffix.lower() == SUFFIX:
        return path
    return path.with_name(path.name + SUFFIX) if path.name else path


@contextmanager
def opened(
    given: str, name: str | None, *, writing: bool = False
) -> Iterator[tuple[Project, Person]]:
    """Yield the open project and who acts; with ``writing``, refuse what can only be read.

    ``study`` finds ``study.stance`` where there is no file called ``study``.
    """
    path = project_path(given)
    if not path.exists() and with_suffix(path).exists():
        path = with_suffix(path)
    with open_project(path) as project:
        person = _acting(project, name)
        if writing and project.read_only is not None:
            raise ProjectFileError(project.read_only, path=str(path))
        yield project, person


def _acting(project: Project, name: str | None) -> Person:
    if name is not None:
        named = person_named(project, name)
        if named is None:
            raise NotFound("unknown_person", name=name)
        remember_person(project, named)
        return named
    everybody = people(project)
    if len(everybody) == 1:
        return everybody[0]
    last = last_person(project)
    if last is None:
        raise CommandFailed(
            tr("Several people work in this project; say who you are with --as NAME.")
        )
    return last
