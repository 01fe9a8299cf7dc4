"""Pictures of reviewing: an article is adjudicated in the copy of the project, and released."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.adjudication.item import Chosen, Item
    from annotator.screenshots.studio import Studio
    from annotator.services.adjudication.reading import Adjudication
    from annotator.ui.open_project import OpenProject


def shoot_review(studio: Studio) -> None:
    """Show discussion list, releasing, feedback and its list; nothing to who may not manage."""
    from annotator.services.adjudication.feedback import read_feedback
    from annotator.ui.dialogs.discussion_list_dialog import DiscussionListDialog
    from annotator.ui.dialogs.feedback_dialog import FeedbackDialog
    from annotator.ui.dialogs.feedback_list_dialog import FeedbackListDialog
    from annotator.ui.dialogs.release_dialog import ReleaseDialog

    window, theme, shoot = studio.window, studio.theme, studio.shoot_dialog
    opened = window.opened
    if opened is None or not opened.may_manage:
        return
    round_id = opened.round.id
    discussing = DiscussionListDialog(opened, round_id, theme, Path(), window)
    discussing.file.line.setText("discussion.html")
    shoot(discussing, "discussion-list")
    released = _adjudicated(opened, round_id)
    if released is None:
        return
    releasing = ReleaseDialog(opened, round_id, theme, window)
    releasing.tick_all.click()
    shoot(releasing, "release-feedback")
    shoot(FeedbackListDialog(opened, theme, window), "feedback-list")
    feedback = read_feedback(opened.project, opened.annotator, released, round_id)
    if feedback is not None:
        shoot(FeedbackDialog(feedback, theme, window), "feedback")


def _adjudicated(opened: OpenProject, round_id: uuid.UUID) -> uuid.UUID | None:
    """Adjudicate the first article in which annotators differ, and release it."""
    from annotator.domain.people import Actor, Role
    from annotator.services.adjudication.deciding import decide
    from annotator.services.adjudication.feedback import release
    from annotator.services.adjudication.queue import items, refresh_items
    from annotator.services.adjudication.reading import read_adjudication

    project = opened.project
    adjudicator = Actor(opened.person.id, Role.ADJUDICATOR)
    refresh_items(project, adjudicator)
    lines = items(project, adjudicator, round_id)
    if not lines:
        return None
    article_id = lines[0].article_id
    found = read_adjudication(project, adjudicator, article_id, round_id)
    for item in found.items:
        decide(
            project,
            adjudicator,
            article_id,
            round_id,
            item.id,
            _of_the_other(found, item, opened.person.id),
            reason="codebook_rule",
            rationale=tr("She reports what others hold, and takes no position herself."),
            own=True,
        )
    release(project, Actor(opened.person.id, Role.MANAGER), article_id, round_id)
    return article_id


def _of_the_other(found: Adjudication, item: Item, person_id: uuid.UUID) -> dict[str, Chosen]:
    """Return an item's fields as somebody else than this person has them, where there is one."""
    from annotator.domain.adjudication.gold_fields import article_fields_of, fields_of
    from annotator.domain.adjudication.item import REPORTED_BY, Chosen

    if not item.candidates:
        coder = next((one for one in found.coders if one.person_id != person_id), found.coders[0])
        fields = article_fields_of(coder, found.codebook)
        return {name: Chosen(one, coder.person_id) for name, one in fields.items()}
    others = [one for one in item.candidates if one != person_id] or list(item.candidates)
    fields = fields_of(item.candidates[others[0]], found.codebook)
    # Whatever carries it may not be gold yet.
    return {name: Chosen(one, others[0]) for name, one in fields.items() if name != REPORTED_BY}
