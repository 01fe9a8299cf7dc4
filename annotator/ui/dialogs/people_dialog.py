"""“People and roles”: who works in the project, and as what. For managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QInputDialog, QLineEdit, QWidget

from annotator.domain.people import Person, Role
from annotator.ui.dialogs.dialog_parts import tab_order
from annotator.ui.dialogs.person_dialog import roles_words
from annotator.ui.dialogs.table_dialog import TableDialog, button_row, plain_button
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject


class PeopleDialog(TableDialog):
    """The roles of the chosen person are tick boxes under the table; each takes effect at once."""

    def __init__(self, opened: OpenProject, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            opened,
            theme,
            (
                tr("People and roles"),
                tr(
                    "Annotators code, each for themselves. Adjudicators settle where they differ."
                    " Managers bring articles in, hand them out, and see how far everybody is."
                ),
            ),
            (tr("Name"), tr("Roles")),
            parent,
        )
        self.roles = {
            Role.ANNOTATOR: QCheckBox(tr("&Annotator"), self),
            Role.ADJUDICATOR: QCheckBox(tr("A&djudicator"), self),
            Role.MANAGER: QCheckBox(tr("&Manager"), self),
        }
        for box in self.roles.values():
            box.clicked.connect(self._set_roles)
        self.rename = plain_button(tr("&Rename …"), self._rename, self)
        self.remove = plain_button(tr("Re&move"), self._remove, self)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(tr("Somebody new: name"))
        self.name.setAccessibleName(tr("Name of somebody new"))
        self.add = plain_button(tr("A&dd as annotator"), self._add, self)
        self.name.returnPressed.connect(self._add)
        self.inner.addLayout(button_row(*self.roles.values(), self.rename, self.remove))
        self.inner.addWidget(self.outcome)
        new = button_row(self.name, self.add)
        self.name.setMinimumWidth(theme.px(260))
        self.inner.addLayout(new)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_person())
        self.resize(theme.px(640), theme.px(480))
        tab_order(self.table, *self.roles.values(), self.rename, self.remove, self.name, self.add)
        self.refresh()

    @property
    def person(self) -> Person | None:
        """Return who is chosen."""
        found = self.model.subject(self.row)
        return found if isinstance(found, Person) else None

    def refresh(self) -> None:
        """Show who is there now; without the manager's role there is nothing more to do here."""
        from annotator.services.managing.people import people

        if not self.opened.may_manage:
            self.reject()
            return
        found = people(self.opened.project)
        self.show_rows([(one, (one.name, roles_words(one))) for one in found])
        self._show_person()

    def _show_person(self) -> None:
        person = self.person
        for role, box in self.roles.items():
            box.setEnabled(person is not None)
            box.setChecked(person is not None and role in person.roles)
        self.rename.setEnabled(person is not None)
        self.remove.setEnabled(person is not None and person.id != self.opened.person.id)

    def _set_roles(self) -> None:
        from annotator.services.managing.people import set_roles

        person = self.person
        if person is None:
            return
        wanted = [role for role, box in self.roles.items() if box.isChecked()]
        self.do(lambda: set_roles(self.opened.project, self.manager, person.id, wanted))
        self.refresh()

    def _rename(self) -> None:
        from annotator.services.managing.people import rename_person

        person = self.person
        if person is None:
            return
        name, wanted = QInputDialog.getText(
            self, tr("Rename"), tr("Name"), QLineEdit.EchoMode.Normal, person.name
        )
        if wanted:
            self.do(lambda: rename_person(self.opened.project, self.manager, person.id, name))
            self.refresh()

    def _remove(self) -> None:
        from annotator.services.managing.people import remove_person

        person = self.person
        if person is not None:
            self.do(
                lambda: remove_person(self.opened.project, self.manager, person.id),
                tr("{name} was removed.", name=person.name),
            )
            self.refresh()

    def _add(self) -> None:
        from annotator.services.managing.people import add_person

        name = self.name.text()
        done = self.do(
            lambda: add_person(self.opened.project, self.manager, name, [Role.ANNOTATOR]),
            tr("{name} may choose “I am …” from now on.", name=name.strip()),
        )
        if done:
            self.name.clear()
            self.refresh()
            self.table.selectRow(self.model.rowCount() - 1)
