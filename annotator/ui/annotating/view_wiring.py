"""What the panes of the Annotate screen report, and who deals with it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from annotator.domain.text.spans import Span
from annotator.ui.annotating.mark_menu import MarkMenu
from annotator.ui.error_words import explain
from annotator.ui.widgets.article_view import BoundaryDrag

if TYPE_CHECKING:
    from annotator.ui.windows.annotate_screen import AnnotateScreen


def connect_views(screen: AnnotateScreen) -> None:
    """Connect queue, article, selection bar and inspector."""
    pane, view, controller = screen.pane, screen.pane.view, screen.controller
    queue_pane, inspector = screen.queue_pane, screen.inspector
    screen.actions_.refused.connect(lambda error: screen.say(explain(error).sentence))
    controller.said.connect(screen.say)
    screen.queue.counted.connect(lambda _counts: screen.article_changed.emit())
    queue_pane.article_chosen.connect(screen.browse_article)
    queue_pane.first_match_wanted.connect(lambda article_id: _enter(screen, article_id))
    queue_pane.keyboard_lost.connect(screen.focus_text)
    queue_pane.import_wanted.connect(screen.import_wanted)
    view.attribution_clicked.connect(screen.presenter.select)
    view.boundary_dragged.connect(lambda drag: _move_boundary(screen, drag))
    MarkMenu(view, screen.presenter, controller, screen.commands, pane.theme, screen)
    view.versions_clicked.connect(lambda: screen.versions.show(by_keys=False))
    pane.digit_pressed.connect(controller.press_digit)
    pane.enter_pressed.connect(controller.create_without_value)
    pane.escape_pressed.connect(controller.escape)
    pane.selection_bar.value_chosen.connect(lambda key: _choose_primary(screen, key))
    pane.selection_bar.role_chosen.connect(controller.to_span)
    pane.selection_bar.cancelled.connect(view.clear_selection)
    screen.inspecting.jump_wanted.connect(lambda span: _jump(screen, span))
    screen.inspecting.neighbour_wanted.connect(controller.neighbour)
    inspector.duplicate_requested.connect(controller.duplicate)
    inspector.delete_requested.connect(controller.delete)
    inspector.reopen_requested.connect(screen.finishing.reopen)
    inspector.text_focus_requested.connect(screen.focus_text)


def _enter(screen: AnnotateScreen, article_id: uuid.UUID) -> None:
    screen.browse_article(article_id)
    screen.focus_text()


def _choose_primary(screen: AnnotateScreen, key: str) -> None:
    coding = screen.presenter.coding
    if coding is not None:
        screen.controller.choose(coding.codebook.primary, key)


def _move_boundary(screen: AnnotateScreen, drag: BoundaryDrag) -> None:
    screen.actions_.change_span(drag.attribution_id, drag.role, drag.old, drag.new)


def _jump(screen: AnnotateScreen, span: Span) -> None:
    screen.pane.view.clear_selection()
    screen.pane.view.scroll_to(span)
