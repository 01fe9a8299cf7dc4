"""One article as an adjudicator has it at hand: who coded it, what is aligned, what is decided."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.domain.adjudication.compared_work import ComparedWork
from annotator.domain.adjudication.decision_fields import fields_about_text, fields_from_document
from annotator.domain.adjudication.item import SPEAKER, Chosen, Coder, Item, letters
from annotator.domain.adjudication.item_making import items_of, single_items_of
from annotator.domain.adjudication.submitted_work import SubmittedWork, latest_work
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import AnnotationSet, SetKind, Submission
from annotator.domain.articles import ArticleText
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Decision, SeenSet, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import Speaker
from annotator.services.project import Project
from annotator.storage import (
    adjudication_queries,
    article_queries,
    project_queries,
    work_queries,
)
from annotator.storage.store import Connection


@dataclass(frozen=True)
class ArticleAtHand:
    """What adjudicating an article of a round starts from, as it stood in one transaction."""

    article: ArticleText
    round_id: uuid.UUID
    codebook: Codebook
    coders: tuple[Coder, ...]
    """By letter."""
    work: Mapping[uuid.UUID, SubmittedWork]
    """What is compared, by person."""
    submissions: tuple[Submission, ...]
    """All of the compared sets, older ones too."""
    speakers: dict[uuid.UUID, Speaker]
    decisions: tuple[Decision, ...]
    """Of this round, superseded ones too, oldest first."""
    gold_set: AnnotationSet | None
    gold: Mapping[uuid.UUID, Attribution]
    """Living ones, in reading order."""

    @cached_property
    def registry(self) -> SpeakerRegistry:
        """Return who is the same speaker as whom."""
        return SpeakerRegistry(self.speakers)

    @cached_property
    def compared(self) -> ComparedWork:
        """Return what is aligned and how it differs: the costly part, worked out once."""
        return ComparedWork(self.article.text, self.codebook, self.registry, self.coders, self.work)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return what there is to adjudicate: the article's own item, then in reading order."""
        return self.items_with(self.decisions, self.gold)

    @property
    def seen(self) -> tuple[SeenSet, ...]:
        """Return whose work is compared in which form, ordered by set."""
        found = (SeenSet(one.set_id, one.submission_id) for one in self.coders)
        return tuple(sorted(found, key=lambda one: one.set_id))

    def items_with(
        self, decisions: Sequence[Decision], gold: Mapping[uuid.UUID, Attribution]
    ) -> tuple[Item, ...]:
        """Return the items as they would be with these decisions and this gold."""
        return items_of(
            self.article.article.id,
            self.round_id,
            self.compared,
            decisions,
            gold,
            self.submissions,
        )

    def honest(self, item: Item | None, fields: Mapping[str, Chosen]) -> dict[str, Chosen]:
        """Return all fields that a decision on this item has; what is not given is absent.

        "Taken from" stays only where that annotator has just this. What the program derives from
        the text is left to it where it is not given.
        """
        subject = item.subject if item else Subject.ATTRIBUTION
        absent = {name: Chosen(None) for name in sorted(fields_about_text(self.codebook, subject))}
        derived = {one.key for one in self.codebook.derived()}
        found = {name: one for name, one in absent.items() if name not in derived} | dict(fields)
        return {
            name: one if self.is_from(one.taken_from, item, name, found) else Chosen(one.value)
            for name, one in found.items()
        }

    def attributed(self, item: Item | None, fields: Mapping[str, Chosen]) -> dict[str, Chosen]:
        """Return the fields with the first annotator, by letter, who has each so."""
        return {
            name: Chosen(
                one.value,
                next(
                    (
                        coder.person_id
                        for coder in self.coders
                        if self.is_from(coder.person_id, item, name, fields)
                    ),
                    None,
                ),
            )
            for name, one in fields.items()
        }

    def unlike_any(self, item: Item | None, fields: Mapping[str, Chosen]) -> tuple[str, ...]:
        """Return the fields of an item's gold that equal no annotator's."""
        if item is not None and item.subject is Subject.ARTICLE:
            return self.compared.article_unlike_any(fields)
        places = self.compared.alignment.places()
        gold_places = {
            gold: places[candidate]
            for one in self.decisions
            for gold in one.gold
            for candidate in one.candidates
            if candidate in places
        }
        return self.compared.unlike_any(fields, item.candidates if item else {}, gold_places)

    @cached_property
    def single_items(self) -> tuple[Item, ...]:
        """Return the items of one annotator's work alone, with all that it says as agreed."""
        return single_items_of(self.article.article.id, self.round_id, self.compared)

    def is_from(
        self,
        person_id: uuid.UUID | None,
        item: Item | None,
        name: str,
        fields: Mapping[str, Chosen],
    ) -> bool:
        """Tell whether an annotator has a field of an item just so, by the rules of comparing."""
        if person_id is None or item is None:
            return False
        if item.subject is Subject.ARTICLE:
            known = any(one.person_id == person_id for one in self.coders)
            return known and self.compared.article_fields(person_id).get(name) == fields[name].value
        candidate = item.candidates.get(person_id)
        return candidate is not None and self.compared.is_from(candidate, name, fields)

    def coded_by(self, person_id: uuid.UUID) -> bool:
        """Tell whether somebody's own work is compared."""
        return any(one.person_id == person_id for one in self.coders)


