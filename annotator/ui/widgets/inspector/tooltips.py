"""Tooltips from the codebook: what an attribute or a value means."""

from html import escape

from annotator.domain.codebook import Attribute, Value


def attribute_tooltip(attribute: Attribute) -> str:
    """Return question and definition as rich text (which wraps); empty when there is neither."""
    return _rich(attribute.question or attribute.label, attribute.definition)


def value_tooltip(value: Value) -> str:
    """Return label and definition of a value as rich text."""
    return _rich(value.label, value.definition)


def plain_tooltip(text: str) -> str:
    """Return any text as rich text, so that a long one wraps and none is taken for markup."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def _rich(head: str, body: str) -> str:
    return f"<qt><b>{escape(head)}</b><br>{escape(body)}</qt>" if body else plain_tooltip(head)
