"""Codebooks as documents (YAML or JSON): read strictly, written without loss."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from annotator.domain.codebook import (
    About,
    Attribute,
    AttributeKind,
    Codebook,
    Colour,
    Glyph,
    Level,
    Rank,
    Reason,
    Scope,
    ShownWhen,
    Value,
)
from annotator.domain.errors import CodebookError
from annotator.domain.text.spans import SpanRole

_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_Choice = TypeVar("_Choice", bound=StrEnum)
_NEEDS_VALUES = (AttributeKind.CHOICE, AttributeKind.MULTIPLE_CHOICE)


def codebook_from_document(document: Mapping[str, Any]) -> Codebook:
    """Build a codebook from its document.

    Raises `CodebookError` with ``where`` (a path such as ``stance/supports``) and ``what``.
    """
    _known(document, Codebook, "codebook")
    attributes = tuple(_attribute(one) for one in _list(document, "attributes", "codebook"))
    codebook = Codebook(
        key=_key(document, "codebook"),
        version=_version(document),
        label=_text(document, "label", "codebook", required=True),
        target=_text(document, "target", "codebook", required=True),
        attributes=attributes,
        cannot_code=tuple(_reason(one) for one in _list(document, "cannot_code", "codebook")),
        language=_text(document, "language", "codebook") or "en",
        description=_text(document, "description", "codebook"),
        unit_rule=_text(document, "unit_rule", "codebook"),
    )
    _check_whole(codebook)
    return codebook


def codebook_to_document(codebook: Codebook) -> dict[str, Any]:
    """Return the document of a codebook; what is empty or default is left out."""
    return {
        "key": codebook.key,
        "version": codebook.version,
        "label": codebook.label,
        "target": codebook.target,
        "language": codebook.language,
        **_filled(description=codebook.description, unit_rule=codebook.unit_rule),
        "cannot_code": [
            {"key": one.key, "label": one.label, **_filled(definition=one.definition)}
            for one in codebook.cannot_code
        ],
        "attributes": [_attribute_document(one) for one in codebook.attributes],
    }


def _attribute(document: Mapping[str, Any]) -> Attribute:
    where = str(document.get("key", "?")) if isinstance(document, Mapping) else "?"
    _known(document, Attribute, where)
    condition = document.get("shown_when")
    rank, role = document.get("rank"), document.get("span_role")
    return Attribute(
        key=_key(document, where),
        label=_text(document, "label", where, required=True),
        kind=_choice(AttributeKind, document.get("kind"), where, "kind"),
        scope=_choice(Scope, document.get("scope", Scope.ATTRIBUTION), where, "scope"),
        about=_choice(About, document.get("about", About.TEXT), where, "about"),
        level=_choice(Level, document.get("level", Level.NOMINAL), where, "level"),
        order=_texts(document, "order", where),
        rank=None if rank is None else _choice(Rank, rank, where, "rank"),
        required=_flag(document, "required", where),
        question=_text(document, "question", where),
        definition=_text(document, "definition", where),
        shortcut=_text(document, "shortcut", where) or None,
        derived_from=_text(document, "derived_from", where) or None,
        span_role=None if role is None else _choice(SpanRole, role, where, "span_role"),
        shown_when=None if condition is None else _shown_when(condition, where),
        values=tuple(_value(one, where) for one in _list(document, "values", where)),
    )


def _value(document: Mapping[str, Any], attribute: str) -> Value:
    where = f"{attribute}/{document.get('key', '?') if isinstance(document, Mapping) else '?'}"
    _known(document, Value, where, also=("examples",))
    examples = document.get("examples")
    examples = {} if examples is None else examples
    _known(examples, None, where, also=("positive", "negative"))
    glyph, colour = document.get("glyph"), document.get("colour")
    return Value(
        key=_key(document, where),
        label=_text(document, "label", where, required=True),
        definition=_text(document, "definition", where),
        positive_examples=_texts(examples, "positive", where),
        negative_examples=_texts(examples, "negative", where),
        shortcut=_text(document, "shortcut", where) or None,
        glyph=None if glyph is None else _choice(Glyph, glyph, where, "glyph"),
        colour=None if colour is None else _choice(Colour, colour, where, "colour"),
    )


def _reason(document: Mapping[str, Any]) -> Reason:
    _known(document, Reason, "cannot_code")
    return Reason(
        key=_key(document, "cannot_code"),
        label=_text(document, "label", "cannot_code", required=True),
        definition=_text(document, "definition", "cannot_code"),
    )


def _shown_when(document: Mapping[str, Any], where: str) -> ShownWhen:
    _known(document, ShownWhen, where)
    return ShownWhen(
        attribute=_text(document, "attribute", where, required=True),
        values=tuple(_as_key(one) for one in _list(document, "values", where)),
    )


def _as_key(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _check_whole(codebook: Codebook) -> None:
    keys = [one.key for one in codebook.attributes]
    _unique(keys, "codebook", "attributes")
    _unique([one.key for one in codebook.cannot_code], "codebook", "cannot_code")
    ranks = [one.rank for one in codebook.attributes]
    if ranks.count(Rank.PRIMARY) != 1:
        _wrong("codebook", "exactly one attribute must have rank: primary")
    if ranks.count(Rank.SECONDARY) > 1:
        _wrong("codebook", "at most one attribute may have rank: secondary")
    _unique([one.shortcut for one in codebook.attributes if one.shortcut], "codebook", "shortcut")
    for attribute in codebook.attributes:
        _check_attribute(attribute, codebook)


def _check_attribute(attribute: Attribute, codebook: Codebook) -> None:
    where = attribute.key
    own = [value.key for value in attribute.values]
    _unique(own, where, "values")
    _unique([value.shortcut for value in attribute.values if value.shortcut], where, "shortcut")
    if attribute.kind in _NEEDS_VALUES and len(own) < 2:
        _wrong(where, "a choice needs at least two values")
    if attribute.kind not in _NEEDS_VALUES and own:
        _wrong(where, f"kind {attribute.kind} takes no values")
    if not set(attribute.order) <= set(own):
        _wrong(where, "order names a value that is not there")
    if (attribute.level is Level.ORDINAL) != bool(attribute.order):
        _wrong(where, "an ordinal attribute, and only that, has an order")
    if attribute.rank and (
        attribute.scope is not Scope.ATTRIBUTION or attribute.kind is not AttributeKind.CHOICE
    ):
        _wrong(where, "a ranked attribute is a choice about attributions")
    if attribute.derived_from not in (None, "quotation_marks"):
        _wrong(where, "derived_from knows only quotation_marks")
    if attribute.derived_from and set(own) != {"direct", "indirect", "mixed"}:
        _wrong(where, "derived_from quotation_marks needs the values direct, indirect, mixed")
    condition = attribute.shown_when
    if condition:
        _check_condition(attribute, condition, codebook)


def _check_condition(attribute: Attribute, condition: ShownWhen, codebook: Codebook) -> None:
    other = codebook.attribute(condition.attribute)
    if other is None or other is attribute or other.scope is not attribute.scope:
        _wrong(attribute.key, "shown_when must name another attribute of the same scope")
        return
    boolean = other.kind is AttributeKind.BOOLEAN
    known = {"true", "false"} if boolean else {one.key for one in other.values}
    if not condition.values or not set(condition.values) <= known:
        _wrong(attribute.key, "shown_when names a value that is not there")
    seen = {attribute.key}
    while other is not None:
        if other.key in seen:
            _wrong(attribute.key, "shown_when leads back to where it began")
        seen.add(other.key)
        other = codebook.attribute(other.shown_when.attribute) if other.shown_when else None


def _attribute_document(attribute: Attribute) -> dict[str, Any]:
    condition = attribute.shown_when
    return {
        "key": attribute.key,
        "label": attribute.label,
        **_filled(question=attribute.question, definition=attribute.definition),
        "scope": attribute.scope.value,
        "kind": attribute.kind.value,
        "about": attribute.about.value,
        "level": attribute.level.value,
        **_filled(
            order=list(attribute.order),
            rank=attribute.rank and attribute.rank.value,
            required=attribute.required,
            shortcut=attribute.shortcut,
            derived_from=attribute.derived_from,
            span_role=attribute.span_role and attribute.span_role.value,
            shown_when=condition
            and {"attribute": condition.attribute, "values": list(condition.values)},
            values=[_value_document(one) for one in attribute.values],
        ),
    }


def _value_document(value: Value) -> dict[str, Any]:
    examples = _filled(
        positive=list(value.positive_examples), negative=list(value.negative_examples)
    )
    return {
        "key": value.key,
        "label": value.label,
        **_filled(
            definition=value.definition,
            examples=examples,
            shortcut=value.shortcut,
            glyph=value.glyph and value.glyph.value,
            colour=value.colour and value.colour.value,
        ),
    }


def _filled(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _known(document: Any, cls: type | None, where: str, also: Sequence[str] = ()) -> None:
    if not isinstance(document, Mapping):
        _wrong(where, "must be a mapping of keys to values")
    fields = {one.name for one in dataclasses.fields(cls)} if cls else set()
    unknown = set(document) - (fields - {"positive_examples", "negative_examples"}) - set(also)
    if unknown:
        _wrong(where, f"unknown key: {', '.join(sorted(map(str, unknown)))}")


def _key(document: Mapping[str, Any], where: str) -> str:
    key = document.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        _wrong(where, "key must be lower-case words joined by underscores or hyphens")
    return str(key)


def _version(document: Mapping[str, Any]) -> int:
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        _wrong("codebook", "version must be a whole number from 1")
    return int(str(version))


def _text(document: Mapping[str, Any], key: str, where: str, *, required: bool = False) -> str:
    value = document.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        _wrong(where, f"{key} must be text")
    return str(value).strip()


def _flag(document: Mapping[str, Any], key: str, where: str) -> bool:
    value = document.get(key, False)
    if not isinstance(value, bool):
        _wrong(where, f"{key} must be true or false")
    return bool(value)


def _list(document: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = document.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        _wrong(where, f"{key} must be a list")
    return list(value)


def _texts(document: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = _list(document, key, where)
    if not all(isinstance(one, str) for one in values):
        _wrong(where, f"{key} must be a list of texts (put quotation marks around each)")
    return tuple(values)


def _choice(kind: type[_Choice], value: object, where: str, key: str) -> _Choice:
    try:
        return kind(str(value))
    except ValueError:
        _wrong(where, f"{key} must be one of: {', '.join(kind)}")
        raise


def _unique(keys: Sequence[str], where: str, what: str) -> None:
    doubled = {key for key in keys if keys.count(key) > 1}
    if doubled:
        _wrong(where, f"{what} has a key twice: {', '.join(sorted(doubled))}")


def _wrong(where: str, what: str) -> None:
    raise CodebookError("codebook_invalid", where=where, what=what)
