"""The adjudicator's queue as a list model: a head for each article, and its items below."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.adjudication.item import Difference, DifferenceKind, ItemState, Severity
from annotator.domain.codebook import Attribute, Codebook, Scope, Value
from annotator.domain.decisions import Outcome, Subject
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemLine

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role under which an index gives its `ItemLine`, or the `ArticleHead` it is."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """The row above an article's items."""

    article_id: uuid.UUID
    title: str
    count: int
    """Of its items that are shown."""


class DisagreementModel(QAbstractListModel):
    """Lines of one article stand together, where its first one stands; heads can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemLine | ArticleHead] = []
        self._places: dict[uuid.UUID, int] = {}
        self._codebook: Codebook | None = None
        self.reopened: frozenset[uuid.UUID] = frozenset()
        """Decided items that are taken up again."""

    @property
    def codebook(self) -> Codebook | None:
        """Return the codebook by which values are named."""
        return self._codebook

    def show_lines(
        self,
        lines: Iterable[ItemLine],
        codebook: Codebook,
        reopened: frozenset[uuid.UUID] = frozenset(),
    ) -> None:
        """Show these lines and no others."""
        by_article: dict[uuid.UUID, list[ItemLine]] = {}
        for line in lines:
            by_article.setdefault(line.article_id, []).append(line)
        self.beginResetModel()
        self._codebook, self.reopened = codebook, reopened
        self._rows = []
        for article_id, own in by_article.items():
            self._rows.append(ArticleHead(article_id, own[0].article_title, len(own)))
            self._rows += own
        self._places = {
            row.id: place
            for place, row in enumerate(self._rows)
            if not isinstance(row, ArticleHead)
        }
        self.endResetModel()

    @property
    def item_count(self) -> int:
        """Return how many items are shown."""
        return len(self._places)

    def index_of(self, item_id: uuid.UUID | None) -> QModelIndex:
        """Return the index of an item, invalid when it is not shown."""
        place = self._places.get(item_id) if item_id is not None else None
        return QModelIndex() if place is None else self.index(place)

    def line_at(self, index: _Index) -> ItemLine | None:
        """Return the line of an index; None for a head."""
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        return None if row is None or isinstance(row, ArticleHead) else row

    def item_from(self, row: int, step: int) -> QModelIndex:
        """Return the first item at or beyond a row, in the direction of ``step`` (1 or -1).

        The row may lie behind the end: the last article's head goes with its last item.
        """
        if step < 0:
            row = min(row, len(self._rows) - 1)
        while 0 <= row < len(self._rows):
            if not isinstance(self._rows[row], ArticleHead):
                return self.index(row)
            row += step
        return QModelIndex()

    def head_of(self, index: QModelIndex) -> QModelIndex:
        """Return the head above an item."""
        row = index.row()
        while row > 0 and not isinstance(self._rows[row], ArticleHead):
            row -= 1
        return self.index(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are, heads included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let arrow keys pass over heads."""
        if self.line_at(index) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, or what is read aloud and shown in the tool tip."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, ArticleHead):
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}, " + tr_n("{count} item", "{count} items", row.count)
            heard = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return row.title if role in heard else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title_of(row)} {row.quote}"
        heard = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in heard:
            return None
        words = spoken(row, self._codebook)
        return f"{words}, {tr('reopened')}" if row.id in self.reopened else words


def title_of(line: ItemLine) -> str:
    """Return what an item is about: its speaker, or the article."""
    if line.subject is Subject.ARTICLE:
        return tr("The article as a whole")
    if line.state is ItemState.CHECK:
        return tr("Speaker hidden")
    return line.speaker or tr("No speaker")


def kind_words(line: ItemLine, codebook: Codebook | None) -> str:
    """Return in what annotators differ, as a chip says it."""
    if line.main is None:
        return tr("Blind check") if line.state is ItemState.CHECK else tr("Equal")
    if line.main.kind is DifferenceKind.MISSING:
        missing = missing_in(line)
        if len(missing) > 2:
            return tr("Missing in {count}", count=len(missing))
        if missing:
            return tr("Missing in {letters}", letters=", ".join(missing))
    return difference_words(line.main.kind, line.main.attribute, codebook)


def difference_words(kind: DifferenceKind, attribute: str | None, codebook: Codebook | None) -> str:
    """Return a kind of difference in one or two words."""
    if kind is DifferenceKind.ATTRIBUTE:
        found = codebook.attribute(attribute) if codebook and attribute else None
        return found.label if found else attribute or tr("Other")
    return {
        DifferenceKind.MISSING: tr("Missing"),
        DifferenceKind.BOUNDARY: tr("Boundary"),
        DifferenceKind.SPEAKER: tr("Speaker"),
        DifferenceKind.SPLIT: tr("Split"),
        DifferenceKind.DOUBLE: tr("Twice"),
        DifferenceKind.STATE: tr("Cannot code"),
    }[kind]


