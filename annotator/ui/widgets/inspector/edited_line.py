"""When the attribution was last changed: "Edited 2 min ago"."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr, tr_n

_REFRESH_MS = 30_000


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def edited_words(then: datetime, now: datetime) -> str:
    """Return how long ago an attribution was changed, in words."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return tr("Edited just now")
    if minutes < 60:
        return tr_n("Edited {count} min ago", "Edited {count} min ago", minutes)
    if minutes < 24 * 60:
        return tr_n("Edited {count} hour ago", "Edited {count} hours ago", minutes // 60)
    if minutes < 7 * 24 * 60:
        return tr_n("Edited {count} day ago", "Edited {count} days ago", minutes // (24 * 60))
    return tr("Edited on {day}", day=then.astimezone().date().isoformat())


class EditedLine(ToneLabel):
    """Keeps itself up to date."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, now: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(theme, parent, size=SECONDARY)
        self._now = now
        self._then: datetime | None = None
        self.setWordWrap(True)
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)

    def show_instant(self, then: datetime) -> None:
        """Show when the last change was."""
        self._then = then
        self._refresh()
        self._timer.start()

    def _refresh(self) -> None:
        if self._then is not None:
            self.setText(edited_words(self._then, self._now()))
            self.setToolTip(self._then.astimezone().strftime("%Y-%m-%d %H:%M"))
