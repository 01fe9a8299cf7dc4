"""Every key of the program in one table: for menus, tooltips, keyboard map and remapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from shiboken6 import isValid

from annotator.ui.preferences import Preferences
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One command with its keys."""

    id: str
    words: str
    group: str
    keys: tuple[str, ...]
    """Portable key sequences; the first is shown."""
    fixed: bool = False
    """True for keys that cannot be changed (digits, arrows, Esc)."""
    screen: str = ""
    """The only screen on which the key means this; empty for those that mean it everywhere."""

    def may_clash(self, other: Shortcut) -> bool:
        """Tell whether both are ever in use at the same time."""
        return self.screen == other.screen or not (self.screen and other.screen)

    @property
    def single(self) -> bool:
        """Tell whether it is a bare key, without Ctrl, Alt or Meta (and no function key)."""
        return bool(self.keys) and is_single(self.keys[0])


ANNOTATE, ADJUDICATE, AGREEMENT = "annotate", "adjudicate", "agreement"
"""Screens whose keys mean something there only."""


def is_single(keys: str) -> bool:
    """Tell whether a key sequence is a bare letter, digit or sign."""
    return len(keys) == 1 or keys in ("Del", "Backspace")


def shortcuts() -> tuple[Shortcut, ...]:
    """Return the table, in the order in which it is shown."""
    text, code, judge, agree, move, app = (
        tr("In the text"),
        tr("Coding"),
        tr("Adjudicate"),
        tr("Agreement"),
        tr("Moving about"),
        tr("Project and view"),
    )
    done = ("Ctrl+Return", "Ctrl+Enter")
    return (
        Shortcut("caret", tr("Move the caret"), text, ("Arrows",), fixed=True),
        Shortcut("select", tr("Select by character or word"), text, ("Shift+Arrows",), fixed=True),
        Shortcut("next_quotation", tr("Select the next quoted passage"), text, ("Q",)),
        Shortcut("widen", tr("Widen the selection"), text, ("Ctrl+E",)),
        Shortcut("to_content", tr("Selection becomes a content fragment"), text, ("A",)),
        Shortcut("to_source", tr("Selection becomes the source (who)"), text, ("W",)),
        Shortcut("to_cue", tr("Selection becomes the cue"), text, ("C",)),
        Shortcut("primary", tr("First attribute: create or set"), code, ("1–9",), fixed=True),
        Shortcut("secondary", tr("Second attribute"), code, ("Shift+1–9",), fixed=True),
        Shortcut(
            "create", tr("Create without a value"), code, ("Enter",), fixed=True, screen=ANNOTATE
        ),
        Shortcut("speaker", tr("Speaker"), code, ("S",)),
        Shortcut("note", tr("Note"), code, ("N",), screen=ANNOTATE),
        Shortcut("flag", tr("Flag for follow-up"), code, ("F",), screen=ANNOTATE),
        Shortcut("reported_by", tr("Reported by"), code, ("R",)),
        Shortcut(
            "duplicate",
            tr("Same spans again, for another object"),
            code,
            ("Ctrl+D",),
            screen=ANNOTATE,
        ),
        Shortcut("delete", tr("Delete the attribution"), code, ("Del",), screen=ANNOTATE),
        Shortcut("rule", tr("Codebook rule"), code, ("F1",)),
        Shortcut("undo", tr("Undo"), code, ("Ctrl+Z",)),
        Shortcut("redo", tr("Redo"), code, ("Ctrl+Y", "Ctrl+Shift+Z")),
        Shortcut("done", tr("Done, next article"), code, done, screen=ANNOTATE),
        Shortcut(
            "cannot_code",
            tr("Cannot code the article"),
            code,
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            screen=ANNOTATE,
        ),
        Shortcut("take", tr("Take A, B …"), judge, ("Alt+1–9",), fixed=True, screen=ADJUDICATE),
        Shortcut("decide", tr("Decide, next item"), judge, done, screen=ADJUDICATE),
        Shortcut("edit_gold", tr("Edit the gold, or reopen"), judge, ("E",), screen=ADJUDICATE),
        Shortcut("reject", tr("Reject: not an attribution"), judge, ("X",), screen=ADJUDICATE),
        Shortcut("discuss", tr("Park for discussion"), judge, ("D",), screen=ADJUDICATE),
        Shortcut("rationale", tr("Rationale"), judge, ("N",), screen=ADJUDICATE),
        Shortcut("add_item", tr("An attribution nobody marked"), judge, ("G",), screen=ADJUDICATE),
        Shortcut(
            "accept_exact",
            tr("Accept exact matches"),
            judge,
            ("Ctrl+Shift+A",),
            screen=ADJUDICATE,
        ),
        Shortcut("compute_anew", tr("Compute anew"), agree, ("F5",), screen=AGREEMENT),
        Shortcut("save_figures", tr("Save figures"), agree, ("Ctrl+S",), screen=AGREEMENT),
        Shortcut(
            "open_cell",
            tr("Quotes behind a cell; article of a quote"),
            agree,
            ("Enter",),
            fixed=True,
            screen=AGREEMENT,
        ),
        Shortcut("next_attribution", tr("Next attribution"), move, ("J",)),
        Shortcut("previous_attribution", tr("Previous attribution"), move, ("K",)),
        Shortcut("next_article", tr("Next article"), move, ("Alt+Right",)),
        Shortcut("previous_article", tr("Previous article"), move, ("Alt+Left",)),
        Shortcut("versions", tr("Versions of the story"), move, ("Ctrl+Shift+V",), screen=ANNOTATE),
        Shortcut("filter", tr("Filter the queue"), move, ("Ctrl+L",)),
        Shortcut("find", tr("Find in the article"), move, ("Ctrl+F",)),
        Shortcut("next_pane", tr("Next pane"), move, ("F6",)),
        Shortcut("back", tr("Close, or back to the text"), move, ("Esc",), fixed=True),
        Shortcut("new", tr("New project"), app, ("Ctrl+Shift+N",)),
        Shortcut("open", tr("Open project"), app, ("Ctrl+O",)),
        Shortcut("sample", tr("Try the sample"), app, ("Ctrl+T",)),
        Shortcut("new_window", tr("New window"), app, ("Ctrl+N",)),
        Shortcut("import", tr("Import"), app, ("Ctrl+I",)),
        Shortcut("export", tr("Export"), app, ("Ctrl+Shift+E",)),
        Shortcut("close", tr("Close project"), app, ("Ctrl+W",)),
        Shortcut("quit", tr("Quit"), app, ("Ctrl+Q",)),
        Shortcut("settings", tr("Settings"), app, ("Ctrl+,",)),
        Shortcut("zoom_in", tr("Larger text"), app, ("Ctrl++", "Ctrl+=")),
        Shortcut("zoom_out", tr("Smaller text"), app, ("Ctrl+-",)),
        Shortcut("zoom_reset", tr("Text at 100 %"), app, ("Ctrl+0",)),
        Shortcut("keyboard_map", tr("Keyboard map"), app, ("Ctrl+Shift+K",)),
    )


