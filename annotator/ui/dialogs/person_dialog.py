"""“I am …”: who is at work, when a project has several people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from annotator.domain.people import Person, Role
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, primary_button, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme import Theme
from annotator.ui.widgets.two_line_delegate import TwoLineDelegate
from annotator.words import tr

_SECOND = Qt.ItemDataRole.UserRole + 1


class PersonDialog(FittedDialog):
    """After acceptance, ``person`` is who was chosen, or ``new_name`` somebody new."""

    def __init__(
        self,
        people: tuple[Person, ...],
        last: Person | None,
        theme: Theme,
        *,
        may_add: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self.new_name = ""
        self.setWindowTitle(tr("Who is at work?"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("I am"))
        self.list.setItemDelegate(TwoLineDelegate(theme, _SECOND, self.list))
        for person in people:
            item = QListWidgetItem(person.name)
            item.setData(Qt.ItemDataRole.UserRole, person)
            item.setData(_SECOND, roles_words(person))
            self.list.addItem(item)
            if last is not None and person.id == last.id:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._accept())
        self.field = QLineEdit(self)
        self.list.currentRowChanged.connect(lambda _row: self.field.clear())
        self.field.setPlaceholderText(tr("Somebody new: name"))
        self.field.setAccessibleName(tr("Name of somebody new"))
        self.field.setVisible(may_add)
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(title(tr("I am …"), body))
        inner.addWidget(
            explanation(tr("Each person’s marks are kept apart. Nobody sees another’s."), body)
        )
        inner.addWidget(self.list, 1)
        inner.addWidget(self.field)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        go_on = primary_button(tr("Go on"), self)
        go_on.clicked.connect(self._accept)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(foot(self, cancel, go_on))
        self.resize(theme.px(420), theme.px(420))

    def _accept(self) -> None:
        self.new_name = self.field.text().strip()
        item = self.list.currentItem()
        if item is not None and not self.new_name:
            self.person = item.data(Qt.ItemDataRole.UserRole)
        if self.person is not None or self.new_name:
            self.accept()


def roles_words(person: Person) -> str:
    """Return a person's roles in words."""
    names = {
        Role.ANNOTATOR: tr("annotator"),
        Role.ADJUDICATOR: tr("adjudicator"),
        Role.MANAGER: tr("manager"),
    }
    return ", ".join(names[role] for role in Role if role in person.roles)
