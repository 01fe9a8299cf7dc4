"""What annotating services share: the actor's own set and attributions, open for changes."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet, SetState, set_id_of
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan, Values
from annotator.domain.changes import Intention
from annotator.domain.codebook import Codebook
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.people import Actor, Role
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.quotations import quotation_type
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.project import Project
from annotator.storage import article_queries, project_queries, work_queries
from annotator.storage.store import Connection, WrittenStep
from annotator.storage.write_unit import WriteUnit


@dataclass(frozen=True, slots=True)
class Desk:
    """An actor's own set of an article, inside a write transaction."""

    unit: WriteUnit
    work: AnnotationSet
    text: str
    codebook: Codebook

    def store(self, attribution: Attribution, before: Attribution) -> Attribution:
        """Store a changed attribution, with the values that follow from its spans worked out."""
        derived = with_derived_values(self.text, self.codebook, attribution)
        return self.unit.put(derived.but(updated_at=self.unit.now), before=before)

    def add(self, attribution: Attribution) -> None:
        """Store a new attribution; one that is there already (the call is a repetition) stays."""
        if self.unit.find(Attribution, EntityKind.ATTRIBUTION, attribution.id) is None:
            self.unit.put(with_derived_values(self.text, self.codebook, attribution), new=True)


@contextmanager
def desk(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    intention: Intention,
    **fields: Any,
) -> Iterator[tuple[WrittenStep, Desk]]:
    """Yield the actor's open set of an article, begun if need be, in one write transaction.

    Raises `NotAllowed` for other roles, `Refused` (set_closed) for work that is handed in.
    """
    only_annotators(actor)
    with project.store.write(
        intention,
        actor.person_id,
        article_id=article_id,
        fields=fields,
        patience=project.patience,
    ) as written:
        text = text_of(written.unit, article_id)
        codebook = _codebook(project, written.unit.connection, round_id)
        work = begun_set(written.unit, actor, article_id, round_id)
        yield written, Desk(written.unit, work, text, codebook)


@contextmanager
def own_attribution(
    project: Project, actor: Actor, attribution_id: uuid.UUID, intention: Intention
) -> Iterator[tuple[WrittenStep, Desk, Attribution]]:
    """Yield one of the actor's own attributions, open for changes; others' are not found."""
    only_annotators(actor)
    article_id = _article_of(project, actor, attribution_id)
    with project.store.write(
        intention, actor.person_id, article_id=article_id, patience=project.patience
    ) as written:
        unit = written.unit
        attribution = unit.get(Attribution, EntityKind.ATTRIBUTION, attribution_id)
        work = open_set(unit.get(AnnotationSet, EntityKind.ANNOTATION_SET, attribution.set_id))
        text = text_of(unit, attribution.article_id)
        yield written, Desk(unit, work, text, project.codebook(attribution.codebook)), attribution


def only_annotators(actor: Actor) -> None:
    """Refuse roles that do not code."""
    if actor.role is not Role.ANNOTATOR:
        raise NotAllowed("annotators_only")


def text_of(unit: WriteUnit, article_id: uuid.UUID) -> str:
    """Return an article's text; raises `NotFound` for one that is not in the project (any more)."""
    text = article_queries.text_of(unit.connection, article_id)
    if text is None:
        raise NotFound("not_found", kind=EntityKind.ARTICLE.value)
    return text


def begun_set(
    unit: WriteUnit, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> AnnotationSet:
    """Return the actor's set, in progress from now on.

    Raises `Refused` when it is closed, `NotFound` when the article is not handed to the actor.
    """
    set_id = set_id_of(article_id, round_id, actor.person_id)
    before = unit.find(AnnotationSet, EntityKind.ANNOTATION_SET, set_id)
    must_be_assigned(unit.connection, round_id, before)
    work = before or AnnotationSet(
        id=set_id, article_id=article_id, round_id=round_id, person_id=actor.person_id
    )
    if work.deleted:
        work = work.but(deleted_at=None, state=SetState.TO_DO, reason=None, values={})
    if open_set(work).state is SetState.TO_DO:
        work = work.but(state=SetState.IN_PROGRESS)
    return unit.put(work, before=before, new=before is None)


def must_be_assigned(
    connection: Connection, round_id: uuid.UUID, work: AnnotationSet | None
) -> None:
    """Raise `NotFound` where a round's articles are handed out, and this one is not the actor's."""
    if (work is None or work.deleted) and project_queries.is_assigned(connection, round_id):
        raise NotFound("not_found", kind=EntityKind.ARTICLE.value)


def open_set(work: AnnotationSet) -> AnnotationSet:
    """Return the set; raises `Refused` when it was handed in and not reopened."""
    if work.state.closed:
        raise Refused("set_closed")
    return work


def codebook_of_round(project: Project, round_id: uuid.UUID) -> Codebook:
    """Return the codebook version by which a round is coded."""
    with project.store.read() as connection:
        return _codebook(project, connection, round_id)


def cleaned(value: AttributeValue) -> AttributeValue:
    """Return a value as it can be stored: text without halves of characters."""
    return without_lone_surrogates(value) if isinstance(value, str) else value


def quoted(text: str, role: SpanRole, spans: Sequence[Span]) -> tuple[QuotedSpan, ...]:
    """Return spans with the words that they cover."""
    return tuple(QuotedSpan(role, one.start, one.end, one.quote(text)) for one in spans)


def with_derived_values(text: str, codebook: Codebook, attribution: Attribution) -> Attribution:
    """Return the attribution with the quotation type read from the marks, unless overridden."""
    values: Values = dict(attribution.values)
    derived = set(attribution.derived)
    for attribute in codebook.derived():
        if attribute.key in values and attribute.key not in derived:
            continue
        found = quotation_type(text, [span.span for span in attribution.content])
        if found is None:
            values.pop(attribute.key, None)
            derived.discard(attribute.key)
        else:
            values[attribute.key] = found
            derived.add(attribute.key)
    return attribution.but(values=values, derived=tuple(sorted(derived)))


def _codebook(project: Project, connection: Connection, round_id: uuid.UUID) -> Codebook:
    ref = project_queries.codebook_of_round(connection, round_id)
    if ref is None:
        raise NotFound("not_found", kind=EntityKind.ROUND.value)
    return project.codebook(ref)


def _article_of(project: Project, actor: Actor, attribution_id: uuid.UUID) -> uuid.UUID:
    with project.store.read() as connection:
        found = work_queries.attribution(connection, attribution_id)
        work = work_queries.annotation_set(connection, found.set_id) if found else None
    if found is None or work is None or work.person_id != actor.person_id:
        raise NotFound("not_found", kind=EntityKind.ATTRIBUTION.value)
    return found.article_id
