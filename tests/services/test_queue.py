"""The queue: tabs, counts, the words that filter it, its order, and many articles."""

import uuid
from pathlib import Path

import pytest

from annotator.services.annotating import set_flag
from annotator.services.article_work import mark_cannot_code, mark_done
from annotator.services.interchange.importing import import_paths
from annotator.services.queue import (
    QueueCounts,
    QueueFilter,
    QueueState,
    queue_counts,
    queue_ids,
    queue_rows,
)
from tests.services.world import World, article_line, write_lines


def ids(world: World, state: QueueState = QueueState.ALL, words: str = "") -> list[uuid.UUID]:
    found = queue_ids(world.project, world.mira, world.round_id, QueueFilter(state, words))
    return list(found)


def test_tabs_follow_the_work(world: World) -> None:
    one, two, three = world.articles
    assert ids(world, QueueState.TO_DO) == [one, two, three]
    found = world.annotate()
    assert ids(world, QueueState.TO_DO) == [one, two, three]  # in progress is still to do
    set_flag(world.project, world.mira, found.id, True)
    mark_cannot_code(world.project, world.mira, two, world.round_id, "text_broken")
    mark_done(world.project, world.mira, three, world.round_id)
    assert ids(world, QueueState.TO_DO) == [one]
    assert ids(world, QueueState.DONE) == [two, three]
    assert ids(world, QueueState.FLAGGED) == [one]
    assert ids(world) == [one, two, three]
    assert queue_counts(world.project, world.mira, world.round_id) == QueueCounts(1, 2, 1, 3)
    rows = queue_rows(world.project, world.mira, world.round_id, [three, one, uuid.uuid4(), two])
    assert [(one.state, one.attribution_count, one.flagged) for one in rows] == [
        ("done", 0, False),
        ("in_progress", 1, True),
        ("cannot_code", 0, False),
    ]
    assert [one.outlet for one in rows] == ["The_Pass", "Eastgate Wire", "Nørdlys 100%"]
    assert rows[0].title == "Apricots ripen early"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", [0]),
        ("HARBOUR  talks", [0]),
        ("talks harb", [0]),
        ("eastgate", [0]),
        ("nørdlys", [1]),
        ("NØRDLYS", [1]),
        ("100%", [1]),
        ("%", [0, 1, 2]),  # a mark without letters or digits filters nothing
        ("the_pass", [2]),
        ("the pass", [2]),
        ("t_e_pass", []),
        ("_", [2]),
        ("the%pass", [2]),  # two words
        ("harbour apricots", []),
        ("", [0, 1, 2]),
        ("  ", [0, 1, 2]),
        ("'; DROP TABLE article; --", []),
    ],
)
def test_every_word_must_occur_and_no_character_is_a_wildcard(
    world: World, words: str, found: list[int]
) -> None:
    assert ids(world, QueueState.ALL, words) == [world.articles[one] for one in found]
    counts = queue_counts(world.project, world.mira, world.round_id, words)
    assert counts.all == len(found)
    assert counts.to_do == len(found)


def test_accents_do_not_count(world: World, tmp_path: Path) -> None:
    line = article_line("Some words.", title="Über Émile Çelik", byline="Zoë Ünal")
    import_paths(world.project, world.manager, [write_lines(tmp_path / "in.jsonl", [line])])
    for words in ("uber", "ÜBER", "emile celik", "zoe unal", "u\u0308ber"):
        assert len(ids(world, QueueState.ALL, words)) == 1, words


def test_the_order_is_that_of_import(world: World, tmp_path: Path) -> None:
    lines = [article_line(f"Article {n}.", title=f"{9 - n} title") for n in range(9)]
    source = write_lines(tmp_path / "in.jsonl", lines)
    import_paths(world.project, world.manager, [source])
    found = ids(world)
    assert found[:3] == list(world.articles)
    rows = queue_rows(world.project, world.mira, world.round_id, found[3:])
    assert [one.title for one in rows] == [f"{9 - n} title" for n in range(9)]


def test_another_round_is_another_queue(world: World) -> None:
    world.annotate()
    counts = queue_counts(world.project, world.mira, uuid.uuid4())
    assert counts == QueueCounts(3, 0, 0, 3)


def test_many_articles_are_paged(world: World, tmp_path: Path) -> None:
    lines = [
        article_line(f"Article number {n}.", title=f"Title {n}", outlet=f"Outlet {n % 7}")
        for n in range(10_000)
    ]
    import_paths(world.project, world.manager, [write_lines(tmp_path / "in.jsonl", lines)])
    found = queue_ids(world.project, world.mira, world.round_id, QueueFilter())
    assert len(found) == 10_003
    page = found[5_000:5_256]
    assert len(page) == 256
    rows = queue_rows(world.project, world.mira, world.round_id, page)
    assert [one.article_id for one in rows] == list(page)
    assert rows[0].title == "Title 4997"
    assert found.place(found[9_999]) == 9_999
    assert found[9_999] in found
    assert uuid.uuid4() not in found
    assert found.place(uuid.uuid4()) is None
    assert len(ids(world, QueueState.ALL, "outlet 3 title 77")) > 0
    all_rows = queue_rows(world.project, world.mira, world.round_id, found)
    assert len(all_rows) == 10_003
