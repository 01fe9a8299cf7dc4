"""Two processes on one file: no update is lost, each sees the other, one may be killed."""

import random
import signal
import time
import uuid
from pathlib import Path

import pytest

from annotator.domain.changes import Intention
from annotator.domain.people import Actor
from annotator.domain.text.spans import Span
from annotator.services.annotating import create_attribution, delete_attribution, set_note
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import open_project
from annotator.services.watching import Watcher
from tests.services.processes import finished, start
from tests.services.world import (
    World,
    article_line,
    enter,
    raw,
    sound,
    write_lines,
)

EDITS = 200


def append_to_note(path: str, attribution: str, who: str, times: int) -> None:
    """Read the note, add a letter, write: what a lost update would show in at once."""
    world = enter(Path(path))
    with world.project:
        for _ in range(times):
            create_attribution(
                world.project,
                getattr(world, who),
                world.articles[0],
                world.round_id,
                [Span(0, 7)],
            )
            set_note(world.project, world.mira, uuid.UUID(attribution), f"{who}")


def test_two_processes_lose_no_update(world: World) -> None:
    shared = world.annotate()
    children = [
        start(append_to_note, world.path, str(shared.id), who, EDITS // 2)
        for who in ("mira", "jonas")
    ]
    for child in children:
        finished(child)
    # Both counted up the same rows: the sets' counters, and the note's revision.
    assert len(world.coding(0, world.mira).attributions) == 1 + EDITS // 2
    assert len(world.coding(0, world.jonas).attributions) == EDITS // 2
    with world.project.store.read() as connection:
        logged = connection.exec_driver_sql(
            "SELECT count(*), max(revision) FROM change WHERE entity_id = ?", (shared.id.bytes,)
        ).one()
    assert logged[0] == logged[1]  # each revision was made from the one before
    sound(world.project)


def test_a_watcher_sees_the_others_steps_once_and_never_its_own(world: World) -> None:
    watcher = Watcher(world.project)
    assert watcher.poll(world.manager) == ()
    mine = world.annotate()
    assert watcher.poll(world.manager) == ()
    with open_project(world.path) as other:
        set_note(other, world.mira, mine.id, "from the other window")
        set_note(world.project, world.mira, mine.id, "mine again")
        delete_attribution(other, world.mira, mine.id)
    seen = watcher.poll(world.manager)
    assert [one.step.intention for one in seen] == [
        Intention.SET_NOTE,
        Intention.DELETE_ATTRIBUTION,
    ]
    assert seen[0].entities[0].before == mine
    assert seen[1].entities[0].after.deleted
    assert watcher.poll(world.manager) == ()
    watcher.close()


def test_a_watcher_sees_another_process(world: World) -> None:
    watcher = Watcher(world.project)
    finished(start(append_to_note, world.path, str(world.annotate().id), "jonas", 2))
    assert [one.step.intention for one in watcher.poll(world.manager)] == [
        Intention.CREATE_ATTRIBUTION,
        Intention.SET_NOTE,
        Intention.CREATE_ATTRIBUTION,
    ]
    watcher.close()


def test_an_import_is_seen_once_when_it_is_finished(world: World, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "more.jsonl", [article_line("One more."), article_line("Two.")])
    watcher = Watcher(world.project)
    seen_inside: list[int] = []
    with open_project(world.path) as other:
        import_paths(
            other,
            world.manager,
            [source],
            progress=lambda *_: seen_inside.append(len(watcher.poll(world.manager))),
        )
    assert seen_inside
    assert set(seen_inside) == {0}
    (changes,) = watcher.poll(world.manager)
    assert (changes.step.intention, changes.bulk, changes.entities) == (Intention.IMPORT, True, ())
    assert watcher.poll(world.manager) == ()
    watcher.close()


def test_closing_after_watching_leaves_one_file(world: World) -> None:
    watcher = Watcher(world.project)
    world.annotate()
    watcher.poll(world.manager)
    watcher.close()
    world.project.close()
    assert [one.name for one in world.path.parent.iterdir()] == [world.path.name]


def annotate_for_ever(path: str) -> None:
    """Print the identifier of each attribution once it is stored."""
    world = enter(Path(path))
    place = 0
    while True:
        place += 1
        span = Span(place % 50, place % 50 + 9)
        changes = create_attribution(
            world.project, world.mira, world.articles[0], world.round_id, [span]
        )
        print(changes.entities[-1].after.id.hex, flush=True)


@pytest.mark.timeout(90)
def test_what_was_acknowledged_survives_a_kill(world: World) -> None:
    randomly = random.Random(2021)
    acknowledged: set[str] = set()
    world.project.close()
    for _ in range(5):
        child = start(annotate_for_ever, world.path)
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().strip())  # it has begun
        time.sleep(randomly.uniform(0.01, 0.25))
        child.send_signal(signal.SIGKILL)
        out, _ = child.communicate()
        lines = out.split("\n")
        acknowledged |= set(lines[:-1])  # the last may be cut off
    world.project = open_project(world.path)
    stored = {row[0].hex() for row in raw(world.path, "SELECT id FROM attribution")}
    assert len(acknowledged) > 20
    assert acknowledged <= stored
    assert len(stored) <= len(acknowledged) + 5  # at most one in flight for each kill
    assert len(world.coding().attributions) == len(stored)
    sound(world.project)


