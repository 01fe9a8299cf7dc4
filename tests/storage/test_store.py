"""The store: one step is one transaction, logged, counted, synced, and whole or not at all."""

import shutil
import sqlite3
import threading
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.changes import Intention
from annotator.domain.documents import content_hash, to_document
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, StorageFailed
from annotator.domain.identifiers import new_id
from annotator.domain.people import Person, Role
from annotator.domain.speakers import Speaker
from annotator.services.annotating import delete_attribution, set_flag, set_note
from annotator.services.project import open_project
from annotator.storage import change_log
from annotator.storage.backup_file import copy_project
from annotator.storage.store import Store
from tests.services.world import World, contents, raw, sound


def pragma(connection: Any, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_wal_full_and_foreign_keys_are_in_force(world: World) -> None:
    with world.project.store.transaction() as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 2
        assert pragma(connection, "foreign_keys") == 1


def test_the_reading_engine_refuses_every_write(world: World) -> None:
    before = contents(world.path)
    for sql in ("DELETE FROM article", "CREATE TABLE x (y)", "UPDATE project SET name = 'x'"):
        with pytest.raises(StorageFailed), world.project.store.read() as connection:
            connection.exec_driver_sql(sql)
    assert contents(world.path) == before


def test_a_reader_sees_one_state_while_others_write(world: World) -> None:
    found = world.annotate()
    sql = "SELECT note FROM attribution"
    with world.project.store.read() as connection:
        assert connection.exec_driver_sql(sql).scalar_one() == ""
        set_note(world.project, world.mira, found.id, "later")
        assert connection.exec_driver_sql(sql).scalar_one() == ""
    with world.project.store.read() as connection:
        assert connection.exec_driver_sql(sql).scalar_one() == "later"


def test_put_counts_revisions_and_hashes_and_skips_what_is_equal(world: World) -> None:
    speaker = Speaker(id=new_id(), name="Ingrid Valmont")
    with world.project.store.write(Intention.CREATE_SPEAKER, world.mira.person_id) as written:
        first = written.unit.put(speaker)
        assert first.revision == 1
        assert written.unit.put(first).revision == 1
        second = written.unit.put(first.but(country="NO"))
        assert second.revision == 2
        again = written.unit.put(first.but(country="NO", revision=77))
        assert again.revision == 2
    assert [one.after.revision for one in written.changes.entities] == [1, 2]
    rows = raw(world.path, "SELECT revision, hex(content_hash) FROM speaker")
    assert rows == [(2, content_hash(to_document(second)).upper())]


def test_a_step_without_changes_leaves_no_trace(world: World) -> None:
    before = raw(world.path, "SELECT count(*) FROM step")
    with world.project.store.write(Intention.UPDATE_SPEAKER, world.mira.person_id) as written:
        pass
    assert written.changes.entities == ()
    assert raw(world.path, "SELECT count(*) FROM step") == before


def test_the_log_keeps_before_and_after_of_every_change(world: World) -> None:
    found = world.annotate()
    set_note(world.project, world.mira, found.id, "look")
    delete_attribution(world.project, world.mira, found.id)
    with world.project.store.read() as connection:
        history = change_log.revisions_of(connection, found.id)
    steps = [step.intention for step, _ in history]
    assert steps == [
        Intention.CREATE_ATTRIBUTION,
        Intention.SET_NOTE,
        Intention.DELETE_ATTRIBUTION,
    ]
    changes = [change for _, change in history]
    assert changes[0].before is None
    for earlier, later in pairwise(changes):
        assert later.before == earlier.after
    assert [one.after.revision for one in changes] == [1, 2, 3]
    assert [one.after.deleted for one in changes] == [False, False, True]
    assert all(step.person_id == world.mira.person_id for step, _ in history)
    hashes = raw(
        world.path,
        "SELECT before_hash, after_hash FROM change WHERE entity_id = ? ORDER BY seq",
        found.id.bytes,
    )
    assert hashes[0][0] is None
    assert [row[0] for row in hashes[1:]] == [row[1] for row in hashes[:-1]]


def test_nothing_is_hard_deleted(world: World) -> None:
    found = world.annotate()
    delete_attribution(world.project, world.mira, found.id)
    ((deleted_at, revision),) = raw(world.path, "SELECT deleted_at, revision FROM attribution")
    assert deleted_at is not None
    assert revision == 2
    assert raw(world.path, "SELECT count(*) FROM attribution_span") == [(1,)]
    with world.project.store.write(Intention.SET_NOTE, world.mira.person_id) as written:
        assert written.unit.find(type(found), EntityKind.ATTRIBUTION, found.id) is not None
        with pytest.raises(NotFound):
            written.unit.get(type(found), EntityKind.ATTRIBUTION, found.id)


def test_counters_follow_the_attributions(world: World) -> None:
    def counters() -> list[tuple[Any, ...]]:
        return raw(world.path, "SELECT attribution_count, flagged_count FROM annotation_set")

    one, two = world.annotate("Never"), world.annotate("talk")
    assert counters() == [(2, 0)]
    set_flag(world.project, world.mira, one.id, True)
    set_flag(world.project, world.mira, two.id, True)
    assert counters() == [(2, 2)]
    delete_attribution(world.project, world.mira, one.id)
    assert counters() == [(1, 1)]
    set_flag(world.project, world.mira, two.id, False)
    assert counters() == [(1, 0)]
    sound(world.project)


@pytest.mark.parametrize("error", [RuntimeError("boom"), KeyboardInterrupt()])
def test_a_failing_block_leaves_everything_as_it_was(world: World, error: BaseException) -> None:
    before = contents(world.path)
    steps = raw(world.path, "SELECT count(*) FROM step")

    def fail() -> None:
        with world.project.store.write(Intention.ADD_PERSON, world.manager.person_id) as written:
            written.unit.put(Person(id=new_id(), name="Ines Falk", roles=(Role.ANNOTATOR,)))
            raise error

    with pytest.raises(type(error)):
        fail()
    assert contents(world.path) == before
    assert raw(world.path, "SELECT count(*) FROM step") == steps
    world.annotate()  # and the next one can write


def test_a_broken_reference_is_refused_with_all_the_rest(world: World) -> None:
    before = contents(world.path)

    def fail() -> None:
        with world.project.store.write(Intention.CREATE_SPEAKER, world.mira.person_id) as written:
            written.unit.put(Speaker(id=new_id(), name="A"))
            written.unit.put(Speaker(id=new_id(), name="B", article_id=new_id()))

    with pytest.raises(StorageFailed) as failed:
        fail()
    assert failed.value.code == "storage_failed"
    assert contents(world.path) == before


def test_after_a_checkpoint_the_file_alone_can_be_copied(world: World, tmp_path: Path) -> None:
    found = world.annotate()
    world.project.tidy()
    assert world.path.with_name(world.path.name + "-wal").stat().st_size == 0
    copy = tmp_path / "copy.stance"
    shutil.copyfile(world.path, copy)
    with open_project(copy) as project:
        assert contents(copy) == contents(world.path)
        sound(project)
    assert found.id.bytes in {row[0] for row in raw(copy, "SELECT id FROM attribution")}


def test_a_checkpoint_waits_for_nobody(world: World) -> None:
    with world.project.store.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM article").all()
        world.annotate()
        world.project.store.checkpoint()
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        world.project.store.checkpoint()
        other.execute("ROLLBACK")
    world.project.store.checkpoint()
    assert world.path.with_name(world.path.name + "-wal").stat().st_size == 0


def test_closing_leaves_one_file(world: World) -> None:
    world.annotate()
    world.project.close()
    assert [one.name for one in world.path.parent.iterdir()] == [world.path.name]


def test_a_backup_is_whole_while_another_connection_writes(world: World, tmp_path: Path) -> None:
    stop = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        with open_project(world.path) as project:
            other = World(**{**vars(world), "project": project})
            try:
                while not stop.is_set():
                    other.annotate("talk", world.jonas)
            except BaseException as error:  # noqa: BLE001 — looked at below
                failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [tmp_path / f"copy {n}.stance" for n in range(4)]
        for copy in copies:
            copy_project(world.path, copy)
    finally:
        stop.set()
        writer.join()
    assert failures == []
    for copy in copies:
        assert raw(copy, "PRAGMA integrity_check") == [("ok",)]
        with open_project(copy) as project:
            sound(project)
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_copy_onto_itself_or_into_no_folder_is_refused(world: World, tmp_path: Path) -> None:
    from annotator.domain.errors import ProjectFileError

    world.annotate()
    before = contents(world.path)
    with pytest.raises(ProjectFileError):
        copy_project(world.path, world.path)
    link = tmp_path / "link.stance"
    link.symlink_to(world.path)
    with pytest.raises(ProjectFileError):
        copy_project(world.path, link)
    with pytest.raises(ProjectFileError):
        copy_project(world.path, tmp_path / "nowhere" / "copy.stance")
    assert contents(world.path) == before
    world.annotate("Never")
    sound(world.project)


def test_a_copy_replaces_an_older_file_only_when_it_is_whole(world: World, tmp_path: Path) -> None:
    old = tmp_path / "copy.stance"
    old.write_bytes(b"an older copy")
    damaged = tmp_path / "damaged.stance"
    world.project.tidy()
    data = bytearray(world.path.read_bytes())
    data[4096 * 3 : 4096 * 8] = b"\xff" * (4096 * 5)
    damaged.write_bytes(data)
    from annotator.domain.errors import AnnotatorError

    with pytest.raises(AnnotatorError):
        copy_project(damaged, old)
    assert old.read_bytes() == b"an older copy"
    assert not list(tmp_path.glob("*.unfinished*"))
    copy_project(world.path, old)
    assert contents(old) == contents(world.path)


def test_several_threads_may_use_one_store(world: World) -> None:
    found = world.annotate()
    failures: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for n in range(10):
                set_note(world.project, world.mira, found.id, f"{name} {n}")
                world.coding()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    assert world.coding().attributions[0].revision == 41
    sound(world.project)


def test_a_read_only_store_refuses_to_write(world: World) -> None:
    world.project.close()
    store = Store(world.path, read_only=True)
    with pytest.raises(StorageFailed, match="project_read_only"), store.transaction():
        pass
    store.checkpoint()
    store.close()
    world.project = open_project(world.path)
