"""The form for a speaker: a new one, or what is known of one that exists."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.ui.dialogs.dialog_parts import column, foot, primary_button
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.icons import icon
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.form_layout import FormLayout
from annotator.ui.widgets.inspector.speaker_words import (
    KIND_ICONS,
    kind_explanation,
    kind_label,
)
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr

_ALIAS_LINES = 3


@dataclass(frozen=True, slots=True)
class SpeakerForm:
    """What was filled in; empty fields are None."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()

    def applied_to(self, speaker: Speaker) -> Speaker:
        """Return the speaker with what was filled in."""
        return speaker.but(
            name=self.name,
            kind=self.kind,
            role=self.role,
            affiliation=self.affiliation,
            country=self.country,
            aliases=self.aliases,
        )


class SpeakerDialog(FittedDialog):
    """A name is needed, the rest may stay empty. After it was accepted, `form` holds the result."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        speaker: Speaker | None = None,
        name: str = "",
        kind: SpeakerKind = SpeakerKind.NAMED_PERSON,
    ) -> None:
        """Open on a speaker to edit, or on a name and a guessed kind for a new one."""
        super().__init__(parent)
        self._theme = theme
        shown = SpeakerForm(name.strip(), kind) if speaker is None else _form_of(speaker)
        self.setWindowTitle(tr("Edit speaker") if speaker else tr("New speaker"))
        self.name = QLineEdit(shown.name, self)
        self.kind = StillComboBox(self)
        self.role = QLineEdit(shown.role or "", self)
        self.affiliation = QLineEdit(shown.affiliation or "", self)
        self.country = QLineEdit(shown.country or "", self)
        self.aliases = QPlainTextEdit("\n".join(shown.aliases), self)
        self.explanation = QLabel(self)
        self.problem = QLabel(tr("A speaker needs a name or a description"), self)
        words = tr("Save") if speaker else tr("Create speaker")
        self.accept_button = primary_button(words, self)
        self.accept_button.clicked.connect(self.accept)
        self._fill_kinds(shown.kind)
        self._arrange()
        self.name.textChanged.connect(self.problem.hide)
        self.kind.currentIndexChanged.connect(self._explain)
        self._explain()
        self.name.selectAll()
        self.name.setFocus()

    @property
    def form(self) -> SpeakerForm:
        """Return what the fields hold, without white space around it and without double aliases."""
        name = _clean(self.name.text())
        lines = (_clean(line) for line in self.aliases.toPlainText().splitlines())
        aliases = tuple(dict.fromkeys(line for line in lines if line and line != name))
        return SpeakerForm(
            name,
            self._chosen_kind(),
            _clean(self.role.text()) or None,
            _clean(self.affiliation.text()) or None,
            _clean(self.country.text()) or None,
            aliases,
        )

    def accept(self) -> None:
        """Close with a result, unless the name is missing."""
        if self.form.name:
            super().accept()
            return
        self.problem.show()
        self.name.setFocus()

    def _fill_kinds(self, chosen: SpeakerKind) -> None:
        for kind in SpeakerKind:
            self.kind.addItem(icon(KIND_ICONS[kind], self._theme), kind_label(kind))
            explanation = kind_explanation(kind)
            self.kind.setItemData(self.kind.count() - 1, explanation, Qt.ItemDataRole.ToolTipRole)
        self.kind.setCurrentIndex(tuple(SpeakerKind).index(chosen))

    def _arrange(self) -> None:
        px = self._theme.px
        for label, kind in ((self.explanation, "caption"), (self.problem, "error")):
            label.setProperty("kind", kind)
            label.setWordWrap(True)
        self.problem.hide()
        self.aliases.setTabChangesFocus(True)
        lines = _ALIAS_LINES * self.aliases.fontMetrics().lineSpacing() + px(14)
        self.aliases.setFixedHeight(max(lines, px(64)))
        self.kind.setIconSize(QSize(px(16), px(16)))
        fields = QWidget(self)
        form = FormLayout(fields, px(8), px(12))
        self.name_label = QLabel(tr("&Name"), fields)
        form.add_row(self._labelled(self.name_label, self.name), self.name)
        form.add_row(None, self.problem)
        form.add_row(self._labelled(QLabel(tr("&Kind"), fields), self.kind), self.kind)
        form.add_row(None, self.explanation)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("&Role"), self.role),
            (tr("&Affiliation"), self.affiliation),
            (tr("C&ountry"), self.country),
            (tr("Also k&nown as"), self.aliases),
        )
        for words, line in rows:
            form.add_row(self._labelled(QLabel(words, fields), line), line)
        self.aliases.setPlaceholderText(tr("One other name per line"))
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(fields)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        layout = column(self, margins=0, spacing=0)
        inner = column(body := QWidget(self))
        inner.addWidget(scroll, 1)
        layout.addWidget(body, 1)
        layout.addWidget(foot(self, cancel, self.accept_button))
        for field, name in (
            (self.name, tr("Name")),
            (self.kind, tr("Kind")),
            (self.role, tr("Role")),
            (self.affiliation, tr("Affiliation")),
            (self.country, tr("Country")),
            (self.aliases, tr("Also known as, one name per line")),
        ):
            field.setAccessibleName(name)
        self.resize(QSize(px(460), px(390)).boundedTo(self.screen().availableSize()))

    def _labelled(self, label: QLabel, field: QWidget) -> QLabel:
        label.setProperty("kind", "secondary")
        label.setBuddy(field)
        return label

    def _chosen_kind(self) -> SpeakerKind:
        return tuple(SpeakerKind)[self.kind.currentIndex()]

    def _explain(self) -> None:
        kind = self._chosen_kind()
        self.explanation.setText(kind_explanation(kind))
        self.kind.setAccessibleDescription(kind_explanation(kind))
        self.name_label.setText(tr("&Name") if kind.named else tr("&Description"))
        self.aliases.moveCursor(QTextCursor.MoveOperation.Start)


def _form_of(speaker: Speaker) -> SpeakerForm:
    return SpeakerForm(
        speaker.name,
        speaker.kind,
        speaker.role,
        speaker.affiliation,
        speaker.country,
        speaker.aliases,
    )


def _clean(text: str) -> str:
    return " ".join(text.split())
