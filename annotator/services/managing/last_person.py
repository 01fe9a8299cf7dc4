"""Who was last at work in a project on this machine: kept outside of the project, by its id."""

import json
import os
import tempfile
import uuid
from pathlib import Path

import platformdirs

from annotator.domain.people import Person
from annotator.services.managing.people import people
from annotator.services.project import Project

_KEPT = 500
"""So many projects are remembered; the longest unused ones are forgotten."""


def last_person(project: Project) -> Person | None:
    """Return who was last at work, or None: not known here, or not in the project any more."""
    known = _read().get(str(project.info.id))
    return next((one for one in people(project) if str(one.id) == known), None)


def remember_person(project: Project, person: Person) -> None:
    """Remember who is at work; where that cannot be stored, it is asked for again."""
    known = _read()
    key, value = str(project.info.id), str(person.id)
    if next(reversed(known), None) == key and known[key] == value:
        return
    known.pop(key, None)
    known[key] = value
    _write(dict(list(known.items())[-_KEPT:]))


def last_people_file() -> Path:
    """Return where it is kept."""
    return Path(platformdirs.user_state_dir("stance-annotator")) / "last-people.json"


def _read() -> dict[str, str]:
    try:
        document = json.loads(last_people_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(document, dict):
        return {}
    return {key: value for key, value in document.items() if _is_id(key) and _is_id(value)}


def _is_id(value: object) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


def _write(known: dict[str, str]) -> None:
    path = last_people_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may do this at once: each writes a file of its own and moves it there.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError:
        return
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file, indent=1)
        os.replace(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
