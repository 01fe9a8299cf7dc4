"""What a window can do as a whole, as actions with keys: menus and buttons share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow

from annotator.ui.preferences import ThemeChoice
from annotator.ui.shortcuts import ShortcutTable
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class WindowActions:
    """The actions of one window that are not about an article."""

    new: QAction
    open: QAction
    sample: QAction
    new_window: QAction
    import_articles: QAction
    export: QAction
    bundle: QAction
    details: QAction
    hand_out: QAction
    send_back: QAction
    merge: QAction
    conflicts: QAction
    people: QAction
    rounds: QAction
    speakers: QAction
    who: QAction
    back_up: QAction
    close_project: QAction
    quit: QAction
    undo: QAction
    redo: QAction
    settings: QAction
    zoom_in: QAction
    zoom_out: QAction
    zoom_reset: QAction
    themes: dict[ThemeChoice, QAction]
    annotate: QAction
    adjudicate: QAction
    agreement: QAction
    codebook: QAction
    guide: QAction
    keyboard_map: QAction
    about: QAction

    def of_project(self) -> tuple[QAction, ...]:
        """Return those that need an open project."""
        return (
            self.new_window,
            self.import_articles,
            self.export,
            self.bundle,
            self.details,
            self.hand_out,
            self.send_back,
            self.merge,
            self.conflicts,
            self.people,
            self.rounds,
            self.speakers,
            self.who,
            self.back_up,
            self.close_project,
            self.annotate,
            self.codebook,
        )


def make_actions(window: QMainWindow, keys: ShortcutTable) -> WindowActions:
    """Make the actions; the window connects them."""

    def make(words: str, shortcut_id: str = "", *, checkable: bool = False) -> QAction:
        action = QAction(words, window)
        action.setCheckable(checkable)
        if shortcut_id:
            keys.bind(shortcut_id, action)
        return action

    group = QActionGroup(window)
    themes = {
        choice: make(words, checkable=True)
        for choice, words in (
            (ThemeChoice.SYSTEM, tr("As the system")),
            (ThemeChoice.LIGHT, tr("Light")),
            (ThemeChoice.DARK, tr("Dark")),
        )
    }
    for action in themes.values():
        group.addAction(action)
    return WindowActions(
        new=make(tr("&New project …"), "new"),
        open=make(tr("&Open …"), "open"),
        sample=make(tr("&Try the sample"), "sample"),
        new_window=make(tr("New &window"), "new_window"),
        import_articles=make(tr("&Import …"), "import"),
        export=make(tr("&Export …"), "export"),
        bundle=make(tr("Replication b&undle …")),
        details=make(tr("&Data set details …")),
        hand_out=make(tr("&Hand out …")),
        send_back=make(tr("&Send back my work …")),
        merge=make(tr("&Merge files …")),
        conflicts=make(tr("&Conflicts …")),
        people=make(tr("&People and roles …")),
        rounds=make(tr("&Rounds and assignment …")),
        speakers=make(tr("&Speakers to review …")),
        who=make(tr("I &am …")),
        back_up=make(tr("&Back up …")),
        close_project=make(tr("&Close project"), "close"),
        quit=make(tr("&Quit"), "quit"),
        undo=make(tr("&Undo"), "undo"),
        redo=make(tr("&Redo"), "redo"),
        settings=make(tr("&Settings …"), "settings"),
        zoom_in=make(tr("&Larger text"), "zoom_in"),
        zoom_out=make(tr("&Smaller text"), "zoom_out"),
        zoom_reset=make(tr("Text at &100 %"), "zoom_reset"),
        themes=themes,
        annotate=make(tr("&Annotate"), checkable=True),
        adjudicate=make(tr("A&djudicate"), checkable=True),
        agreement=make(tr("A&greement"), checkable=True),
        codebook=make(tr("&Codebook"), checkable=True),
        guide=make(tr("&Guide")),
        keyboard_map=make(tr("&Keyboard map"), "keyboard_map"),
        about=make(tr("&About Stance Annotator")),
    )


def connect(pairs: tuple[tuple[QAction, Callable[[], object]], ...]) -> None:
    """Connect each action with what it does."""
    for action, act in pairs:
        action.triggered.connect(lambda _checked=False, act=act: act())
