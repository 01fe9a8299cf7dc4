"""Pictures of the Annotate screen and of the codebook beside it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio
    from annotator.ui.windows.main_window import MainWindow


def shoot_annotate(studio: Studio) -> None:
    """Show articles as they are coded: marks, a selection, a speaker, other kinds of text."""
    window = studio.window
    screen = window.annotate_screen
    if screen is None:
        raise RuntimeError("the project did not open")
    studio.settle()
    articles = _articles(window)
    for article_id in articles[: max(1, len(articles) // 2)]:
        screen.open_article(article_id)
        if screen.presenter.coding and screen.presenter.coding.work.state.closed:
            screen.finishing.reopen()
    screen.open_article(articles[0])
    coding = screen.presenter.coding
    if coding is not None and coding.attributions:
        screen.presenter.select(coding.attributions[min(1, len(coding.attributions) - 1)].id)
    studio.shoot("annotate")
    screen.pane.view.setFocus()
    screen.controller.next_quotation()
    studio.shoot("annotate-selection")
    screen.pane.view.clear_selection()
    screen.inspector.focus_speaker()
    form = screen.inspector.attribution_form
    if form is not None:
        from PySide6.QtTest import QTest

        form.speaker.clear()
        QTest.keyClicks(form.speaker, "va")
    studio.shoot("annotate-speaker")
    screen.controller.escape()
    for name, wanted in (("hard-wrapped", _is_hard_wrapped), ("right-to-left", _is_rtl)):
        found = next((one for one in articles if wanted(_text(window, one))), None)
        if found is not None:
            screen.open_article(found)
            _select_first(studio)
            studio.shoot(f"annotate-{name}")
    screen.queue_pane.choose_state("done")
    screen.open_article(articles[-1])
    _select_first(studio)
    studio.shoot("annotate-done")
    screen.queue_pane.choose_state("to_do")
    screen.open_article(articles[0])


def shoot_codebook(studio: Studio) -> None:
    """Show the codebook, as it opens and at a value of its primary attribute."""
    window = studio.window
    window.show_screen("codebook")
    studio.shoot("codebook")
    if window.codebook_screen is not None and window.opened is not None:
        window.codebook_screen.show_value(_primary(window))
        studio.shoot("codebook-attribute")
    window.show_screen("annotate")


def _select_first(studio: Studio) -> None:
    screen = studio.window.annotate_screen
    if screen is not None:
        screen.presenter.select_neighbour(1)


def _articles(window: MainWindow) -> list[uuid.UUID]:
    from annotator.services.queue import QueueFilter, QueueState, queue_ids

    opened = window.opened
    if opened is None:
        return []
    return list(
        queue_ids(opened.project, opened.annotator, opened.round.id, QueueFilter(QueueState.ALL))
    )


def _text(window: MainWindow, article_id: uuid.UUID) -> str:
    from annotator.services.coding import read_coding

    opened = window.opened
    if opened is None:
        return ""
    return read_coding(opened.project, opened.annotator, article_id, opened.round.id).article.text


def _primary(window: MainWindow) -> str:
    screen = window.annotate_screen
    coding = screen.presenter.coding if screen else None
    return coding.codebook.primary.key if coding else ""


def _is_hard_wrapped(text: str) -> bool:
    from annotator.domain.text.hard_wrap import is_hard_wrapped

    return is_hard_wrapped(text)


def _is_rtl(text: str) -> bool:
    return sum("\u0590" <= one <= "\u08ff" for one in text) > len(text) / 4
