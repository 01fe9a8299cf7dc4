"""What several annotators handed in for one article, aligned and compared once."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.domain.adjudication.gold_fields import (
    accepted_fields,
    agreed_article_fields,
    agreed_fields,
    article_fields_of,
    article_unlike_any,
    fields_of,
    unlike_any,
)
from annotator.domain.adjudication.item import (
    SOURCE,
    SPEAKER,
    Chosen,
    Coder,
    Difference,
    FieldValue,
)
from annotator.domain.adjudication.submitted_work import SubmittedWork
from annotator.domain.alignment.differences import article_differences, differences
from annotator.domain.alignment.groups import Alignment, align
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Candidates about the same, at most one of each annotator, and how they differ."""

    members: Mapping[uuid.UUID, Attribution]
    """By person."""
    differences: tuple[Difference, ...]
    """The worst first; none where all are equal by rule."""
    agreed: Mapping[str, Chosen]
    split_with: tuple[int, ...]
    """Places of the groups that it is split apart from, or shares its span with."""


@dataclass(frozen=True)
class ComparedWork:
    """All annotators' work on one article."""

    text: str
    codebook: Codebook
    registry: SpeakerRegistry
    coders: tuple[Coder, ...]
    """By letter: where all agree, the first of them is named as the one it is taken from."""
    work: Mapping[uuid.UUID, SubmittedWork]
    """By person."""

    @cached_property
    def alignment(self) -> Alignment:
        """Return which attributions are about the same."""
        made = {person_id: one.attributions for person_id, one in self.work.items()}
        return align(made, self.codebook)

    @cached_property
    def groups(self) -> tuple[ComparedGroup, ...]:
        """Return the groups in reading order."""
        return tuple(self._group(place) for place in range(len(self.alignment.groups)))

    @cached_property
    def article_differences(self) -> tuple[Difference, ...]:
        """Return how the annotators differ about the article itself."""
        return article_differences(self.coders, self.codebook)

    @cached_property
    def article_agreed(self) -> Mapping[str, Chosen]:
        """Return the fields of the article on which all agree."""
        return agreed_article_fields(self.coders, self.codebook)

    def accepted(self, members: Mapping[uuid.UUID, Attribution]) -> dict[str, Chosen]:
        """Return all fields of gold for candidates that are equal by rule."""
        return accepted_fields(
            members, self.text, self.codebook, self.registry, self._order, self._places
        )

    def fields(self, attribution: Attribution) -> dict[str, FieldValue]:
        """Return what counts of an attribution, by field; the speaker as the entry that is meant.

        Nothing about the annotator is in it: no confidence, no note, no flag.
        """
        found = fields_of(attribution, self.codebook)
        speaker = self.registry.resolved(attribution.speaker_id)
        return {**found, SPEAKER: speaker.id if speaker else attribution.speaker_id}

    def article_fields(self, person_id: uuid.UUID) -> dict[str, FieldValue]:
        """Return the article's own fields as one annotator has them."""
        coder = next(one for one in self.coders if one.person_id == person_id)
        return article_fields_of(coder, self.codebook)

    def article_fields_in(self, coder: Coder, earlier: SubmittedWork) -> dict[str, FieldValue]:
        """Return the article's own fields as an annotator had them in another submission."""
        then = replace(coder, state=earlier.state, reason=earlier.reason, values=earlier.values)
        return article_fields_of(then, self.codebook)

    def unlike_any(
        self,
        fields: Mapping[str, Chosen],
        candidates: Mapping[uuid.UUID, Attribution],
        gold_places: Mapping[uuid.UUID, int],
    ) -> tuple[str, ...]:
        """Return the fields that equal no candidate's.

        ``gold_places``: in which group the candidates of each gold attribution are.
        """
        places = {**self._places, **gold_places}
        return unlike_any(fields, candidates, self.text, self.codebook, self.registry, places)

    def article_unlike_any(self, fields: Mapping[str, Chosen]) -> tuple[str, ...]:
        """Return the fields of the article that equal no annotator's."""
        return article_unlike_any(fields, self.coders, self.codebook)

    def is_from(self, one: Attribution, name: str, fields: Mapping[str, Chosen]) -> bool:
        """Tell whether a field's value is what this candidate has."""
        looked_at = {key: fields[key] for key in (name, SOURCE) if key in fields}
        # What is shown of an attribute hangs on others: all attributes are looked at.
        values = {key: chosen for key, chosen in fields.items() if self.codebook.attribute(key)}
        return name not in self.unlike_any({**values, **looked_at}, {one.id: one}, {})

    @property
    def _order(self) -> tuple[uuid.UUID, ...]:
        return tuple(one.person_id for one in self.coders)

    @cached_property
    def _places(self) -> Mapping[uuid.UUID, int]:
        return self.alignment.places()

    def _group(self, place: int) -> ComparedGroup:
        members = self.alignment.groups[place].members
        found = differences(
            self.alignment, place, self._order, self.text, self.codebook, self.registry
        )
        agreed = agreed_fields(
            members, self.text, self.codebook, self.registry, self._order, self._places
        )
        return ComparedGroup(members, found, agreed, self.alignment.linked(place))
