"""Deciding for many items, or elsewhere: exact matches, single annotators, other versions."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError
from annotator.ui.adjudicating.promotion_words import promoted_words, promotion_words
from annotator.ui.adjudicating.version_words import version_words
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.bulk import AcceptReport
    from annotator.services.adjudication.story_passages import DecidedOtherwise, OtherVersion
    from annotator.ui.background_work import Progress
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen


class BulkDecisions(QObject):
    """Opens the dialogs, on request only."""

    def __init__(self, screen: AdjudicateScreen, opened: OpenProject, theme: Theme) -> None:
        super().__init__(screen)
        self._screen = screen
        self._opened = opened
        self._theme = theme
        self.versions: tuple[OtherVersion, ...] = ()
        """Where the current, decided item's passage stands, too."""
        self.otherwise: tuple[DecidedOtherwise, ...] = ()
        """Where it was decided otherwise."""

    def accept_exact(self) -> None:
        """Accept what is equal by rule, in the whole round."""
        from annotator.services.adjudication.bulk import accept_exact
        from annotator.ui.dialogs.accept_exact_dialog import AcceptExactDialog

        counts = self._screen.disagreements.counts
        if counts is None or not counts.exact:
            self._screen.say(tr("There are no exact matches left."))
            return
        if not counts.acceptable and not counts.left_for_check:
            self._screen.say(tr("Exact matches are left only in articles that you coded."))
            return
        project, actor = self._opened.project, self._screen.actions_.actor
        round_id = self._opened.round.id

        def accept(progress: Progress, cancelled: Callable[[], bool]) -> AcceptReport:
            return accept_exact(project, actor, round_id, progress=progress, cancelled=cancelled)

        dialog = AcceptExactDialog(
            counts.acceptable, counts.left_for_check, accept, self._theme, self._screen.window()
        )
        dialog.exec()
        report = dialog.report
        dialog.deleteLater()
        if report is not None and report.changes is not None:
            self._opened.hub.publish(report.changes)
        # The button that asked for it cannot be pressed any more, so that it lost the keyboard.
        self._screen.take_keyboard()

    def promote(self) -> None:
        """Make articles gold that one annotator alone has handed in."""
        from annotator.services.adjudication.single_articles import single_articles
        from annotator.ui.dialogs.one_by_one_dialog import Entry, OneByOneDialog

        opened, actions = self._opened, self._screen.actions_
        try:
            found = single_articles(opened.project, actions.actor, opened.round.id)
        except AnnotatorError as error:
            self._screen.failed.emit(error)
            return
        if not found:
            self._screen.say(tr("No article was handed in by a single annotator only."))
            return
        own = {one.article_id for one in found if one.own}
        numbers: dict[object, int] = {one.article_id: one.attributions for one in found}

        def act(article_id: object, tell: Callable[[str], None]) -> None:
            if isinstance(article_id, uuid.UUID):
                actions.promote(
                    article_id,
                    own=article_id in own,
                    then=lambda _changes: tell(""),
                    otherwise=_telling(tell),
                )

        dialog = OneByOneDialog(
            tr("Coded by one annotator only"),
            tr(
                "Nobody checked these. What you tick becomes gold as it is, and is marked as"
                " promoted."
            ),
            tr("Promote to gold"),
            [
                Entry(one.article_id, one.title, promotion_words(one.attributions, own=one.own))
                for one in found
            ],
            act,
            self._theme,
            self._screen.window(),
            sum_words=lambda ticked: promoted_words([numbers[one] for one in ticked]),
        )
        dialog.exec()
        dialog.deleteLater()

    def find_versions(self) -> int:
        """Look where the current item's passage stands in other versions; return how many."""
        from annotator.services.adjudication.story_passages import decided_otherwise, same_passage

        presenter, self.versions, self.otherwise = self._screen.presenter, (), ()
        reading, item = presenter.reading, presenter.item
        if reading is None or item is None or item.decision is None or reading.versions < 2:
            return 0
        article_id = reading.article.article.id
        place = self._opened.project, self._screen.actions_.actor, article_id, reading.round_id
        try:
            self.versions = same_passage(*place, item.id)
            self.otherwise = decided_otherwise(*place, item.id)
        except AnnotatorError:
            return 0  # an offer less; deciding here is not touched by it
        return len(self.versions)

    def apply_to_versions(self) -> None:
        """Offer to decide alike in other versions of the story, one by one."""
        from annotator.ui.dialogs.one_by_one_dialog import Entry, OneByOneDialog

        screen, item = self._screen, self._screen.presenter.item
        reading = screen.presenter.reading
        if item is None or item.decision is None or reading is None or not self.versions:
            return
        decision_id, own = item.decision.id, screen.presenter.own_allowed
        places = dict(enumerate(self.versions))

        def act(place: object, tell: Callable[[str], None]) -> None:
            if isinstance(place, int):
                one = places[place]
                screen.actions_.apply_to_version(
                    decision_id,
                    one.article_id,
                    one.item_id,
                    own=own,
                    then=lambda _changes: tell(""),
                    otherwise=_telling(tell),
                )

        dialog = OneByOneDialog(
            tr("The same passage in other versions"),
            tr(
                "Tick where this decision holds, too. Where coders have something else, it says so."
            ),
            tr("Decide alike"),
            [
                Entry(
                    place,
                    one.title,
                    version_words(one, reading.codebook),
                    possible=one.obstacle is None,
                )
                for place, one in places.items()
            ],
            act,
            self._theme,
            screen.window(),
        )
        dialog.exec()
        dialog.deleteLater()
        screen.navigation.show_versions()


def _telling(tell: Callable[[str], None]) -> Callable[[AnnotatorError], bool]:
    def otherwise(error: AnnotatorError) -> bool:
        tell(explain(error).sentence)
        return True

    return otherwise
