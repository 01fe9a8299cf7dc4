"""“Speakers to review”: what annotators added to the registry. For managers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHeaderView, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.dialogs.dialog_parts import caption, tab_order
from annotator.ui.dialogs.table_dialog import TableDialog, button_row
from annotator.ui.theme import Theme
from annotator.ui.widgets.keyed_button import KeyedButton
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.managing.publishing_speakers import Provisional
    from annotator.ui.open_project import OpenProject

ARTICLE, SAME = 1, 4


class SpeakersDialog(TableDialog):
    """Merge (M), keep apart (K), or publish (P); what may be the same stands first to choose."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            opened,
            theme,
            (
                tr("Speakers to review"),
                tr(
                    "Annotators added these. Only they see them until you publish an entry, or"
                    " merge it into another. Attributions are not touched by either. Somebody"
                    " without a name belongs to one article: the same words in another article are"
                    " somebody else."
                ),
            ),
            (
                tr("Speaker"),
                tr("Article"),
                tr("Added by"),
                tr("Used"),
                tr("May be the same as"),
            ),
            parent,
        )
        self.other = StillComboBox(self)
        self.other.setEditable(True)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.other.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.merge = self._button(tr("Merge into it"), "M", self._merge)
        self.apart = self._button(tr("Keep apart"), "K", self._keep_apart)
        self.publish = self._button(tr("Publish"), "P", self._publish)
        label = caption(tr("The same as"), self, self.other)
        choice = button_row(label, self.other, self.merge, self.apart, self.publish)
        typed = self.other.lineEdit()
        if typed is not None:
            typed.setAccessibleName(label.text())
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.other.setMinimumWidth(theme.px(120))
        choice.setStretch(1, 1)
        choice.takeAt(choice.count() - 1)  # the room at the right is the list's
        self.inner.addLayout(choice)
        self.inner.addWidget(self.outcome)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(ARTICLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SAME, QHeaderView.ResizeMode.Stretch)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())
        self.other.currentIndexChanged.connect(lambda _at: self._enable())
        self.other.editTextChanged.connect(lambda _text: self._enable())
        self.resize(theme.px(900), theme.px(540))
        tab_order(self.table, self.other, self.merge, self.apart, self.publish)
        self.refresh()

    @property
    def entry(self) -> Provisional | None:
        """Return which entry is chosen."""
        return self.model.subject(self.row)  # type: ignore[return-value]

    @property
    def target(self) -> Speaker | None:
        """Return which entry it may be the same as; a name that is half typed is none."""
        found = self.other.currentData()
        whole = self.other.currentText() == self.other.itemText(self.other.currentIndex())
        return found if isinstance(found, Speaker) and whole else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take M, K and P in the table, which would otherwise look for a name."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            acts = {
                Qt.Key.Key_M: self.merge,
                Qt.Key.Key_K: self.apart,
                Qt.Key.Key_P: self.publish,
            }
            act = acts.get(Qt.Key(event.key()))
            if act is not None and not event.modifiers():
                act.click()
                return True
        return super().eventFilter(watched, event)

    def _button(self, words: str, key: str, act: Callable[[], None]) -> KeyedButton:
        button = KeyedButton(self.theme, self)
        button.show_words(words, key, "")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def refresh(self) -> None:
        """Show what waits now."""
        from annotator.services.managing.publishing_speakers import (
            provisional_speakers,
            published_speakers,
        )

        self._published = published_speakers(self.opened.project, self.manager)
        found = provisional_speakers(self.opened.project, self.manager)
        self._waiting = [one.speaker for one in found]
        self._owners = {one.speaker.id: one.owner.name for one in found if one.owner}
        self.show_rows([(one, self._cells(one)) for one in found])
        self._show_entry()
        if not found:
            self.say(tr("Nothing is left to review."))

    def _show_entry(self) -> None:
        entry = self.entry
        self.other.clear()
        if entry is not None:
            likely = [one.speaker for one in entry.suggested]
            known = {one.id for one in likely}
            others = [one for one in self._waiting if one.owner_id != entry.speaker.owner_id]
            fitting = [
                one
                for one in (*self._published, *others)
                if one.id not in known
                and one.article_id == entry.speaker.article_id
                and one.kind.named == entry.speaker.kind.named
            ]
            for one in (*likely, *fitting):
                self.other.addItem(self._named(one), one)
            if likely and fitting:
                self.other.insertSeparator(len(likely))
            self.other.setCurrentIndex(0 if likely else -1)
            if not likely:
                self.other.clearEditText()
        self._enable()

    def _enable(self) -> None:
        entry, target = self.entry, self.target
        self.publish.setEnabled(entry is not None)
        self.other.setEnabled(entry is not None and self.other.count() > 0)
        for button in (self.merge, self.apart):
            button.setEnabled(entry is not None and target is not None)

    def _publish(self) -> None:
        from annotator.services.managing.publishing_speakers import publish_speaker

        entry = self.entry
        if entry is not None:
            said = tr("{name} is published.", name=entry.speaker.name)
            self._done(
                self.do(
                    lambda: publish_speaker(self.opened.project, self.manager, entry.speaker.id),
                    said,
                )
            )

    def _merge(self) -> None:
        from annotator.services.managing.publishing_speakers import merge_speakers

        entry, target = self.entry, self.target
        if entry is not None and target is not None:
            said = tr("{one} is {other} now.", one=entry.speaker.name, other=target.name)
            self._done(
                self.do(
                    lambda: merge_speakers(
                        self.opened.project, self.manager, target.id, entry.speaker.id
                    ),
                    said,
                )
            )

    def _keep_apart(self) -> None:
        from annotator.services.managing.publishing_speakers import keep_apart

        entry, target = self.entry, self.target
        if entry is not None and target is not None:
            said = tr("{one} and {other} stay two.", one=entry.speaker.name, other=target.name)
            self._done(
                self.do(
                    lambda: keep_apart(
                        self.opened.project, self.manager, entry.speaker.id, target.id
                    ),
                    said,
                )
            )

    def _done(self, done: bool) -> None:
        if done:
            self.refresh()
            self.table.setFocus()

    def _cells(self, one: Provisional) -> tuple[str, ...]:
        names = [(self._named(found.speaker), found.exact) for found in one.suggested]
        same = ", ".join(
            name if exact else tr("perhaps {name}", name=name) for name, exact in names
        )
        return (
            one.speaker.name,
            one.article or (tr("every article") if one.speaker.kind.named else ""),
            one.owner.name if one.owner else tr("somebody who left"),
            tr_n("{count} time", "{count} times", one.uses) if one.uses else tr("not used"),
            same or tr("nobody known"),
        )

    def _named(self, speaker: Speaker) -> str:
        """Return an entry's name; with whoever made it, where it is not published."""
        if speaker.owner_id is None:
            return speaker.name
        owner = self._owners.get(speaker.id, tr("somebody who left"))
        return tr("{name} (by {person})", name=speaker.name, person=owner)
