"""Opening, making and looking at projects."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.changes import Intention
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError, ProjectFileError, StorageFailed
from annotator.domain.identifiers import new_id
from annotator.domain.people import ALL_ROLES, MAIN_ROUND, Person, ProjectInfo, Round
from annotator.services.opener_lock import OpenerLock
from annotator.storage import bulk, project_queries
from annotator.storage.creation import create_file
from annotator.storage.file_location import Location, location_of
from annotator.storage.migration import migrate
from annotator.storage.project_file import SCHEMA_VERSION, look, writable
from annotator.storage.store import Store

SUFFIX = ".stance"


class Project:
    """A handle on an open project; every service takes one. Close it, or use it in ``with``."""

    def __init__(self, store: Store, read_only: str | None, lock: OpenerLock | None) -> None:
        self.store = store
        self.read_only = read_only
        """Why nothing can be written (a code for the words), or None."""
        self.patience: float | None = None
        """Seconds that a write waits for another writer; None for the usual five."""
        self._lock = lock
        self._codebooks: dict[uuid.UUID, Codebook] = {}
        with store.read() as connection:
            self.info: ProjectInfo = project_queries.project_info(connection)

    @property
    def path(self) -> Path:
        """Return where the project lies."""
        return self.store.path

    def codebook(self, ref: str) -> Codebook:
        """Return a codebook version by its ``key@version``; raises `KeyError`. Read once."""
        codebook_id = codebook_id_of(ref)
        if codebook_id not in self._codebooks:
            with self.store.read() as connection:
                found = project_queries.codebook(connection, codebook_id)
            if found is None:
                raise KeyError(ref)
            self._codebooks[codebook_id] = found
        return self._codebooks[codebook_id]

    def tidy(self) -> None:
        """Bring the file into a state in which it alone can be copied; for idle moments."""
        self.store.checkpoint()

    def close(self) -> None:
        """Close the project; nothing is left to save."""
        try:
            self.store.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()


@dataclass(frozen=True, slots=True)
class ProjectLook:
    """What a list of recent projects shows; ``problem`` is a code, None when it can be opened."""

    path: Path
    name: str | None = None
    articles: int = 0
    people: int = 0
    problem: str | None = None
    project_id: uuid.UUID | None = None


def look_at_project(path: Path) -> ProjectLook:
    """Look at a project without changing a byte; never raises for what is wrong with the file."""
    try:
        found = look(path)
    except AnnotatorError as error:
        return ProjectLook(path, problem=error.code)
    return ProjectLook(path, found.name, found.articles, found.people, project_id=found.project_id)


def create_project(path: Path, *, name: str, maker: str, codebook: Codebook) -> Project:
    """Make a project file with one person (in all roles), one codebook and the round "Main".

    Raises `ProjectFileError` where a file is there already or none can be made.
    """
    create_file(path)
    try:
        _fill(path, name.strip() or path.stem, maker.strip(), codebook)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return open_project(path)


def open_project(path: Path, *, read_only: bool = False) -> Project:
    """Open a project. Looks first, read-only; an older schema is migrated after a backup.

    Raises `ProjectFileError`: see `annotator.storage.project_file.look`.
    """
    path = path.absolute()
    found = look(path)
    location = location_of(path)
    reason: str | None = "asked" if read_only else None
    if reason is None and not writable(path):
        reason = "no_permission"
    lock: OpenerLock | None = None
    if reason is None and location is not Location.LOCAL:
        lock = OpenerLock(path)
        if not lock.acquire():
            lock, reason = None, f"open_elsewhere_{location.value}"
    store: Store | None = None
    try:
        if found.schema < SCHEMA_VERSION:
            if reason is not None:
                raise ProjectFileError("project_older_read_only", path=str(path))
            migrate(path)
        store = Store(path, wal=location is Location.LOCAL, read_only=reason is not None)
        if reason is None:
            bulk.remove_left_behind(store)
        return Project(store, reason, lock)
    except BaseException:
        if store is not None:
            store.close()
        if lock is not None:
            lock.release()
        raise


def rename_project(project: Project, person_id: uuid.UUID, name: str) -> None:
    """Give the project another name."""
    if not name.strip():
        raise ProjectFileError("name_missing")
    with project.store.write(Intention.RENAME_PROJECT, person_id) as written:
        project.info = written.unit.put(project.info.but(name=name.strip()))


def codebook_id_of(ref: str) -> uuid.UUID:
    """Return the identifier of a codebook version from its ``key@version``."""
    from annotator.domain.identifiers import derived_id

    return derived_id("codebook", ref)


def _fill(path: Path, name: str, maker: str, codebook: Codebook) -> None:
    if not maker:
        raise ProjectFileError("maker_missing")
    store = Store(path, wal=location_of(path) is Location.LOCAL)
    try:
        person = Person(id=new_id(), name=maker, roles=ALL_ROLES)
        with store.write(Intention.CREATE_PROJECT, person.id, fields={"name": name}) as written:
            unit = written.unit
            unit.put(ProjectInfo(id=new_id(), name=name, created_at=datetime.now(UTC)))
            unit.put(person)
            project_queries.add_codebook(unit.connection, codebook, unit.now)
            unit.put(Round(id=new_id(), name=MAIN_ROUND, codebook=codebook.ref))
    except StorageFailed as error:
        raise ProjectFileError(error.code, path=str(path)) from error
    finally:
        store.close()
