"""Checking every invariant of a project, row by row."""

import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Values
from annotator.domain.codebook import Scope
from annotator.domain.documents import content_hash, to_document
from annotator.domain.errors import AnnotatorError, Refused
from annotator.domain.people import Role
from annotator.domain.text.article_text import article_id_of, digest_of, is_normalised
from annotator.domain.validation import check_reported_by, check_spans, check_values
from annotator.services.adjudication.checking_decisions import problems_of_gold
from annotator.services.project import Project
from annotator.storage import (
    article_queries,
    check_queries,
    project_queries,
    references,
    work_queries,
)
from annotator.storage.store import Connection

_UNREADABLE = (ValueError, TypeError, KeyError)
"""What reading a row raises that holds what no program of ours writes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be."""

    code: str
    kind: str
    id: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, and what was found wrong."""

    articles: int
    sets: int | None
    attributions: int | None
    spans: int | None
    changes: int | None
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found wrong."""
        return not self.findings

    def as_seen_by(self, role: Role) -> "CheckReport":
        """Return what this role may read: annotators never learn how much others did."""
        if role is not Role.ANNOTATOR:
            return self
        return replace(self, sets=None, attributions=None, spans=None, changes=None)


def check(
    project: Project, progress: Callable[[int, int | None, str], None] | None = None
) -> CheckReport:
    """Look at every row; nothing is changed, and nothing of anybody's coding is in the report."""
    with project.store.read() as connection:
        return _Check(project, connection).run(progress)


class _Check:
    def __init__(self, project: Project, connection: Connection) -> None:
        self._project = project
        self._connection = connection
        self._findings: list[Finding] = []
        self._sets = self._attributions = self._spans = 0

    def run(self, progress: Callable[[int, int | None, str], None] | None) -> CheckReport:
        for problem in check_queries.integrity_problems(self._connection):
            self._found("file_integrity", "file", "", detail=problem)
        ids = article_queries.article_ids(self._connection)
        for place, article_id in enumerate(ids, start=1):
            try:
                self._article(article_id)
            except _UNREADABLE:
                self._found("row_unreadable", "article", article_id)
            if progress is not None and place % 100 == 0:
                progress(place, len(ids), "check")
        changes = self._log()
        return CheckReport(
            len(ids), self._sets, self._attributions, self._spans, changes, tuple(self._findings)
        )

    def _article(self, article_id: uuid.UUID) -> None:
        found = article_queries.article_text(self._connection, article_id)
        if found is None:
            self._found("text_missing", "article", article_id)
            return
        text, article = found.text, found.article
        if digest_of(text) != article.digest or article_id_of(article.digest) != article.id:
            self._found("digest_mismatch", "article", article_id)
        if not is_normalised(text):
            self._found("text_not_normalised", "article", article_id)
        for zone in found.zones:
            if not 0 <= zone.start < zone.end <= len(text):
                self._found("zone_out_of_range", "zone", zone.id)
        for work in work_queries.sets_of_article(self._connection, article_id):
            self._set(work, text)
        for code, kind, entity_id in problems_of_gold(self._connection, article_id):
            self._found(code, kind, entity_id)

    def _set(self, work: AnnotationSet, text: str) -> None:
        self._sets += 1
        set_id = work.id
        ref = project_queries.codebook_of_round(self._connection, work.round_id)
        with self._noted("annotation_set", set_id):
            self._check_article_values(ref or "", work.values)
        attributions = work_queries.attributions_of(self._connection, [set_id])
        carriers = {one.id: one.reported_by for one in attributions}
        flagged = sum(one.flagged for one in attributions)
        counted = check_queries.counters(self._connection, set_id)
        if counted != (len(attributions), flagged):
            self._found("counter_wrong", "annotation_set", set_id)
        for one in attributions:
            self._attributions += 1
            self._spans += len(one.spans)
            with self._noted("attribution", one.id):
                check_spans(text, one.spans)
            with self._noted("attribution", one.id):
                check_values(self._project.codebook(one.codebook), Scope.ATTRIBUTION, one.values)
            with self._noted("attribution", one.id):
                check_reported_by(one.id, one.reported_by, carriers)
            if not one.content:
                self._found("content_missing", "attribution", one.id)

    def _check_article_values(self, ref: str, values: Values) -> None:
        """Values fit the round's codebook, or the version by which they came from a coder's file.

        Raises `Refused`.
        """
        try:
            check_values(self._project.codebook(ref), Scope.ARTICLE, values)
        except Refused:
            key = self._project.codebook(ref).key
            for other in project_queries.codebook_refs(self._connection):
                with contextlib.suppress(Refused):
                    if (book := self._project.codebook(other)).key == key:
                        check_values(book, Scope.ARTICLE, values)
                        return
            raise

    def _log(self) -> int:
        """Every entity must be what its hash and its last log row say, and refer to what lives."""
        for kind, entity_id, entity, stored in check_queries.hashed(self._connection):
            if entity is None:
                self._found("row_unreadable", kind.value, entity_id)
            elif content_hash(to_document(entity)) != stored:
                self._found("hash_mismatch", kind.value, entity_id)
        for owner, owner_id, column in references.dangling(self._connection):
            self._found("refers_to_deleted", owner, owner_id, column=column)
        for table, entity_id in check_queries.disagreeing_with_log(self._connection):
            self._found("log_mismatch", table, entity_id)
        return check_queries.change_count(self._connection)

    def _noted(self, kind: str, entity_id: uuid.UUID) -> "_Noted":
        return _Noted(lambda error: self._found(error.code, kind, entity_id))

    def _found(self, code: str, kind: str, entity_id: object, **fields: Any) -> None:
        self._findings.append(Finding(code, kind, str(entity_id), fields))


class _Noted:
    """Makes a finding of a broken rule, and goes on."""

    def __init__(self, note: Callable[[AnnotatorError], None]) -> None:
        self._note = note

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> bool:
        """Note the error, if it is one of ours."""
        if isinstance(error, AnnotatorError):
            self._note(error)
            return True
        if isinstance(error, KeyError):
            self._note(AnnotatorError("unknown_codebook"))
            return True
        return False
