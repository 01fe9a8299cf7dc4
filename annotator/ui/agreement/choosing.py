"""What is chosen at the chips of the head, and computed anew for it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.ui.agreement.agreement_presenter import AgreementPresenter
from annotator.ui.agreement.choice_filling import (
    MethodKey,
    PartKey,
    with_method,
    with_parts,
    with_people,
)
from annotator.ui.widgets.agreement.choice_bar import ChoiceBar


class Choosing(QObject):
    """Turns what the chips report into a choice."""

    def __init__(self, bar: ChoiceBar, presenter: AgreementPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        bar.parts.chosen.connect(self.parts)
        bar.people.chosen.connect(self.people)
        bar.method.chosen.connect(self.method)
        bar.once_chosen.connect(self.once)

    def parts(self, keys: Sequence[PartKey]) -> None:
        """Compare these rounds and batches."""
        choice, at_hand = self._presenter.choice, self._presenter.at_hand
        if choice is not None and at_hand is not None:
            self._presenter.choose(with_parts(choice, keys, at_hand))

    def people(self, chosen: Sequence[uuid.UUID]) -> None:
        """Compare these annotators."""
        choice, at_hand = self._presenter.choice, self._presenter.at_hand
        if choice is not None and at_hand is not None:
            self._presenter.choose(with_people(choice, chosen, at_hand))

    def method(self, key: MethodKey) -> None:
        """Make intervals in this way."""
        if self._presenter.choice is not None:
            self._presenter.choose(with_method(self._presenter.choice, key))

    def once(self, once: bool) -> None:
        """Count shared passages once, or in each version."""
        if self._presenter.choice is not None:
            self._presenter.choose(replace(self._presenter.choice, shared_passages_once=once))
