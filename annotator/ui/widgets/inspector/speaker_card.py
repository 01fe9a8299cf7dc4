"""What is known of the chosen speaker, in a card below the field."""

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.speaker_words import facts_line, quoted, role_line
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class SpeakerCard(QFrame):
    """Role, affiliation, kind, country, aliases and the own number of attributions."""

    edit_requested = Signal(object)
    """The speaker's identifier."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._speaker: Speaker | None = None
        self._role = ToneLabel(theme, self, tone="text1", size=SECONDARY, bold=True)
        self._facts = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._aliases = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._local = ToneLabel(theme, self)
        self.edit = LinkButton(tr("Edit"), theme, self)
        self.edit.clicked.connect(self._edit)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for label in (self._role, self._facts, self._aliases, self._local):
            label.setWordWrap(True)
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(9), theme.px(6), theme.px(5), theme.px(6))
        row.addLayout(words, 1)
        side = QVBoxLayout()
        side.addWidget(self.edit)
        side.addStretch(1)
        row.addLayout(side)

    def show_speaker(
        self, speaker: Speaker | None, count: int | None, speaking_as: uuid.UUID | None = None
    ) -> None:
        """Show a speaker, in the dated role that was chosen if any; None hides the card."""
        self._speaker = speaker
        self.setVisible(speaker is not None)
        if speaker is None:
            return
        role, affiliation = speaker.role, speaker.affiliation
        for dated in speaker.roles:
            if dated.id == speaking_as:
                role, affiliation = dated.title, dated.affiliation
        self._say(self._role, role_line(role, affiliation))
        self._say(self._facts, facts_line(speaker, count))
        also = ", ".join(quoted(alias) for alias in speaker.aliases)
        self._say(self._aliases, tr("Also: {aliases}", aliases=also) if also else "")
        self._say(self._local, "" if speaker.kind.named else tr("Belongs to this article only"))
        self.edit.setAccessibleName(tr("Edit speaker {name}", name=speaker.name))

    def set_read_only(self, read_only: bool) -> None:
        """Hide the way to the form."""
        self.edit.setVisible(not read_only)

    def _say(self, label: ToneLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _edit(self) -> None:
        if self._speaker is not None:
            self.edit_requested.emit(self._speaker.id)
