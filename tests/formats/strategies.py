"""Article records with everything that storage may hand to a writer."""

from datetime import UTC, date, datetime

from hypothesis import assume
from hypothesis import strategies as st

from annotator.domain.annotation_sets import SetState
from annotator.domain.articles import ZoneKind
from annotator.domain.attributions import Origin, QuotedSpan, Values, ordered_spans
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.people import Role, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.article_text import article_id_of, digest_of
from annotator.domain.text.spans import SpanRole
from annotator.formats.records import (
    LINE_KEYS,
    SPAN_KEYS,
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    BatchRecord,
    DecisionRecord,
    FeedbackRecord,
    Layer,
    PersonRecord,
    ProjectRecord,
    RoundRecord,
    SeenSetRecord,
    SetRecord,
    SpeakerRecord,
    SpeakerRoleRecord,
    StoryRecord,
    SubmissionRecord,
    ZoneRecord,
    span_key,
)
from tests.domain.samples import codebook
from tests.domain.strategies import texts

any_text = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["=1+1", "+x", "-5", "@sum", "'tis", "a,b", 'say "so"', "line\r\nbreak", "\tt", "＝x", "؟"]
    ),
)
names = st.sampled_from(["Ingrid Valmont", "=Tomas", "زهرا حلیمی", "Zoë", "O'Hara, Q."])
optional = st.none() | any_text
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ids = st.uuids(version=4)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(any_text, inner, max_size=2),
    max_leaves=4,
)
extras = st.dictionaries(any_text.map(lambda key: f"x {key}"), json_values, max_size=2)
values = st.dictionaries(
    st.sampled_from(["stance", "parts", "conditional", "remark"]),
    st.one_of(any_text, st.booleans(), st.lists(any_text, max_size=2).map(tuple)),
    max_size=3,
)
article_values: st.SearchStrategy[Values] = st.dictionaries(
    st.just("relevance"), st.sampled_from(["yes", "no"])
)

appearances = st.builds(
    AppearanceRecord,
    id=ids,
    title=optional,
    outlet=optional,
    byline=optional,
    published_on=st.none() | days,
    url=optional,
    source_file=optional,
    extra=extras,
)
roles = st.builds(
    SpeakerRoleRecord,
    id=ids,
    title=names,
    affiliation=optional,
    since=st.none() | days,
    until=st.none() | days,
    extra=extras,
)
_speaker_fields = {
    "id": ids,
    "name": names,
    "aliases": st.lists(any_text, max_size=2).map(tuple),
    "kind": st.sampled_from(SpeakerKind),
    "role": optional,
    "affiliation": optional,
    "country": optional,
    "extra": extras,
}
speakers = st.builds(SpeakerRecord, **_speaker_fields)
registry_entries = st.builds(
    SpeakerRecord,
    **_speaker_fields,
    roles=st.lists(roles, max_size=2).map(tuple),
    owner=st.none() | names,
    article=st.none() | ids,
    merged_into=st.none() | ids,
)
submissions = st.builds(
    SubmissionRecord,
    id=ids,
    ordinal=st.integers(1, 9),
    state=st.sampled_from([SetState.DONE, SetState.CANNOT_CODE]),
    reason=optional,
    codebook=st.just("harbour-deal@2"),
    submitted_at=instants,
    snapshot=st.dictionaries(any_text, json_values, max_size=2),
    extra=extras,
)
sets = st.builds(
    SetRecord,
    annotator=names,
    round=st.sampled_from(["Main", "Pilot"]),
    batch=optional,
    state=st.sampled_from(SetState),
    reason=optional,
    values=article_values,
    seconds=st.integers(0, 10**6),
    submissions=st.lists(submissions, max_size=2, unique_by=lambda one: one.ordinal).map(
        lambda found: tuple(sorted(found, key=lambda one: one.ordinal))
    ),
    extra=extras,
)
gold_sets = st.builds(SetRecord, annotator=st.none(), layer=st.just(Layer.GOLD), extra=extras)
documents = st.dictionaries(any_text, json_values, max_size=2)
seen_sets = st.builds(SeenSetRecord, annotator=names, submission=ids)
decisions = st.builds(
    DecisionRecord,
    id=ids,
    round=st.sampled_from(["Main", "Pilot"]),
    adjudicator=names,
    outcome=st.sampled_from(Outcome),
    subject=st.sampled_from(Subject),
    candidates=st.lists(ids, max_size=2).map(tuple),
    snapshots=st.lists(documents, max_size=2).map(tuple),
    sets=st.lists(seen_sets, max_size=2, unique_by=lambda one: one.annotator).map(
        lambda found: tuple(sorted(found, key=lambda one: one.annotator))
    ),
    gold=st.lists(ids, max_size=2).map(tuple),
    fields=st.dictionaries(any_text, json_values, max_size=2),
    reason=optional,
    rationale=any_text,
    own_coding=st.booleans(),
    blind_check=st.booleans(),
    supersedes=st.none() | ids,
    at=st.none() | instants,
    extra=extras,
)
feedback = st.builds(
    FeedbackRecord,
    annotator=names,
    round=st.sampled_from(["Main", "Pilot"]),
    items=st.lists(documents, max_size=2).map(tuple),
    values=documents,
    released_at=st.none() | instants,
    extra=extras,
)


