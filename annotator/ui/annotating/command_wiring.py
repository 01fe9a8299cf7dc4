"""Which action of the Annotate screen does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.text.spans import SpanRole
from annotator.ui.annotating.pane_focus import focus_filter, focus_next_pane

if TYPE_CHECKING:
    from annotator.ui.windows.annotate_screen import AnnotateScreen


def connect_commands(screen: AnnotateScreen) -> None:
    """Connect the actions that every codebook has."""
    commands, controller, finishing = screen.commands, screen.controller, screen.finishing
    for action, act in (
        (commands.next_quotation, controller.next_quotation),
        (commands.widen, controller.widen),
        (commands.to_content, lambda: controller.to_span(SpanRole.CONTENT)),
        (commands.to_source, lambda: controller.to_span(SpanRole.SOURCE)),
        (commands.to_cue, lambda: controller.to_span(SpanRole.CUE)),
        (commands.speaker, controller.speaker),
        (commands.note, controller.note),
        (commands.flag, controller.flag),
        (commands.reported_by, controller.reported_by),
        (commands.duplicate, controller.duplicate),
        (commands.delete, controller.delete),
        (commands.next_attribution, lambda: controller.neighbour(1)),
        (commands.previous_attribution, lambda: controller.neighbour(-1)),
        (commands.next_article, lambda: screen.step_article(1)),
        (commands.previous_article, lambda: screen.step_article(-1)),
        (commands.versions, lambda: screen.versions.show(by_keys=True)),
        (commands.done, finishing.finish),
        (commands.cannot_code, finishing.cannot_code),
        (commands.reopen, finishing.reopen),
        (commands.filter, lambda: focus_filter(screen)),
        (commands.find, screen.pane.find_bar.open_bar),
        (commands.next_pane, lambda: focus_next_pane(screen)),
        (commands.rule, screen.ask_for_rule),
    ):
        action.triggered.connect(lambda _checked=False, act=act: act())


def connect_attributes(screen: AnnotateScreen) -> None:
    """Connect the actions of the codebook's attributes that have a key of their own."""
    for key, action in screen.attribute_commands.actions.items():
        attribute = screen.attribute_commands.attribute(key)
        if attribute is not None:
            action.triggered.connect(
                lambda _checked=False, one=attribute: screen.controller.press_attribute(one)
            )
