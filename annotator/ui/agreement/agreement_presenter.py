"""What is computed and how far it is: points first, intervals after them, both off the window."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.agreement.results import AgreementReport
from annotator.domain.agreement.verdicts import Targets
from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.domain.people import Actor, Role
from annotator.ui.agreement.labels import Labels
from annotator.ui.background_work import BackgroundWork, Progress

if TYPE_CHECKING:
    from annotator.services.agreement.choice import AgreementChoice, AtHand
    from annotator.services.agreement.compared import Compared
    from annotator.ui.open_project import OpenProject

QUICK = 3.0
"""Seconds: what was computed within them is computed anew by itself when work changes."""
_REST = 1_200
"""Milliseconds of quiet after a change before anything is computed anew."""
_COMPARED = frozenset({EntityKind.SUBMISSION, EntityKind.DECISION, EntityKind.SPEAKER,
                       EntityKind.ROUND, EntityKind.BATCH, EntityKind.PERSON,
                       EntityKind.ZONE})  # fmt: skip


class Stage(Enum):
    """How far the figures are."""

    NOTHING = auto()
    """Nothing was read yet."""
    READING = auto()
    INTERVALS = auto()
    """The figures are shown, their intervals are on their way."""
    DONE = auto()
    STOPPED = auto()
    """A person stopped it: what is there is shown."""


class AgreementPresenter(QObject):
    """Reads as manager. One piece of work at a time; what is asked for meanwhile comes after."""

    changed = Signal()
    """Figures, stage, or whether they are outdated."""
    progressed = Signal(object, object, str)
    failed = Signal(object)
    """Carries an `AnnotatorError`."""

    def __init__(self, opened: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.choice: AgreementChoice | None = None
        """None until something was read: all that can be compared."""
        self.at_hand: AtHand | None = None
        self.compared: Compared | None = None
        self.report: AgreementReport | None = None
        self.targets = Targets()
        self.stage = Stage.NOTHING
        self.outdated = False
        """Whether work has changed since the figures were computed."""
        self._took = 0.0
        self._begun = 0.0
        self._again = False
        self._run = 0
        """Counts what was begun: what comes of a run that was given up is not shown."""
        self._active = False
        self._work = BackgroundWork(self)
        self._work.progressed.connect(self.progressed)
        self._work.succeeded.connect(self._arrived)
        self._work.failed.connect(self._failed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self._follow_changes)
        opened.hub.published.connect(self._apply)

    @property
    def actor(self) -> Actor:
        """Return the person as a manager."""
        return Actor(self._opened.person.id, Role.MANAGER)

    @property
    def labels(self) -> Labels | None:
        """Return the names for what was compared; None before anything was."""
        if self.compared is None:
            return None
        compared = self.compared
        return Labels(compared.names, compared.codebook, compared.speakers)

    @property
    def running(self) -> bool:
        """Tell whether something is on its way."""
        return self._work.running

    def set_active(self, active: bool) -> None:
        """Compute when the screen comes to the front and the figures are not those of now."""
        self._active = active
        if active and (self.stage is Stage.NOTHING or self.outdated):
            self.begin()

    def choose(self, choice: AgreementChoice) -> None:
        """Compare something else."""
        if choice != self.choice:
            self.choice = choice
            self.begin()

    def begin(self) -> None:
        """Compute all anew; what runs is stopped first."""
        self._later.stop()
        if self._work.running:
            self._again = True
            self._work.stop()
            return
        self._again = False
        self._run += 1
        self.outdated = False
        self.stage = Stage.READING
        self._begun = monotonic()
        self._work.start(self._reading())
        self.changed.emit()

    def stop(self) -> None:
        """Stop what runs; what is there already is kept."""
        self._again = False
        self._work.stop()

    def leave(self) -> None:
        """Compute nothing more: before the screen goes."""
        self._later.stop()
        self._opened.hub.published.disconnect(self._apply)
        self._again = False
        self._work.stop_and_wait()

    def forget(self) -> None:
        """Somebody else is at work: nothing of what was read stays."""
        self._work.stop_and_wait()
        self._later.stop()
        self._again = False
        self._run += 1
        self.compared = self.report = self.at_hand = self.choice = None
        self.stage, self.outdated = Stage.NOTHING, False
        self.changed.emit()

    def _reading(self) -> Callable[[Progress, Callable[[], bool]], Any]:
        project, actor, choice, run = self._opened.project, self.actor, self.choice, self._run

        def read(progress: Progress, cancelled: Callable[[], bool]) -> Any:
            from annotator.services.agreement.choice import AgreementChoice
            from annotator.services.agreement.computing import at_hand, collect, points
            from annotator.services.agreement.targets import targets

            wanted = choice or AgreementChoice()
            found = at_hand(project, actor)
            compared = collect(project, actor, wanted, progress, cancelled)
            report = points(compared, progress, cancelled)
            return run, (wanted, found, targets(project), compared, report)

        return read

    def _intervals(
        self, compared: Compared, report: AgreementReport
    ) -> Callable[[Progress, Callable[[], bool]], Any]:
        run = self._run

        def resample(progress: Progress, cancelled: Callable[[], bool]) -> Any:
            from annotator.services.agreement.computing import with_intervals

            return run, with_intervals(compared, report, progress, cancelled)

        return resample

    def _arrived(self, told: tuple[int, Any]) -> None:
        run, result = told
        if run != self._run:
            return
        if self._again:
            self.begin()
            return
        if isinstance(result, AgreementReport):
            self.report = result
            self._finish(Stage.DONE)
            return
        self.choice, self.at_hand, self.targets, self.compared, self.report = result
        if self._wants_intervals():
            self.stage = Stage.INTERVALS
            self._work.start(self._intervals(self.compared, self.report))
            self.changed.emit()
        else:
            self._finish(Stage.DONE)

    def _wants_intervals(self) -> bool:
        from annotator.services.agreement.choice import IntervalMethod

        if self.report is None or self.choice is None or self.report.missing is not None:
            return False
        return self.choice.interval is not IntervalMethod.NONE

    def _finish(self, stage: Stage) -> None:
        self.stage = stage
        self._took = monotonic() - self._begun
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if self.stage is Stage.NOTHING:
            return  # given up since
        if self._again:
            self.begin()
            return
        self.stage = Stage.STOPPED
        self.changed.emit()
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self.failed.emit(error)

    def _apply(self, changes: Changes) -> None:
        if self.stage is Stage.NOTHING:
            return
        if changes.of(EntityKind.PROJECT):
            self._read_targets()
        if changes.bulk or _COMPARED & {change.kind for change in changes.entities}:
            self._later.start()

    def _read_targets(self) -> None:
        from annotator.services.agreement.targets import targets

        try:
            self.targets = targets(self._opened.project)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self.changed.emit()

    def _follow_changes(self) -> None:
        """Compute anew where it was quick, else say that work has changed."""
        self.outdated = True
        if self._active and (self._took < QUICK or self.running):
            self.begin()
        else:
            self.changed.emit()
