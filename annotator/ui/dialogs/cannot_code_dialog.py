"""Why an article cannot be coded: one of the codebook's reasons."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Codebook
from annotator.ui.announcing import announce
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, primary_button, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.focus_ring import ringed_choices
from annotator.words import tr

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class CannotCodeDialog(FittedDialog):
    """No reason is chosen beforehand; arrow keys and Space choose.

    Once accepted, `reason` is the key of the chosen one.
    """

    def __init__(self, codebook: Codebook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Cannot code this article"))
        self.options: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.accept_button = primary_button(tr("Cannot code"), self)
        self.accept_button.setEnabled(bool(codebook.cannot_code))
        self.accept_button.clicked.connect(self.accept)
        self.hint = explanation("", self, "error")
        self._arrange(codebook, theme)
        self._group.buttonClicked.connect(lambda: self.hint.setText(""))

    @property
    def reason(self) -> str | None:
        """Return the key of the chosen reason, None while none is chosen."""
        return next((key for key, option in self.options.items() if option.isChecked()), None)

    def accept(self) -> None:
        """Close with a reason; without one, say how to choose it."""
        if self.reason is not None:
            super().accept()
            return
        self.hint.setText(tr("Choose a reason first, with the arrow keys or Space."))
        announce(self, self.hint.text(), urgent=True)
        self._group.buttons()[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let an arrow key choose at once: Qt only moves the keyboard while nothing is chosen."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            buttons = self._group.buttons()
            if step is not None and watched in buttons:
                following = buttons[(buttons.index(watched) + step) % len(buttons)]
                following.setFocus(Qt.FocusReason.TabFocusReason)
                following.click()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self, codebook: Codebook, theme: Theme) -> None:
        px = theme.px
        body = QWidget(self)
        host = QWidget(self)
        lines = QVBoxLayout(host)
        lines.setContentsMargins(0, 0, px(8), 0)
        lines.setSpacing(px(2))
        for reason in codebook.cannot_code:
            option = QRadioButton(reason.label, host)
            option.setAccessibleDescription(reason.definition)
            self.options[reason.key] = option
            self._group.addButton(option)
            option.installEventFilter(self)
            lines.addWidget(option)
            if reason.definition:
                definition = QLabel(reason.definition, host)
                definition.setTextFormat(Qt.TextFormat.PlainText)
                definition.setProperty("kind", "secondary")
                definition.setWordWrap(True)
                definition.setContentsMargins(px(24), 0, 0, px(6))
                definition.setBuddy(option)
                lines.addWidget(definition)
        if not codebook.cannot_code:
            none = QLabel(tr("This codebook names no reasons, so every article is coded."), host)
            none.setWordWrap(True)
            lines.addWidget(none)
        lines.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(host)
        host.setStyleSheet(ringed_choices(theme))
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        inner = column(body)
        inner.addWidget(title(tr("What keeps the article from being coded?"), body))
        inner.addWidget(scroll, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(foot(self, cancel, self.accept_button, note=self.hint))
        for option in tuple(self.options.values())[:1]:
            option.setFocus()
        self.resize(QSize(px(500), px(520)).boundedTo(self.screen().availableSize()))
