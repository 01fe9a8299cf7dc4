"""The actions of the Adjudicate screen: each with its key, grouped as in the menu."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.annotating.screen_commands import maker
from annotator.ui.shortcuts import ShortcutTable, shown_keys
from annotator.ui.widgets.adjudication.decision_bar import MOST_KEYED
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class AdjudicationCommands:
    """The actions that every codebook has; ``takes`` are those of Alt+1, Alt+2 …"""

    decide: QAction
    edit_gold: QAction
    reject: QAction
    discuss: QAction
    rationale: QAction
    add_item: QAction
    to_content: QAction
    to_source: QAction
    to_cue: QAction
    speaker: QAction
    reported_by: QAction
    next_quotation: QAction
    widen: QAction
    next_item: QAction
    previous_item: QAction
    next_article: QAction
    previous_article: QAction
    accept_exact: QAction
    promote: QAction
    filter: QAction
    next_pane: QAction
    rule: QAction
    takes: tuple[QAction, ...]

    def all(self) -> tuple[QAction, ...]:
        """Return every action."""
        single = (getattr(self, one.name) for one in fields(self) if one.name != "takes")
        return (*single, *self.takes)

    def deciding(self) -> tuple[QAction, ...]:
        """Return those that act on the current item."""
        return (
            self.decide,
            self.edit_gold,
            self.reject,
            self.discuss,
            self.rationale,
            self.to_content,
            self.to_source,
            self.to_cue,
            self.speaker,
            self.reported_by,
        )

    def enable(self, *, active: bool, shown: bool, item: bool, write: bool, coders: int) -> None:
        """Let the actions act that make sense.

        ``active``: the screen is in front; ``shown``: an article is open; ``item``: an item is
        current; ``write``: the project can be written; ``coders``: how many are compared.
        """
        for action in self.all():
            action.setEnabled(active and shown)
        for action in self.deciding():
            action.setEnabled(active and item and write)
        self.add_item.setEnabled(active and shown and write)
        for action in (self.accept_exact, self.promote):
            action.setEnabled(active and write)
        for action in (self.filter, self.next_pane, self.next_item, self.previous_item):
            action.setEnabled(active)
        for place, action in enumerate(self.takes):
            action.setEnabled(active and item and write and place < coders)
            action.setVisible(place < coders)

    def name_takes(self, letters: tuple[str, ...]) -> None:
        """Name the takes after the annotators of the article."""
        for letter, action in zip(letters, self.takes, strict=False):
            action.setText(tr("Take {letter}", letter=letter))

    def groups(self) -> tuple[tuple[QAction, ...], ...]:
        """Return the groups of the Adjudicate menu."""
        return (
            (*self.takes, self.edit_gold, self.decide),
            (self.reject, self.discuss, self.rationale),
            (self.to_content, self.to_source, self.to_cue, self.speaker, self.reported_by),
            (self.next_quotation, self.widen, self.add_item),
            (self.next_item, self.previous_item, self.next_article, self.previous_article),
            (self.accept_exact, self.promote),
        )


def make_commands(owner: QWidget, keys: ShortcutTable) -> AdjudicationCommands:
    """Make the actions on the screen that owns them."""
    make = maker(owner, keys)

    def take(number: int) -> QAction:
        action = make(tr("Take {letter}", letter=chr(ord("A") + number - 1)))
        action.setShortcut(QKeySequence(f"Alt+{number}"))
        return action

    return AdjudicationCommands(
        decide=make(tr("&Decide, next item"), "decide"),
        edit_gold=make(tr("&Edit the gold, or reopen"), "edit_gold"),
        reject=make(tr("&Reject: not an attribution"), "reject"),
        discuss=make(tr("Dis&cuss …"), "discuss"),
        rationale=make(tr("Ration&ale"), "rationale"),
        add_item=make(tr("An attribution nobody mar&ked"), "add_item"),
        to_content=make(tr("Selection is a content fra&gment"), "to_content"),
        to_source=make(tr("Selection is the &source (who)"), "to_source"),
        to_cue=make(tr("Selection is the c&ue"), "to_cue"),
        speaker=make(tr("S&peaker"), "speaker"),
        reported_by=make(tr("Reported &by"), "reported_by"),
        next_quotation=make(tr("Select next &quotation"), "next_quotation"),
        widen=make(tr("&Widen selection"), "widen"),
        next_item=make(tr("&Next item"), "next_attribution"),
        previous_item=make(tr("Pre&vious item"), "previous_attribution"),
        next_article=make(tr("Ne&xt article"), "next_article"),
        previous_article=make(tr("Previous art&icle"), "previous_article"),
        accept_exact=make(tr("Accept exact &matches …"), "accept_exact"),
        promote=make(tr("Pr&omote a single annotator’s articles …")),
        filter=make(tr("&Filter the queue"), "filter"),
        next_pane=make(tr("Next &pane"), "next_pane"),
        rule=make(tr("Codebook &rule"), "rule"),
        takes=tuple(take(number) for number in range(1, MOST_KEYED + 1)),
    )


def key_of(name: str, keys: ShortcutTable) -> str:
    """Return the key to show beside a button of the panel: ``take_1``, ``reopen_item`` …"""
    if name.startswith("take_"):
        return shown_keys(f"Alt+{name.removeprefix('take_')}")
    others = {"reopen_item": "edit_gold", "next_item": "next_attribution"}
    return keys.first_key(others.get(name, name))
