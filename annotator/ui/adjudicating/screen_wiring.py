"""What keys and panes of the Adjudicate screen report, and who deals with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.text.spans import SpanRole
from annotator.ui.adjudicating.boundary_filling import marked_places
from annotator.ui.adjudicating.shortfall_leading import lead_to_shortfall

if TYPE_CHECKING:
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen


def connect_commands(screen: AdjudicateScreen) -> None:
    """Connect the actions that every codebook has."""
    commands, controller, bulk = screen.commands, screen.controller, screen.bulk
    for action, act in (
        (commands.decide, controller.decide),
        (commands.edit_gold, controller.edit_gold),
        (commands.reject, controller.reject),
        (commands.discuss, controller.ask_for_note),
        (commands.rationale, controller.rationale),
        (commands.add_item, controller.add_item),
        (commands.to_content, lambda: controller.to_span(SpanRole.CONTENT)),
        (commands.to_source, lambda: controller.to_span(SpanRole.SOURCE)),
        (commands.to_cue, lambda: controller.to_span(SpanRole.CUE)),
        (commands.speaker, controller.edit_speaker),
        (commands.reported_by, controller.edit_reported_by),
        (commands.next_quotation, screen.selecting.select_quotation),
        (commands.widen, screen.selecting.widen),
        (commands.next_item, lambda: screen.navigation.step_item(1)),
        (commands.previous_item, lambda: screen.navigation.step_item(-1)),
        (commands.next_article, lambda: screen.navigation.step_article(1)),
        (commands.previous_article, lambda: screen.navigation.step_article(-1)),
        (commands.accept_exact, bulk.accept_exact),
        (commands.promote, bulk.promote),
        (commands.filter, screen.queue.focus_filter),
        (commands.next_pane, screen.focus_next_pane),
        (commands.rule, screen.ask_for_rule),
        *((one, lambda at=at: controller.take(at)) for at, one in enumerate(commands.takes)),
    ):
        action.triggered.connect(lambda _checked=False, act=act: act())
    screen.article.use_actions(commands.previous_article, commands.next_article)


def connect_attributes(screen: AdjudicateScreen) -> None:
    """Connect the actions of the codebook's attributes that have a key of their own."""
    for key, action in screen.attribute_commands.actions.items():
        attribute = screen.attribute_commands.attribute(key)
        if attribute is not None:
            action.triggered.connect(
                lambda _checked=False, one=attribute: screen.controller.press_attribute(one)
            )


def connect_views(screen: AdjudicateScreen) -> None:
    """Connect queue, article and panel."""
    queue, article, panel = screen.queue, screen.article, screen.panel
    controller, bulk = screen.controller, screen.bulk
    queue.item_chosen.connect(screen.browse_line)
    queue.first_match_wanted.connect(screen.open_line)
    queue.accept_wanted.connect(bulk.accept_exact)
    queue.promote_wanted.connect(bulk.promote)
    screen.disagreements.filtered.connect(screen.navigation.follow_filter)
    article.item_clicked.connect(controller.show_item)
    article.span_marked.connect(controller.marked)
    table, bar = panel.table, panel.bar
    table.taken.connect(controller.take_field)
    table.value_chosen.connect(controller.set_field)
    table.marking_wanted.connect(controller.begin_marking)
    table.speaker_creation_requested.connect(screen.speakers.create)
    table.decide_wanted.connect(controller.decide)
    table.current_changed.connect(lambda _field: screen.filling.show_rule())
    table.left.connect(article.take_keyboard)
    panel.boundary.taken.connect(lambda place: _take_boundary(screen, place))
    panel.boundary.marking_wanted.connect(lambda: controller.begin_marking("content"))
    panel.rationale.reason_chosen.connect(screen.set_reason)
    panel.rationale.rationale_changed.connect(screen.set_rationale)
    panel.rationale.left.connect(article.take_keyboard)
    panel.rule.wanted.connect(screen.open_in_codebook)
    screen.filling.otherwise = lambda: bulk.otherwise
    screen.filling.look = screen.navigation.look_at_otherwise
    screen.filling.take_keyboard = screen.take_keyboard
    panel.versions.clicked.connect(bulk.apply_to_versions)
    panel.header.previous_wanted.connect(lambda: screen.navigation.step_item(-1))
    panel.header.next_wanted.connect(lambda: screen.navigation.step_item(1))
    bar.take_wanted.connect(controller.take)
    bar.edit_wanted.connect(controller.edit_gold)
    bar.reject_wanted.connect(controller.reject)
    bar.discuss_wanted.connect(controller.ask_for_note)
    bar.decide_wanted.connect(controller.decide)
    bar.reopen_wanted.connect(controller.edit_gold)
    bar.next_wanted.connect(screen.navigation.go_further)
    bar.noted.connect(controller.discuss)
    bar.note_typed.connect(controller.keep_note)
    bar.note_left.connect(controller.leave_note)
    controller.said.connect(screen.say)
    controller.done.connect(screen.say_done)
    controller.missing.connect(lambda short: lead_to_shortfall(screen, short))
    controller.settled.connect(screen.navigation.go_on)


def _take_boundary(screen: AdjudicateScreen, place: int) -> None:
    reading, draft = screen.presenter.reading, screen.presenter.draft
    if reading is not None and draft is not None:
        screen.controller.take_field("content", marked_places(reading, draft)[place])
