import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, Submission
from annotator.domain.articles import Appearance, Article, Story, Zone, ZoneKind
from annotator.domain.attributions import Attribution, Origin, QuotedSpan
from annotator.domain.conflicts import Conflict, Resolution
from annotator.domain.decisions import Decision, Outcome, SeenSet, Subject
from annotator.domain.documents import (
    ENTITY_CLASSES,
    canonical_json,
    content_hash,
    from_document,
    instant_of,
    instant_text,
    kind_of,
    to_document,
)
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.feedback import Feedback
from annotator.domain.people import Batch, Person, ProjectInfo, Role, Round, RoundPurpose
from annotator.domain.speakers import Speaker, SpeakerKind, SpeakerRole
from annotator.domain.text.spans import SpanRole
from tests.domain.samples import AT, an_attribution

names = st.text(st.characters(codec="utf-8"), max_size=12)
instants = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
values = st.dictionaries(names, st.one_of(names, st.booleans(), st.lists(names).map(tuple)))
plain_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), names),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)),
    max_leaves=5,
)
objects = st.dictionaries(names, plain_json, max_size=3)
numbers = st.integers(0, 2_000_000)
quoted = st.builds(QuotedSpan, st.sampled_from(SpanRole), numbers, numbers, names)
ids = st.uuids()
_entity = {
    "id": ids,
    "revision": numbers,
    "deleted_at": st.none() | instants,
    "extra": objects,
}
_by_name = {
    "name": names,
    "title": names,
    "values": values,
    "spans": st.lists(quoted, max_size=3).map(tuple),
    "snapshot": objects,
    "fields": objects,
    "derived": st.lists(names, max_size=2).map(tuple),
    "candidates": st.lists(ids, max_size=2).map(tuple),
    "gold": st.lists(ids, max_size=2).map(tuple),
    "snapshots": st.lists(objects, max_size=2).map(tuple),
    "items": st.lists(objects, max_size=2).map(tuple),
    "sets": st.lists(st.builds(SeenSet, ids, ids), max_size=2).map(tuple),
    "document": objects,
    "resolution": st.none() | st.sampled_from(Resolution),
    "aliases": st.lists(names, max_size=2).map(tuple),
    "roles": None,
    "published_on": st.none() | st.dates(),
}
_by_type = {
    "str": names,
    "str | None": st.none() | names,
    "int": numbers,
    "bool": st.booleans(),
    "uuid.UUID": ids,
    "uuid.UUID | None": st.none() | ids,
    "datetime": instants,
}
_enums = {
    "kind": {
        AnnotationSet: SetKind,
        Zone: ZoneKind,
        Speaker: SpeakerKind,
        Conflict: EntityKind,
    },
    "subject": {Decision: Subject},
    "state": {AnnotationSet: SetState, Submission: SetState},
    "origin": {Attribution: Origin},
    "outcome": {Decision: Outcome},
    "purpose": {Round: RoundPurpose},
}


def entities_of(cls: type[Entity]) -> st.SearchStrategy[Entity]:
    arguments = {}
    for field in fields(cls):
        if field.name in _entity:
            arguments[field.name] = _entity[field.name]
        elif cls in _enums.get(field.name, {}):
            arguments[field.name] = st.sampled_from(list(_enums[field.name][cls]))
        elif cls is Feedback and field.name == "values":
            arguments[field.name] = objects
        elif field.name == "roles":
            arguments[field.name] = _roles(cls)
        elif field.name in _by_name and field.type not in ("str", "str | None"):
            arguments[field.name] = _by_name[field.name]
        else:
            arguments[field.name] = _by_type[_type_name(field.type)]
    return st.builds(cls, **arguments)


def _type_name(annotation: object) -> str:
    name = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return {"UUID": "uuid.UUID", "UUID | None": "uuid.UUID | None"}.get(name, name)


