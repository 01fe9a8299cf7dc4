"""One person's share of a project: what a package takes out of a file, and what a handout holds."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission
from annotator.domain.articles import Article
from annotator.domain.attributions import Attribution
from annotator.domain.documents import ENTITY_CLASSES, from_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.feedback import Feedback
from annotator.domain.merging.exchanged import MAX_REVISION, Bundle, Claim, CodebookVersion
from annotator.domain.merging.versions import Edge
from annotator.domain.people import Batch, Person, ProjectInfo, Round
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.storage import exchange_queries, lineage, project_queries
from annotator.storage.exchange_queries import entities, entities_of
from annotator.storage.store import Connection

_Allowed = Callable[[Entity], bool]


def claims_of(
    connection: Connection,
    kind: EntityKind,
    found: Sequence[Entity],
    allowed: _Allowed = lambda _form: True,
) -> list[Claim]:
    """Return what a file says of these entities: open conflicts' other forms are part of it.

    Forms that are not ``allowed`` are left out; an entity without any other, too.
    """
    ids = [one.id for one in found]
    edges = lineage.edges_of(connection, ids)
    conflicts = exchange_queries.conflicts_of(connection, ids)
    claims = []
    for one in found:
        aside = [
            from_document(ENTITY_CLASSES[kind], each.document)
            for each in conflicts.get(one.id, ())
            if not each.deleted and each.resolution is None
        ]
        forms = tuple(form for form in (one, *aside) if allowed(form))
        if forms:
            kept = frozenset(edge for edge in edges[one.id] if _speaks_of_forms(edge))
            claims.append(Claim(kind, one.id, forms, kept))
    return claims


def package_share(connection: Connection, person: Person) -> Bundle:
    """Return a person's work: sets, submissions, attributions, and speakers of their own."""
    sets = exchange_queries.sets_of_person(connection, person.id)
    inside = _Work.of(connection, [one.id for one in sets])
    begun = {getattr(one, "set_id", None) for one in (*inside.attributions, *inside.submissions)}
    worked = [one for one in sets if one.id in begun or _is_work(one)]
    speakers = exchange_queries.own_speakers(connection, person.id)
    claims = [
        *claims_of(
            connection,
            EntityKind.SPEAKER,
            speakers,
            lambda form: isinstance(form, Speaker) and form.owner_id == person.id,
        ),
        *claims_of(connection, EntityKind.ANNOTATION_SET, worked),
        *claims_of(connection, EntityKind.SUBMISSION, inside.submissions),
        *claims_of(connection, EntityKind.ATTRIBUTION, inside.attributions),
    ]
    rounds = {one.round_id for one in worked}
    return _bundle(connection, person, claims, rounds)


