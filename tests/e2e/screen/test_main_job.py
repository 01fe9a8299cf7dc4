"""The main job with a real mouse and a real keyboard: make, import, annotate, undo, export."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.speaker_dialog import SpeakerDialog
from annotator.ui.windows.annotate_screen import AnnotateScreen
from annotator.ui.windows.main_window import MainWindow
from tests.e2e.screen.real_input import Hand, perform

STORY = """Border crossing stays shut

PORT CALDER — “We will talk when the road is open,” the minister, Ingrid Valmont, told reporters
on Friday, “and not a day earlier.”

A senior official, who asked not to be named, said the two sides had traded lists of names.
"It works, and nobody has to shake hands," the official added.
"""
SECOND = "Quiet week at the river\n\nNobody said anything of note, and the ferry ran on time.\n"


def test_with_mouse_and_keyboard(window: MainWindow, own_home: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "1.txt").write_text(STORY, encoding="utf-8")
    (texts / "2.txt").write_text(SECOND, encoding="utf-8")
    exported = own_home / "Documents" / "border-talks.jsonl"

    def script(hand: Hand) -> None:
        _make_project(hand, "Border talks")
        _import(hand, window, texts, articles=2)
        screen = _screen(hand, window)
        _annotate_by_mouse(hand, screen)
        _annotate_by_keyboard(hand, screen)
        _undo_and_redo(hand, screen)
        _finish(hand, screen)
        _export(hand, exported)

    perform(script)
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    assert [line["article"]["text"] for line in lines[1:]] == [STORY, SECOND]
    coded = [_summary(one) for one in lines[1]["attributions"]]
    assert coded == [
        {
            "content": ["We will talk when the road is open", "and not a day earlier"],
            "source": ["Ingrid Valmont"],
            "cue": ["told"],
            "speaker": ("Ingrid Valmont", "named person"),
            "values": {
                "stance": "ambivalent",
                "confidence": "high",
                "conditional": True,
                "type": "direct",
            },
        },
        {
            "content": ['"It works, and nobody has to shake hands,"'],
            "source": [],
            "cue": [],
            "speaker": ("senior official", "unnamed person"),
            "values": {"stance": "supports", "confidence": "low", "type": "direct"},
        },
    ]
    assert [(s["state"], len(s["submissions"])) for line in lines[1:] for s in line["sets"]] == [
        ("done", 1),
        ("done", 1),
    ]
    for line in lines[1:]:
        _quotes_are_the_text(line)


def test_the_real_articles(window: MainWindow, own_home: Path, real_articles: list[Path]) -> None:
    exported = own_home / "Documents" / "real.jsonl"
    coded = 0

    def script(hand: Hand) -> None:
        nonlocal coded
        _make_project(hand, "Real")
        _import(hand, window, real_articles[0].parent, articles=len(real_articles))
        screen = _screen(hand, window)
        for _ in real_articles:
            coded += _code_first_quotations(hand, screen, known=coded > 0)
        _export(hand, exported)

    perform(script)
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()][1:]
    texts = [path.read_text(encoding="utf-8") for path in real_articles]
    assert [line["article"]["text"] for line in lines] == texts
    assert sum(len(line["attributions"]) for line in lines) == coded == 2 * len(real_articles)
    for line in lines:
        assert [one["state"] for one in line["sets"]] == ["done"]
        _quotes_are_the_text(line)


def test_undo_reaches_back_over_a_restart(
    window: MainWindow, own_home: Path, tmp_path: Path
) -> None:
    text = tmp_path / "1.txt"
    text.write_text(STORY, encoding="utf-8")
    project = own_home / "Documents" / "border-talks.stance"

    def before(hand: Hand) -> None:
        _make_project(hand, "Border talks")
        _import(hand, window, text, articles=1)
        screen = _screen(hand, window)
        hand.press("Q", "1")
        _until_coded(hand, screen, 1)
        hand.press("Ctrl+W")
        hand.until(lambda: window.opened is None, "the project to be closed")

    def after(hand: Hand) -> None:
        hand.ask(lambda: QTimer.singleShot(0, lambda: window.open_path(project)))
        screen = _screen(hand, window)
        _until_coded(hand, screen, 1)
        hand.press("Ctrl+Z")
        _until_coded(hand, screen, 0)
        hand.press("Ctrl+Y")
        _until_coded(hand, screen, 1)

    perform(before)
    perform(after)


def _make_project(hand: Hand, name: str) -> None:
    hand.press("Ctrl+Shift+N")
    dialog = hand.dialog(NewProjectDialog)
    hand.click(dialog.name)
    hand.type(name)
    hand.until(dialog.create_button.isEnabled, "Create project")
    hand.click(dialog.create_button)


def _import(hand: Hand, window: MainWindow, path: Path, *, articles: int) -> None:
    hand.until(lambda: window.annotate_screen is not None, "the project")
    # What a drop does: a file manager's own dragging is no part of this program.
    hand.ask(lambda: QTimer.singleShot(0, lambda: window.import_articles((path,))))
    dialog = hand.dialog(ImportDialog)
    hand.until(dialog.start.isEnabled, "Import")
    hand.click(dialog.start)
    report = hand.until(lambda: dialog.report, "the report")
    assert report.complete
    assert report.total("articles") == articles
    hand.click(dialog.start)


def _screen(hand: Hand, window: MainWindow) -> AnnotateScreen:
    screen = hand.until(lambda: window.annotate_screen, "the Annotate screen")
    hand.until(lambda: screen.presenter.coding, "an article")
    hand.focus(window)
    return screen


def _annotate_by_mouse(hand: Hand, screen: AnnotateScreen) -> None:
    view = screen.pane.view
    hand.drag_over(view, STORY, "We will talk when the road is open")
    hand.until(screen.pane.selection_bar.isVisible, "the selection bar")
    hand.click(hand.ask(lambda: _button(screen.pane.selection_bar, "Ambivalent")))
    _until_coded(hand, screen, 1)
    for words, key in (("and not a day earlier", "A"), ("Ingrid Valmont", "W"), ("told", "C")):
        hand.drag_over(view, STORY, words)
        hand.press(key)
    hand.until(lambda: len(_coded(screen)[0].spans) == 4, "four spans")
    hand.press("Shift+3", "I", "S")
    hand.type("Ingrid Valmont")
    hand.press("Ctrl+N")
    hand.dialog(SpeakerDialog)
    hand.press("Enter")
    hand.until(lambda: _coded(screen)[0].speaker_id, "the speaker")
    hand.focus(screen.window())
    assert hand.ask(lambda: len(_coded(screen)[0].of_role(SpanRole.CONTENT))) == 2


def _annotate_by_keyboard(hand: Hand, screen: AnnotateScreen) -> None:
    view = screen.pane.view
    hand.press("Esc", "Esc")
    hand.until(view.hasFocus, "the text to have the keyboard")
    wanted = STORY.index('"It works')
    for _ in range(5):
        hand.press("Q")
        if hand.ask(lambda: view.selection() and view.selection().start) == wanted:
            break
    hand.press("1")
    _until_coded(hand, screen, 2)
    hand.press("Shift+1", "S")
    hand.type("senior official")
    hand.press("Ctrl+N")
    dialog = hand.dialog(SpeakerDialog)
    assert hand.ask(dialog.kind.currentIndex) == list(SpeakerKind).index(SpeakerKind.UNNAMED_PERSON)
    hand.press("Enter")
    hand.until(lambda: _coded(screen)[1].speaker_id, "the second speaker")
    hand.focus(screen.window())


def _button(parent: QWidget, words: str) -> QAbstractButton:
    return next(b for b in parent.findChildren(QAbstractButton) if words in b.accessibleName())


def _undo_and_redo(hand: Hand, screen: AnnotateScreen) -> None:
    hand.press("Esc", "Esc", "J", "Del")
    _until_coded(hand, screen, 1)
    hand.press("Ctrl+Z")
    _until_coded(hand, screen, 2)
    hand.press("Ctrl+Z")  # the second speaker
    hand.until(lambda: any(one.speaker_id is None for one in _coded(screen)), "no speaker")
    hand.press("Ctrl+Y")
    hand.until(lambda: all(one.speaker_id for one in _coded(screen)), "the speaker again")


def _finish(hand: Hand, screen: AnnotateScreen) -> None:
    first = hand.ask(lambda: screen.article_id)
    hand.press("Ctrl+Enter")
    hand.until(lambda: screen.article_id != first, "the next article")
    hand.press("Ctrl+Enter")
    hand.until(
        lambda: screen.presenter.coding is None or screen.presenter.coding.work.state.closed,
        "the end of the queue",
    )


def _code_first_quotations(hand: Hand, screen: AnnotateScreen, *, known: bool) -> int:
    article = hand.ask(lambda: screen.article_id)
    hand.press("Esc", "Esc")
    hand.until(screen.pane.view.hasFocus, "the text to have the keyboard")
    for number in (1, 2):
        hand.press("Q", str(number))
        _until_coded(hand, screen, number)
        hand.press("Shift+2", "S")
        hand.type("Somebody")
        if known or number > 1:
            hand.press("Enter")
        else:
            hand.press("Ctrl+N")
            hand.dialog(SpeakerDialog)
            hand.press("Enter")
            hand.until(lambda: _modal() is None, "the dialog to close")
            hand.focus(screen.window())
        hand.until(lambda: all(one.speaker_id for one in _coded(screen)), "the speaker")
        hand.press("Esc")
    hand.press("Ctrl+Enter")
    hand.until(lambda: screen.article_id != article or _closed(screen), "the next article")
    return 2


def _modal() -> Any:
    return QApplication.activeModalWidget()


def _closed(screen: AnnotateScreen) -> bool:
    coding = screen.presenter.coding
    return coding is None or coding.work.state.closed


def _export(hand: Hand, path: Path) -> None:
    hand.press("Ctrl+Shift+E")
    dialog = hand.dialog(ExportDialog)
    hand.ask(dialog.path.clear)
    hand.click(dialog.path)
    hand.type(str(path))
    hand.until(dialog.start.isEnabled, "Export")
    hand.click(dialog.start)
    hand.until(lambda: dialog.report, "the export's report")
    hand.press("Esc")
    hand.until(lambda: _modal() is None, "the dialog to close")


def _coded(screen: AnnotateScreen) -> Any:
    coding = screen.presenter.coding
    return coding.attributions if coding else ()


def _until_coded(hand: Hand, screen: AnnotateScreen, count: int) -> None:
    reached: Callable[[], bool] = lambda: len(_coded(screen)) == count  # noqa: E731
    hand.until(reached, f"{count} attributions")


def _summary(attribution: dict[str, Any]) -> dict[str, Any]:
    words = {
        role: [one["quote"] for one in attribution[role]] for role in ("content", "source", "cue")
    }
    speaker = attribution["speaker"]
    named = (speaker["name"], speaker["kind"])
    return {**words, "speaker": named, "values": attribution["values"]}


def _quotes_are_the_text(line: dict[str, Any]) -> None:
    text = line["article"]["text"]
    for attribution in line["attributions"]:
        for role in SpanRole:
            for span in attribution[role.value]:
                assert text[span["start"] : span["end"]] == span["quote"]
