"""Preview and figures of a split, worked out off the GUI thread; the last wish counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.background_work import BackgroundWork

if TYPE_CHECKING:
    from annotator.services.interchange.export_options import ExportOptions
    from annotator.services.interchange.split_preview import SplitBasis, SplitFigures
    from annotator.ui.open_project import OpenProject

_ROWS = 5
_PATIENCE = 120
"""Milliseconds after the last change: typing a word is one wish."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be looked at."""

    format_name: str
    options: ExportOptions


@dataclass(frozen=True, slots=True)
class SplitOutlook:
    """How a split would turn out, and of which articles."""

    basis: SplitBasis
    figures: SplitFigures


class LookingAhead(QObject):
    """Looks at a preview first, then, if a split is wanted, reads what it would part.

    What a split needs is read once for each choice of everything else: other shares, folds and
    seeds take no reading.
    """

    previewed = Signal(object)
    outlook = Signal(object)
    failed = Signal(object)
    """Carries an `AnnotatorError`: why an export like this would fail."""

    def __init__(self, opened: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._wish: Wish | None = None
        self._shown: Wish | None = None
        """What the preview shows already."""
        self._basis: tuple[ExportOptions, SplitBasis] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._begin)
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._take)
        self._work.failed.connect(self._fail)
        self._doing: Wish | None = None

    @property
    def busy(self) -> bool:
        """Tell whether something is still to come."""
        return self._timer.isActive() or self._work.running

    def look(self, wish: Wish) -> None:
        """Look at something else from now on."""
        self._wish = wish
        self._timer.start()

    def stop(self) -> None:
        """Leave off, and wait until nothing is read any more."""
        self._timer.stop()
        self._work.stop_and_wait()

    def _begin(self) -> None:
        if self._wish is None:
            return
        if self._work.running:
            if self._wish != self._doing:
                self._work.stop()  # it ends soon, and the wish is taken up then
            return
        wish = self._doing = self._wish
        if self._shown != wish and not _only_split_differs(self._shown, wish):
            self._work.start(self._preview_of(wish))
        elif wish.options.split is not None:
            self._work.start(self._outlook_of(wish))

    def _preview_of(self, wish: Wish) -> Callable[..., object]:
        from annotator.services.interchange.exporting import preview

        opened, actor = self._opened, self._opened.widest
        return lambda _progress, _cancelled: preview(
            opened.project, actor, wish.format_name, wish.options, _ROWS
        )

    def _outlook_of(self, wish: Wish) -> Callable[..., object]:
        from annotator.services.interchange.split_preview import split_basis, split_figures

        opened, actor = self._opened, self._opened.widest
        choice, others = wish.options.split, replace(wish.options, split=None)
        known = self._basis[1] if self._basis and self._basis[0] == others else None

        def work(_progress: object, cancelled: Callable[[], bool]) -> object:
            basis = known or split_basis(opened.project, actor, others, cancelled)
            self._basis = (others, basis)
            if choice is None:
                raise Cancelled
            return SplitOutlook(basis, split_figures(basis, choice))

        return work

    def _take(self, result: object) -> None:
        if self._superseded():
            return
        if isinstance(result, SplitOutlook):
            self.outlook.emit(result)
            return
        self._shown = self._doing
        self.previewed.emit(result)
        if self._doing is not None and self._doing.options.split is not None:
            self._work.start(self._outlook_of(self._doing))

    def _fail(self, error: Exception) -> None:
        if self._superseded() or isinstance(error, Cancelled):
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self.failed.emit(error)

    def _superseded(self) -> bool:
        """Take up another wish that came meanwhile."""
        if self._wish == self._doing:
            return False
        if not self._timer.isActive():
            self._begin()
        return True


def _only_split_differs(shown: Wish | None, wish: Wish) -> bool:
    """Tell whether the rows would be the same, but for the part that they are said to be in."""
    if shown is None or (shown.options.split is None) is not (wish.options.split is None):
        return False
    parts = [one.options.split.parts[0] if one.options.split else "" for one in (shown, wish)]
    same = replace(shown, options=replace(shown.options, split=wish.options.split))
    return parts[0] == parts[1] and same == wish
