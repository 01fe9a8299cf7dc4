"""Attributes' values in the form in which annotators are compared."""

from collections.abc import Iterable, Mapping

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import About, Attribute, AttributeKind, Codebook, Scope

Comparable = str | bool | frozenset[str] | None
"""None for absent."""


def compared_attributes(codebook: Codebook, scope: Scope) -> tuple[Attribute, ...]:
    """Return the attributes in which annotators can differ: those about the text."""
    return tuple(one for one in codebook.of_scope(scope) if one.about is About.TEXT)


def comparable(attribute: Attribute, values: Mapping[str, AttributeValue]) -> Comparable:
    """Return a value as it is compared.

    What is not shown counts as absent; a boolean that is shown and absent is False; the order of
    several choices and white space around a text do not count.
    """
    if not attribute.shown(dict(values)):
        return None
    return plain(attribute, values.get(attribute.key))


def plain(attribute: Attribute, value: AttributeValue | None) -> Comparable:
    """Return a value as it is compared where the attribute is shown."""
    if attribute.kind is AttributeKind.BOOLEAN:
        return bool(value)
    if isinstance(value, tuple):
        return frozenset(value) or None
    if isinstance(value, str):
        return value.strip() or None
    return value


def chosen_value(
    attribute: Attribute, values: Mapping[str, AttributeValue]
) -> AttributeValue | None:
    """Return the value as it would enter gold: None when it is not shown or says nothing."""
    value = values.get(attribute.key)
    if value is None or comparable(attribute, values) is None:
        return None
    return value.strip() if isinstance(value, str) else value


def telling_apart(codebook: Codebook) -> tuple[tuple[Attribute, ...], tuple[Attribute, ...]]:
    """Return the choices, and the yes-or-no attributes, for which something is marked twice.

    Neither the primary attribute is among them, nor what is only shown for some of its values,
    nor what the program derives from the text.
    """
    there = [
        one
        for one in compared_attributes(codebook, Scope.ATTRIBUTION)
        if not (one.derived_from or _hangs_on(codebook.primary.key, one, codebook))
    ]
    choices = (AttributeKind.CHOICE, AttributeKind.MULTIPLE_CHOICE)
    return _of_kinds(there, *choices), _of_kinds(there, AttributeKind.BOOLEAN)


def _of_kinds(attributes: Iterable[Attribute], *kinds: AttributeKind) -> tuple[Attribute, ...]:
    return tuple(one for one in attributes if one.kind in kinds)


def _hangs_on(key: str, attribute: Attribute, codebook: Codebook) -> bool:
    """Tell whether an attribute is the one with this key, or is shown because of it."""
    seen: set[str] = set()
    one: Attribute | None = attribute
    while one is not None and one.key not in seen:
        if one.key == key:
            return True
        seen.add(one.key)
        one = codebook.attribute(one.shown_when.attribute) if one.shown_when else None
    return False
