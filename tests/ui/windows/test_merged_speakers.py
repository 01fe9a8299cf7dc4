"""A speaker that a manager merges while an annotator has it on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import SpeakerKind
from annotator.services.managing.people import person_named
from annotator.services.managing.publishing_speakers import merge_speakers
from annotator.services.speakers import create_speaker, update_speaker
from annotator.services.undo import revert
from tests.services.world import created


def test_the_kept_name_is_shown_at_once_and_goes_with_an_undo(desk):
    opened = desk.window.opened
    edda = person_named(opened.project, "Edda Holm")
    manager = Actor(edda.id, Role.MANAGER)
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    named = (opened.project, manager, "Ingrid Valmont", SpeakerKind.NAMED_PERSON)
    kept = created(create_speaker(*named), EntityKind.SPEAKER)
    mine = create_speaker(
        opened.project,
        opened.annotator,
        "Valmont",
        SpeakerKind.NAMED_PERSON,
        attribution_id=desk.selected.id,
    )
    opened.hub.publish(mine)
    merged = created(mine, EntityKind.SPEAKER)

    def shown() -> str:
        return desk.screen.presenter.coding.speakers[merged.id].name

    assert shown() == "Valmont"
    changes = merge_speakers(opened.project, manager, kept.id, merged.id)
    opened.hub.publish(changes)
    assert shown() == "Ingrid Valmont"
    assert desk.selected.speaker_id == merged.id  # what was coded stays as it was
    (rows,) = desk.screen.attributions.findChildren(QListView)
    told = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ingrid Valmont" in str(told)
    (kept_now,) = [one.after for one in changes.entities if one.after.id == kept.id]
    opened.hub.publish(
        update_speaker(opened.project, manager, kept_now.but(name="Ingrid Marta Valmont"))
    )
    assert shown() == "Ingrid Marta Valmont"
    back = update_speaker(opened.project, manager, kept_now)
    opened.hub.publish(back)
    opened.hub.publish(revert(opened.project, manager, changes.step.id))
    assert shown() == "Valmont"
