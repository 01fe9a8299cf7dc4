"""What the figures say, and by which limits that is judged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.agreement.readings_list import ReadingsList
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.words import tr


class ReadingsPane(Pane):
    """Sentences, and a way to change the project's targets."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("What the figures say"), theme, parent)
        self.list = ReadingsList(theme, self)
        self.targets = LinkButton(tr("Change targets …"), theme, self)
        self.add_to_head(self.targets)
        self.add(self.list, 1)

    def show_readings(self, sentences: Sequence[str], kappa: str, f1: str) -> None:
        """Show sentences; ``kappa`` and ``f1``: the project's targets."""
        self.list.show_sentences(sentences)
        self.set_foot(
            tr(
                "Limits .667 and .800 for α follow Krippendorff. Targets of this project: {kappa}"
                " for κ and AC1, {f1} for F1. All are judged by the lower bound.",
                kappa=kappa,
                f1=f1,
            )
        )
