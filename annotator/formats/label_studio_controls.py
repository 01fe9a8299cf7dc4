"""A codebook as the labeling configuration of Label Studio, and which values its controls offer.

Spans are labelled by their role; everything coded about an attribution is a control of its first
content region, everything about an article a control of the whole task. A control is named by scope
and key, as ``attribution_stance``; results hold the keys of values, which are the choices' aliases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope, as_keys
from annotator.domain.text.spans import SpanRole
from annotator.formats.xml_words import DECLARATION, XmlWriter
from annotator.words import tr

SPANS = "span"
TEXT = "text"
ANNOTATOR = "annotator"
ROUND = "round"
SPEAKER = "speaker"
NOTE = "note"
FLAGGED = "flagged"
CONTINUES = "continues"
REPORTED_BY = "reported by"

_COLOURS = {
    SpanRole.CONTENT: "#0B6E7F",
    SpanRole.SOURCE: "#7D6000",
    SpanRole.CUE: "#5A616B",
    SpanRole.CONDITION: "#52205F",
}


@dataclass(slots=True)
class Control:
    """What one attribute becomes; one that several codebooks have offers the values of all."""

    attribute: Attribute
    offered: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Key to label and definition; empty where the value is free text."""
    several: bool = False

    @property
    def name(self) -> str:
        """Return the name that results have it under."""
        return control_name(self.attribute.scope, self.attribute.key)

    @property
    def is_text(self) -> bool:
        """Tell whether it takes free text."""
        return self.attribute.kind is AttributeKind.TEXT

    def held(self, value: AttributeValue) -> list[str]:
        """Return what of a value it can hold."""
        if self.is_text:
            return [value] if isinstance(value, str) and value else []
        return [one for one in as_keys(value) if one in self.offered]


class Controls:
    """The controls of all codebooks, in their order."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._controls: dict[tuple[Scope, str], Control] = {}
        for codebook in codebooks:
            for one in codebook.attributes:
                control = self._controls.setdefault((one.scope, one.key), Control(one))
                if control.is_text or one.kind is AttributeKind.TEXT:
                    continue
                control.several |= one.kind is AttributeKind.MULTIPLE_CHOICE
                for key, label, definition in _values(one):
                    control.offered.setdefault(key, (label, definition))

    def of(self, scope: Scope, key: str) -> Control | None:
        """Return the control of an attribute, or None."""
        return self._controls.get((scope, key))

    def configuration(self) -> str:
        """Return the labeling configuration as XML."""
        xml = XmlWriter()
        labels = (
            xml.element("Label", {"value": one.value, "background": _COLOURS[one]})
            for one in SpanRole
        )
        others = [one.value for one in SpanRole if one is not SpanRole.CONTENT]
        relations = (
            xml.element("Relation", {"value": one}) for one in (CONTINUES, *others, REPORTED_BY)
        )
        # Else spaces are trimmed where the text is shown.
        style = xml.element("Style", {}, ".htx-text{white-space:pre-wrap;}")
        text = {"name": TEXT, "value": "$text", "valueType": "text", "saveTextResult": "yes"}
        region = {"visibleWhen": "region-selected", "whenTagName": SPANS}
        parts = (
            style,
            xml.element("Header", {"value": "$title"}),
            xml.element("Labels", {"name": SPANS, "toName": TEXT}, *labels),
            xml.element("Relations", {}, *relations),
            xml.element("Text", text),
            xml.element(
                "View", {**region, "whenLabelValue": SpanRole.CONTENT.value}, *self._of_regions(xml)
            ),
            *self._of_articles(xml),
        )
        return DECLARATION + xml.element("View", {}, *(f"\n{one}" for one in parts), "\n") + "\n"

    def _of_regions(self, xml: XmlWriter) -> Iterator[str]:
        per_region = {"perRegion": "true"}
        yield from _text(xml, SPEAKER, tr("Speaker"), per_region)
        yield from self._of_scope(xml, Scope.ATTRIBUTION, per_region)
        yield from _text(xml, NOTE, tr("Note"), per_region)
        flag = xml.element("Choice", {"value": tr("Flagged"), "alias": "true"})
        yield xml.element("Choices", {"name": FLAGGED, "toName": TEXT, **per_region}, flag)

    def _of_articles(self, xml: XmlWriter) -> Iterator[str]:
        yield from self._of_scope(xml, Scope.ARTICLE, {})
        yield from _text(xml, ANNOTATOR, tr("Annotator"), {})
        yield from _text(xml, ROUND, tr("Round"), {})

    def _of_scope(self, xml: XmlWriter, scope: Scope, more: dict[str, str]) -> Iterator[str]:
        for control in self._controls.values():
            if control.attribute.scope is not scope:
                continue
            if control.is_text:
                yield from _text(xml, control.name, control.attribute.label, more)
                continue
            choices = (
                xml.element("Choice", {"value": label, "alias": key, "hint": definition or None})
                for key, (label, definition) in control.offered.items()
            )
            choice = "multiple" if control.several else "single"
            named = {"name": control.name, "toName": TEXT, "choice": choice, "showInline": "true"}
            yield xml.element("Header", {"value": control.attribute.label, "size": "5"})
            yield xml.element("Choices", {**named, **more}, *choices)


def control_name(scope: Scope, key: str) -> str:
    """Return the name of an attribute's control."""
    return f"{scope.value}_{key}"


def _values(one: Attribute) -> Iterator[tuple[str, str, str]]:
    if one.kind is AttributeKind.BOOLEAN:
        yield from (("true", tr("Yes"), ""), ("false", tr("No"), ""))
    for value in one.values:
        yield value.key, value.label, value.definition


def _text(xml: XmlWriter, name: str, label: str, more: dict[str, str]) -> Iterator[str]:
    yield xml.element("Header", {"value": label, "size": "5"})
    yield xml.element("TextArea", {"name": name, "toName": TEXT, "maxSubmissions": "1", **more})
