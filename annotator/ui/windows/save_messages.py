"""The message bar's standing messages: what is not stored, what is kept, why nothing may change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.error_words import explain
from annotator.ui.widgets.message_bar import MessageBar, Tone
from annotator.wording.problems import sentence_for
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.annotating.annotating_actions import AnnotatingActions
    from annotator.ui.open_project import OpenProject


def show_save_status(
    bar: MessageBar, opened: OpenProject, save_a_copy: Callable[[], object]
) -> None:
    """Say what is not stored, with Retry; else why the project is read-only; else nothing."""
    failed = opened.status.failed
    if failed:
        since = f"{failed[0].at:%H:%M}"
        kept = tr("Not saved since {time}. Kept in a recovery file.", time=since)
        if "intention" not in failed[0].error.fields:
            kept = tr("Not saved since {time}.", time=since)
        bar.say(
            Tone.ERROR,
            f"{kept} {explain(failed[0].error).what}",
            ((tr("Retry"), opened.status.retry), (tr("Save a copy as …"), save_a_copy)),
        )
    elif opened.project.read_only is not None:
        bar.say(
            Tone.WARNING,
            tr("Open for reading only. {why}", why=sentence_for(opened.project.read_only)),
        )
    else:
        bar.clear_standing()


def offer_kept(bar: MessageBar, opened: OpenProject, actions: AnnotatingActions) -> None:
    """Offer what could not be stored the last time the program ran."""
    from annotator.services.recovery import forget, kept_intentions, retry

    writable = opened.project.read_only is None
    kept = kept_intentions(opened.project, opened.annotator) if writable else ()
    if not kept:
        return

    def again() -> None:
        bar.clear_standing()
        for one in kept:
            actions.do(partial(retry, opened.project, one.id))

    def drop() -> None:
        bar.clear_standing()
        for one in kept:
            forget(opened.project, one.id)

    bar.say(
        Tone.WARNING,
        tr_n(
            "{count} change of last time could not be stored and is kept.",
            "{count} changes of last time could not be stored and are kept.",
            len(kept),
        ),
        ((tr("Store now"), again), (tr("Drop"), drop)),
    )
