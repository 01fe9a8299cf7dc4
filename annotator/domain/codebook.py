"""The codebook: which attributes are coded, with which values, and what these mean."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.attributions import AttributeValue, Values
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole


class Scope(StrEnum):
    """What an attribute describes."""

    ATTRIBUTION = "attribution"
    ARTICLE = "article"


class AttributeKind(StrEnum):
    """What sort of value an attribute takes."""

    CHOICE = "choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TEXT = "text"
    BOOLEAN = "boolean"


class About(StrEnum):
    """Whether an attribute speaks of the text, or of the annotator (never compared)."""

    TEXT = "text"
    ANNOTATOR = "annotator"


class Level(StrEnum):
    """The level of measurement."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


class Rank(StrEnum):
    """The attribute that gives colour, glyph and digits, and the one on Shift+digit."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Glyph(StrEnum):
    """Shapes that tell values apart without colour."""

    TRIANGLE_UP = "triangle_up"
    DIAMOND = "diamond"
    CIRCLE = "circle"
    TRIANGLE_DOWN = "triangle_down"
    QUESTION = "question"
    SQUARE = "square"
    STAR = "star"
    CROSS = "cross"


class Colour(StrEnum):
    """Slots of the tested palette; violet is drawn hatched."""

    BLUE = "blue"
    GOLD = "gold"
    GREY = "grey"
    RED = "red"
    VIOLET = "violet"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a choice."""

    key: str
    label: str
    definition: str = ""
    positive_examples: tuple[str, ...] = ()
    negative_examples: tuple[str, ...] = ()
    shortcut: str | None = None
    glyph: Glyph | None = None
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """An attribute is shown only while another one has one of these values."""

    attribute: str
    values: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """Tell whether the condition holds for an attribution with these values."""
        return any(one in self.values for one in as_keys(values.get(self.attribute)))


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that is coded about each attribution, or about each article."""

    key: str
    label: str
    kind: AttributeKind
    scope: Scope = Scope.ATTRIBUTION
    about: About = About.TEXT
    level: Level = Level.NOMINAL
    order: tuple[str, ...] = ()
    """The ordered subset of values, lowest first, where the level is ordinal."""
    rank: Rank | None = None
    required: bool = False
    question: str = ""
    definition: str = ""
    shortcut: str | None = None
    derived_from: str | None = None
    """``quotation_marks`` for the quotation type, else None."""
    span_role: SpanRole | None = None
    """A span role that belongs to this attribute (the condition of ``conditional``)."""
    shown_when: ShownWhen | None = None
    values: tuple[Value, ...] = ()

    def value(self, key: str) -> Value | None:
        """Return the value with this key, or None."""
        return next((value for value in self.values if value.key == key), None)

    def shown(self, values: Values) -> bool:
        """Tell whether this attribute applies to an attribution with these values."""
        return self.shown_when is None or self.shown_when.holds(values)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article cannot be coded."""

    key: str
    label: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """One immutable version of a codebook."""

    key: str
    version: int
    label: str
    target: str
    attributes: tuple[Attribute, ...]
    cannot_code: tuple[Reason, ...] = ()
    language: str = "en"
    description: str = ""
    unit_rule: str = ""

    @property
    def ref(self) -> str:
        """Return ``key@version``, by which attributions name their codebook."""
        return f"{self.key}@{self.version}"

    @property
    def id(self) -> uuid.UUID:
        """Return the identifier of this version: it follows from its name."""
        return derived_id("codebook", self.ref)

    def attribute(self, key: str) -> Attribute | None:
        """Return the attribute with this key, or None."""
        return next((one for one in self.attributes if one.key == key), None)

    def of_scope(self, scope: Scope) -> tuple[Attribute, ...]:
        """Return the attributes of attributions, or those of articles."""
        return tuple(one for one in self.attributes if one.scope is scope)

    @property
    def primary(self) -> Attribute:
        """Return the attribute that gives colour, glyph and digits (every codebook has one)."""
        return next(one for one in self.attributes if one.rank is Rank.PRIMARY)

    @property
    def secondary(self) -> Attribute | None:
        """Return the attribute on Shift+digit, if there is one."""
        return next((one for one in self.attributes if one.rank is Rank.SECONDARY), None)

    def derived(self) -> Iterator[Attribute]:
        """Yield the attributes whose value follows from the text until somebody overrides it."""
        return (one for one in self.attributes if one.derived_from)

    def for_span_role(self, role: SpanRole) -> Attribute | None:
        """Return the attribute that a span role belongs to, if any."""
        return next((one for one in self.attributes if one.span_role is role), None)


def as_keys(value: AttributeValue | None) -> tuple[str, ...]:
    """Return a value as the keys it consists of; ``true`` and ``false`` for a boolean."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return (value,) if isinstance(value, str) else value
