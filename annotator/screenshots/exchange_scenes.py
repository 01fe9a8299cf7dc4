"""Pictures of exchange by mail: handing out, sending back, merging, conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.people import Actor, Person, Role

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio
    from annotator.services.project import Project


def shoot_exchange(studio: Studio) -> None:
    """Show handing out, sending back, merging (with a conflict and a refused file), conflicts."""
    from annotator.services.managing.people import people
    from annotator.ui.dialogs.conflicts_dialog import ConflictsDialog
    from annotator.ui.dialogs.handout_dialog import HandoutDialog
    from annotator.ui.dialogs.merge_dialog import MergeDialog
    from annotator.ui.dialogs.package_dialog import PackageDialog

    window, theme, shoot = studio.window, studio.theme, studio.shoot_dialog
    opened = window.opened
    if opened is None:
        raise RuntimeError("no project is open")
    everybody, before = people(opened.project), opened.person
    manager = next(one for one in everybody if Role.MANAGER in one.roles)
    coder = next((one for one in everybody if one.id != manager.id), None)
    if coder is None:
        return
    folder = studio.folder / "mail"
    folder.mkdir()
    opened.become(coder)
    shoot(PackageDialog(opened, theme, folder, window), "send-back")
    opened.become(manager)
    handing = HandoutDialog(opened, theme, folder, window)
    for line in handing.model.lines:
        line.ticked = line.person_id != manager.id
    handing.model.edited.emit()
    shoot(handing, "handout")
    handing = HandoutDialog(opened, theme, folder, window)
    for line in handing.model.lines:
        line.ticked = line.person_id != manager.id
    handing.model.edited.emit()
    handing.begin()
    shoot(handing, "handout-report", lambda: handing.done_with is not None)
    package = _changed_twice(opened.project, coder, folder)
    bad = folder / "holiday.stance-package"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    merging = MergeDialog(opened, theme, (package, bad), window)
    shoot(merging, "merge", lambda: merging.look is not None)
    merging = MergeDialog(opened, theme, (package, bad), window)
    studio.settle(lambda: merging.look is not None)
    merging.begin()
    shoot(merging, "merge-report", lambda: merging.report is not None)
    shoot(ConflictsDialog(opened, theme, window), "conflicts")
    opened.become(before)


def _changed_twice(project: Project, coder: Person, folder: Path) -> Path:
    """Return a package with something else than was coded here meanwhile."""
    from annotator.services.exchange.packaging import package
    from annotator.services.managing.people import people
    from annotator.services.project import open_project

    handout = next(one for one in sorted(folder.glob("*.stance")) if coder.name in one.name)
    out = folder / f"{handout.stem}.stance-package"
    with open_project(handout) as theirs:
        (person,) = people(theirs)
        _recode(theirs, person, place=-1)
        package(theirs, Actor(person.id, Role.ANNOTATOR), person, out)
    _recode(project, coder, place=-2)
    return out


def _recode(project: Project, coder: Person, *, place: int) -> None:
    """Give the first mark of the first article with marks another value, and hand it in again."""
    from annotator.services.annotating import set_note, set_value
    from annotator.services.article_work import reopen
    from annotator.services.coding import read_coding
    from annotator.services.managing.rounds import current_round
    from annotator.services.queue import QueueFilter, QueueState, queue_ids

    actor, round_id = Actor(coder.id, Role.ANNOTATOR), current_round(project).id
    for article_id in queue_ids(project, actor, round_id, QueueFilter(QueueState.ALL)):
        coding = read_coding(project, actor, article_id, round_id)
        if not coding.attributions:
            continue
        if coding.work.state.closed:
            reopen(project, actor, article_id, round_id)
        primary, one = coding.codebook.primary, coding.attributions[0]
        set_value(project, actor, one.id, primary.key, primary.values[place].key)
        set_note(project, actor, one.id, f"{primary.values[place].label}?")
        return
