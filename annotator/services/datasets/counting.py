"""What a data set holds, counted from the very records that its files are written from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from annotator.domain.codebook import AttributeKind, Codebook, Scope, as_keys
from annotator.domain.decisions import Outcome
from annotator.domain.speakers import SpeakerKind
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer


@dataclass(slots=True)
class DatasetCounts:
    """Counts of one data set, gathered article by article."""

    attributes: frozenset[tuple[Scope, str]] = frozenset()
    """Whose values are counted: choices and yes-or-no ones, not free text."""
    articles: int = 0
    appearances: int = 0
    code_points: int = 0
    attributions: int = 0
    layers: Counter[Layer] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    """Attributions by annotator; who marked nothing is there with 0."""
    coded: Counter[int] = field(default_factory=Counter)
    """By number of annotators: how many articles have sets of so many."""
    gold_made: Counter[Outcome | None] = field(default_factory=Counter)
    """Attributions in gold by the decision that stands for them; None for imported ones. Those of
    which it is not known are not counted."""
    adjudicators: set[str] = field(default_factory=set)
    """Who decided; annotators’ exports hold no decisions."""
    stories: set[str] = field(default_factory=set)
    single: int = 0
    """Articles that belong to no story, each of which is one of its own."""
    speakers: dict[object, SpeakerKind] = field(default_factory=dict)
    """Kinds of speakers with attributions, by identifier."""
    languages: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    """Appearances by outlet."""
    first_day: date | None = None
    last_day: date | None = None
    states: Counter[str] = field(default_factory=Counter)
    """Sets of annotators by state."""
    origins: Counter[str] = field(default_factory=Counter)
    fragments: int = 0
    """Attributions whose content is in several fragments."""
    values: dict[tuple[Scope, str], dict[Layer, Counter[str]]] = field(default_factory=dict)
    """By attribute and layer how often each value stands; several choices count each."""
    codebooks: Counter[str] = field(default_factory=Counter)
    """Attributions by the codebook version (``key@version``) they were coded by."""

    @property
    def story_count(self) -> int:
        """Return how many families of near-duplicates there are, lone articles included."""
        return len(self.stories) + self.single

    @property
    def double(self) -> int:
        """Return how many articles two or more annotators have."""
        return sum(articles for people, articles in self.coded.items() if people > 1)

    def speakers_of(self, kind: SpeakerKind) -> int:
        """Return how many of the speakers are of a kind."""
        return sum(one is kind for one in self.speakers.values())

    def add(self, record: ArticleRecord) -> None:
        """Count an article with all that stands on it."""
        self.articles += 1
        self.appearances += len(record.appearances)
        self.code_points += len(record.text)
        if record.story is None:
            self.single += 1
        else:
            self.stories.add(record.story)
        if record.language:
            self.languages[record.language] += 1
        for appearance in record.appearances:
            if appearance.outlet:
                self.outlets[appearance.outlet] += 1
            if (day := appearance.published_on) is not None:
                self.first_day = min(self.first_day or day, day)
                self.last_day = max(self.last_day or day, day)
        people = set()
        for work in record.sets:
            if work.layer is Layer.ANNOTATOR and work.annotator is not None:
                people.add(work.annotator)
                self.annotators[work.annotator] += 0
                self.states[work.state.value] += 1
            for key, value in work.values.items():
                self._value(Scope.ARTICLE, key, work.layer, as_keys(value))
        self.coded[len(people)] += 1
        self.adjudicators.update(one.adjudicator for one in record.decisions)
        for one in record.attributions:
            self._attribution(one)

    def holds(self, layer: Layer) -> bool:
        """Tell whether there is anything of a layer: attributions, or values of articles."""
        found = (by_layer.get(layer) for by_layer in self.values.values())
        return bool(self.layers[layer]) or any(found)

    def of(self, scope: Scope, key: str, layer: Layer) -> Counter[str]:
        """Return how often each value of an attribute stands in a layer."""
        return self.values.get((scope, key), {}).get(layer, Counter())

    def _attribution(self, one: AttributionRecord) -> None:
        self.attributions += 1
        self.layers[one.layer] += 1
        self.origins[one.origin.value] += 1
        if one.made is not None:
            self.gold_made[one.made.outcome] += 1
        if one.annotator is not None:
            self.annotators[one.annotator] += 1
        if one.speaker is not None:
            self.speakers[one.speaker.id] = one.speaker.kind
        if one.codebook:
            self.codebooks[one.codebook] += 1
        self.fragments += sum(span.role.value == "content" for span in one.spans) > 1
        for key, value in one.values.items():
            self._value(Scope.ATTRIBUTION, key, one.layer, as_keys(value))

    def _value(self, scope: Scope, key: str, layer: Layer, keys: Iterable[str]) -> None:
        if (scope, key) in self.attributes:
            counter = self.values.setdefault((scope, key), {}).setdefault(layer, Counter())
            counter.update(keys)


class DataCounts:
    """Counts of a data set and of each part of its split, gathered while they are written."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._attributes = frozenset(
            (one.scope, one.key)
            for codebook in codebooks
            for one in codebook.attributes
            if one.kind is not AttributeKind.TEXT
        )
        self.whole = DatasetCounts(self._attributes)
        self.parts: dict[str, DatasetCounts] = {}

    def passed(
        self, articles: Iterable[ArticleRecord], part: str | None
    ) -> Iterator[ArticleRecord]:
        """Yield the articles of a part, None where there are none, each counted; holds one."""
        counts = [self.whole]
        if part is not None:
            counts.append(self.parts.setdefault(part, DatasetCounts(self._attributes)))
        for record in articles:
            for one in counts:
                one.add(record)
            yield record
