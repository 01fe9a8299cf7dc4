"""Codebooks: those that come with the program, those in files, those of a project."""

import uuid
from pathlib import Path

from annotator.domain.codebook import Codebook
from annotator.formats.codebook_files import read_codebook
from annotator.services.own_work import codebook_of_round
from annotator.services.project import Project
from annotator.shipped import resources_folder

DEFAULT_CODEBOOK = "taliban-cooperation"


def shipped_codebooks() -> tuple[Codebook, ...]:
    """Return the codebooks that come with the program, the default one first."""
    folder = resources_folder() / "codebooks"
    found = [read_codebook(path) for path in sorted(folder.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda one: (one.key != DEFAULT_CODEBOOK, one.key)))


def default_codebook() -> Codebook:
    """Return the codebook that a new project gets unless another is asked for."""
    return read_codebook(resources_folder() / "codebooks" / f"{DEFAULT_CODEBOOK}.yaml")


def read_codebook_file(path: Path) -> Codebook:
    """Read a codebook of one's own; raises `CodebookError` or `FormatError`."""
    return read_codebook(path)


def codebook_of(project: Project, ref: str) -> Codebook:
    """Return a version by its ``key@version``; raises `KeyError`."""
    return project.codebook(ref)


def current_codebook(project: Project, round_id: uuid.UUID) -> Codebook:
    """Return the version by which a round is coded."""
    return codebook_of_round(project, round_id)
