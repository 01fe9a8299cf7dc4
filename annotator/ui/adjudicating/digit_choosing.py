"""What a digit chooses in the gold of an item, and what is said of one that does not."""

from __future__ import annotations

from annotator.domain.codebook import Attribute
from annotator.domain.decisions import Subject
from annotator.ui.adjudicating.field_words import field_label
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.adjudicating.item_fields import compared_attributes
from annotator.ui.annotating.coding_controller import value_on_digit
from annotator.ui.annotating.digit_keys import Digit
from annotator.words import tr


def digit_choice(draft: GoldDraft, digit: Digit) -> tuple[str, str] | None:
    """Return attribute and value that a digit stands for in every field; None if for nothing."""
    attribute = _with_digits(draft)
    if attribute is None or digit.shift:
        return None
    key = value_on_digit(attribute, digit.number)
    return (attribute.key, key) if key is not None else None


def digit_words(draft: GoldDraft, digit: Digit, field: str) -> str:
    """Return what is to be said of a digit; empty where it chose in the ``field`` in which one is.

    ``field`` is empty where the keyboard is in none.
    """
    attribute, found = _with_digits(draft), digit_choice(draft, digit)
    if attribute is None:
        return tr("There is nothing here that has digits.")
    if digit.shift:
        return tr("Shift with a digit chooses nothing here.")
    if found is None:
        return tr(
            "{attribute} has no value {digit}. Digits set it wherever you are.",
            attribute=attribute.label,
            digit=digit.number,
        )
    if field in ("", attribute.key):
        return ""
    value = attribute.value(found[1])
    return tr(
        "{attribute}: {value}. Digits set it wherever you are; F2 opens {field}.",
        attribute=attribute.label,
        value=value.label if value else found[1],
        field=field_label(field, draft.codebook),
    )


def _with_digits(draft: GoldDraft) -> Attribute | None:
    if draft.item.subject is Subject.ATTRIBUTION:
        return draft.codebook.primary
    return next(iter(compared_attributes(draft.codebook, draft.item.subject)), None)