def attribute_of(key: str) -> str | None:
    """Return the attribute's key in the key of a kind of difference, if it has one."""
    return key.split(":", 1)[1] if ":" in key else None


def missing_in(line: ItemLine) -> tuple[str, ...]:
    """Return the letters of those who marked nothing."""
    return tuple(
        letter for letter, value in zip(line.letters, line.values, strict=False) if value is None
    )


def values_of(line: ItemLine, codebook: Codebook | None) -> tuple[Value | None, ...]:
    """Return the values by letter as far as they have a shape; empty ones where they are hidden."""
    if codebook is None or line.subject is Subject.ARTICLE:
        return ()
    if line.state is ItemState.CHECK:
        return (None,) * len(line.letters)
    primary = codebook.primary
    return tuple(primary.value(key) if key else None for key in line.values)


def gold_words(line: ItemLine, codebook: Codebook | None) -> str:
    """Return what became gold of a decided item, in words; empty where nothing is decided."""
    if line.state is not ItemState.DECIDED or line.outcome is None:
        return ""
    if line.outcome is Outcome.REJECTED:
        return tr("Rejected")
    labels = _labels(line.main, line.subject, codebook)
    return labels.get(line.gold, line.gold)


def detail_of(line: ItemLine, codebook: Codebook | None) -> str:
    """Return the words said; for an article what each coder found, unless that is hidden."""
    if line.subject is Subject.ATTRIBUTION:
        return line.quote
    if line.state is ItemState.CHECK:
        return tr("Hidden until you have chosen")
    return " · ".join(_values_in_words(line, codebook))


def severity_words(severity: Severity) -> str:
    """Return how much a difference matters."""
    return {
        Severity.NONE: tr("no difference"),
        Severity.SLIGHT: tr("slight"),
        Severity.MODERATE: tr("moderate"),
        Severity.SERIOUS: tr("serious"),
        Severity.GRAVE: tr("grave"),
    }[severity]


def state_words(state: ItemState, *, reopened: bool = False) -> str:
    """Return how far an item is, where it is more than open; else nothing."""
    if reopened:
        return tr("Reopened")
    return {
        ItemState.DISCUSS: tr("Parked"),
        ItemState.STALE: tr("Changed since"),
        ItemState.DECIDED: tr("Decided"),
    }.get(state, "")


def spoken(line: ItemLine, codebook: Codebook | None) -> str:
    """Return a line as a screen reader says it."""
    parts = [title_of(line), kind_words(line, codebook)]
    if line.main is not None:
        parts.append(severity_words(line.severity))
    if line.state is not ItemState.CHECK:
        parts += _values_in_words(line, codebook)
    parts.append(line.quote)
    state = {
        ItemState.DISCUSS: tr("parked for discussion"),
        ItemState.STALE: tr("a coder's work has changed since the decision"),
        ItemState.DECIDED: tr("decided"),
    }.get(line.state)
    if state:
        parts.append(state)
    gold = gold_words(line, codebook)
    if gold:
        parts.append(tr("gold: {value}", value=gold))
    if line.own:
        parts.append(tr("you coded this article"))
    return ", ".join(part for part in parts if part)


def _values_in_words(line: ItemLine, codebook: Codebook | None) -> list[str]:
    labels = _labels(line.main, line.subject, codebook)
    result = []
    for letter, key in zip(line.letters, line.values, strict=False):
        if key is None:
            words = tr("nothing marked") if line.subject is Subject.ATTRIBUTION else ""
        else:
            words = labels.get(key, key)
        if words:
            result.append(f"{letter}: {words}")
    return result


def _labels(
    main: Difference | None, subject: Subject, codebook: Codebook | None
) -> Mapping[str, str]:
    """Return the labels of the values that a line may have."""
    if codebook is None:
        return {}
    attributes: tuple[Attribute, ...] = (codebook.primary,)
    if subject is Subject.ARTICLE:
        wanted = main.attribute if main else None
        attributes = tuple(
            one for one in codebook.of_scope(Scope.ARTICLE) if wanted in (None, one.key)
        )
    found = {value.key: value.label for one in attributes for value in one.values}
    if subject is Subject.ARTICLE:
        found |= {f"cannot_code:{one.key}": one.label for one in codebook.cannot_code}
        found["done"] = tr("coded it")
    return found
