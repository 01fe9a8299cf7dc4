"""The rows of a form for all attributes of one scope, in the codebook's order."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.attributions import AttributeValue, Values
from annotator.domain.codebook import Attribute, Codebook, Rank, Scope
from annotator.ui.theme.fonts import CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.attribute_fields import field_for, label_above
from annotator.ui.widgets.inspector.boolean_field import BooleanField
from annotator.ui.widgets.inspector.field_label import FieldLabel
from annotator.ui.widgets.inspector.form_layout import FormLayout
from annotator.ui.widgets.inspector.link_button import LinkButton
from annotator.ui.widgets.inspector.tooltips import attribute_tooltip
from annotator.ui.widgets.inspector.value_field import ValueField
from annotator.words import tr


class _Row:
    """One attribute: its label, its field, and what is said about its value."""

    def __init__(
        self, attribute: Attribute, codebook: Codebook, theme: Theme, host: QWidget
    ) -> None:
        self.attribute = attribute
        self.field: ValueField = field_for(attribute, codebook, theme, host)
        self.field.clearable = not attribute.required
        self.boxed = isinstance(self.field, BooleanField)
        wide = label_above(attribute)
        primary = attribute.rank is Rank.PRIMARY
        words = "" if self.boxed else (attribute.question if primary else "") or attribute.label
        key = "" if self.boxed or primary else attribute.shortcut or ""
        self.label = FieldLabel(words, theme, host, key=key, wide=wide)
        self.label.set_tooltip(attribute_tooltip(attribute))
        self.reset: LinkButton | None = None
        if attribute.derived_from:
            self.reset = LinkButton(tr("Reset"), theme, self.label, size=CAPTION)
            self.reset.setAccessibleName(tr("Reset {label}", label=attribute.label))
            self.reset.setToolTip(tr("Take it from the quotation marks again"))
            self.label.add_to_caption(self.reset)

    def show(self, shown: bool) -> None:
        self.label.setVisible(shown and not self.boxed)
        self.field.setVisible(shown)

    def describe(self, *, derived: bool, has_value: bool, needed: bool, read_only: bool) -> None:
        needed = needed and not has_value
        # A derived value is confirmed by choosing it, not taken away.
        self.field.clearable = not self.attribute.required and not derived
        if needed:
            self.label.set_caption(tr("needed"), warning=True)
        elif derived:
            self.label.set_caption(
                tr("from the marks"), tooltip=tr("Worked out by the program until you choose")
            )
        else:
            self.label.set_caption("")
        if self.reset is not None:
            self.reset.setVisible(has_value and not derived and not read_only)
        self.field.setAccessibleDescription(self.label.caption or self.attribute.question)


class AttributeRows(QObject):
    """Fills a form with fields and keeps their values; `show` never emits."""

    value_changed = Signal(str, object)
    """Attribute key, and `AttributeValue` or None."""
    leave_requested = Signal()
    """Escape in a text field, Enter in a choice."""

    def __init__(
        self, codebook: Codebook, scope: Scope, theme: Theme, form: FormLayout, host: QWidget
    ) -> None:
        super().__init__(host)
        self._values: Values = {}
        self._derived: tuple[str, ...] = ()
        self._needed: frozenset[str] = frozenset()
        self._read_only = False
        self._rows: dict[str, _Row] = {}
        for attribute in codebook.of_scope(scope):
            row = _Row(attribute, codebook, theme, host)
            self._rows[attribute.key] = row
            form.add_row(None if row.boxed else row.label, row.field, above=label_above(attribute))
            self._connect(row)
        self._refresh()

    def __len__(self) -> int:
        """Return how many attributes there are, hidden ones included."""
        return len(self._rows)

    def field(self, key: str) -> ValueField | None:
        """Return the field of an attribute, or None."""
        return self._rows[key].field if key in self._rows else None

    def key_of(self, widget: QWidget | None) -> str | None:
        """Return which attribute's field or label a widget belongs to, or None."""
        for key, row in self._rows.items():
            if widget is not None and (
                widget is row.field
                or row.field.isAncestorOf(widget)
                or row.label.isAncestorOf(widget)
            ):
                return key
        return None

    @property
    def values(self) -> Mapping[str, AttributeValue]:
        """Return what is shown, choices just made included."""
        return self._values

    def show(self, values: Values, derived: Collection[str], *, read_only: bool) -> None:
        """Show values; emits nothing."""
        self._values = dict(values)
        self._derived = tuple(derived)
        self._read_only = read_only
        for key, row in self._rows.items():
            row.field.set_read_only(read_only)
            row.field.set_value(self._values.get(key))
        self._refresh()

    def show_needed(self, keys: Collection[str]) -> None:
        """Mark these attributes as needed while they have no value."""
        self._needed = frozenset(keys)
        self._refresh()

    def flush(self) -> None:
        """Emit what is half typed in text fields."""
        for row in self._rows.values():
            row.field.flush()

    def focus(self, key: str) -> bool:
        """Give the keyboard to an attribute's field; False when it isn't there or isn't shown."""
        row = self._rows.get(key)
        if row is None or row.field.isHidden():
            return False
        row.field.focus_field()
        return True

    def _connect(self, row: _Row) -> None:
        key = row.attribute.key
        row.field.chosen.connect(lambda value: self._chosen(key, value))
        if row.reset is not None:
            row.reset.clicked.connect(lambda: self._reset(key))
        row.field.leave_requested.connect(self.leave_requested)

    def _chosen(self, key: str, value: AttributeValue | None) -> None:
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._derived = tuple(one for one in self._derived if one != key)
        self._refresh()
        self.value_changed.emit(key, value)

    def _reset(self, key: str) -> None:
        self._rows[key].field.set_value(None)
        self._chosen(key, None)

    def _refresh(self) -> None:
        for key, row in self._rows.items():
            row.show(row.attribute.shown(self._values))
            row.describe(
                derived=key in self._derived,
                has_value=key in self._values,
                needed=key in self._needed,
                read_only=self._read_only,
            )
