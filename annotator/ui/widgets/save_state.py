"""“All changes saved”, “Saving …” or “Not saved”, with an icon."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.save_status import SaveState, SaveStatus
from annotator.ui.theme import Theme
from annotator.words import tr


class SaveStateLabel(QWidget):
    """Follows one `SaveStatus`; says aloud when it turns bad or good again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status: SaveStatus | None = None
        self._shown: SaveState | None = None
        self._picture = QLabel(self)
        self._words = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._picture)
        row.addWidget(self._words)
        theme.changed.connect(self.refresh)

    def follow(self, status: SaveStatus | None) -> None:
        """Show this status from now on, or nothing."""
        if self._status is not None:
            self._status.changed.disconnect(self.refresh)
        self._status = status
        self._shown = None
        if status is not None:
            status.changed.connect(self.refresh)
        self.refresh()

    @property
    def words(self) -> str:
        """Return what is shown."""
        return self._words.text()

    def refresh(self) -> None:
        """Show the present state."""
        self.setVisible(self._status is not None)
        if self._status is None:
            return
        state = self._status.state
        tokens = self._theme.tokens
        name, colour, words = {
            SaveState.SAVED: ("check", tokens.ok, tr("All changes saved")),
            SaveState.SAVING: ("history", tokens.warning, tr("Saving …")),
            SaveState.FAILED: ("error", tokens.error, tr("Not saved")),
        }[state]
        side = self._theme.px(14)
        self._picture.setPixmap(icon(name, self._theme, colour).pixmap(side, side))
        self._words.setText(words)
        self._words.setStyleSheet(f"color: {colour.name()};")
        self.setAccessibleName(words)
        if self._shown is not None and self._shown is not state:
            announce(self, words, urgent=state is SaveState.FAILED)
        self._shown = state