def only_adjudicators(actor: Actor) -> None:
    """Refuse roles that do not adjudicate."""
    if actor.role is not Role.ADJUDICATOR:
        raise NotAllowed("adjudicators_only")


def only_adjudicators_and_managers(actor: Actor) -> None:
    """Refuse annotators."""
    if actor.role not in (Role.ADJUDICATOR, Role.MANAGER):
        raise NotAllowed("adjudicators_only")


def at_hand(
    project: Project, connection: Connection, article_id: uuid.UUID, round_id: uuid.UUID
) -> ArticleAtHand | None:
    """Return an article with all that was handed in and decided; None where there is no such."""
    article = article_queries.article_text(connection, article_id)
    ref = project_queries.codebook_of_round(connection, round_id)
    if article is None or ref is None:
        return None
    sets = [
        one
        for one in work_queries.sets_of_article(connection, article_id)
        if one.round_id == round_id
    ]
    gold_set = next((one for one in sets if one.kind is SetKind.GOLD), None)
    own_sets = {one.person_id: one for one in sets if one.kind is SetKind.ANNOTATOR}
    by_person = {person_id: one for person_id, one in own_sets.items() if person_id is not None}
    submissions = work_queries.submissions_of(connection, [one.id for one in by_person.values()])
    work: dict[uuid.UUID, SubmittedWork] = {}
    for person_id, one in by_person.items():
        handed_in = latest_work(each for each in submissions if each.set_id == one.id)
        if handed_in is not None:
            work[person_id] = handed_in
    decisions = tuple(
        one
        for one in work_queries.decisions_of_article(connection, article_id)
        if one.round_id == round_id
    )
    gold = work_queries.attributions_of(connection, [gold_set.id]) if gold_set else []
    everything = [one for found in work.values() for one in found.attributions]
    named = {one.speaker_id for one in (*everything, *gold) if one.speaker_id}
    return ArticleAtHand(
        article=article,
        round_id=round_id,
        codebook=project.codebook(ref),
        coders=_coders(project, connection, article_id, round_id, by_person, work),
        work=work,
        submissions=submissions,
        speakers=adjudication_queries.speakers_meant(
            connection, named | _speakers_decided(decisions)
        ),
        decisions=decisions,
        gold_set=gold_set,
        gold={one.id: one for one in gold},
    )


def must_be_at_hand(
    project: Project, connection: Connection, article_id: uuid.UUID, round_id: uuid.UUID
) -> ArticleAtHand:
    """Return an article with its work; raises `NotFound`."""
    found = at_hand(project, connection, article_id, round_id)
    if found is None:
        raise NotFound("not_found", kind=EntityKind.ARTICLE.value)
    return found


def _coders(
    project: Project,
    connection: Connection,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    sets: Mapping[uuid.UUID, AnnotationSet],
    work: Mapping[uuid.UUID, SubmittedWork],
) -> tuple[Coder, ...]:
    """Return whose work is compared; ``sets`` and ``work`` by person."""
    letter_of = letters(project.info.id, article_id, round_id, work)
    names = {one.id: one.name for one in project_queries.people(connection)}
    found = [
        Coder(
            person_id=person_id,
            letter=letter_of[person_id],
            name=names.get(person_id, ""),
            set_id=sets[person_id].id,
            submission_id=handed_in.submission_id,
            state=handed_in.state,
            reason=handed_in.reason,
            values=handed_in.values,
            reopened=not sets[person_id].state.closed,
        )
        for person_id, handed_in in work.items()
    ]
    return tuple(sorted(found, key=lambda one: (len(one.letter), one.letter)))


def _speakers_decided(decisions: Iterable[Decision]) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for one in decisions:
        chosen = one.fields.get(SPEAKER)
        if chosen:
            value = fields_from_document({SPEAKER: chosen})[SPEAKER].value
            found |= {value} if isinstance(value, uuid.UUID) else set()
    return found
