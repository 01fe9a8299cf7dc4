"""A codebook in a data set card: rules, attributes, and how often each value stands."""

from collections.abc import Iterator

from annotator.domain.codebook import About, Attribute, AttributeKind, Codebook
from annotator.formats.records import Layer
from annotator.services.datasets.described_columns import explained
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.markdown import code, plain, table
from annotator.words import tr


def codebook_section(codebook: Codebook, facts: DatasetFacts) -> str:
    """Return one version as Markdown; counts are of the whole data set, whatever the version."""
    return "\n\n".join(_parts(codebook, facts))


def _parts(codebook: Codebook, facts: DatasetFacts) -> Iterator[str]:
    yield f"### {plain(codebook.label)} ({code(codebook.ref)})"
    for words in (codebook.description, codebook.unit_rule):
        if words:
            yield plain(words)
    yield tr("Target: {target}.", target=plain(codebook.target.rstrip(".")))
    for one in codebook.attributes:
        yield from _attribute(one, facts)


def _attribute(one: Attribute, facts: DatasetFacts) -> Iterator[str]:
    yield f"#### {plain(one.label)} ({code(one.key)})"
    words = [plain(explained(one))] if explained(one) else []
    if one.about is About.ANNOTATOR:
        words.append(tr("This is about the annotator, not about the text."))
    if one.order:
        ordered = " < ".join(code(key) for key in one.order)
        words.append(tr("Ordered: {order}; other values stand outside.", order=ordered))
    if words:
        yield " ".join(words)
    if one.kind is AttributeKind.TEXT:
        return
    layers = _layers(facts)
    counts = [facts.counts.of(one.scope, one.key, layer) for layer, _ in layers]
    values = [(value.key, value.label, value.definition) for value in one.values] or [
        ("true", tr("yes"), ""),
        ("false", tr("no"), ""),
    ]
    rows = [
        (code(key), plain(label), plain(definition), *(f"{found[key]:,}" for found in counts))
        for key, label, definition in values
    ]
    yield table(
        (tr("Value"), tr("Label"), tr("Definition"), *(title for _, title in layers)),
        rows,
        numbers_from=3,
    )


def _layers(facts: DatasetFacts) -> list[tuple[Layer, str]]:
    """Return the layers that a data set can have, with their titles; one that it has not tells
    nothing but noughts.
    """
    both = [(Layer.ANNOTATOR, tr("Annotators")), (Layer.GOLD, tr("Gold"))]
    asked = {"gold": both[1:], "annotators": both[:1]}.get(facts.options.layer, both)
    there = [one for one in asked if facts.counts.holds(one[0])]
    return there or asked
