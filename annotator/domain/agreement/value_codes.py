"""Attributes' values as small numbers."""

from collections.abc import Sequence

from annotator.domain.agreement.ratings import MISSING, RatingKind
from annotator.domain.alignment.compared_values import comparable, compared_attributes
from annotator.domain.attributions import Values
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Level, Scope

Value = str | frozenset[str]


class ValueCodes:
    """The values of one attribute in all articles; those of its codebook first."""

    def __init__(self, kind: RatingKind, scope: Scope, values: Sequence[Value] = ()) -> None:
        self.kind = kind
        self.scope = scope
        self.order: tuple[str, ...] = ()
        """The ordered subset, lowest first, as the latest codebook has it."""
        self._codes: dict[Value, int] = {}
        self.learn(values)

    @property
    def values(self) -> tuple[Value, ...]:
        """What the codes stand for."""
        return tuple(self._codes)

    @property
    def ordered(self) -> tuple[int, ...] | None:
        """Codes of the ordered subset, lowest first."""
        return tuple(self._codes[one] for one in self.order) or None

    def learn(self, values: Sequence[Value]) -> None:
        """Take in values that may occur."""
        for one in values:
            self._codes.setdefault(one, len(self._codes))

    def code(self, value: Value | None) -> int:
        """Return the code of a value; `MISSING` for None."""
        if value is None:
            return MISSING
        return self._codes.setdefault(value, len(self._codes))


class AttributeCodes:
    """One codebook's attribute, whose values are given the codes shared by all codebooks."""

    def __init__(self, attribute: Attribute, codes: ValueCodes) -> None:
        self.attribute = attribute
        self._codes = codes
        self._plain: dict[object, int] = {}
        """Codes of the values that were met, where there is no more to it."""
        single = (AttributeKind.CHOICE, AttributeKind.BOOLEAN)
        self._simple = attribute.kind in single and attribute.shown_when is None

    def code(self, values: Values) -> int:
        """Return the code of what `comparable` says."""
        if not self._simple:
            return self._coded(values)
        value = values.get(self.attribute.key)
        found = self._plain.get(value)
        if found is None:
            found = self._plain[value] = self._coded(values)
        return found

    def _coded(self, values: Values) -> int:
        value = comparable(self.attribute, values)
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif isinstance(value, str) and self._codes.kind is RatingKind.SET:
            value = frozenset((value,))
        elif isinstance(value, frozenset) and self._codes.kind is not RatingKind.SET:
            value = " + ".join(sorted(value))
        return self._codes.code(value)


class CodebookCodes:
    """The attributes of several codebook versions, by key, each with one list of codes."""

    def __init__(self) -> None:
        self.by_key: dict[str, ValueCodes] = {}
        self.latest: Codebook | None = None
        self._known: dict[str, dict[Scope, tuple[AttributeCodes, ...]]] = {}

    def of(self, codebook: Codebook) -> dict[Scope, tuple[AttributeCodes, ...]]:
        """Return the attributes of a codebook that have agreement: choices about the text."""
        found = self._known.get(codebook.ref)
        if found is None:
            newer = self.latest is None or codebook.version >= self.latest.version
            found = self._known[codebook.ref] = {
                scope: tuple(
                    AttributeCodes(one, self._take_in(one, newer))
                    for one in compared_attributes(codebook, scope)
                    if one.kind is not AttributeKind.TEXT
                )
                for scope in Scope
            }
            self.latest = codebook if newer else self.latest
        return found

    def keys(self, scope: Scope) -> tuple[str, ...]:
        """Return the keys of one scope: in the latest codebook's order, then those only earlier."""
        order = [one.key for one in self.latest.attributes] if self.latest else []
        here = [key for key, one in self.by_key.items() if one.scope is scope]
        return tuple(sorted(here, key=lambda key: _place(order, key)))

    def _take_in(self, attribute: Attribute, newer: bool) -> ValueCodes:
        kind = _rating_kind(attribute)
        codes = self.by_key.setdefault(attribute.key, ValueCodes(kind, attribute.scope))
        if attribute.kind is AttributeKind.BOOLEAN:
            codes.learn(("false", "true"))
        elif codes.kind is not RatingKind.SET:
            codes.learn([one.key for one in attribute.values])
        if newer and codes.kind is not RatingKind.SET:
            codes.kind, codes.order = kind, attribute.order if kind is RatingKind.ORDINAL else ()
            codes.learn(codes.order)
        return codes


def _rating_kind(attribute: Attribute) -> RatingKind:
    if attribute.kind is AttributeKind.MULTIPLE_CHOICE:
        return RatingKind.SET
    return RatingKind.ORDINAL if attribute.level is Level.ORDINAL else RatingKind.NOMINAL


def _place(order: Sequence[str], key: str) -> int:
    return order.index(key) if key in order else len(order)
