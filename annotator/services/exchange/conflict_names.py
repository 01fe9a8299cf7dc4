"""Conflicts with what the things in them are called: for a person who decides."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Article
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.people import Actor, Person, Round
from annotator.domain.speakers import Speaker
from annotator.services.exchange.conflicts import OpenConflict, conflicts
from annotator.services.project import Project
from annotator.storage import entity_rows, project_queries
from annotator.storage.store import Connection


@dataclass(frozen=True, slots=True)
class NamedConflict:
    """An open conflict, and names for the identifiers in both of its forms."""

    conflict: OpenConflict
    article: str | None = None
    """The title of the article that it is about."""
    person: str | None = None
    """Whose work it is, or who made the speaker."""
    codebook: Codebook | None = None
    """By which the values are to be read."""
    speakers: dict[uuid.UUID, str] = field(default_factory=dict)
    people: dict[uuid.UUID, str] = field(default_factory=dict)
    quotes: dict[uuid.UUID, str] = field(default_factory=dict)
    """What attributions say that are named in "reported by"."""


def named_conflicts(project: Project, actor: Actor) -> tuple[NamedConflict, ...]:
    """Return the open conflicts, for whom `conflicts` returns them, with names."""
    found = conflicts(project, actor)
    if not found:
        return ()
    forms = [form for one in found for form in (one.stands, one.aside)]
    with project.store.read() as connection:
        names = _Names(
            articles=_read(connection, EntityKind.ARTICLE, (one.article_id for one in found)),
            people={one.id: one for one in project_queries.people(connection)},
            speakers=_read(connection, EntityKind.SPEAKER, _named(forms, "speaker_id")),
            merged=_read(connection, EntityKind.SPEAKER, _named(forms, "merged_into")),
            carriers=_read(connection, EntityKind.ATTRIBUTION, _named(forms, "reported_by")),
            rounds={one.id: one for one in project_queries.rounds(connection)},
        )
    return tuple(_described(project, one, names) for one in found)


@dataclass(frozen=True, slots=True)
class _Names:
    articles: dict[uuid.UUID, Entity]
    people: dict[uuid.UUID, Person]
    speakers: dict[uuid.UUID, Entity]
    merged: dict[uuid.UUID, Entity]
    carriers: dict[uuid.UUID, Entity]
    rounds: dict[uuid.UUID, Round]


def _described(project: Project, one: OpenConflict, names: _Names) -> NamedConflict:
    article = names.articles.get(one.article_id) if one.article_id else None
    person = names.people.get(one.person_id) if one.person_id else None
    return NamedConflict(
        conflict=one,
        article=article.title if isinstance(article, Article) else None,
        person=person.name if person else None,
        codebook=_codebook(project, one.stands, names),
        speakers={
            id_: speaker.name
            for id_, speaker in (names.speakers | names.merged).items()
            if isinstance(speaker, Speaker)
        },
        people={id_: each.name for id_, each in names.people.items()},
        quotes={
            id_: " … ".join(span.quote for span in carrier.content)
            for id_, carrier in names.carriers.items()
            if isinstance(carrier, Attribution)
        },
    )


def _codebook(project: Project, entity: Entity, names: _Names) -> Codebook | None:
    if isinstance(entity, Attribution):
        return project.codebook(entity.codebook)
    if isinstance(entity, AnnotationSet) and entity.round_id in names.rounds:
        return project.codebook(names.rounds[entity.round_id].codebook)
    return None


def _named(forms: Iterable[Entity], field_name: str) -> set[uuid.UUID | None]:
    return {getattr(one, field_name, None) for one in forms}


def _read(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID, Entity]:
    return entity_rows.load(connection, kind, {one for one in ids if one is not None})
