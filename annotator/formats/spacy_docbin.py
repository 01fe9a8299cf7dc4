"""Export format ``docbin``: spaCy's own binary, for training span categorisers.

A folder of ``.spacy`` files of `PART` articles each, which spaCy reads as one corpus. Each article
is one ``Doc``: the tokens are those of spaCy's rules for the article's language (of no language,
``xx``, where spaCy has none or lacks a package for them), the spans stand in ``doc.spans`` under
``name/role``, one group for each person and role. A span's label is the value of the primary
attribute, of other roles than content the role; its ``id_`` is the attribution's, which holds its
pieces together. spaCy's spans consist of whole tokens: those marked otherwise are widened and
counted, and ``doc.user_data["stance_annotator"]`` has the exact offsets (code points) and the rest.
"""

import json
import re
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import MAX_CODE_POINTS, without_lone_surrogates
from annotator.domain.text.spans import Span, SpanRole
from annotator.formats.interfaces import Loss, OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.primary_labels import PrimaryLabels
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.segmentation import covering
from annotator.formats.spacy_verifying import verify_folder
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    require_text,
    work_details,
)
from annotator.formats.work_of_persons import WorkNames, works_of
from annotator.words import tr

PART = 1000
"""Articles in one file, all of which spaCy keeps in memory until the file is written."""

USER_DATA = "stance_annotator"
INSTALL = 'pip install "stance-annotator[docbin]"'

_LIBRARY = "spacy"
_NO_LANGUAGE = "xx"
_STORED = ("ORTH", "SPACY")


class SpacyDocBin:
    """Articles as spaCy documents. Needs spaCy, which does not come with the program."""

    name = "docbin"
    endings: tuple[str, ...] = ()
    offset_unit = OffsetUnit.TOKENS
    is_folder = True
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("spaCy DocBin")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for, and what is missing for it."""
        if _has_library():
            return tr("To train and test spaCy pipelines.")
        return tr("Needs spaCy: {command}.", command=INSTALL)

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: appearances after the first, zones, decisions, submissions; spans are "
            "widened to whole tokens, with the exact offsets beside them."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Make the folder ``out``.

        Raises OSError, FormatError ``text_needed``, ``library_missing``.
        """
        require_text(options, self.name)
        _require_library(self.name)
        from spacy.tokens import DocBin

        makers = _DocMakers(project)
        out.mkdir(parents=True, exist_ok=True)
        part, count, rows, number = DocBin(_STORED, store_user_data=True), 0, 0, 1
        for article in articles:
            if count and count % PART == 0:
                part.to_disk(out / _part_name(number))
                part, number = DocBin(_STORED, store_user_data=True), number + 1
            part.add(makers.doc_of(article))
            count += 1
            rows += len(article.attributions)
        part.to_disk(out / _part_name(number))
        losses = (Loss("span_widened", makers.widened),) if makers.widened else ()
        return WriteReport(count, rows, losses)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written folder back with spaCy: see `spacy_verifying`."""
        _require_library(self.name)
        return verify_folder(path, articles, PrimaryLabels(project.codebooks))


class _DocMakers:
    """Makes documents, with one tokenizer for each language. ``widened`` counts spans."""

    def __init__(self, project: ProjectRecord) -> None:
        self._labels = PrimaryLabels(project.codebooks)
        self._names = WorkNames()
        self._pipelines: dict[str, Any] = {}
        self.widened = 0

    def doc_of(self, article: ArticleRecord) -> Any:
        """Return an article as a ``spacy.tokens.Doc``."""
        doc = self._tokenized(article)
        tokens = [Span(token.idx, token.idx + len(token)) for token in doc]
        groups: dict[str, list[Any]] = {}
        attributions: list[dict[str, Any]] = []
        works: dict[str, Any] = {}
        for work in works_of(article):
            name = self._names.of(work.whose)
            works[name] = work_details(work)
            for role in SpanRole:
                groups[f"{name}/{role.value}"] = []
            for one in work.attributions:
                attributions.append({"work": name, **attribution_details(one)})
                for span in one.spans:
                    is_content = span.role is SpanRole.CONTENT
                    label = self._labels.of(one) if is_content else span.role.value
                    groups[f"{name}/{span.role.value}"].append(
                        self._piece(doc, tokens, span.span, label, str(one.id))
                    )
        for key, spans in groups.items():
            doc.spans[key] = spans
        about = {
            "article": article_details(article),
            "works": works,
            "attributions": attributions,
        }
        plain = without_lone_surrogates(json.dumps(about, ensure_ascii=False))
        doc.user_data[USER_DATA] = json.loads(plain)
        return doc

    def _piece(
        self, doc: Any, tokens: Sequence[Span], span: Span, label: str, identifier: str
    ) -> Any:
        from spacy.tokens import Span as Piece

        places = covering(tokens, span.start, span.end)
        piece = Piece(
            doc,
            places.start,
            places.stop,
            label=without_lone_surrogates(label),
            span_id=identifier,
        )
        self.widened += (piece.start_char, piece.end_char) != (span.start, span.end)
        return piece

    def _tokenized(self, article: ArticleRecord) -> Any:
        found = re.match("[a-z]{2,3}(?![a-z])", (article.language or "").lower())
        doc = self._pipeline(found[0] if found else _NO_LANGUAGE).make_doc(article.text)
        if doc.text != article.text:  # some languages' rules normalise white space
            doc = self._pipeline(_NO_LANGUAGE).make_doc(article.text)
        return doc

    def _pipeline(self, language: str) -> Any:
        import spacy

        if language not in self._pipelines:
            try:
                made = spacy.blank(language)
            except ImportError:
                made = spacy.blank(_NO_LANGUAGE)
            made.max_length = MAX_CODE_POINTS + 1
            self._pipelines[language] = made
        return self._pipelines[language]


def _part_name(number: int) -> str:
    return f"articles-{number:05}.spacy"


def _has_library() -> bool:
    return find_spec(_LIBRARY) is not None


def _require_library(name: str) -> None:
    if not _has_library():
        raise FormatError("library_missing", format=name, library="spaCy", command=INSTALL)
