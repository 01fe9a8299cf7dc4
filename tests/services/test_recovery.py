"""A write that fails: told by its code, kept, and done again exactly once, after a restart too."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.attributions import AttributeValue
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotFound, StorageFailed
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import SpeakerKind, SpeakerRole
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating, article_work, speakers
from annotator.services.interchange.importing import import_paths
from annotator.services.project import open_project
from annotator.services.recovery import forget, kept_intentions, recovery_file, retry
from tests.services.processes import finished, start
from tests.services.world import (
    COMPLETE,
    HARBOUR,
    World,
    article_line,
    contents,
    created,
    enter,
    raw,
    sound,
    span_of,
    write_lines,
)


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Somebody else holds the write lock for longer than the project waits."""
    world.project.patience = 0.05
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    world.project.patience = None


@contextmanager
def full(world: World) -> Iterator[None]:
    """The file may not grow any more: what SQLite reports of a full disk."""
    world.project.tidy()
    writing = world.project.store._writing
    assert writing is not None
    pages = raw(world.path, "PRAGMA page_count")[0][0]

    def limit(connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    from sqlalchemy import event

    event.listen(writing, "begin", limit)
    yield
    event.remove(writing, "begin", limit)
    with writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
        connection.rollback()


def test_a_locked_project_fails_with_its_code_and_the_intention_is_done_once(
    world: World,
) -> None:
    before = contents(world.path)
    with locked(world), pytest.raises(StorageFailed) as failed:
        world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    assert failed.value.code == "project_busy"
    assert contents(world.path) == before
    (kept,) = kept_intentions(world.project)
    assert kept.id == failed.value.fields["intention"]
    assert (kept.service, kept.actor) == ("create_attribution", world.mira)
    made = created(retry(world.project, kept.id))
    assert made.id == kept.arguments["new"]
    assert made.values["stance"] == "supports"
    assert [one.id for one in world.coding().attributions] == [made.id]
    assert kept_intentions(world.project) == ()
    assert not recovery_file(world.project).exists()
    with pytest.raises(NotFound):
        retry(world.project, kept.id)
    sound(world.project)


def test_a_write_that_was_stored_after_all_is_not_stored_twice(world: World) -> None:
    with locked(world), pytest.raises(StorageFailed):
        world.annotate()
    (kept,) = kept_intentions(world.project)
    arguments = dict(kept.arguments)
    annotating.create_attribution(world.project, kept.actor, **arguments)
    retry(world.project, kept.id)
    assert [one.id for one in world.coding().attributions] == [kept.arguments["new"]]


def test_a_full_disk_loses_nothing(world: World) -> None:
    first = world.annotate("Never")
    before = contents(world.path)
    long_note = "x" * 300_000
    with full(world):
        with pytest.raises(StorageFailed) as failed:
            annotating.set_note(world.project, world.mira, first.id, long_note)
        assert failed.value.code == "disk_full"
        assert contents(world.path) == before
        (kept,) = kept_intentions(world.project)
        with pytest.raises(StorageFailed):
            retry(world.project, kept.id)
        assert len(kept_intentions(world.project)) == 1  # still waiting, and only once
    retry(world.project, kept.id)
    assert world.coding().attributions[0].note == long_note
    sound(world.project)


def test_an_import_on_a_full_disk_leaves_nothing_and_can_be_repeated(
    world: World, tmp_path: Path
) -> None:
    lines = [article_line(f"{n} " + "Nobody said much. " * 300) for n in range(300)]
    source = write_lines(tmp_path / "in.jsonl", lines)
    before = contents(world.path)
    with full(world), pytest.raises(StorageFailed) as failed:
        import_paths(world.project, world.manager, [source])
    assert failed.value.code == "disk_full"
    assert contents(world.path) == before
    assert import_paths(world.project, world.manager, [source]).total("articles") == 300
    assert raw(world.path, "SELECT count(*) FROM step WHERE finished = 0") == [(0,)]
    sound(world.project)


def write_until_the_limit(path: str) -> None:
    """Annotate with a tiny limit on the size of files, which is how a quota feels."""
    import resource
    import signal

    world = enter(Path(path))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Path(path).stat().st_size + 200_000
    stored, code = 0, ""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        for _ in range(2_000):
            found = world.annotate()
            annotating.set_note(world.project, world.mira, found.id, "x" * 20_000)
            stored += 1
    except StorageFailed as error:
        code = error.code
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for kept in kept_intentions(world.project):
        retry(world.project, kept.id)
    print(stored, code, len(kept_intentions(world.project)))


def test_a_limit_on_the_size_of_files_loses_nothing(world: World) -> None:
    stored, code, kept = finished(start(write_until_the_limit, world.path)).split()
    assert code in ("disk_full", "disk_error")
    assert kept == "0"
    notes = [one.note for one in world.coding().attributions]
    assert len(notes) - int(stored) in (0, 1)
    assert notes.count("x" * 20_000) >= int(stored)
    sound(world.project)


def test_a_project_opened_for_reading_keeps_what_was_meant(world: World) -> None:
    found = world.annotate()
    with (
        open_project(world.path, read_only=True) as project,
        pytest.raises(StorageFailed) as failed,
    ):
        annotating.set_flag(project, world.mira, found.id, True)
    assert failed.value.code == "project_read_only"
    (kept,) = kept_intentions(world.project)
    retry(world.project, kept.id)
    assert world.coding().attributions[0].flagged


NOTE = "two\nlines\r\nand\u2028others\x85 of ev\x0bery kind ✎ “quoted” 😀 \ud83d"


def test_every_intention_survives_a_restart_and_is_done_as_it_was_meant(world: World) -> None:
    """All services, with everything that their parameters can hold."""
    found, other = world.annotate(source=[span_of(HARBOUR, "Ingrid")]), world.annotate("Never")
    speaker = created(
        speakers.create_speaker(world.project, world.mira, "Ines Falk", SpeakerKind.NAMED_PERSON),
        EntityKind.SPEAKER,
    )
    changed = speaker.but(
        country="NO",
        aliases=("the envoy",),
        roles=(SpeakerRole(id=new_id(), title="Envoy", since=date(2021, 8, 1)),),
    )
    project, mira, place = world.project, world.mira, (world.articles[0], world.round_id)
    cue = span_of(HARBOUR, "said")
    content = found.content[0].span
    moved = Span(content.start, content.end - 5)
    values: list[tuple[str, AttributeValue | None]] = [
        ("stance", "opposes"),
        ("conditional", True),
        ("confidence", None),
    ]
    attempts: tuple[Callable[[], object], ...] = (
        lambda: annotating.set_note(project, mira, found.id, NOTE),
        *(
            lambda key=key, value=value: annotating.set_value(project, mira, found.id, key, value)
            for key, value in values
        ),
        lambda: annotating.set_speaker(project, mira, found.id, speaker.id),
        lambda: annotating.set_reported_by(project, mira, found.id, other.id),
        lambda: annotating.set_flag(project, mira, found.id, True),
        lambda: annotating.add_span(project, mira, found.id, SpanRole.CUE, cue),
        lambda: annotating.change_span(project, mira, found.id, SpanRole.CONTENT, content, moved),
        lambda: annotating.duplicate_attribution(project, mira, other.id),
        lambda: speakers.update_speaker(project, mira, changed),
        lambda: speakers.create_speaker(
            project,
            mira,
            "a driver",
            SpeakerKind.UNNAMED_PERSON,
            aliases=["the man"],
            article_id=world.articles[1],
        ),
        lambda: article_work.set_article_value(project, mira, *place, "relevance", "relevant"),
        lambda: article_work.mark_cannot_code(project, mira, *place, "text_broken"),
    )
    with locked(world):
        for attempt in attempts:
            with pytest.raises(StorageFailed, match="project_busy"):
                attempt()
    before = kept_intentions(project)
    assert len(before) == 14
    assert finished(start(print_kept, world.path)).split() == [one.service for one in before]
    world.reopen()
    assert kept_intentions(world.project) == before
    for kept in before:
        retry(world.project, kept.id)
    assert kept_intentions(world.project) == ()
    now = next(one for one in world.coding().attributions if one.id == found.id)
    assert now.note == NOTE.replace("\ud83d", "\ufffd")
    assert now.values == {"stance": "opposes", "conditional": True, "type": "direct"}
    assert (now.speaker_id, now.reported_by, now.flagged) == (speaker.id, other.id, True)
    assert now.content[0].span == moved
    assert len(world.coding().attributions) == 3
    assert world.coding().work.state == "cannot_code"
    assert world.coding().speakers[speaker.id].country == "NO"
    sound(world.project)


def print_kept(path: str) -> None:
    """In a process in which no service was loaded yet."""
    with open_project(Path(path)) as project:
        print(*[one.service for one in kept_intentions(project)])


def test_lines_that_cannot_be_read_are_passed_over_and_kept(world: World) -> None:
    with locked(world), pytest.raises(StorageFailed):
        world.annotate("Never")
    path = recovery_file(world.project)
    strange = [
        '{"id": "cut off in the mid',
        '{"id": "1", "service": "a_service_of_tomorrow", "arguments": {}}',
        '{"service": "set_note"}',
        "[]",
        "nonsense \udcff",
    ]
    text = path.read_bytes()
    path.write_bytes(
        text + "\n".join(strange).encode("utf-8", "surrogateescape")  # and no line end
    )
    (kept,) = kept_intentions(world.project)
    with locked(world), pytest.raises(StorageFailed):
        world.annotate("talk")
    assert len(kept_intentions(world.project)) == 2  # the cut line did not swallow it
    retry(world.project, kept.id)
    (left,) = kept_intentions(world.project)
    forget(world.project, left.id)
    assert kept_intentions(world.project) == ()
    assert b"a_service_of_tomorrow" in path.read_bytes()


def test_a_retry_that_is_refused_stays_for_the_person_to_decide(world: World) -> None:
    found = world.annotate()
    with locked(world), pytest.raises(StorageFailed):
        annotating.set_note(world.project, world.mira, found.id, "late")
    annotating.delete_attribution(world.project, world.mira, found.id)
    (kept,) = kept_intentions(world.project)
    with pytest.raises(NotFound):
        retry(world.project, kept.id)
    assert kept_intentions(world.project) == (kept,)
    forget(world.project, kept.id)
    assert kept_intentions(world.project) == ()


def test_refusals_are_not_kept(world: World) -> None:
    with pytest.raises(NotFound):
        annotating.set_note(world.project, world.mira, new_id(), "x")
    assert kept_intentions(world.project) == ()


def test_where_nothing_can_be_kept_it_is_said(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file where a folder should be"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    monkeypatch.setattr("platformdirs.user_state_dir", lambda _name: str(blocked))
    with locked(world), pytest.raises(StorageFailed) as failed:
        world.annotate()
    assert failed.value.code == "storage_failed_not_kept"
