"""Opening a project file, and finding out who is at work in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.domain.errors import NotFound
from annotator.domain.people import Person, Role
from annotator.ui.dialogs.person_dialog import PersonDialog
from annotator.ui.theme import Theme
from annotator.ui.widgets.recent_projects import RecentLook
from annotator.wording.problems import words_for

if TYPE_CHECKING:
    from annotator.services.project import Project


def who_works(project: Project, wanted: str | None, theme: Theme, parent: QWidget) -> Person | None:
    """Return who is at work: as asked for, the only one, the last one here, else who says so.

    None when the question was left unanswered. Raises `NotFound` for a name that is not there.
    """
    from annotator.services.managing.last_person import last_person
    from annotator.services.managing.people import people, person_named

    if wanted:
        named = person_named(project, wanted)
        if named is None:
            raise NotFound("unknown_person", name=wanted)
        return named
    everybody = people(project)
    if len(everybody) == 1:
        return everybody[0]
    return last_person(project) or choose_person(project, None, theme, parent)


def choose_person(
    project: Project, last: Person | None, theme: Theme, parent: QWidget
) -> Person | None:
    """Ask who is at work; add somebody new if that is the answer. None when it was cancelled."""
    from annotator.services.managing.people import add_person, people, person_named

    everybody = people(project)
    dialog = PersonDialog(everybody, last, theme, may_add=project.read_only is None, parent=parent)
    accepted, chosen, name = dialog.exec(), dialog.person, dialog.new_name
    dialog.deleteLater()
    if not accepted:
        return None
    if chosen is None and name:
        chosen = person_named(project, name)
        if chosen is None:
            add_person(project, None, name, [Role.ANNOTATOR])
            chosen = person_named(project, name)
    return chosen


def look_at(paths: tuple[Path, ...]) -> dict[Path, RecentLook]:
    """Look at project files without changing them: for the list of recent ones."""
    from annotator.services.project import look_at_project

    looks = {}
    for path in paths:
        found = look_at_project(path)
        words = words_for(found.problem).what if found.problem else ""
        looks[path] = RecentLook(found.articles, found.people, found.problem, words)
    return looks
