"""“Speakers to review”: what annotators added to the registry. For managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHeaderView, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.dialogs.dialog_parts import caption, tab_order
from annotator.ui.dialogs.table_dialog import TableDialog, button_row, plain_button
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.managing.publishing_speakers import Provisional
    from annotator.ui.open_project import OpenProject


class SpeakersDialog(TableDialog):
    """Publish, merge (M), or keep apart (K); what may be the same stands first to choose from."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            opened,
            theme,
            (
                tr("Speakers to review"),
                tr(
                    "Annotators added these. Only they see them until you publish an entry, or"
                    " merge it into another. Attributions are not touched by either."
                ),
            ),
            (tr("Speaker"), tr("Added by"), tr("Used"), tr("May be the same as")),
            parent,
        )
        self.other = QComboBox(self)
        self.other.setEditable(True)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.other.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.publish = plain_button(tr("&Publish"), self._publish, self)
        self.merge = plain_button(tr("Merge into it (M)"), self._merge, self)
        self.apart = plain_button(tr("Keep apart (K)"), self._keep_apart, self)
        label = caption(tr("The same as"), self, self.other)
        choice = button_row(label, self.other, self.merge, self.apart)
        self.other.setMinimumWidth(theme.px(280))
        self.inner.addLayout(choice)
        self.inner.addLayout(button_row(self.publish))
        self.inner.addWidget(self.outcome)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())
        self.other.currentIndexChanged.connect(lambda _at: self._enable())
        self.other.editTextChanged.connect(lambda _text: self._enable())
        self.resize(theme.px(820), theme.px(520))
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
        """Take M and K in the table, which would otherwise look for a name."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = {Qt.Key.Key_M: self.merge, Qt.Key.Key_K: self.apart}.get(Qt.Key(event.key()))
            if act is not None and not event.modifiers():
                act.click()
                return True
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Show what waits now."""
        from annotator.services.managing.publishing_speakers import (
            provisional_speakers,
            published_speakers,
        )

        self._published = published_speakers(self.opened.project, self.manager)
        found = provisional_speakers(self.opened.project, self.manager)
        self.show_rows([(one, _cells(one)) for one in found])
        self._show_entry()
        if not found:
            self.say(tr("Nothing is left to review."))

    def _show_entry(self) -> None:
        entry = self.entry
        self.other.clear()
        if entry is not None:
            likely = [one.speaker for one in entry.suggested]
            known = {one.id for one in likely}
            fitting = [
                one
                for one in self._published
                if one.id not in known
                and one.article_id == entry.speaker.article_id
                and one.kind.named == entry.speaker.kind.named
            ]
            for one in (*likely, *fitting):
                self.other.addItem(one.name, one)
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


def _cells(one: Provisional) -> tuple[str, ...]:
    same = ", ".join(
        found.speaker.name if found.exact else tr("perhaps {name}", name=found.speaker.name)
        for found in one.suggested
    )
    return (
        one.speaker.name,
        one.owner.name if one.owner else tr("somebody who left"),
        tr_n("{count} time", "{count} times", one.uses) if one.uses else tr("not used"),
        same or tr("nobody known"),
    )
