"""The sections of a codebook, as the codebook screen lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.words import tr, tr_n

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_LINE_ROLE = Qt.ItemDataRole.UserRole + 2

ABOUT = ""
"""The key of the first section: target, description, unit rule."""
CANNOT_CODE = "/cannot_code"
"""The key of the last section; no attribute's key has a slash."""


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the list; ``key`` is an attribute's, `ABOUT` or `CANNOT_CODE`."""

    key: str
    label: str
    second: str


def sections_of(codebook: Codebook) -> tuple[Section, ...]:
    """Return the sections: what to mark, the attributes in their order, when not to code."""
    sections = [Section(ABOUT, tr("What to mark"), tr("target and unit rule"))]
    sections += [Section(one.key, one.label, _kind_words(one)) for one in codebook.attributes]
    if codebook.cannot_code:
        count = len(codebook.cannot_code)
        reasons = tr_n("{count} reason", "{count} reasons", count)
        sections.append(Section(CANNOT_CODE, tr("Cannot code"), reasons))
    return tuple(sections)


def _kind_words(attribute: Attribute) -> str:
    scope = tr("per article") if attribute.scope is Scope.ARTICLE else tr("per attribution")
    match attribute.kind:
        case AttributeKind.TEXT:
            return tr("free text, {scope}", scope=scope)
        case AttributeKind.BOOLEAN:
            return tr("yes or no, {scope}", scope=scope)
        case AttributeKind.CHOICE:
            count = len(attribute.values)
            return tr_n(
                "{count} value, one {scope}", "{count} values, one {scope}", count, scope=scope
            )
        case AttributeKind.MULTIPLE_CHOICE:
            count = len(attribute.values)
            return tr_n(
                "{count} value, several {scope}",
                "{count} values, several {scope}",
                count,
                scope=scope,
            )


class CodebookSectionsModel(QAbstractListModel):
    """The list on the left of the codebook screen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections."""
        self.beginResetModel()
        self._sections = tuple(sections)
        self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of a section, invalid when it isn't there."""
        places = [place for place, one in enumerate(self._sections) if one.key == key]
        return self.index(places[0]) if places else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Return the number of sections."""
        return 0 if parent.isValid() else len(self._sections)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Return label, key, second line, or both as one text."""
        if not index.isValid():
            return None
        section = self._sections[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: section.label,
            Qt.ItemDataRole.AccessibleTextRole: f"{section.label}, {section.second}",
            KEY_ROLE: section.key,
            SECOND_LINE_ROLE: section.second,
        }.get(role)
