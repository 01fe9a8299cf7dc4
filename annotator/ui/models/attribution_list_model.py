"""The attributions of one article as rows: what the list under the inspector shows."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Attribute, Codebook, Value
from annotator.domain.speakers import Speaker
from annotator.words import tr

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One attribution as the list shows it."""

    id: uuid.UUID
    number: int
    total: int
    value: Value | None
    """The primary attribute's value."""
    speaker: str
    """Empty while there is none."""
    quote: str
    secondary_label: str
    """Label of the secondary attribute, empty when the codebook has none."""
    secondary: Value | None
    step: int
    """The secondary value's place in its order, from 1; 0 without value."""
    steps: int
    """How many places there are."""
    flagged: bool
    incomplete: bool


def rows_of(
    codebook: Codebook,
    attributions: Sequence[Attribution],
    speakers: Mapping[uuid.UUID, Speaker],
    incomplete: Collection[uuid.UUID] = (),
) -> tuple[AttributionRow, ...]:
    """Return the rows of these attributions, in their order."""
    return tuple(
        _row(codebook, one, number, len(attributions), speakers, one.id in incomplete)
        for number, one in enumerate(attributions, 1)
    )


def spoken(row: AttributionRow) -> str:
    """Return a row as screen readers say it: place, speaker, values, and what is special."""
    parts = [
        tr("Attribution {number} of {total}", number=row.number, total=row.total),
        row.speaker or tr("no speaker"),
        row.value.label if row.value else tr("no value yet"),
    ]
    if row.secondary is not None:
        parts.append(f"{row.secondary_label.lower()} {row.secondary.label}")
    if row.flagged:
        parts.append(tr("flagged"))
    if row.incomplete:
        parts.append(tr("incomplete"))
    return ", ".join(parts)


class AttributionListModel(QAbstractListModel):
    """Holds the rows; keeps the view's place when only their contents change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AttributionRow, ...] = ()

    @property
    def rows(self) -> tuple[AttributionRow, ...]:
        """Return all rows."""
        return self._rows

    def show_rows(self, rows: Sequence[AttributionRow]) -> None:
        """Show these rows."""
        old, new = self._rows, tuple(rows)
        if [one.id for one in old] == [one.id for one in new]:
            self._rows = new
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def index_of(self, attribution_id: uuid.UUID | None) -> QModelIndex:
        """Return the index of an attribution, invalid when it isn't there."""
        for place, row in enumerate(self._rows):
            if row.id == attribution_id:
                return self.index(place)
        return QModelIndex()

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> AttributionRow | None:
        """Return the row of an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Return the number of attributions."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Return what the delegate and screen readers ask for."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.speaker} {row.quote}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(row)
        return None


def _row(
    codebook: Codebook,
    one: Attribution,
    number: int,
    total: int,
    speakers: Mapping[uuid.UUID, Speaker],
    incomplete: bool,
) -> AttributionRow:
    secondary = codebook.secondary
    chosen = _value(secondary, one) if secondary else None
    order = _order(secondary) if secondary else ()
    speaker = speakers.get(one.speaker_id) if one.speaker_id else None
    words = " … ".join(span.quote for span in one.content)
    return AttributionRow(
        id=one.id,
        number=number,
        total=total,
        value=_value(codebook.primary, one),
        speaker=speaker.name if speaker else "",
        quote=" ".join(words[:400].split()),
        secondary_label=secondary.label if secondary else "",
        secondary=chosen,
        step=order.index(chosen.key) + 1 if chosen and chosen.key in order else 0,
        steps=len(order),
        flagged=one.flagged,
        incomplete=incomplete,
    )


def _value(attribute: Attribute, one: Attribution) -> Value | None:
    key = one.values.get(attribute.key)
    return attribute.value(key) if isinstance(key, str) else None


def _order(attribute: Attribute) -> tuple[str, ...]:
    return attribute.order or tuple(value.key for value in attribute.values)
