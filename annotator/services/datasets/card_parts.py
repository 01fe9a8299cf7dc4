"""In a data set card: how often each value of the primary attribute stands in each part."""

from collections.abc import Iterator

from annotator.domain.codebook import Scope
from annotator.formats.records import Layer
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.markdown import code, plain, table
from annotator.words import tr


def values_by_part(facts: DatasetFacts) -> Iterator[str]:
    """Yield a table for each layer that has attributions, and each primary attribute."""
    # Of several versions the last one's words; values that only older ones have come after its own.
    labels: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for codebook in reversed(facts.project.codebooks):
        key = codebook.primary.key
        labels.setdefault(key, codebook.primary.label)
        for value in codebook.primary.values:
            values.setdefault(key, {}).setdefault(value.key, value.label)
    names = [one.name for one in facts.parts]
    for key, label in labels.items():
        for layer, title in ((Layer.ANNOTATOR, tr("annotators")), (Layer.GOLD, tr("gold"))):
            if not facts.counts.layers[layer]:
                continue
            counts = [facts.part_counts[one].of(Scope.ATTRIBUTION, key, layer) for one in names]
            head = tr("{attribute} ({layer})", attribute=plain(label), layer=title)
            rows = [
                (f"{plain(name)} ({code(value)})", *(f"{one[value]:,}" for one in counts))
                for value, name in values[key].items()
            ]
            yield table((head, *map(plain, names)), rows, numbers_from=1)