def handout_share(connection: Connection, person: Person, batch_name: str | None = None) -> Bundle:
    """Return all that a person needs to code, and nothing of anybody else.

    Sets that were taken back are told of even where their article is no part of it, and feedback
    that was withdrawn is told of as that, so that it goes in the person's file, too. Raises
    `NotFound` (unknown_batch), `Refused` (speaker_not_published: the person's work names a speaker
    whom others made).
    """
    chosen = _Chosen.of(connection, person, batch_name)
    inside = _Work.of(
        connection, [one.id for one in chosen.sets if one.article_id in chosen.articles]
    )
    speakers = _speakers(connection, person, chosen.articles, inside.attributions)
    known = {one.id for one in speakers}
    attributions = _with_their_speakers(inside.attributions, known)
    articles = entities_of(connection, EntityKind.ARTICLE, "id", chosen.articles)
    stories = {one.story_id for one in articles if isinstance(one, Article)} - {None}
    sets = [one for one in chosen.sets if one.deleted or one.article_id in chosen.articles]
    batches = {one.batch_id for one in sets} - {None}

    def visible(form: Entity) -> bool:
        if isinstance(form, Feedback):
            return _may_be_shown(form)
        return not isinstance(form, Speaker) or form.owner_id in (None, person.id)

    def claims(kind: EntityKind, found: Sequence[Entity]) -> list[Claim]:
        return claims_of(connection, kind, found, visible)

    def about(kind: EntityKind) -> list[Claim]:
        return claims(kind, entities_of(connection, kind, "article_id", chosen.articles))

    feedback = [
        one
        for one in entities_of(connection, EntityKind.FEEDBACK, "person_id", [person.id])
        if isinstance(one, Feedback)
        and _may_be_shown(one)
        and one.article_id in chosen.articles
        and one.round_id in chosen.rounds
    ]
    found = [
        *claims(EntityKind.PROJECT, [project_queries.project_info(connection)]),
        *claims(EntityKind.PERSON, entities_of(connection, EntityKind.PERSON, "id", [person.id])),
        *claims(EntityKind.ROUND, list(chosen.rounds.values())),
        *claims(EntityKind.BATCH, _of_ids(connection, EntityKind.BATCH, batches)),
        *claims(EntityKind.STORY, _of_ids(connection, EntityKind.STORY, stories)),
        *claims(EntityKind.ARTICLE, _in_order(articles, chosen.articles)),
        *about(EntityKind.APPEARANCE),
        *about(EntityKind.ZONE),
        *claims(EntityKind.SPEAKER, speakers),
        *claims(EntityKind.ANNOTATION_SET, sets),
        *claims(EntityKind.SUBMISSION, inside.submissions),
        *claims(EntityKind.ATTRIBUTION, attributions),
        *claims(EntityKind.FEEDBACK, feedback),
    ]
    return _bundle(connection, person, found, set(chosen.rounds))


@dataclass(slots=True)
class _Work:
    """What is inside sets, deleted things too."""

    submissions: list[Entity] = field(default_factory=list)
    attributions: list[Entity] = field(default_factory=list)

    @staticmethod
    def of(connection: Connection, set_ids: Sequence[uuid.UUID]) -> "_Work":
        return _Work(
            entities_of(connection, EntityKind.SUBMISSION, "set_id", set_ids),
            entities_of(connection, EntityKind.ATTRIBUTION, "set_id", set_ids),
        )


@dataclass(slots=True)
class _Chosen:
    """Which rounds and articles a handout is about."""

    rounds: dict[uuid.UUID, Round]
    articles: dict[uuid.UUID, int]
    """With their places in the project."""
    sets: list[AnnotationSet]
    """The person's sets in these rounds, deleted ones too."""

    @staticmethod
    def of(connection: Connection, person: Person, batch_name: str | None) -> "_Chosen":
        everything = exchange_queries.sets_of_person(connection, person.id)
        living = [one for one in everything if not one.deleted]
        order = exchange_queries.article_places(connection)
        rounds = {one.id: one for one in project_queries.rounds(connection)}
        if batch_name is None:
            shared = {one.round_id for one in living}
            chosen = {one.id for one in rounds.values() if not one.assigned or one.id in shared}
            articles = {one.article_id for one in living if one.round_id in chosen}
            if any(not rounds[one].assigned for one in chosen):
                articles = set(order)
        else:
            batch = _batch(connection, batch_name)
            begun = exchange_queries.begun_sets(connection, [one.id for one in living])
            mine = [one for one in living if one.id in begun or _is_work(one)]
            articles = {one.article_id for one in mine}
            if rounds[batch.round_id].assigned:
                articles |= {one.article_id for one in living if one.batch_id == batch.id}
            else:
                articles |= exchange_queries.articles_of_batch(connection, batch.id)
            chosen = {batch.round_id} | {one.round_id for one in mine}
        return _Chosen(
            rounds={id_: one for id_, one in rounds.items() if id_ in chosen},
            articles={id_: place for id_, place in order.items() if id_ in articles},
            sets=[one for one in everything if one.round_id in chosen],
        )


