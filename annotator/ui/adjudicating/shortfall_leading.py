"""Where the keyboard goes when something is missing before a decision can be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.domain.adjudication.item import CONTENT
from annotator.ui.adjudicating.gold_draft import Shortfall
from annotator.ui.adjudicating.shortfall_words import shortfall_words

if TYPE_CHECKING:
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen


def lead_to_shortfall(screen: AdjudicateScreen, short: Shortfall) -> None:
    """Lead to what is missing before a decision can be stored, and say it."""
    panel = screen.panel
    screen.filling.asked_for = short
    screen.filling.show()
    if short.code in ("rationale_missing", "rejection_unexplained"):
        panel.rationale.show_missing()
        panel.bring_into_sight(panel.rationale)
    elif short.field == CONTENT and panel.boundary.buttons:
        panel.boundary.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        panel.bring_into_sight(panel.boundary)
    elif short.field == CONTENT:
        screen.article.take_keyboard()
    else:
        panel.table.focus_gold(short.field)
    reading = screen.presenter.reading
    screen.say(shortfall_words(short, reading.codebook if reading else None))
