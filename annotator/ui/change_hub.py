"""The one place where changes are announced; every view, the originator included, listens here."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Changes


class ChangeHub(QObject):
    """Announces what services did: to this project's windows, whoever caused it."""

    published = Signal(object)
    """Carries one `Changes`."""

    def publish(self, changes: Changes) -> None:
        """Tell every view of what was done."""
        self.published.emit(changes)
