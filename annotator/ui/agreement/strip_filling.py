"""What the strip of the Agreement screen says: how far the figures are, and how good."""

from __future__ import annotations

from annotator.domain.agreement.verdicts import FEW_STORIES
from annotator.ui.agreement.agreement_presenter import AgreementPresenter, Stage
from annotator.ui.widgets.agreement.computing_strip import ComputingStrip
from annotator.words import tr, tr_n


def show_strip(strip: ComputingStrip, presenter: AgreementPresenter) -> None:
    """Say in the strip how far the figures are, or what is to be known of them."""
    report = presenter.report
    if presenter.stage is Stage.READING:
        strip.show_working(tr("Reading what was handed in …"))
    elif presenter.stage is Stage.INTERVALS:
        strip.show_working(tr("Computing intervals; the figures are there already …"))
    elif presenter.outdated:
        strip.show_warning(tr("Work has changed since these figures were computed."), anew=True)
    elif presenter.stage is Stage.STOPPED and report is not None:
        strip.show_warning(tr("Stopped: figures without an interval are not judged."), anew=True)
    elif report is not None and not report.missing and report.overall.stories < FEW_STORIES:
        strip.show_warning(
            tr_n(
                "Only {count} story: intervals are wide, and their bounds themselves uncertain.",
                "Only {count} stories (fewer than {enough}): intervals are wide, and their"
                " bounds themselves uncertain.",
                report.overall.stories,
                enough=FEW_STORIES,
            ),
            anew=False,
        )
    else:
        strip.clear()


def progress_words(stage: Stage) -> str:
    """Return what is being done."""
    if stage is Stage.READING:
        return tr("Reading what was handed in")
    return tr("Computing intervals")
