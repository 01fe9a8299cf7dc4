"""The actions of the Annotate screen: each with its key, grouped as in the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Attribute, Codebook
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ANNOTATE, ShortcutTable, keys_of, shortcuts
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class ScreenCommands:
    """The actions that every codebook has."""

    next_quotation: QAction
    widen: QAction
    to_content: QAction
    to_source: QAction
    to_cue: QAction
    speaker: QAction
    note: QAction
    flag: QAction
    reported_by: QAction
    duplicate: QAction
    delete: QAction
    next_attribution: QAction
    previous_attribution: QAction
    next_article: QAction
    previous_article: QAction
    versions: QAction
    done: QAction
    cannot_code: QAction
    reopen: QAction
    filter: QAction
    find: QAction
    next_pane: QAction
    rule: QAction

    def all(self) -> tuple[QAction, ...]:
        """Return every action."""
        return tuple(getattr(self, one.name) for one in fields(self))

    def editing(self) -> tuple[QAction, ...]:
        """Return those that change an open article's coding."""
        return (
            self.to_content,
            self.to_source,
            self.to_cue,
            self.speaker,
            self.note,
            self.flag,
            self.reported_by,
            self.duplicate,
            self.delete,
            self.done,
            self.cannot_code,
        )

    def enable(
        self, *, active: bool, shown: bool, edit: bool, reopen: bool, queue: bool, versions: bool
    ) -> None:
        """Let the actions act that make sense.

        ``active``: the screen is in front; ``shown``: an article is open; ``edit``: its coding may
        be changed; ``reopen``: it may be taken up again; ``queue``: the queue shows articles;
        ``versions``: it tells a story that other articles tell, too.
        """
        for action in self.all():
            action.setEnabled(active and shown)
        for action in self.editing():
            action.setEnabled(active and edit)
        self.reopen.setEnabled(active and reopen)
        self.versions.setEnabled(active and versions)
        for action in (self.filter, self.next_pane):
            action.setEnabled(active)
        for action in (self.next_article, self.previous_article):
            action.setEnabled(active and queue)

    def groups(self) -> tuple[tuple[QAction, ...], ...]:
        """Return the groups of the Annotate menu; the codebook's attributes follow the second."""
        return (
            (self.next_quotation, self.widen, self.to_content, self.to_source, self.to_cue),
            (self.speaker, self.note, self.flag, self.reported_by, self.duplicate, self.delete),
            (self.next_attribution, self.previous_attribution),
            (self.done, self.cannot_code, self.reopen),
            (self.next_article, self.previous_article, self.versions),
        )


def maker(owner: QWidget, keys: ShortcutTable) -> Callable[..., QAction]:
    """Return a function that makes an action of a screen from its words and its command."""

    def make(words: str, shortcut_id: str = "") -> QAction:
        action = QAction(words, owner)
        if shortcut_id:
            keys.bind(shortcut_id, action)
        owner.addAction(action)
        return action

    return make


def make_commands(owner: QWidget, keys: ShortcutTable) -> ScreenCommands:
    """Make the actions on the screen that owns them."""
    make = maker(owner, keys)
    return ScreenCommands(
        next_quotation=make(tr("Select next &quotation"), "next_quotation"),
        widen=make(tr("&Widen selection"), "widen"),
        to_content=make(tr("Selection is a content fra&gment"), "to_content"),
        to_source=make(tr("Selection is the &source (who)"), "to_source"),
        to_cue=make(tr("Selection is the c&ue"), "to_cue"),
        speaker=make(tr("S&peaker"), "speaker"),
        note=make(tr("&Note"), "note"),
        flag=make(tr("&Flag for follow-up"), "flag"),
        reported_by=make(tr("&Reported by"), "reported_by"),
        duplicate=make(tr("Sa&me spans again, for another object"), "duplicate"),
        delete=make(tr("D&elete attribution"), "delete"),
        next_attribution=make(tr("Next &attribution"), "next_attribution"),
        previous_attribution=make(tr("Previous a&ttribution"), "previous_attribution"),
        next_article=make(tr("Ne&xt article"), "next_article"),
        previous_article=make(tr("Pre&vious article"), "previous_article"),
        versions=make(tr("Versions of this stor&y …"), "versions"),
        done=make(tr("&Done, next article"), "done"),
        cannot_code=make(tr("&Cannot code …"), "cannot_code"),
        reopen=make(tr("Re&open article")),
        filter=make(tr("Filter the &queue"), "filter"),
        find=make(tr("&Find in the article"), "find"),
        next_pane=make(tr("Next &pane"), "next_pane"),
        rule=make(tr("Codebook &rule"), "rule"),
    )


class AttributeCommands(QObject):
    """Actions for the attributes of a codebook that have a key of their own."""

    def __init__(self, owner: QWidget, preferences: Preferences, screen: str = ANNOTATE) -> None:
        super().__init__(owner)
        self._owner = owner
        self._screen = screen
        self._preferences = preferences
        self._codebook: Codebook | None = None
        self.actions: dict[str, QAction] = {}
        preferences.changed.connect(self._changed)

    def follow(self, codebook: Codebook) -> bool:
        """Make the actions of a codebook; False if it is the one they are of already.

        A key that belongs to a command stays with it.
        """
        if codebook == self._codebook:
            return False
        for action in self.actions.values():
            self._owner.removeAction(action)
            action.deleteLater()
        self._codebook = codebook
        self.actions = {}
        for attribute in codebook.attributes:
            if attribute.shortcut:
                action = QAction(attribute.label.replace("&", "&&"), self._owner)
                self._owner.addAction(action)
                self.actions[attribute.key] = action
        self._give_keys()
        return True

    def attribute(self, key: str) -> Attribute | None:
        """Return an attribute of the codebook in use."""
        return self._codebook.attribute(key) if self._codebook else None

    def _changed(self, name: str) -> None:
        if name in ("own_keys", "single_keys"):
            self._give_keys()

    def _give_keys(self) -> None:
        own = self._preferences.own_keys
        here = [one for one in shortcuts() if one.screen in ("", self._screen)]
        taken = {QKeySequence(key) for one in here for key in keys_of(one, own)}
        for key, action in self.actions.items():
            attribute = self.attribute(key)
            wanted = QKeySequence(attribute.shortcut or "") if attribute else QKeySequence()
            free = self._preferences.single_keys and wanted not in taken
            action.setShortcut(wanted if free else QKeySequence())
