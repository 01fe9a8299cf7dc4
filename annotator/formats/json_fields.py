"""Taking a JSON object apart, every field of the right kind, the unknown ones kept."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, NoReturn, TypeVar

from annotator.domain.attributions import Values
from annotator.domain.documents import instant_of
from annotator.domain.errors import FormatError
from annotator.formats.records import NO_ID

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
_LEAVES = frozenset({str, bool, int, NoneType})
"""Looked for first: most of free-form JSON, and to ask what is a mapping takes long."""


class Fields:
    """One JSON object. Each field is taken once; what nobody takes is unknown.

    Raises FormatError ``missing_field``, ``wrong_type`` (with ``expected``), ``unknown_value``
    (with ``allowed``) or ``reserved_key``, each with ``where``, a path such as
    ``attributions[0].speaker``. A field that is null counts as missing.
    """

    def __init__(self, document: object, where: str = "") -> None:
        self.where = where
        if not isinstance(document, dict):
            raise FormatError("wrong_type", where=where, expected="object")
        self._left: dict[str, Any] = dict(document)

    def text(self, key: str) -> str | None:
        """Take a text, None where it is missing."""
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, str):
            self.wrong(key, "text")
        return value

    def needed_text(self, key: str) -> str:
        """Take a text that has to be there and not be blank."""
        value = self.text(key)
        if value is None or not value.strip():
            raise FormatError("missing_field", where=self.path(key))
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; false where it is missing."""
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, "true or false")
        return bool(value)

    def whole(self, key: str, default: int | None = None) -> int:
        """Take a whole number from 0."""
        value = self._left.pop(key, None)
        if value is None and default is None:
            raise FormatError("missing_field", where=self.path(key))
        if value is None:
            value = default
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            self.wrong(key, "whole number")
        return value

    def id(self, key: str) -> uuid.UUID | None:
        """Take an identifier (a UUID as text), None where it is missing."""
        value = self.text(key)
        return None if value is None else self._parsed(key, value, uuid.UUID, "identifier")

    def own_id(self) -> uuid.UUID:
        """Take the object's identifier, `NO_ID` where it is missing."""
        return self.id("id") or NO_ID

    def ids(self, key: str) -> tuple[uuid.UUID, ...]:
        """Take a list of identifiers."""
        return tuple(self._parsed(key, one, uuid.UUID, "identifiers") for one in self.texts(key))

    def day(self, key: str) -> date | None:
        """Take a day (ISO 8601), None where it is missing."""
        value = self.text(key)
        return None if value is None else self._parsed(key, value, date.fromisoformat, "day")

    def instant(self, key: str) -> datetime | None:
        """Take an instant (ISO 8601; UTC where no zone is named), None where it is missing."""
        value = self.text(key)
        return None if value is None else self._parsed(key, value, instant_of, "instant")

    def choice(self, key: str, kind: type[_E], default: _E | None) -> _E:
        """Take one of the words of an enumeration; without default it has to be there."""
        value = self.text(key)
        if value is not None:
            return self._one_of(key, value, kind)
        if default is None:
            raise FormatError("missing_field", where=self.path(key))
        return default

    def choices(self, key: str, kind: type[_E], default: tuple[_E, ...]) -> tuple[_E, ...]:
        """Take a list of words of an enumeration."""
        if self._left.get(key) is None:
            return default
        return tuple(self._one_of(key, one, kind) for one in self.texts(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts."""
        value = self.items(key)
        if not all(isinstance(one, str) for one in value):
            self.wrong(key, "list of texts")
        return tuple(value)

    def items(self, key: str) -> list[Any]:
        """Take a list of anything; empty where it is missing."""
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, list):
            self.wrong(key, "list")
        return value or []

    def objects(self, key: str) -> list["Fields"]:
        """Take a list of objects."""
        return [
            Fields(one, f"{self.path(key)}[{place}]") for place, one in enumerate(self.items(key))
        ]

    def mappings(self, key: str) -> tuple[dict[str, Any], ...]:
        """Take a list of objects as they are."""
        value = self.items(key)
        if not all(isinstance(one, dict) for one in value):
            self.wrong(key, "list of objects")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        """Take an object as it is; empty where it is missing."""
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, "object")
        return value or {}

    def values(self, key: str) -> Values:
        """Take attribute values: texts, lists of texts, true or false; null is no value."""
        taken: Values = {}
        for name, value in self.mapping(key).items():
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                taken[name] = tuple(value)
            elif isinstance(value, (str, bool)):
                taken[name] = value
            elif value is not None:
                self.wrong(f"{key}.{name}", "text, list of texts, or true or false")
        return taken

    def anything(self, key: str) -> Any:
        """Take a field of whatever kind, None where it is missing."""
        return self._left.pop(key, None)

    def rest(self, *reserved: str) -> dict[str, Any]:
        """Return the fields that nobody took. Raises FormatError where one has a reserved name."""
        for key in reserved:
            if key in self._left:
                raise FormatError("reserved_key", where=self.path(key))
        return self._left

    def path(self, key: str) -> str:
        """Return where a field of this object is."""
        return f"{self.where}.{key}" if self.where else key

    def wrong(self, key: str, expected: str) -> NoReturn:
        """Raise: the field is not of the right kind."""
        raise FormatError("wrong_type", where=self.path(key), expected=expected)

    def _one_of(self, key: str, value: str, kind: type[_E]) -> _E:
        try:
            return kind(value)
        except ValueError as error:
            raise FormatError(
                "unknown_value", where=self.path(key), value=value, allowed=tuple(map(str, kind))
            ) from error

    def _parsed(self, key: str, value: str, parse: Callable[[str], _T], expected: str) -> _T:
        try:
            return parse(value)
        except (ValueError, OverflowError):
            self.wrong(key, expected)


def in_order(value: Any) -> Any:
    """Return free-form JSON with the keys of all its objects sorted."""
    kind = type(value)
    if kind in _LEAVES:
        return value
    if kind is dict or isinstance(value, Mapping):
        return {key: in_order(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [in_order(one) for one in value]
    return value
