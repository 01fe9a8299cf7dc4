"""Pictures of the dialogs in which a project is managed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.people import Actor, Role, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio
    from annotator.ui.open_project import OpenProject


def shoot_managing(studio: Studio) -> None:
    """Show each dialog for a picture of its name; none where the person manages nothing."""
    from annotator.ui.dialogs.assign_dialog import AssignDialog
    from annotator.ui.dialogs.people_dialog import PeopleDialog
    from annotator.ui.dialogs.round_dialog import RoundDialog
    from annotator.ui.dialogs.rounds_dialog import RoundsDialog
    from annotator.ui.dialogs.speakers_dialog import SpeakersDialog

    window, theme, shoot = studio.window, studio.theme, studio.shoot_dialog
    opened = window.opened
    if opened is None or not opened.may_manage:
        return
    _fill(opened)
    shoot(PeopleDialog(opened, theme, window), "people")
    rounds = RoundsDialog(opened, theme, window)
    rounds.table.selectRow(1)
    shoot(rounds, "rounds")
    shoot(AssignDialog(opened, opened.rounds[-1], theme, window), "assign")
    new = RoundDialog([opened.round.codebook], theme, window)
    new.field.setText(tr("Week 0"))
    new.purposes.setCurrentIndex(new.purposes.findData(RoundPurpose.TRAINING))
    shoot(new, "new-round")
    shoot(SpeakersDialog(opened, theme, window), "speakers-to-review")
    opened.set_round(opened.rounds[-1])


def _fill(opened: OpenProject) -> None:
    """Add two rounds, one of them assigned, and speakers that wait."""
    from annotator.services.managing.assigning import assign
    from annotator.services.managing.people import people
    from annotator.services.managing.rounds import add_round
    from annotator.services.speakers import create_speaker

    project, manager = opened.project, Actor(opened.person.id, Role.MANAGER)
    coders = [one for one in people(project) if Role.ANNOTATOR in one.roles]
    ids = [one.id for one in coders]
    for name, purpose in (
        (tr("Reliability 1"), RoundPurpose.RELIABILITY),
        (tr("Drift, June"), RoundPurpose.DRIFT),
    ):
        opened.hub.publish(add_round(project, manager, name, purpose, opened.round.codebook))
    where = (project, manager, opened.rounds[-2].id)
    report = assign(*where, ids, overlap=0.5, batch=tr("Week 1"), articles=8)
    if report.changes is not None:
        opened.hub.publish(report.changes)
    for place, name in enumerate(("Valmont, Ingrid Marta", "T. Ekdahl")):
        maker = Actor(ids[place % len(ids)], Role.ANNOTATOR)
        create_speaker(project, maker, name, SpeakerKind.NAMED_PERSON)
