"""Files that come by mail: packages, and handouts with or without work in them."""

import tempfile
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError, FormatError, Refused
from annotator.domain.merging.exchanged import Bundle
from annotator.domain.people import Person
from annotator.formats.work_package_reading import claim_of, is_package, read_package
from annotator.services.exchange.shares import handout_share, package_share
from annotator.services.project import Project, open_project
from annotator.storage import exchange_queries, handout_file, project_queries
from annotator.storage.backup_file import copy_project
from annotator.storage.project_file import look
from annotator.storage.store import Connection

PACKAGE, HANDOUT = "package", "handout"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a row raises that holds what no program of ours writes."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that was read."""

    kind: str
    """`PACKAGE` or `HANDOUT`."""
    bundle: Bundle


def read_incoming(path: Path, *, whole: bool) -> Incoming:
    """Read a package or a handout; a handout is read as what it brings back, or ``whole``.

    Raises what `annotator.formats.work_package_reading.read_package` and
    `annotator.storage.project_file.look` raise; `Refused` (not_a_handout).
    """
    if is_package(path):
        return Incoming(PACKAGE, read_package(path))
    try:
        look(path)
    except AnnotatorError as error:
        if error.code == "not_a_project":
            raise FormatError("not_a_package", file=path.name) from error
        raise type(error)(error.code, **{**error.fields, "file": path.name}) from error
    with tempfile.TemporaryDirectory(prefix="stance-") as folder:
        # A copy: the file stays as it is, whoever has it open, and however old it is.
        copied = Path(folder) / "incoming.stance"
        copy_project(path, copied)
        with open_project(copied) as project:
            try:
                return Incoming(HANDOUT, _share(project, whole=whole))
            except _UNREADABLE as error:
                raise FormatError("package_damaged", file=path.name) from error


def _share(project: Project, *, whole: bool) -> Bundle:
    with project.store.read() as connection:
        person_id = handout_file.handout_for(connection)
        person = _person(connection, person_id)
        if person is None:
            raise Refused("not_a_handout")
        if not whole:
            return package_share(connection, person)
        bundle = handout_share(connection, person)
        ids = [one.id for one in bundle.claims if one.kind is EntityKind.ARTICLE]
        return replace(
            bundle,
            claims=(*bundle.claims, *_withdrawn(connection)),
            texts=exchange_queries.texts_of(connection, ids),
        )


def _withdrawn(connection: Connection) -> list[Any]:
    found = project_queries.setting(connection, handout_file.WITHDRAWN)
    documents = found if isinstance(found, list) else []
    return [claim_of(one) for one in documents if isinstance(one, dict)]


def _person(connection: Connection, person_id: uuid.UUID | None) -> Person | None:
    return next((one for one in project_queries.people(connection) if one.id == person_id), None)
