"""Writing a project file that holds one person's share: new, so that no page of it held more."""

import os
import sqlite3
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from annotator.domain.changes import Intention, Step
from annotator.domain.documents import content_hash, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import ProjectFileError
from annotator.domain.identifiers import new_id
from annotator.domain.merging.exchanged import CodebookVersion
from annotator.domain.merging.versions import Edge
from annotator.storage import article_queries, entity_rows, lineage, project_queries
from annotator.storage.change_log import BULK_FINISHED
from annotator.storage.creation import create_file
from annotator.storage.project_file import open_read_only
from annotator.storage.store import INSERT_STEP, Store, step_row
from annotator.storage.tables import log

HANDOUT_FOR = "handout_for"
"""Setting: whose share a file is. No other file has it."""
WITHDRAWN = "withdrawn"
"""Setting: what the file tells of sets that were taken back, whose articles are not in it."""


def handout_for(connection: Connection) -> uuid.UUID | None:
    """Return whose handout a file is, None for a project that is everybody's."""
    found = project_queries.setting(connection, HANDOUT_FOR)
    return uuid.UUID(found) if isinstance(found, str) else None


class HandoutFile:
    """A new file being filled, in one transaction."""

    def __init__(self, connection: Connection, person_id: uuid.UUID) -> None:
        self._connection = connection
        self._step = Step(
            id=new_id(), intention=Intention.HAND_OUT, person_id=None, at=datetime.now(UTC)
        )
        connection.execute(INSERT_STEP, {**step_row(self._step, bulk=True), "finished": True})
        project_queries.set_setting(connection, HANDOUT_FOR, str(person_id))

    @property
    def now(self) -> datetime:
        """Return the instant of the one step that this file begins with."""
        return self._step.at

    def add(
        self,
        kind: EntityKind,
        entities: Sequence[Entity],
        more: Sequence[dict[str, Any]] | None = None,
    ) -> None:
        """Store entities with the revisions they have; ``more``: further columns of each."""
        if not entities:
            return
        entity_rows.store_new(self._connection, kind, entities, None, more)
        documents = [to_document(one) for one in entities]
        rows = [
            {
                "step_id": self._step.id,
                "kind": kind.value,
                "entity_id": one.id,
                "revision": one.revision,
                "after": document,
                "after_hash": content_hash(document),
            }
            for one, document in zip(entities, documents, strict=True)
        ]
        self._connection.execute(insert(log.change), rows)

    def add_texts(self, texts: Mapping[uuid.UUID, str]) -> None:
        """Store the texts of articles."""
        article_queries.add_texts(self._connection, list(texts.items()))

    def add_codebooks(self, codebooks: Iterable[CodebookVersion]) -> None:
        """Store codebook versions, in the order given."""
        for one in codebooks:
            project_queries.add_codebook(self._connection, one.codebook, self._step.at, one.mapping)

    def add_edges(self, edges: Mapping[uuid.UUID, Iterable[Edge]]) -> None:
        """Store where the forms came from."""
        lineage.add_edges(self._connection, edges)

    def set_withdrawn(self, documents: list[dict[str, Any]]) -> None:
        """Store what is said of sets that were taken back."""
        if documents:
            project_queries.set_setting(self._connection, WITHDRAWN, documents)

    def finish(self) -> None:
        """Write the end of the log."""
        row = {
            "step_id": self._step.id,
            "kind": BULK_FINISHED,
            "entity_id": self._step.id,
            "revision": 0,
        }
        self._connection.execute(insert(log.change), row)


class NewHandout:
    """A handout written beside its place and moved there when it is whole; in ``with``."""

    def __init__(self, out: Path, person_id: uuid.UUID) -> None:
        self._out = out
        self._person_id = person_id
        self._unfinished = out.with_name(f".{out.name}.unfinished")

    def __enter__(self) -> HandoutFile:
        """Make the file and begin to fill it."""
        self._clear()
        create_file(self._unfinished)
        self._store = Store(self._unfinished, wal=False)
        self._transaction = self._store.transaction()
        self._file = HandoutFile(self._transaction.__enter__(), self._person_id)
        return self._file

    def __exit__(self, type_: Any, error: Any, trace: Any) -> None:
        """Move the file to its place, or remove it after an error."""
        try:
            try:
                if error is None:
                    self._file.finish()
            finally:
                self._transaction.__exit__(type_, error, trace)
                self._store.close()
            if error is None:
                self._move()
        finally:
            self._clear()

    def _move(self) -> None:
        try:
            with self._unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._unfinished, self._out)
        except OSError as error:
            raise ProjectFileError(
                "write_failed", path=str(self._out), detail=error.strerror or ""
            ) from error

    def _clear(self) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            self._unfinished.with_name(self._unfinished.name + ending).unlink(missing_ok=True)


def is_untouched(path: Path, project_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Tell whether a file is a handout for this person in which nothing was done yet."""
    if any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal")):
        return False
    try:
        with closing(open_read_only(path)) as connection:
            queries = (
                ("SELECT lower(hex(id)) FROM project", project_id.hex),
                (f"SELECT value FROM setting WHERE key = '{HANDOUT_FOR}'", f'"{person_id}"'),
                ("SELECT count(*) FROM step", 1),
                (f"SELECT count(*) FROM step WHERE intention = '{Intention.HAND_OUT}'", 1),
                # Time on an article is measured without a step.
                ("SELECT 1 - EXISTS (SELECT 1 FROM annotation_set JOIN change ON"
                 " entity_id = annotation_set.id WHERE seconds !="
                 " json_extract(after, '$.seconds'))", 1),
            )  # fmt: skip
            return all(connection.execute(sql).fetchone() == (is_,) for sql, is_ in queries)
    except sqlite3.DatabaseError:
        return False