def _speakers(
    connection: Connection,
    person: Person,
    articles: Iterable[uuid.UUID],
    attributions: Iterable[Entity],
) -> list[Entity]:
    """Return published speakers and the person's own, and those that these were merged into.

    One that was merged away before it was ever published was never anybody's but its maker's.
    """
    here = {None, *articles}
    published = exchange_queries.published_speakers(connection)
    merged = [one.id for one in published if one.merged_into is not None]
    seen = exchange_queries.speakers_once(connection, merged, None)
    named = {getattr(one, "speaker_id", None) for one in attributions}
    found = {one.id: one for one in exchange_queries.own_speakers(connection, person.id)}
    for one in published:
        if one.merged_into is None or one.id in seen or one.id in named:
            found.setdefault(one.id, one)
    by_id = {one.id: one for one in published}
    waiting = list(found.values())
    while waiting:
        into = waiting.pop().merged_into
        if into is not None and into not in found and into in by_id:
            found[into] = by_id[into]
            waiting.append(by_id[into])
    whole = {id_: one for id_, one in found.items() if one.article_id in here}
    return [
        one
        for one in sorted(whole.values(), key=lambda one: one.id.bytes)
        if one.merged_into is None or one.merged_into in whole
    ]


def _with_their_speakers(attributions: Iterable[Entity], speakers: set[uuid.UUID]) -> list[Entity]:
    """Return the attributions whose speakers can go with them; a living one has to be among them.

    What a deleted one reports, or is reported by, goes with it.
    """
    there = {}
    for one in attributions:
        if isinstance(one, Attribution):
            if one.speaker_id is None or one.speaker_id in speakers:
                there[one.id] = one
            elif not one.deleted:
                raise Refused("speaker_not_published", speaker=str(one.speaker_id))
    while lost := [
        one.id for one in there.values() if one.reported_by and one.reported_by not in there
    ]:
        for id_ in lost:
            del there[id_]
    return list(there.values())


def _bundle(
    connection: Connection, person: Person, claims: list[Claim], rounds: set[uuid.UUID]
) -> Bundle:
    info: ProjectInfo = project_queries.project_info(connection)
    refs = {one.id: one.codebook for one in project_queries.rounds(connection) if one.id in rounds}
    used = set(refs.values())
    for claim in claims:
        for form in claim.forms:
            if isinstance(form, (Attribution, Submission)):
                used.add(form.codebook)
    return Bundle(
        project_id=info.id,
        project_name=info.name,
        person_id=person.id,
        person_name=person.name,
        codebooks=tuple(
            CodebookVersion(one, mapping)
            for one, mapping in project_queries.codebooks_with_mappings(connection)
            if one.ref in used
        ),
        round_codebooks=refs,
        claims=tuple(claims),
    )


def _batch(connection: Connection, name: str) -> Batch:
    found = [
        one
        for one in entities(connection, EntityKind.BATCH)
        if isinstance(one, Batch) and not one.deleted and match_key(one.name) == match_key(name)
    ]
    if not found:
        raise NotFound("unknown_batch", name=name)
    return max(found, key=lambda one: one.id.bytes)


def _of_ids(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID | None]
) -> list[Entity]:
    return entities_of(connection, kind, "id", [one for one in ids if one is not None])


def _in_order(articles: Iterable[Entity], places: dict[uuid.UUID, int]) -> list[Entity]:
    return sorted(articles, key=lambda one: places[one.id])


def _may_be_shown(one: Feedback) -> bool:
    """Tell whether feedback may leave: what was withdrawn only once nothing is in it any more."""
    return not one.deleted or not (one.items or one.values)


def _is_work(one: AnnotationSet) -> bool:
    """Tell whether a set is more than an article that waits to be coded."""
    return one.state is not SetState.TO_DO or bool(one.values) or one.revision > 1


def _speaks_of_forms(edge: Edge) -> bool:
    return 0 < edge.parent.revision < edge.child.revision <= MAX_REVISION