def keys_of(shortcut: Shortcut, own_keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys in use: the person's own where there are any, else those of the table."""
    if shortcut.fixed or shortcut.id not in own_keys:
        return shortcut.keys
    own = own_keys[shortcut.id]
    return (own,) if own else ()


def shown_keys(keys: str) -> str:
    """Return a key sequence as this system writes it."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", tr("Enter")) or keys


class ShortcutTable(QObject):
    """Gives actions their keys, and gives them anew when the person changes them."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions: dict[str, list[QAction]] = {}
        self._by_id = {shortcut.id: shortcut for shortcut in shortcuts()}
        preferences.changed.connect(self._changed)

    def bind(self, shortcut_id: str, action: QAction) -> None:
        """Give an action the keys of a command, for as long as both live.

        Several may have the same: of several windows, or of screens of which one is in front.
        """
        self._actions.setdefault(shortcut_id, []).append(action)
        self._give(shortcut_id, action)

    def first_key(self, shortcut_id: str) -> str:
        """Return the key to show beside a command; empty if it has none now."""
        shortcut = self._by_id[shortcut_id]
        keys = keys_of(shortcut, self._preferences.own_keys)
        if not keys or (is_single(keys[0]) and not self._preferences.single_keys):
            return ""
        return shown_keys(keys[0])

    def _changed(self, name: str) -> None:
        if name in ("own_keys", "single_keys"):
            # Those of a screen that was closed are gone by now.
            for shortcut_id, actions in self._actions.items():
                actions[:] = [one for one in actions if isValid(one)]
                for action in actions:
                    self._give(shortcut_id, action)

    def _give(self, shortcut_id: str, action: QAction) -> None:
        keys = keys_of(self._by_id[shortcut_id], self._preferences.own_keys)
        usable = [k for k in keys if self._preferences.single_keys or not is_single(k)]
        action.setShortcuts([QKeySequence(one) for one in usable])