def _roles(cls: type[Entity]) -> st.SearchStrategy[tuple[object, ...]]:
    if cls is Person:
        return st.lists(st.sampled_from(Role), max_size=3).map(tuple)
    dated = st.builds(
        SpeakerRole,
        **_entity,
        title=names,
        affiliation=st.none() | names,
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
    )
    return st.lists(dated, max_size=2).map(tuple)


entities = st.sampled_from(list(ENTITY_CLASSES.values())).flatmap(entities_of)


@given(entities)
def test_every_entity_comes_back_from_json_as_it_was(entity: Entity) -> None:
    text = canonical_json(to_document(entity))
    again = from_document(type(entity), json.loads(text))
    assert again == entity
    assert canonical_json(to_document(again)) == text


def test_every_kind_has_its_class() -> None:
    classes = {Article, Appearance, Zone, Story, Speaker, AnnotationSet, Submission, Attribution}
    classes |= {Decision, Person, Round, Batch, ProjectInfo, Feedback, Conflict}
    assert set(ENTITY_CLASSES.values()) == classes
    assert kind_of(an_attribution("one")) == "attribution"


@given(entities, numbers, instants)
def test_content_hash_leaves_out_revision_and_times(
    entity: Entity, revision: int, at: datetime
) -> None:
    document = to_document(entity)
    other = dict(reversed(document.items()))
    other["revision"] = revision
    other.update({key: instant_text(at) for key in ("created_at", "updated_at") if key in other})
    if document["deleted_at"]:
        other["deleted_at"] = instant_text(at)
    assert content_hash(other) == content_hash(document)


def test_content_hash_changes_with_content_and_with_deletion() -> None:
    one = an_attribution("one", stance="supports")
    hashes = {
        content_hash(to_document(other))
        for other in (
            one,
            one.but(note="n"),
            one.but(flagged=True),
            one.but(values={"stance": "opposes"}),
            one.but(values={}),
            one.but(deleted_at=AT),
            one.but(extra={"colour": "red"}),
            one.but(spans=(QuotedSpan(SpanRole.CUE, 1, 2, "x"),)),
        )
    }
    assert len(hashes) == 8


def test_content_hash_stays_what_it_was_in_earlier_releases() -> None:
    person = Person(id=an_attribution("one").id, name="Mira Sørel", roles=(Role.ANNOTATOR,))
    content = canonical_json({**to_document(person), "deleted_at": False})
    assert content == (
        '{"deleted_at":false,"extra":{},"id":"' + str(person.id) + '","name":"Mira Sørel",'
        '"revision":0,"roles":["annotator"]}'
    )
    assert content_hash(to_document(person)) == content_hash(to_document(person.but(revision=7)))


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_instants_come_back_in_utc(at: datetime, minutes: int) -> None:
    local = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    text = instant_text(local)
    assert text.endswith("Z")
    assert instant_of(text) == local
    assert instant_of(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-03-14T09:30:00Z", datetime(2025, 3, 14, 9, 30, tzinfo=UTC)),
        ("2025-03-14T09:30:00", datetime(2025, 3, 14, 9, 30, tzinfo=UTC)),
        ("2025-03-14T09:30:00+04:30", datetime(2025, 3, 14, 5, 0, tzinfo=UTC)),
    ],
)
def test_instants_are_read_with_and_without_zone(text: str, instant: datetime) -> None:
    assert instant_of(text) == instant


def test_instants_that_are_none_raise() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        instant_of("yesterday")


def test_dates_and_missing_fields_are_plain_in_documents() -> None:
    appearance = Appearance(
        id=an_attribution("a").id,
        article_id=an_attribution("b").id,
        published_on=date(2025, 3, 14),
    )
    document = to_document(appearance)
    assert document["published_on"] == "2025-03-14"
    assert document["url"] is None
    least = {"id": document["id"], "article_id": document["article_id"]}
    assert from_document(Appearance, least) == appearance.but(published_on=None)
