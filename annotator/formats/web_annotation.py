"""Export format ``web-annotation``: one JSON-LD file with an AnnotationCollection of the W3C model.

The collection has a single page, embedded as its ``first``, with one annotation on each line: one
file that any JSON-LD reader loads as it is, and that can be written and read line by line. What the
annotations hold stands in `web_annotation_documents`.
"""

from collections.abc import Iterable
from pathlib import Path

from annotator.domain.documents import canonical_json
from annotator.domain.identifiers import derived_id
from annotator.formats.interfaces import OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.standoff_details import one_line
from annotator.formats.web_annotation_documents import JSON_LD_CONTEXT, annotations_of
from annotator.formats.web_annotation_verifying import verify_file
from annotator.words import tr


class WebAnnotation:
    """Annotations as linked data, for archives."""

    name = "web-annotation"
    endings: tuple[str, ...] = (".jsonld",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("W3C Web Annotation (JSON-LD)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Linked data for archives, W3C model.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr("Left out: appearances after the first, zones, decisions, submissions.")

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the collection. Raises OSError."""
        count = rows = total = 0
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write(f"{_opening(project)}[")
            for article in articles:
                count += 1
                rows += len(article.attributions)
                for one in annotations_of(article, options.text):
                    file.write(f"{',' if total else ''}\n{one_line(one)}")
                    total += 1
            file.write(f'\n]}},"total":{total}}}\n')
        return WriteReport(count, rows)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,  # noqa: ARG002 — the protocol's
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read a written file back: see `web_annotation_verifying`."""
        return verify_file(path, articles, options.text)


def _opening(project: ProjectRecord) -> str:
    """Return the file up to the list of annotations, its end being the key ``items``."""
    named = canonical_json([project.name, [one.ref for one in project.codebooks]])
    collection = derived_id("web-annotation", "collection", named)
    head: Document = {
        "@context": JSON_LD_CONTEXT,
        "id": collection.urn,
        "type": "AnnotationCollection",
        "label": project.name,
    }
    page: Document = {
        "id": derived_id("web-annotation", "page", str(collection)).urn,
        "type": "AnnotationPage",
        "partOf": collection.urn,
        "startIndex": 0,
    }
    return f'{one_line(head)[:-1]},\n"first":{one_line(page)[:-1]},"items":'
