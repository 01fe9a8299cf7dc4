"""Parts of the interface that need no window."""

import socket
import threading
import uuid
from itertools import combinations
from pathlib import Path

import pytest

from annotator.domain.errors import Cancelled, StorageFailed
from annotator.domain.text.spans import Span
from annotator.ui.annotating.finding import find_all
from annotator.ui.annotating.key_target import TargetKind, key_target
from annotator.ui.annotating.time_on_article import IDLE_AFTER, TimeOnArticle
from annotator.ui.background_work import BackgroundWork
from annotator.ui.error_words import explain
from annotator.ui.screen_check import screen_missing
from annotator.ui.shortcuts import shortcuts
from annotator.ui.write_queue import WriteQueue


def test_a_failed_write_says_what_was_kept_and_what_to_do():
    kept = explain(StorageFailed("disk_full", intention=uuid.uuid4()))
    assert kept.what == "The disk is full."
    assert "kept" in kept.kept
    assert "Retry" in kept.to_do
    assert "Retry" not in explain(StorageFailed("disk_full")).sentence
    assert explain(Cancelled()).what == "Stopped."


@pytest.mark.parametrize(
    ("field", "selection", "attribution", "expected"),
    [
        (True, Span(0, 3), True, TargetKind.FIELD),
        (False, Span(0, 3), True, TargetKind.SELECTION),
        (False, Span(3, 3), True, TargetKind.ATTRIBUTION),
        (False, None, True, TargetKind.ATTRIBUTION),
        (False, None, False, TargetKind.NOTHING),
    ],
)
def test_keys_have_one_target(field, selection, attribution, expected):
    found = key_target(
        field_open=field,
        selection=selection,
        attribution_id=uuid.uuid4() if attribution else None,
    )
    assert found.kind is expected


def test_finding_ignores_case_and_line_breaks_and_counts_code_points():
    text = "😀 Straße nach\nKabul, straße NACH Kabul"
    assert [span.quote(text) for span in find_all(text, "straße nach kabul")] == [
        "Straße nach\nKabul",
        "straße NACH Kabul",
    ]
    assert find_all(text, "  ") == ()
    assert find_all("a.b", ".") == (Span(1, 2),)


def test_time_counts_work_and_not_pauses():
    now = [0.0]
    time = TimeOnArticle(lambda: now[0])
    time.start()
    now[0] += 10
    time.sign()
    now[0] += 5_000
    time.sign()
    assert time.seconds == 10 + IDLE_AFTER
    time.pause()
    now[0] += 30
    time.sign()
    assert time.seconds == 10 + IDLE_AFTER


@pytest.mark.hurried
def test_writes_come_in_order_and_the_window_waits_a_blink(qtbot):
    queue = WriteQueue()
    done, waiting = [], []
    queue.waiting.connect(waiting.append)
    queue.submit(lambda: 1, done.append, pytest.fail)
    assert done == [1]  # before submit returned
    gate = threading.Event()
    queue.submit(lambda: gate.wait(5) and 2, done.append, pytest.fail)
    assert waiting == [True]
    queue.submit(lambda: 3, done.append, pytest.fail)
    assert done == [1]
    gate.set()
    qtbot.waitUntil(lambda: done == [1, 2, 3])
    assert waiting == [True, False]
    errors = []
    queue.submit(lambda: 1 / 0, done.append, errors.append)
    assert isinstance(errors[0], ZeroDivisionError)
    queue.close()


def test_background_work_reports_and_stops(qtbot):
    work = BackgroundWork()
    seen = []
    work.progressed.connect(lambda *news: seen.append(news))

    def count(progress, cancelled):
        assert threading.current_thread() is not threading.main_thread()
        number = 0
        while not cancelled():
            number += 1
            if number == 1:
                progress(number, None, "first")
        return "stopped"

    with qtbot.waitSignal(work.progressed):
        work.start(count)
    with pytest.raises(RuntimeError):
        work.start(count)
    with qtbot.waitSignal(work.succeeded) as result:
        work.stop()
    assert result.args == ["stopped"]
    assert seen == [(1, None, "first")]


def test_no_two_commands_share_a_key():
    own = [one for one in shortcuts() if not one.fixed]
    for one, other in combinations(own, 2):
        if one.may_clash(other):
            assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_a_screen_that_does_not_answer_is_noticed(tmp_path: Path):
    assert screen_missing({})
    assert screen_missing({"DISPLAY": ":7654"})
    assert screen_missing({"DISPLAY": "nonsense"})
    assert not screen_missing({"QT_QPA_PLATFORM": "offscreen"})
    assert screen_missing({"QT_QPA_PLATFORM": "xcb"})
    address = tmp_path / "wayland-7"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(address))
        door.listen()
        env = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert not screen_missing(env)
        assert screen_missing({**env, "QT_QPA_PLATFORM": "xcb"})


def test_without_a_screen_the_app_says_so_in_one_line(capsys, monkeypatch):
    from annotator.__main__ import main

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["some.stance", "--as", "Mira"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "export" in said
