"""What this machine remembers: projects, windows, look, keys, last articles, opened feedback."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

MAX_RECENT = 12
SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
TEXT_SIZES = (100, 115, 130, 150, 175, 200)


class ThemeChoice(StrEnum):
    """Which look is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ContrastChoice(StrEnum):
    """How much contrast is wanted."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open on this machine."""

    path: Path
    name: str
    opened_at: datetime


class Preferences(QObject):
    """Reads and writes the settings; views listen to `changed`."""

    changed = Signal(str)
    """Carries the name of the setting."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def theme(self) -> ThemeChoice:
        """Return which look is wanted; the system's unless somebody chose."""
        value = str(self._settings.value("theme", ThemeChoice.SYSTEM))
        return ThemeChoice(value) if value in tuple(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._set("theme", str(choice))

    @property
    def contrast(self) -> ContrastChoice:
        """Return how much contrast is wanted; the system's unless somebody chose."""
        value = str(self._settings.value("contrast", ContrastChoice.SYSTEM))
        return ContrastChoice(value) if value in tuple(ContrastChoice) else ContrastChoice.SYSTEM

    @contrast.setter
    def contrast(self, choice: ContrastChoice) -> None:
        self._set("contrast", str(choice))

    @property
    def own_name(self) -> str:
        """Return what the last maker of a project on this machine was called; empty for nobody."""
        return str(self._settings.value("own_name", ""))

    @own_name.setter
    def own_name(self, name: str) -> None:
        self._set("own_name", name)

    @property
    def zoom(self) -> int:
        """Return the size of the article's text in per cent."""
        return self._integer("zoom", 100, SMALLEST_ZOOM, LARGEST_ZOOM)

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._set("zoom", min(LARGEST_ZOOM, max(SMALLEST_ZOOM, percent)))

    @property
    def text_size(self) -> int:
        """Return the size of the interface's text in per cent."""
        return self._integer("text_size", 100, TEXT_SIZES[0], TEXT_SIZES[-1])

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._set("text_size", percent)

    @property
    def single_keys(self) -> bool:
        """Tell whether keys without Ctrl or Alt act (1, S, J …)."""
        return self._flag("single_keys", True)

    @single_keys.setter
    def single_keys(self, wanted: bool) -> None:
        self._set("single_keys", wanted)

    @property
    def own_keys(self) -> dict[str, str]:
        """Return the keys that were changed: command to portable key sequence ("" for none)."""
        loaded = self._json("own_keys", {})
        return {str(key): str(value) for key, value in loaded.items()}

    @own_keys.setter
    def own_keys(self, keys: dict[str, str]) -> None:
        self._set("own_keys", json.dumps(keys))

    def recent(self) -> tuple[RecentProject, ...]:
        """Return the projects that were open here, latest first."""
        found = []
        for one in self._json("recent", []):
            try:
                opened = datetime.fromisoformat(one["opened_at"])
                found.append(RecentProject(Path(one["path"]), str(one["name"]), opened))
            except (KeyError, TypeError, ValueError):
                continue  # a line that another version wrote
        return tuple(found)

    def remember(self, path: Path, name: str) -> None:
        """Put a project at the head of the recent ones."""
        entry = RecentProject(path, name, datetime.now(UTC))
        others = [one for one in self.recent() if one.path != path]
        self._write_recent([entry, *others][:MAX_RECENT])

    def forget(self, path: Path) -> None:
        """Take a project off the list; the file stays."""
        self._write_recent([one for one in self.recent() if one.path != path])

    def relocate(self, old: Path, new: Path) -> None:
        """Note where a project of the list lies now."""
        kept = [one for one in self.recent() if one.path != new]
        self._write_recent([replace(o, path=new) if o.path == old else o for o in kept])

    def forget_all(self) -> None:
        """Empty the list of recent projects."""
        self._write_recent([])

    def last_round(self, project_id: uuid.UUID, person_id: uuid.UUID) -> uuid.UUID | None:
        """Return the round that this person chose last in this project."""
        return self._id(f"last_round/{project_id}/{person_id}")

    def remember_round(
        self, project_id: uuid.UUID, person_id: uuid.UUID, round_id: uuid.UUID
    ) -> None:
        """Note which round this person works in."""
        self._settings.setValue(f"last_round/{project_id}/{person_id}", str(round_id))

    def last_article(self, project_id: uuid.UUID, person_id: uuid.UUID) -> uuid.UUID | None:
        """Return the article that this person had open last in this project."""
        return self._id(f"last_article/{project_id}/{person_id}")

    def remember_article(
        self, project_id: uuid.UUID, person_id: uuid.UUID, article_id: uuid.UUID
    ) -> None:
        """Note which article this person has open in this project."""
        self._settings.setValue(f"last_article/{project_id}/{person_id}", str(article_id))

    def opened_feedback(self, project_id: uuid.UUID, person_id: uuid.UUID) -> frozenset[str]:
        """Return the marks of the feedback that this person has opened in this project."""
        loaded = self._json(f"opened_feedback/{project_id}/{person_id}", [])
        return frozenset(str(one) for one in loaded)

    def remember_feedback(
        self, project_id: uuid.UUID, person_id: uuid.UUID, marks: Iterable[str]
    ) -> None:
        """Note which feedback this person has opened in this project: this and no other."""
        stored = json.dumps(sorted(marks))
        self._settings.setValue(f"opened_feedback/{project_id}/{person_id}", stored)

    def state(self, name: str) -> QByteArray | None:
        """Return the saved geometry of a window or splitter."""
        found = self._settings.value(f"state/{name}")
        return found if isinstance(found, QByteArray) else None

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Save the geometry of a window or splitter."""
        self._settings.setValue(f"state/{name}", state)

    def _write_recent(self, entries: list[RecentProject]) -> None:
        lines = [
            {**asdict(one), "path": str(one.path), "opened_at": one.opened_at.isoformat()}
            for one in entries
        ]
        self._set("recent", json.dumps(lines))

    def _id(self, name: str) -> uuid.UUID | None:
        found = self._settings.value(name)
        try:
            return uuid.UUID(str(found)) if found else None
        except ValueError:
            return None

    def _set(self, name: str, value: object) -> None:
        self._settings.setValue(name, value)
        self.changed.emit(name)

    def _json(self, name: str, otherwise: Any) -> Any:
        try:
            found = json.loads(str(self._settings.value(name, "")))
        except ValueError:
            return otherwise
        return found if isinstance(found, type(otherwise)) else otherwise

    def _flag(self, name: str, otherwise: bool) -> bool:
        return str(self._settings.value(name, otherwise)).lower() == "true"

    def _integer(self, name: str, otherwise: int, least: int, most: int) -> int:
        try:
            return min(most, max(least, int(str(self._settings.value(name, otherwise)))))
        except ValueError:
            return otherwise
