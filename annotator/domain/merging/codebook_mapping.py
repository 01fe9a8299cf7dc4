"""From one codebook version to a later one: which value means what afterwards."""

from collections.abc import Mapping, Sequence

from annotator.domain.attributions import AttributeValue, Values
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.errors import Refused

Mappings = Mapping[str, Mapping[str, str]]
"""Attribute key to ``{value before: value now}``; what is not named keeps its key."""


def mapped_values(
    values: Values, scope: Scope, target: Codebook, steps: Sequence[Mappings]
) -> Values:
    """Return values as ``target`` has them.

    ``steps`` are the mappings from version to version on the way there, oldest first. Raises
    `Refused` (value_not_mapped) with ``attribute``, ``value`` and ``codebook`` for one that has no
    counterpart.
    """
    return {key: _mapped(key, value, scope, target, steps) for key, value in values.items()}


def _mapped(
    key: str, value: AttributeValue, scope: Scope, target: Codebook, steps: Sequence[Mappings]
) -> AttributeValue:
    attribute = target.attribute(key)
    if attribute is None or attribute.scope is not scope:
        raise Refused("value_not_mapped", attribute=key, value=value, codebook=target.ref)
    if isinstance(value, tuple):
        found: AttributeValue = tuple(
            dict.fromkeys(_key(attribute, one, target, steps) for one in value)
        )
    elif attribute.kind is AttributeKind.CHOICE and isinstance(value, str):
        found = _key(attribute, value, target, steps)
    else:
        found = value
    if not _fits(attribute.kind, found):
        raise Refused("value_not_mapped", attribute=key, value=value, codebook=target.ref)
    return found


def _key(attribute: Attribute, value: str, target: Codebook, steps: Sequence[Mappings]) -> str:
    found = value
    for step in steps:
        found = step.get(attribute.key, {}).get(found, found)
    if attribute.value(found) is None:
        raise Refused("value_not_mapped", attribute=attribute.key, value=value, codebook=target.ref)
    return found


def _fits(kind: AttributeKind, value: AttributeValue) -> bool:
    match kind:
        case AttributeKind.BOOLEAN:
            return isinstance(value, bool)
        case AttributeKind.MULTIPLE_CHOICE:
            return isinstance(value, tuple)
        case AttributeKind.CHOICE | AttributeKind.TEXT:
            return isinstance(value, str)