def import_slowly(path: str, source: str, person: str) -> None:
    """Import, pausing in the middle after saying so."""
    from annotator.domain.people import Role

    with open_project(Path(path)) as project:
        edda = next(one for one in people(project) if str(one.id) == person)

        asked: list[str] = []

        def pause(done: int, of: int | None, what: str) -> None:
            if done == 1 and not asked:
                asked.append(what)
                print("in the middle", flush=True)
                input()

        actor = Actor(edda.id, Role.MANAGER)
        import_paths(project, actor, [Path(source), Path(source)], progress=pause)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More articles than one portion takes, with an annotator's work on them."""
    lines = [
        article_line(
            f"Number {n} of many.\n\nNobody said much.",
            attributions=[
                {"annotator": "Ines Falk", "content": [[0, 6]], "speaker": f"Sp {n % 9}"}
            ],
        )
        for n in range(450)
    ]
    return write_lines(tmp_path / "many.jsonl", lines)


def pending(path: Path) -> int:
    return sum(
        raw(path, f"SELECT count(*) FROM {table} WHERE pending_step IS NOT NULL")[0][0]
        for table in ("article", "attribution", "annotation_set", "person", "speaker")
    )


def test_what_a_killed_import_left_is_removed_by_the_next_opener(world: World, many: Path) -> None:
    from tests.services.world import contents

    before = contents(world.path)
    child = start(import_slowly, world.path, many, str(world.manager.person_id))
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "in the middle"
    assert pending(world.path) > 400
    # Readers see nothing of it, nor do counts, exports and checks.
    assert contents(world.path) == before
    sound(world.project)
    # While it lives, whoever opens the project leaves it alone.
    open_project(world.path).close()
    assert pending(world.path) > 400
    child.kill()
    child.communicate()
    open_project(world.path).close()
    assert pending(world.path) == 0
    assert contents(world.path) == before
    assert raw(world.path, "SELECT count(*) FROM step WHERE finished = 0") == [(0,)]
    sound(world.project)
    report = import_paths(world.project, world.manager, [many])
    assert (report.total("articles"), report.total("attributions")) == (450, 450)
    sound(world.project)


def test_what_a_computer_that_is_gone_left_is_removed_too(world: World, many: Path) -> None:
    """The file was copied away in the middle of an import: its process is nowhere to be asked."""
    child = start(import_slowly, world.path, many, str(world.manager.person_id))
    assert child.stdout is not None
    child.stdout.readline()
    child.kill()
    child.communicate()
    raw(
        world.path,
        "UPDATE step SET process = 'elsewhere/' || substr(process, instr(process, '/') + 1)"
        " WHERE finished = 0",
    )
    open_project(world.path).close()
    assert pending(world.path) == 0
    assert import_paths(world.project, world.manager, [many]).total("articles") == 450


def test_annotating_goes_on_during_a_big_import(world: World, tmp_path: Path) -> None:
    lines = [article_line(f"{n}. " + "Nobody said much. " * 120) for n in range(1_500)]
    big = write_lines(tmp_path / "big.jsonl", lines)
    child = start(import_slowly, world.path, big, str(world.manager.person_id))
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()
    waits: list[float] = []
    while child.poll() is None:
        begun = time.monotonic()
        world.annotate("talk")
        waits.append(time.monotonic() - begun)
        time.sleep(0.02)
    finished(child)
    assert len(waits) > 5
    assert max(waits) < 1
    assert raw(world.path, "SELECT count(*) FROM article")[0][0] == 1_503
    sound(world.project)