@st.composite
def _spans(draw: st.DrawFn, text: str, role: SpanRole, least: int) -> tuple[QuotedSpan, ...]:
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=least * 2, max_size=6)))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    found = [QuotedSpan(role, start, end, text[start:end]) for start, end in pairs]
    return tuple(span for span in found if span.quote.strip())


@st.composite
def _attributions(draw: st.DrawFn, text: str) -> AttributionRecord:
    content = draw(_spans(text, SpanRole.CONTENT, 1))
    assume(content)
    others = [span for role in list(SpanRole)[1:] for span in draw(_spans(text, role, 0))]
    spans = ordered_spans([*content, *others])
    gold = draw(st.booleans())
    keys_of_spans = draw(st.sampled_from([{}, {span_key(spans[0]): {"x": 1}}]))
    extra = draw(extras) | ({SPAN_KEYS: keys_of_spans} if keys_of_spans else {})
    return draw(
        st.builds(
            AttributionRecord,
            id=ids,
            annotator=st.none() if gold else names,
            layer=st.just(Layer.GOLD if gold else Layer.ANNOTATOR),
            round=st.sampled_from(["Main", "Pilot"]),
            spans=st.just(spans),
            speaker=st.none() | speakers,
            speaking_as=st.none() | ids,
            reported_by=st.none() | ids,
            values=values,
            derived=st.sampled_from([(), ("type",), ("remark", "type")]),
            codebook=st.none() | st.just("harbour-deal@2"),
            note=any_text,
            flagged=st.booleans(),
            origin=st.sampled_from(Origin),
            created_at=st.none() | instants,
            updated_at=st.none() | instants,
            extra=st.just(extra),
        )
    )


@st.composite
def article_records(draw: st.DrawFn) -> ArticleRecord:
    """An article as storage may know it, in no particular order."""
    text = draw(texts)
    assume(text.strip())
    digest = digest_of(text)
    zones = [
        ZoneRecord(
            id=draw(ids),
            start=span.start,
            end=span.end,
            kind=draw(st.sampled_from(ZoneKind)),
            extra=draw(extras),
        )
        for span in draw(_spans(text, SpanRole.CONTENT, 0))
    ]
    line_keys = draw(extras)
    return ArticleRecord(
        id=article_id_of(digest),
        digest=digest,
        text=text,
        language=draw(optional),
        story=draw(optional),
        imported_at=draw(st.none() | instants),
        appearances=tuple(draw(st.lists(appearances, max_size=2))),
        zones=tuple(zones),
        sets=tuple(
            draw(
                st.lists(
                    sets | gold_sets,
                    max_size=2,
                    unique_by=lambda one: (one.layer, one.annotator, one.round),
                )
            )
        ),
        attributions=tuple(draw(st.lists(_attributions(text), max_size=3))),
        decisions=tuple(draw(st.lists(decisions, max_size=2))),
        feedback=tuple(
            draw(st.lists(feedback, max_size=2, unique_by=lambda one: (one.annotator, one.round)))
        ),
        extra=draw(extras) | ({LINE_KEYS: line_keys} if line_keys else {}),
    )


projects = st.builds(
    ProjectRecord,
    name=any_text,
    codebooks=st.sampled_from([(), (codebook(),)]),
    people=st.lists(
        st.builds(
            PersonRecord,
            id=ids,
            name=names,
            roles=st.sets(st.sampled_from(Role)).map(lambda found: tuple(sorted(found))),
            extra=extras,
        ),
        max_size=2,
        unique_by=lambda one: one.name,
    ).map(lambda found: tuple(sorted(found, key=lambda one: one.name))),
    rounds=st.lists(
        st.builds(
            RoundRecord,
            name=names,
            purpose=st.sampled_from(RoundPurpose),
            codebook=optional,
            assigned=st.booleans(),
            extra=extras,
        ),
        max_size=2,
    ).map(tuple),
    batches=st.lists(
        st.builds(BatchRecord, id=ids, round=names, name=names, extra=extras), max_size=2
    ).map(tuple),
    speakers=st.lists(registry_entries, max_size=2).map(
        lambda found: tuple(sorted(found, key=lambda one: one.id.bytes))
    ),
    stories=st.lists(st.builds(StoryRecord, id=ids, name=names, extra=extras), max_size=1).map(
        tuple
    ),
    settings=st.dictionaries(any_text, json_values, max_size=2),
    extra=extras,
)
