"""Whether a file that came by mail may go in: all of it, or none."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.domain.annotation_sets import (
    AnnotationSet,
    SetKind,
    SetState,
    Submission,
    set_id_of,
)
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.codebook_document import codebook_to_document
from annotator.domain.documents import from_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import NotFound, Refused
from annotator.domain.merging.codebook_mapping import mapped_values
from annotator.domain.merging.exchanged import Bundle, Claim
from annotator.domain.people import Person, Round
from annotator.domain.validation import check_reported_by, check_spans, check_values
from annotator.formats.work_package import KINDS
from annotator.services.exchange.incoming_files import PACKAGE, Incoming
from annotator.services.exchange.merge_planning import ORDER, Planner
from annotator.services.exchange.merge_speaker_checks import check_speakers
from annotator.storage import entity_parts, exchange_queries, project_queries
from annotator.storage.store import Connection

_MAX_WHOLE = 2**31 - 1
_E = TypeVar("_E", bound=Entity)


@dataclass(slots=True)
class Checked:
    """What checking found out about a file that may go in."""

    person: str
    mapped: int = 0
    """Attributions by another codebook version than their round's."""
    codebooks: list[str] = field(default_factory=list)
    """Versions that come with a handout and are not here yet."""


def check_bundle(
    connection: Connection, planner: Planner, incoming: Incoming, own: uuid.UUID | None
) -> Checked:
    """Return what the report says of a file; raises `Refused` or `NotFound` for the whole of it.

    ``own``: whose handout the project file itself is, if it is one.
    """
    return _Check(connection, planner, incoming, own).run()


