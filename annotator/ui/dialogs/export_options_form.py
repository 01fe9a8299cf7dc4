"""What an export is to hold: layer, annotators, how much text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.people import Person, Role
from annotator.shipped import resources_folder
from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate, ringed_choices
from annotator.words import tr


class ExportOptionsForm(QWidget):
    """Reports `changed`; offers only what the person may read."""

    changed = Signal()

    def __init__(
        self,
        people: tuple[Person, ...],
        role: Role,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        trains: bool = False,
    ) -> None:
        """``trains``: the project has a round for training."""
        super().__init__(parent)
        self.with_training = QCheckBox(tr("Rounds for training, too"), self)
        self.with_training.setToolTip(tr("They are practice, and no data."))
        self.with_training.setVisible(trains)
        self.with_training.toggled.connect(lambda _on: self.changed.emit())
        self._layers = QButtonGroup(self)
        self._texts = QButtonGroup(self)
        self.people = QListWidget(self)
        self.people.setAccessibleName(tr("Annotators"))
        self.people.setMaximumHeight(theme.px(96))
        self.people.setStyleSheet(ticks(theme))
        self.people.setItemDelegate(RingDelegate(theme, self.people))
        self.setStyleSheet(ringed_choices(theme))
        sees_all = role is not Role.ANNOTATOR
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(caption(tr("Whose marks"), self), 0, 0)
        grid.addWidget(caption(tr("Words of the articles"), self), 0, 1)
        if sees_all:
            layers = (
                ("all", tr("Annotators and gold")),
                ("annotators", tr("Annotators only")),
                ("gold", tr("Gold only")),
            )
            grid.addLayout(self._choices(layers, self._layers), 1, 0)
            grid.addWidget(self.people, 2, 0)
            self._fill(people)
        else:
            own = explanation(tr("Your own. Nobody sees another’s before adjudication."), self)
            grid.addWidget(own, 1, 0, Qt.AlignmentFlag.AlignTop)
            self.people.hide()
        texts = (
            ("full", tr("Whole articles")),
            ("quotes", tr("Only the marked words")),
            ("none", tr("None: hashes in their place")),
        )
        grid.addLayout(self._choices(texts, self._texts), 1, 1)
        note = explanation(tr("Check that you may share full texts."), self, "caption")
        grid.addWidget(note, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.with_training, 3, 0, 1, 2)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in the order in which it is read."""
        return (
            *self._layers.buttons(),
            self.people,
            *self._texts.buttons(),
            self.with_training,
        )

    @property
    def layer(self) -> str:
        """Return ``all``, ``annotators`` or ``gold``."""
        return _chosen(self._layers) or "all"

    @property
    def text(self) -> str:
        """Return ``full``, ``quotes`` or ``none``."""
        return _chosen(self._texts) or "full"

    @property
    def training(self) -> bool:
        """Tell whether rounds for training are wanted."""
        return self.with_training.isChecked()

    @property
    def annotators(self) -> tuple[str, ...]:
        """Return the names that are ticked; empty when all are."""
        items = [self.people.item(row) for row in range(self.people.count())]
        ticked = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return () if len(ticked) == len(items) else tuple(one.text() for one in ticked)

    @property
    def nobody(self) -> bool:
        """Tell whether annotators are wanted but none is ticked."""
        items = [self.people.item(row) for row in range(self.people.count())]
        ticked = any(one.checkState() is Qt.CheckState.Checked for one in items)
        return bool(items) and not ticked and self.layer != "gold"

    def _choices(self, choices: tuple[tuple[str, str], ...], group: QButtonGroup) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for number, (value, words) in enumerate(choices):
            button = QRadioButton(words, self)
            button.setProperty("choice", value)
            button.setChecked(number == 0)
            group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        group.buttonToggled.connect(self._toggled)
        return column

    def _fill(self, people: tuple[Person, ...]) -> None:
        for person in people:
            if Role.ANNOTATOR in person.roles:
                item = QListWidgetItem(person.name)
                item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
                item.setCheckState(Qt.CheckState.Checked)
                self.people.addItem(item)
        self.people.setCurrentRow(0)
        self.people.itemChanged.connect(lambda _item: self.changed.emit())

    def _toggled(self, _button: object, on: bool) -> None:
        if on:
            self.people.setEnabled(self.layer != "gold")
            self.changed.emit()


def ticks(theme: Theme) -> str:
    """Return the style of ticks in a list: as those of check boxes."""
    folder = (resources_folder() / "icons" / "controls").as_posix()
    look, side = "dark" if theme.dark else "light", theme.px(16)
    return (
        f"QListWidget::item {{ padding: {theme.px(3)}px; }}"
        f"QListWidget::indicator {{ width: {side}px; height: {side}px; }}"
        f"QListWidget::indicator:unchecked {{ image: url({folder}/box-{look}.svg); }}"
        f"QListWidget::indicator:checked {{ image: url({folder}/box-checked-{look}.svg); }}"
    )


def _chosen(group: QButtonGroup) -> str:
    button = group.checkedButton()
    return str(button.property("choice")) if button is not None else ""
