"""Pictures of the Adjudicate screen, in a sample project of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.screenshots.studio import Settle, Studio
    from annotator.services.adjudication.queue import ItemLine
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
    from annotator.ui.windows.main_window import MainWindow

ADJUDICATOR = "Edda Voss"


def shoot_adjudicate(studio: Studio) -> None:
    """Open a sample project as somebody who coded nothing, and show how it is adjudicated."""
    from annotator.services.sample import create_sample_project

    window, shoot, settle = studio.window, studio.shoot, studio.settle
    path = studio.folder / "adjudicated.stance"
    create_sample_project(path, maker=ADJUDICATOR).close()
    window.open_path(path, ADJUDICATOR)
    window.show_screen("adjudicate")
    screen = window.adjudicate_screen
    if screen is None:
        raise RuntimeError("the Adjudicate screen did not open")
    settle(lambda: screen.presenter.item is not None)
    _half_made(screen)
    shoot("adjudicate")
    _missing_rationale(screen)
    shoot("adjudicate-rationale")
    decided = _decide(screen, settle)
    shoot("adjudicate-decided")
    _change_what_was_decided(window, screen, decided)
    settle(lambda: False if screen.presenter.item is None else bool(screen.presenter.item.stale))
    shoot("adjudicate-stale")
    _accept_exact(window, screen, settle)
    shoot("adjudicate-accepted")
    _blind_check(screen)
    shoot("adjudicate-blind")
    _settle_all(window, screen, settle)
    shoot("adjudicate-settled")


def _half_made(screen: AdjudicateScreen) -> None:
    """Show an item whose stance and boundary differ, with the boundary taken from one coder."""
    line = next(one for one in screen.disagreements.lines if _stance_and_boundary(one))
    screen.queue.select(line.id)
    screen.browse_line(line)
    screen.panel.boundary.buttons[0].click()
    screen.panel.table.focus_gold()


def _stance_and_boundary(line: ItemLine) -> bool:
    return set(line.kinds) == {"attribute:stance", "boundary"}


def _missing_rationale(screen: AdjudicateScreen) -> None:
    presenter = screen.presenter
    if presenter.draft is None:
        return
    used = set(presenter.draft.annotators("stance").values())
    other = next(one.key for one in presenter.draft.codebook.primary.values if one.key not in used)
    screen.controller.set_field("stance", other)
    screen.controller.decide()


def _decide(screen: AdjudicateScreen, settle: Settle):  # type: ignore[no-untyped-def]
    item = screen.presenter.item
    if item is None:
        raise RuntimeError("no item is current")
    screen.panel.rationale.edit.setPlainText(
        tr("She reports a plan and takes no side. That it is the first time is part of it.")
    )
    screen.set_reason("codebook_rule")
    screen.controller.decide()
    settle(lambda: getattr(screen.presenter.find(item.id), "decision", None) is not None)
    screen.presenter.select(item.id)
    return item


def _change_what_was_decided(window: MainWindow, screen: AdjudicateScreen, item) -> None:  # type: ignore[no-untyped-def]
    """Let one coder hand in something else."""
    from annotator.domain.people import Actor, Role
    from annotator.services import annotating, article_work

    opened, reading = window.opened, screen.presenter.reading
    if opened is None or reading is None:
        return
    person_id, candidate = next(iter(item.candidates.items()))
    actor = Actor(person_id, Role.ANNOTATOR)
    article_id = reading.article.article.id
    values = reading.codebook.primary.values
    now = candidate.values.get(reading.codebook.primary.key)
    other = next(one.key for one in reversed(values) if one.key != now)
    for changes in (
        article_work.reopen(opened.project, actor, article_id, opened.round.id),
        annotating.set_value(opened.project, actor, candidate.id, "stance", other),
        article_work.mark_done(opened.project, actor, article_id, opened.round.id),
    ):
        opened.hub.publish(changes)


def _accept_exact(window: MainWindow, screen: AdjudicateScreen, settle: Settle) -> None:
    from annotator.services.adjudication.bulk import accept_exact

    opened = window.opened
    if opened is None:
        return
    report = accept_exact(opened.project, screen.actions_.actor, opened.round.id)
    if report.changes is not None:
        opened.hub.publish(report.changes)
    settle(
        lambda: screen.disagreements.counts is not None and not screen.disagreements.counts.exact
    )


def _blind_check(screen: AdjudicateScreen) -> None:
    from annotator.domain.adjudication.item import ItemState

    for line in screen.disagreements.lines:
        if line.state is ItemState.CHECK and line.quote:
            screen.queue.select(line.id)
            screen.browse_line(line)
            return


def _settle_all(window: MainWindow, screen: AdjudicateScreen, settle: Settle) -> None:
    """Decide all that is left as the first coder has it, to show the end."""
    from annotator.services.adjudication.deciding import decide
    from annotator.services.adjudication.reading import read_adjudication
    from annotator.ui.adjudicating.gold_draft import GoldDraft
    from annotator.ui.adjudicating.item_fields import values_by_coder

    opened = window.opened
    if opened is None:
        return
    project, actor, round_id = opened.project, screen.actions_.actor, opened.round.id
    for line in screen.disagreements.lines:
        reading = read_adjudication(project, actor, line.article_id, round_id)
        item = reading.item(line.id)
        if item is None:
            continue
        draft = GoldDraft(item, reading.codebook, reading.coders)
        draft.uncover()
        draft.take(next(iter(values_by_coder(item, reading.coders, reading.codebook))))
        opened.hub.publish(
            decide(project, actor, line.article_id, round_id, item.id, draft.to_store())
        )
    settle(
        lambda: (
            screen.disagreements.counts is not None and not screen.disagreements.counts.to_decide
        )
    )
    screen.presenter.select(None)
