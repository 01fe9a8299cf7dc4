"""Accepting what is equal by rule: what it does, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.announcing import announce
from annotator.ui.background_work import BackgroundWork, Progress
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, primary_button, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.progress_row import ProgressRow
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.bulk import AcceptReport

Accept = Callable[[Progress, Callable[[], bool]], "AcceptReport"]


class AcceptExactDialog(FittedDialog):
    """Nothing happens before it is asked for. Once done, `report` tells what was done."""

    def __init__(
        self,
        count: int,
        left: int,
        accept: Accept,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """``count`` of those equal by rule would be accepted, ``left`` stay for a blind check."""
        super().__init__(parent)
        self._accept_all = accept
        self.report: AcceptReport | None = None
        self.setWindowTitle(tr("Accept exact matches"))
        self._work = BackgroundWork(self)
        self._progress = ProgressRow(self)
        self.begin_button = primary_button(
            tr_n("Accept {count} item", "Accept {count} items", count), self
        )
        self.close_button = QPushButton(tr("Cancel"), self)
        body = QWidget(self)
        inner = column(body)
        self.heading = title(
            tr_n("{count} item is equal by rule", "{count} items are equal by rule", count + left),
            body,
        )
        inner.addWidget(self.heading)
        self.words = QLabel(
            tr_n(
                "{count} becomes gold, {left} stays for a blind check.",
                "{count} become gold, {left} stay for a blind check.",
                count,
                left=left,
            )
            + " "
            + tr(
                "All coders have the same there, but for quotation marks, spaces and punctuation at"
                " the edges. Gold is recorded as unanimous by rule, not as your judgement."
            ),
            body,
        )
        self.words.setWordWrap(True)
        inner.addWidget(self.words)
        self.hint = explanation(
            tr(
                "Those for the blind check, a tenth drawn by chance, you judge one by one without a"
                " look at what the coders chose. Undo takes it all back in one step."
            ),
            body,
        )
        inner.addWidget(self.hint)
        inner.addStretch(1)
        self._feet = QStackedWidget(self)
        self._buttons = foot(self, self.close_button, self.begin_button)
        self._feet.addWidget(self._buttons)
        self._feet.addWidget(self._progress)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(self._feet)
        self.begin_button.clicked.connect(self.begin)
        self.close_button.clicked.connect(self.reject)
        self._progress.stop_wanted.connect(self._work.stop)
        self._work.progressed.connect(self._progress.show_progress)
        self._work.succeeded.connect(self._done)
        self._work.failed.connect(self._failed)
        self.setMinimumWidth(theme.px(480))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need."""
        whole = self.layout()
        if whole is not None:
            whole.activate()
            self.resize(self.width(), whole.totalHeightForWidth(self.minimumWidth()))

    def begin(self) -> None:
        """Accept them."""
        if self.report is not None:
            self.accept()
            return
        self._progress.begin(tr("Accepting"))
        self._feet.setCurrentWidget(self._progress)
        self._work.start(self._accept_all)

    def reject(self) -> None:
        """Stop the work first, if there is any."""
        if self._work.running:
            self._work.stop()
        elif self.report is not None:
            self.accept()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the work: it leaves nothing half done."""
        if self._work.running:
            self._work.stop()
            event.ignore()
        else:
            super().closeEvent(event)

    def _done(self, report: AcceptReport) -> None:
        self.report = report
        parts = [tr_n("{count} item accepted", "{count} items accepted", report.accepted)]
        if report.left_for_check:
            parts.append(
                tr_n(
                    "{count} left for a blind check",
                    "{count} left for a blind check",
                    report.left_for_check,
                )
            )
        self.heading.setText(", ".join(parts))
        parts = []
        if report.accepted:
            parts.append(tr("They are gold now, recorded as unanimous by rule."))
        if report.left_for_check:
            parts.append(tr("The blind checks are in the list of what is to decide."))
        if report.own_left:
            parts.append(
                tr_n(
                    "{count} is in an article that you coded, and was left out.",
                    "{count} are in articles that you coded, and were left out.",
                    report.own_left,
                )
            )
        self.words.setText(" ".join(parts))
        self.words.setVisible(bool(parts))
        self.hint.hide()
        self.begin_button.setText(tr("Close"))
        self.close_button.hide()
        self._feet.setCurrentWidget(self._buttons)
        self.begin_button.setFocus()
        announce(self, f"{self.heading.text()}. {self.words.text()}")
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._feet.setCurrentWidget(self._buttons)
        if not isinstance(error, AnnotatorError):
            raise error
        words = tr("Stopped. Nothing was accepted.") if isinstance(error, Cancelled) else ""
        self.hint.setText(words or explain(error).sentence)
        announce(self, self.hint.text(), urgent=True)
