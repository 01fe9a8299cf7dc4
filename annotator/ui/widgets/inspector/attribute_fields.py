"""Which field an attribute gets: decided by the codebook alone."""

from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Rank
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.boolean_field import BooleanField, YesNoField
from annotator.ui.widgets.inspector.chips import ChipField
from annotator.ui.widgets.inspector.segments import SegmentField
from annotator.ui.widgets.inspector.text_field import TextField
from annotator.ui.widgets.inspector.value_field import ValueField

MOST_SEGMENTS = 4
LONGEST_SEGMENT = 12
"""Code points in a label; a longer one makes its attribute a field of chips."""


def field_for(
    attribute: Attribute, codebook: Codebook, theme: Theme, parent: QWidget | None = None
) -> ValueField:
    """Return an empty field for the attribute's value."""
    match attribute.kind:
        case AttributeKind.TEXT:
            return TextField(attribute, theme, parent)
        case AttributeKind.MULTIPLE_CHOICE:
            return ChipField(attribute, theme, parent)
        case AttributeKind.BOOLEAN:
            if no_is_an_answer(attribute, codebook):
                return YesNoField(attribute, theme, parent)
            return BooleanField(attribute, theme, parent)
        case AttributeKind.CHOICE:
            kind = ChipField if _has_chips(attribute) else SegmentField
            return kind(attribute, theme, parent)


def label_above(attribute: Attribute) -> bool:
    """Tell whether the label stands above the field, which then takes the full width."""
    return attribute.rank is Rank.PRIMARY or _has_chips(attribute)


def no_is_an_answer(attribute: Attribute, codebook: Codebook) -> bool:
    """Tell whether "no" must be said: it is required, or another attribute is shown by it."""
    return attribute.required or any(
        one.shown_when
        and one.shown_when.attribute == attribute.key
        and "false" in one.shown_when.values
        for one in codebook.attributes
    )


def _has_chips(attribute: Attribute) -> bool:
    if attribute.kind is AttributeKind.MULTIPLE_CHOICE:
        return True
    short = len(attribute.values) <= MOST_SEGMENTS and all(
        len(value.label) <= LONGEST_SEGMENT for value in attribute.values
    )
    return attribute.kind is AttributeKind.CHOICE and attribute.rank is None and not short