class _Check:
    def __init__(
        self, connection: Connection, planner: Planner, incoming: Incoming, own: uuid.UUID | None
    ) -> None:
        self._connection = connection
        self._planner = planner
        self._bundle: Bundle = incoming.bundle
        self._own = own
        self._kinds = KINDS if incoming.kind == PACKAGE or own is None else ORDER
        self._claims: dict[EntityKind, list[Claim]] = {kind: [] for kind in ORDER}
        self._known = {
            one.ref: (one, mapping)
            for one, mapping in project_queries.codebooks_with_mappings(connection)
        }
        self._brought = {one.codebook.ref: one.codebook for one in self._bundle.codebooks}
        self._rounds: dict[uuid.UUID, str] = {}
        self._sets: dict[uuid.UUID, AnnotationSet] = {}
        self._texts: dict[uuid.UUID, str] = {}

    def run(self) -> Checked:
        person = self._whose()
        checked = Checked(person.name if person else self._bundle.person_name)
        for claim in self._bundle.claims:
            if claim.kind not in self._kinds:
                raise Refused("foreign_kind", kind=claim.kind.value)
            self._claims[claim.kind].append(claim)
            for form in claim.forms:
                _must_survive(claim.kind, form)
        checked.codebooks = self._codebooks()
        if self._own is not None:
            self._shared_things()
        self._work_on_sets()
        check_speakers(self._connection, self._planner, self._bundle, self._claims)
        self._submissions()
        checked.mapped = self._attributions()
        return checked

    def _whose(self) -> Person | None:
        bundle = self._bundle
        if bundle.project_id != project_queries.project_info(self._connection).id:
            raise Refused("other_project", name=bundle.project_name)
        if self._own is not None and bundle.person_id != self._own:
            raise Refused("handout_of_other", name=bundle.person_name)
        people = project_queries.people(self._connection)
        found = next((one for one in people if one.id == bundle.person_id), None)
        if found is None and self._own is None:
            raise NotFound("unknown_person", name=bundle.person_name)
        return found

    def _codebooks(self) -> list[str]:
        """Compare codebook versions; a handout may bring new ones, a package must not."""
        new = []
        for ref, codebook in self._brought.items():
            if ref not in self._known:
                if self._own is None:
                    raise Refused("unknown_codebook", codebook=ref)
                new.append(ref)
            elif codebook_to_document(self._known[ref][0]) != codebook_to_document(codebook):
                raise Refused("codebook_differs", codebook=ref)
        self._rounds = {one.id: one.codebook for one in project_queries.rounds(self._connection)}
        if self._own is not None:
            self._rounds |= self._bundle.round_codebooks
        return new

    def _codebook(self, ref: str) -> Codebook:
        if ref in self._brought:
            return self._brought[ref]
        raise Refused("unknown_codebook", codebook=ref)

    def _shared_things(self) -> None:
        """What a handout brings besides work: it is for this person, of these articles."""
        for claim in self._claims[EntityKind.PERSON]:
            _must(claim.id == self._own, claim)
        for claim in self._claims[EntityKind.PROJECT]:
            _must(claim.id == self._bundle.project_id, claim)
        for _, round_, claim in _forms(self._claims[EntityKind.ROUND], Round):
            _must(round_.codebook in self._brought, claim)
        articles = {one.id for one in self._claims[EntityKind.ARTICLE]}
        _must_all_be(self._bundle.texts.keys() >= articles)
        for kind in (EntityKind.APPEARANCE, EntityKind.ZONE, EntityKind.FEEDBACK):
            for claim in self._claims[kind]:
                for one in claim.forms:
                    _must(getattr(one, "article_id", None) in articles, claim)
                    _must(getattr(one, "person_id", self._own) == self._own, claim)

    def _work_on_sets(self) -> None:
        person_id = self._bundle.person_id
        claims = self._claims[EntityKind.ANNOTATION_SET]
        forms = list(_forms(claims, AnnotationSet))
        batches = {form.batch_id for _, form, _ in forms if form.batch_id is not None}
        known = set(self._planner.stands(EntityKind.BATCH, batches))
        known |= {one.id for one in self._claims[EntityKind.BATCH]}
        _must_all_be(batches <= known)
        self._read_texts({form.article_id for _, form, _ in forms if not form.deleted})
        for _, form, claim in forms:
            id_ = set_id_of(form.article_id, form.round_id, person_id)
            _must(form.id == id_ and form.person_id == person_id, claim)
            _must(form.kind is SetKind.ANNOTATOR and 0 <= form.seconds <= _MAX_WHOLE, claim)
            if form.round_id not in self._rounds:
                raise Refused("round_missing")
            if form.article_id not in self._texts and not form.deleted:
                raise Refused("article_not_here")
            self._check_set(form)
        self._sets = {
            claim.id: one for claim in claims if isinstance(one := claim.forms[0], AnnotationSet)
        }
        self._sets |= self._stored_sets()

    def _check_set(self, form: AnnotationSet) -> None:
        ref = self._bundle.round_codebooks.get(form.round_id, self._rounds[form.round_id])
        codebook = self._codebook(ref)
        check_values(codebook, Scope.ARTICLE, form.values)
        reasons = {one.key for one in codebook.cannot_code}
        if form.reason is not None and form.reason not in reasons:
            raise Refused("unknown_reason", reason=form.reason)
        if form.state is SetState.CANNOT_CODE and form.reason is None:
            raise Refused("unknown_reason", reason="")
        if self._own is None and not form.deleted:
            self._mapped(ref, form.round_id, Scope.ARTICLE, form)

    def _stored_sets(self) -> dict[uuid.UUID, AnnotationSet]:
        """Return the person's sets here that the file's attributions and submissions name."""
        named = {
            form.set_id
            for kind in (EntityKind.SUBMISSION, EntityKind.ATTRIBUTION)
            for claim in self._claims[kind]
            for form in claim.forms
            if isinstance(form, (Submission, Attribution))
        } - self._sets.keys()
        found = self._planner.stands(EntityKind.ANNOTATION_SET, named)
        own = {
            id_: one
            for id_, one in found.items()
            if isinstance(one, AnnotationSet) and one.person_id == self._bundle.person_id
        }
        self._read_texts({one.article_id for one in own.values()})
        return own

    def _submissions(self) -> None:
        claims = self._claims[EntityKind.SUBMISSION]
        stored = self._planner.stands(EntityKind.SUBMISSION, [one.id for one in claims])
        for _, form, claim in _forms(claims, Submission):
            _must(form.set_id in self._sets, claim)
            there = stored.get(form.id)
            _must(there is None or getattr(there, "set_id", None) == form.set_id, claim)
            _must(0 < form.ordinal <= _MAX_WHOLE and form.state.closed, claim)
            self._codebook(form.codebook)
            attributions = form.snapshot.get("attributions", [])
            _must(isinstance(attributions, list), claim)
            text = self._text(self._sets[form.set_id].article_id)
            for document in attributions:
                try:
                    one = from_document(Attribution, document)
                except Exception as error:
                    raise Refused("foreign_entity", kind=claim.kind.value) from error
                if text is not None:
                    check_spans(text, one.spans)

    def _attributions(self) -> int:
        claims = self._claims[EntityKind.ATTRIBUTION]
        stored = self._planner.stands(EntityKind.ATTRIBUTION, [one.id for one in claims])
        mapped = 0
        carriers: dict[uuid.UUID, uuid.UUID | None] = {}
        for first, form, claim in _forms(claims, Attribution):
            _must(form.set_id in self._sets, claim)
            work = self._sets[form.set_id]
            there = stored.get(form.id)
            _must(form.article_id == work.article_id, claim)
            _must(there is None or getattr(there, "set_id", None) == form.set_id, claim)
            self._check_attribution(form, claim)
            if first and not form.deleted:
                carriers[form.id] = form.reported_by
                if self._own is None:
                    mapped += self._mapped(form.codebook, work.round_id, Scope.ATTRIBUTION, form)
        self._reported_by(claims, carriers)
        return mapped

    def _check_attribution(self, form: Attribution, claim: Claim) -> None:
        text = self._text(form.article_id)
        if text is None:
            if not form.deleted:
                raise Refused("article_not_here")
        else:
            check_spans(text, form.spans)
        if not form.content:
            raise Refused("content_missing")
        _must(set(form.derived) <= form.values.keys(), claim)
        check_values(self._codebook(form.codebook), Scope.ATTRIBUTION, form.values)

    def _reported_by(
        self, claims: list[Claim], carriers: Mapping[uuid.UUID, uuid.UUID | None]
    ) -> None:
        named = {
            form.reported_by: form.set_id
            for _, form, _ in _forms(claims, Attribution)
            if form.reported_by is not None
        }
        brought = {one.id: one.forms[0] for one in claims}
        stored = self._planner.stands(EntityKind.ATTRIBUTION, named.keys() - brought.keys())
        for id_, set_id in named.items():
            target = brought.get(id_) or stored.get(id_)
            if not isinstance(target, Attribution) or target.set_id != set_id:
                raise Refused("reported_by_unknown")
        for id_, carrier in carriers.items():
            if carrier is not None and brought.get(carrier, stored.get(carrier)) is None:
                raise Refused("reported_by_unknown")
            check_reported_by(id_, carrier, carriers)

    def _mapped(
        self, ref: str, round_id: uuid.UUID, scope: Scope, form: AnnotationSet | Attribution
    ) -> bool:
        """Tell whether a form is by another version than its round's; refuse what has no place."""
        present = self._rounds[round_id]
        if ref == present:
            return False
        target = self._known[present][0]
        one = self._codebook(ref)
        steps = [
            mapping or {}
            for between, mapping in sorted(self._known.values(), key=lambda known: known[0].version)
            if between.key == one.key == target.key
            and one.version < between.version <= target.version
        ]
        mapped_values(form.values, scope, target, steps)
        return True

    def _read_texts(self, article_ids: set[uuid.UUID]) -> None:
        living = exchange_queries.living_ids(self._connection, EntityKind.ARTICLE, article_ids)
        self._texts |= exchange_queries.texts_of(self._connection, living)
        self._texts |= {id_: text for id_, text in self._bundle.texts.items() if id_ in article_ids}

    def _text(self, article_id: uuid.UUID) -> str | None:
        return self._texts.get(article_id)


def _forms(claims: list[Claim], cls: type[_E]) -> Iterator[tuple[bool, _E, Claim]]:
    """Yield every form, whether it is the one that stands in its file, and its claim."""
    for claim in claims:
        for place, form in enumerate(claim.forms):
            if not isinstance(form, cls):
                raise Refused("foreign_entity", kind=claim.kind.value)
            yield place == 0, form, claim


def _must(holds: bool, claim: Claim) -> None:
    if not holds:
        raise Refused("foreign_entity", kind=claim.kind.value)


def _must_all_be(holds: bool) -> None:
    if not holds:
        raise Refused("foreign_entity", kind="batch")


def _must_survive(kind: EntityKind, form: Entity) -> None:
    """Refuse a form of which a table would keep something else."""
    for part in entity_parts.PARTS.get(kind, ()):
        kept = part.to_fields(part.to_rows(form))
        if any(getattr(form, name) != value for name, value in kept.items()):
            raise Refused("foreign_entity", kind=kind.value)
