"""A codebook on something else goes through the window without a line of code changed."""

import json
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.domain.codebook_document import codebook_from_document
from annotator.services.interchange.exporting import export_project
from annotator.services.managing.people import acting, people, reading_role
from annotator.services.project import create_project, open_project
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.windows.annotate_screen import AnnotateScreen
from annotator.ui.windows.main_window import MainWindow
from tests.e2e.screen.real_input import Hand, perform

CODEBOOK = {
    "key": "school-meals",
    "version": 3,
    "label": "School meals",
    "target": "free school meals",
    "cannot_code": [{"key": "advert", "label": "An advertisement"}],
    "attributes": [
        {
            "key": "verdict",
            "label": "Verdict",
            "kind": "choice",
            "rank": "primary",
            "required": True,
            "values": [
                {"key": "for", "label": "For", "glyph": "star", "colour": "gold"},
                {"key": "against", "label": "Against", "glyph": "cross", "colour": "red"},
            ],
        },
        {
            "key": "grounds",
            "label": "Grounds",
            "kind": "multiple_choice",
            "values": [
                {"key": "cost", "label": "Cost"},
                {"key": "health", "label": "Health"},
                {"key": "fairness", "label": "Fairness"},
            ],
        },
        {"key": "hearsay", "label": "Hearsay", "kind": "boolean", "shortcut": "H"},
        {
            "key": "whose_word",
            "label": "Whose word",
            "kind": "text",
            "required": True,
            "shown_when": {"attribute": "hearsay", "values": ["true"]},
        },
        {
            "key": "prominence",
            "label": "Prominence",
            "scope": "article",
            "kind": "choice",
            "required": True,
            "values": [
                {"key": "lead", "label": "Lead story"},
                {"key": "brief", "label": "In brief"},
            ],
        },
    ],
}
TEXT = "Lunch bill rises\n\n“Every plate pays for itself,” Zahra Halimi told the council.\n"


def test_an_unrelated_codebook(window: MainWindow, own_home: Path, tmp_path: Path) -> None:
    path = own_home / "Documents" / "meals.stance"
    codebook = codebook_from_document(CODEBOOK)
    create_project(path, name="Meals", maker="Ada", codebook=codebook).close()
    text = tmp_path / "lunch.txt"
    text.write_text(TEXT, encoding="utf-8")

    def script(hand: Hand) -> None:
        hand.ask(lambda: QTimer.singleShot(0, lambda: window.open_path(path)))
        screen = hand.until(lambda: window.annotate_screen, "the project")
        hand.ask(lambda: QTimer.singleShot(0, lambda: window.import_articles((text,))))
        dialog = hand.dialog(ImportDialog)
        hand.until(dialog.start.isEnabled, "Import")
        hand.click(dialog.start)
        hand.until(lambda: dialog.report, "the report")
        hand.click(dialog.start)
        hand.until(lambda: screen.presenter.coding, "the article")
        hand.focus(window)
        _annotate(hand, screen)
        _hand_in(hand, screen)
        hand.press("Ctrl+W")
        hand.until(lambda: window.opened is None, "the project to be closed")

    perform(script)
    out = tmp_path / "meals.jsonl"
    with open_project(path) as project:
        maker = people(project)[0]
        actor = acting(maker, reading_role(maker))
        export_project(project, actor, "stance-annotator", out)
    line = json.loads(out.read_text(encoding="utf-8").splitlines()[1])
    (attribution,) = line["attributions"]
    assert [one["quote"] for one in attribution["content"]] == ["“Every plate pays for itself,”"]
    assert attribution["speaker"]["name"] == "Zahra Halimi"
    assert attribution["codebook"] == "school-meals@3"
    assert attribution["values"] == {
        "verdict": "against",
        "grounds": ["cost", "fairness"],
        "hearsay": True,
        "whose_word": "the cook",
    }
    (own,) = line["sets"]
    assert (own["state"], own["values"]) == ("done", {"prominence": "brief"})


def _annotate(hand: Hand, screen: AnnotateScreen) -> None:
    hand.press("Q", "2")
    hand.until(lambda: _coded(screen), "the attribution")
    for words in ("Cost", "Fairness"):
        hand.click(hand.until(lambda words=words: _button(screen.inspector, words), words))
    hand.press("H")
    hand.until(lambda: _coded(screen)[0].values.get("hearsay") is True, "hearsay")
    hand.press("S")
    hand.type("Zahra Halimi")
    hand.press("Ctrl+N", "Enter")
    hand.until(lambda: _coded(screen)[0].speaker_id, "the speaker")
    hand.focus(screen.window())


def _hand_in(hand: Hand, screen: AnnotateScreen) -> None:
    """Twice something is missing: the program shows what, and puts the keyboard there."""
    hand.press("Ctrl+Enter")
    hand.click(hand.until(lambda: _button(screen.inspector, "In brief"), "In brief"))
    hand.press("Ctrl+Enter")
    hand.type("the cook")
    assert not hand.ask(lambda: _closed(screen))
    hand.press("Ctrl+Enter")
    hand.until(lambda: screen.presenter.coding is None or _closed(screen), "done")


def _coded(screen: AnnotateScreen) -> tuple:
    coding = screen.presenter.coding
    return coding.attributions if coding else ()


def _closed(screen: AnnotateScreen) -> bool:
    coding = screen.presenter.coding
    return coding is not None and coding.work.state.closed


def _button(parent: QWidget, words: str) -> QAbstractButton | None:
    buttons = parent.findChildren(QAbstractButton)
    return next((one for one in buttons if one.isVisible() and words in one.text()), None)
