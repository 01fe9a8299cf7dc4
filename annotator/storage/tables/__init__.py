"""The tables of a project file, one module for each part of the work."""

from annotator.storage.tables import (
    adjudication,
    articles,
    attributions,
    log,
    merging,
    project,
    speakers,
    work,
)
from annotator.storage.tables.base import metadata

__all__ = [
    "adjudication",
    "articles",
    "attributions",
    "log",
    "merging",
    "metadata",
    "project",
    "speakers",
    "work",
]
