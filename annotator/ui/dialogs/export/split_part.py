"""How the data are split, and how the split would turn out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.ui.dialogs.export.export_words import (
    families_words,
    gap_words,
    moved_words,
    parts_words,
)
from annotator.ui.dialogs.export.shares_bar import SharesBar
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.option_box import OptionBox
from annotator.ui.widgets.segment_row import SegmentRow
from annotator.ui.widgets.still_boxes import StillSpinBox
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.splitting.choice import SplitChoice
    from annotator.services.interchange.split_preview import SplitBasis, SplitFigures

_GREATEST_SEED = 2**31 - 1
_USUAL_FOLDS = 5


class SplitPart(QWidget):
    """Nothing but the row of segments without a split."""

    changed = Signal()

    def __init__(self, balanced: str, theme: Theme, parent: QWidget | None = None) -> None:
        """``balanced`` is what the attribute is called whose values are balanced."""
        super().__init__(parent)
        from annotator.domain.splitting.choice import MAX_FOLDS, SplitChoice

        self._theme = theme
        usual = SplitChoice()
        self.kinds = SegmentRow(
            tr("Split"),
            (
                ("none", tr("None")),
                ("shares", tr("Train, dev, test")),
                ("folds", tr("Folds")),
            ),
            self,
        )
        self.bar = SharesBar(theme, self)
        names = (tr("Train"), tr("Dev"), tr("Test"))
        self._share_names = names
        self.shares = tuple(
            _number(name, value, least, 100, self)
            for name, value, least in zip(names, usual.shares, (1, 0, 1), strict=True)
        )
        self.folds = _number(tr("Number of folds"), _USUAL_FOLDS, 2, MAX_FOLDS, self)
        self.families = explanation("", self, "caption")
        self.families.setContentsMargins(theme.px(24), 0, 0, theme.px(3))
        self.balance = OptionBox(
            tr("Balance across the parts: {attribute}", attribute=balanced),
            theme,
            self,
            checked=usual.balance,
        )
        self.speakers_apart = OptionBox(
            tr("Keep one speaker in one part"), theme, self, checked=usual.keep_speakers_apart
        )
        self.seed = QLineEdit(str(usual.seed), self)
        self.seed.setValidator(QIntValidator(0, _GREATEST_SEED, self.seed))
        self.seed.setMaximumWidth(theme.px(110))
        self._build(theme)
        self.kinds.chosen.connect(lambda _key: self._choose())
        for spin in (*self.shares, self.folds):
            spin.valueChanged.connect(lambda _value: self._choose())
        for box in (self.balance, self.speakers_apart):
            box.toggled.connect(lambda _on: self._choose())
        self.seed.textChanged.connect(lambda _text: self._choose())
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        boxes = (self.balance.box, self.speakers_apart.box)
        return (*self.kinds.buttons, *self.shares, self.folds, *boxes, self.seed)

    @property
    def choice(self) -> SplitChoice | None:
        """Return what was chosen; None for no split."""
        from annotator.domain.splitting.choice import SplitChoice

        if self.kinds.key == "none":
            return None
        train, dev, test = (one.value() for one in self.shares)
        return SplitChoice(
            shares=(train, dev, test) if dev else (train, test),
            folds=self.folds.value() if self.kinds.key == "folds" else None,
            seed=int(self.seed.text() or 0),
            balance=self.balance.on,
            keep_speakers_apart=self.speakers_apart.on,
        )

    @property
    def problem(self) -> str:
        """Return what is wrong with the shares; empty when nothing is."""
        choice = self.choice
        if choice is None or choice.odd_sum is None:
            return ""
        if len(choice.shares) == len(self.shares):
            return tr("Train, dev and test make {sum} percent, not 100.", sum=choice.odd_sum)
        return tr("Train and test make {sum} percent, not 100.", sum=choice.odd_sum)

    def choose(self, choice: SplitChoice | None) -> None:
        """Show what was chosen before."""
        if choice is None:
            self.kinds.choose("none")
            return
        if choice.folds is not None:
            self.folds.setValue(choice.folds)
        train, *dev, test = choice.shares
        for spin, share in zip(self.shares, (train, dev[0] if dev else 0, test), strict=True):
            spin.setValue(share)
        self.balance.box.setChecked(choice.balance)
        self.speakers_apart.box.setChecked(choice.keep_speakers_apart)
        self.seed.setText(str(choice.seed))
        self.kinds.choose("shares" if choice.folds is None else "folds")

    def tell(self, basis: SplitBasis, figures: SplitFigures) -> None:
        """Say how the split would turn out."""
        self.families.setText(families_words(figures))
        self.balance.say(gap_words(figures, basis.gap_words(figures)))
        self.speakers_apart.say(moved_words(figures, kept_apart=self.speakers_apart.on))
        self._sizes.setText(parts_words(figures))

    def tell_nothing(self, why: str) -> None:
        """Say why there are no figures, or that they are being worked out."""
        self._sizes.setText(why)
        # A line stays where figures come, or the boxes would move while they are worked out.
        for box in (self.balance, self.speakers_apart):
            box.say("…")
        self.families.setText("…")

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(tr("Split"), self))
        column.addWidget(self.kinds)
        self._body = QWidget(self)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, theme.px(4), 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.bar)
        self._share_row = QWidget(self._body)
        row = QHBoxLayout(self._share_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for name, spin in zip(self._share_names, self.shares, strict=True):
            row.addWidget(caption(name, self._share_row, spin))
            row.addWidget(spin)
            spin.setAccessibleName(tr("Share of {part}", part=name))
        row.addStretch(1)
        inner.addWidget(self._share_row)
        self._fold_row = QWidget(self._body)
        row = QHBoxLayout(self._fold_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(caption(tr("Number of folds"), self._fold_row, self.folds))
        row.addWidget(self.folds)
        row.addStretch(1)
        inner.addWidget(self._fold_row)
        self._sizes = explanation("", self._body, "caption")
        inner.addWidget(self._sizes)
        self._tick = QLabel(self._body)
        together = QHBoxLayout()
        together.setSpacing(theme.px(8))
        together.addWidget(self._tick)
        together.addWidget(
            explanation(tr("Articles of one story always stay together"), self._body, ""), 1
        )
        inner.addLayout(together)
        inner.addWidget(self.families)
        inner.addWidget(self.balance)
        inner.addWidget(self.speakers_apart)
        seed = QHBoxLayout()
        seed.setSpacing(theme.px(8))
        seed.addWidget(caption(tr("Seed"), self._body, self.seed))
        seed.addWidget(self.seed)
        seed.addWidget(explanation(tr("same seed, same split"), self._body, "caption"), 1)
        inner.addLayout(seed)
        column.addWidget(self._body)

    def _restyle(self) -> None:
        side = self._theme.px(16)
        self._tick.setPixmap(icon("check", self._theme).pixmap(side, side))

    def _choose(self) -> None:
        self._show()
        self.tell_nothing("" if self.problem else tr("Working out …"))
        self.changed.emit()

    def _show(self) -> None:
        kind = self.kinds.key
        self._body.setVisible(kind != "none")
        self._share_row.setVisible(kind == "shares")
        self._fold_row.setVisible(kind == "folds")
        choice = self.choice
        if choice is None:
            return
        if choice.folds is not None:
            names = [tr("Fold {number}", number=one) for one in range(1, choice.folds + 1)]
        else:
            shown = self._share_names if len(choice.shares) == 3 else self._share_names[::2]
            names = [f"{name} {share}" for name, share in zip(shown, choice.shares, strict=True)]
        self.bar.show_parts(tuple(zip(names, choice.weights, strict=True)))


def _number(name: str, value: int, least: int, most: int, parent: QWidget) -> QSpinBox:
    spin = StillSpinBox(parent)
    spin.setRange(least, most)
    spin.setValue(value)
    spin.setAccessibleName(name)
    return spin
