"""Entities of every kind, with all that their columns and parts may hold."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, Submission
from annotator.domain.articles import Appearance, Article, Story, Zone, ZoneKind
from annotator.domain.attributions import Attribution, Origin, QuotedSpan, ordered_spans
from annotator.domain.conflicts import Conflict, Resolution
from annotator.domain.decisions import Decision, Outcome, SeenSet, Subject
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.feedback import Feedback
from annotator.domain.people import Batch, Person, ProjectInfo, Role, Round, RoundPurpose
from annotator.domain.speakers import Speaker, SpeakerKind, SpeakerRole
from annotator.domain.text.spans import SpanRole

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
maybe_words = st.none() | words
instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
days = st.none() | st.dates(date(1, 1, 1))
whole = st.integers(0, 2**31)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
mappings = st.dictionaries(words, json_values, max_size=2)
attribute_values = st.dictionaries(
    st.sampled_from(["stance", "parts", "remark", "conditional"]),
    st.booleans() | words | st.lists(words, min_size=1, max_size=3).map(tuple),
    max_size=3,
)
common = {
    "id": st.uuids(),
    "revision": st.just(1),
    "deleted_at": st.none() | instants,
    "extra": mappings,
}
spans = st.lists(
    st.builds(QuotedSpan, st.sampled_from(SpanRole), whole, whole, words),
    max_size=5,
    unique_by=lambda span: (span.role, span.start, span.end),
).map(ordered_spans)


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    values = draw(attribute_values)
    derived = draw(st.lists(st.sampled_from(sorted(values)), unique=True)) if values else []
    return draw(
        st.builds(
            Attribution,
            **common,
            set_id=st.uuids(),
            article_id=st.uuids(),
            spans=spans,
            values=st.just(values),
            derived=st.just(tuple(sorted(derived))),
            speaker_id=st.none() | st.uuids(),
            speaking_as=st.none() | st.uuids(),
            reported_by=st.none() | st.uuids(),
            note=words,
            flagged=st.booleans(),
            origin=st.sampled_from(Origin),
            codebook=words,
            created_at=instants,
            updated_at=instants,
        )
    )


speaker_roles = st.builds(
    SpeakerRole,
    id=st.uuids(),
    extra=mappings,
    title=words,
    affiliation=maybe_words,
    since=days,
    until=days,
)
id_lists = st.lists(st.uuids(), max_size=3).map(tuple)

seen_sets = st.lists(
    st.builds(SeenSet, st.uuids(), st.uuids()), max_size=3, unique_by=lambda seen: seen.set_id
).map(lambda found: tuple(sorted(found, key=lambda seen: seen.set_id.bytes)))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Snapshots stand with their candidates; those of decisions from files are missing."""
    candidates = draw(id_lists)
    some = st.dictionaries(words, json_values, min_size=1, max_size=2)
    kept = draw(st.booleans())
    return draw(
        st.builds(
            Decision,
            **common,
            article_id=st.uuids(),
            round_id=st.uuids(),
            adjudicator_id=st.uuids(),
            outcome=st.sampled_from(Outcome),
            subject=st.sampled_from(Subject),
            candidates=st.just(candidates),
            snapshots=st.tuples(*(some for _ in candidates if kept)),
            sets=seen_sets,
            gold=id_lists,
            fields=mappings,
            reason=maybe_words,
            rationale=words,
            own_coding=st.booleans(),
            blind_check=st.booleans(),
            supersedes=st.none() | st.uuids(),
            at=instants,
        )
    )


entities: st.SearchStrategy[Entity] = st.one_of(
    st.builds(ProjectInfo, **common, name=words, created_at=instants),
    st.builds(
        Person, **common, name=words, roles=st.lists(st.sampled_from(Role), unique=True).map(tuple)
    ),
    st.builds(
        Round,
        **common,
        name=words,
        purpose=st.sampled_from(RoundPurpose),
        codebook=words,
        ordinal=whole,
        assigned=st.booleans(),
    ),
    st.builds(Batch, **common, round_id=st.uuids(), name=words, ordinal=whole),
    st.builds(
        Article,
        **common,
        digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
        length=whole,
        word_count=whole,
        title=words,
        title_start=whole,
        title_end=whole,
        language=maybe_words,
        story_id=st.none() | st.uuids(),
        imported_at=instants,
    ),
    st.builds(
        Appearance,
        **common,
        article_id=st.uuids(),
        title=maybe_words,
        outlet=maybe_words,
        byline=maybe_words,
        published_on=days,
        url=maybe_words,
        source_file=maybe_words,
        ordinal=whole,
    ),
    st.builds(
        Zone,
        **common,
        article_id=st.uuids(),
        start=whole,
        end=whole,
        kind=st.sampled_from(ZoneKind),
    ),
    st.builds(Story, **common, name=words),
    st.builds(
        Speaker,
        **common,
        name=words,
        kind=st.sampled_from(SpeakerKind),
        aliases=st.lists(words, max_size=3).map(tuple),
        role=maybe_words,
        affiliation=maybe_words,
        country=maybe_words,
        roles=st.lists(speaker_roles, max_size=2, unique_by=lambda role: role.id).map(tuple),
        owner_id=st.none() | st.uuids(),
        article_id=st.none() | st.uuids(),
        merged_into=st.none() | st.uuids(),
    ),
    st.builds(
        AnnotationSet,
        **common,
        article_id=st.uuids(),
        round_id=st.uuids(),
        person_id=st.none() | st.uuids(),
        kind=st.sampled_from(SetKind),
        batch_id=st.none() | st.uuids(),
        state=st.sampled_from(SetState),
        reason=maybe_words,
        values=attribute_values,
        seconds=whole,
    ),
    st.builds(
        Submission,
        **common,
        set_id=st.uuids(),
        ordinal=whole,
        state=st.sampled_from(SetState),
        reason=maybe_words,
        codebook=words,
        submitted_at=instants,
        snapshot=mappings,
    ),
    attributions(),
    decisions(),
    st.builds(
        Feedback,
        **common,
        article_id=st.uuids(),
        round_id=st.uuids(),
        person_id=st.uuids(),
        items=st.lists(mappings, max_size=2).map(tuple),
        values=mappings,
        released_at=instants,
    ),
    st.builds(
        Conflict,
        **common,
        kind=st.sampled_from(EntityKind),
        entity_id=st.uuids(),
        entity_revision=whole,
        entity_hash=st.binary(min_size=32, max_size=32).map(bytes.hex),
        document=mappings,
        found_at=instants,
        resolution=st.none() | st.sampled_from(Resolution),
    ),
)
"""Every kind that has a table; what they refer to need not exist."""
