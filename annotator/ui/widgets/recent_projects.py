"""The list of recent projects on the welcome page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.preferences import RecentProject
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

MISSING = "project_not_found"


@dataclass(frozen=True, slots=True)
class RecentLook:
    """What a look at a recent project's file found."""

    articles: int = 0
    people: int = 0
    problem: str | None = None
    """Code of what is wrong with it, None when it can be opened."""
    problem_words: str = ""


class RecentProjects(QFrame):
    """A card with one row per project; a missing one can be located or forgotten."""

    open_wanted = Signal(object)
    locate_wanted = Signal(object)
    forget_wanted = Signal(object)
    rebuilt = Signal()
    """The rows are new ones."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._entries: tuple[RecentProject, ...] = ()
        self._looks: Mapping[Path, RecentLook] = {}
        theme.changed.connect(self._build)

    def show_projects(
        self, entries: tuple[RecentProject, ...], looks: Mapping[Path, RecentLook]
    ) -> None:
        """Show these; projects that were not looked at yet come without figures."""
        self._entries, self._looks = entries, looks
        self._build()

    def rows(self) -> tuple[RecentRow, ...]:
        """Return the rows, first to last."""
        return tuple(self.findChildren(RecentRow))

    def _build(self) -> None:
        focused = next((row.path for row in self.rows() if row.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, entry in enumerate(self._entries):
            if number:
                line = QFrame(self)
                line.setProperty("kind", "line")
                self._column.addWidget(line)
            row = RecentRow(entry, self._looks.get(entry.path), self._theme, self)
            row.clicked.connect(lambda _=False, path=entry.path: self.open_wanted.emit(path))
            row.locate.clicked.connect(
                lambda _=False, path=entry.path: self.locate_wanted.emit(path)
            )
            row.forget.clicked.connect(
                lambda _=False, path=entry.path: self.forget_wanted.emit(path)
            )
            self._column.addWidget(row)
            if entry.path == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rebuilt.emit()


class RecentRow(QPushButton):
    """One recent project: press to open it."""

    def __init__(
        self, entry: RecentProject, look: RecentLook | None, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.path = entry.path
        self.setAutoDefault(True)
        problem = look.problem if look else None
        missing = problem == MISSING
        tokens = theme.tokens
        picture = QLabel(self)
        side, inner = theme.px(34), theme.px(18)
        picture.setFixedSize(side, side)
        picture.setContentsMargins(theme.px(8), 0, 0, 0)
        picture.setPixmap(icon("document", theme).pixmap(inner, inner))
        picture.setStyleSheet(
            f"background: {tokens.window.name()}; border-radius: {theme.px(6)}px;"
        )
        name = QLabel(entry.name, self)
        name.setStyleSheet("font-weight: 600;")
        self.badge = QLabel(look.problem_words if look and problem else "", self)
        self.badge.setProperty("kind", "error")
        self.badge.setVisible(bool(problem))
        figures = QLabel(_figures(look) if look and not problem else "", self)
        figures.setProperty("kind", "secondary")
        figures.setVisible(bool(figures.text()))
        where = QLabel(str(entry.path), self)
        where.setProperty("kind", "caption")
        when = QLabel(tr("Opened {when}", when=_when(entry.opened_at)), self)
        when.setProperty("kind", "secondary")
        self.locate = QPushButton(tr("Locate …"), self)
        self.locate.setAutoDefault(True)
        self.locate.setVisible(missing)
        self.forget = QPushButton(tr("Forget"), self)
        self.forget.setAutoDefault(True)
        self.forget.setProperty("kind", "flat")
        self.forget.setVisible(missing)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(name)
        top.addWidget(self.badge)
        top.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addLayout(top)
        text.addWidget(figures)
        text.addWidget(where)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 14, 7)
        self._row.setSpacing(12)
        self._row.addWidget(picture)
        self._row.addLayout(text, 1)
        for widget in (self.locate, self.forget, when):
            self._row.addWidget(widget)
        height = self._row.sizeHint().height()
        self.setStyleSheet(
            "RecentRow { border: none; background: transparent; padding: 0;"
            f" min-height: {height}px; }}"
            f"RecentRow:hover {{ background: {tokens.side.name()}; }}"
            f"RecentRow:focus {{ min-height: {height - 4}px;"
            f" border: 2px solid {tokens.accent.name()}; border-radius: {theme.px(6)}px; }}"
        )
        self.setAccessibleName(
            ", ".join(part.text() for part in (name, self.badge, figures, where) if part.text())
        )


def _figures(look: RecentLook) -> str:
    return ", ".join(
        (
            tr_n("{count} article", "{count} articles", look.articles),
            tr_n("{count} person", "{count} people", look.people),
        )
    )


def _when(instant: datetime) -> str:
    here = instant.astimezone()
    if here.date() == datetime.now().astimezone().date():
        return tr("today, {time}", time=f"{here:%H:%M}")
    return f"{here.day} {here:%b %Y}"
