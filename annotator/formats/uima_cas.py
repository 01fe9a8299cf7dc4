"""Export formats ``uima-xmi`` and ``uima-json``: UIMA CASes for INCEpTION, DKPro and cassis.

A folder: ``TypeSystem.xml``, made from the codebook; one CAS for each article and person (gold is
one of them) in that person's folder; ``documents.jsonl``. Offsets are UTF-16 units, as UIMA has
them: cassis keeps code points and converts when it writes and reads. XML cannot hold some control
characters, nor U+FFFE and U+FFFF: in ``uima-xmi`` U+FFFD stands in their place, one for one, so
that every offset holds, and the report says how often.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.formats.documents_index import INDEX, files_of, index_document, index_line
from annotator.formats.interfaces import Loss, OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.standoff_details import require_text
from annotator.formats.uima_articles import CasWriter
from annotator.formats.uima_types import FeatureNames, type_system
from annotator.formats.uima_verifying import verify_folder
from annotator.formats.work_of_persons import WorkNames
from annotator.words import tr

TYPES_FILE = "TypeSystem.xml"


class UimaXmi:
    """CASes in XMI."""

    name = "uima-xmi"
    endings: tuple[str, ...] = ()
    offset_unit = OffsetUnit.UTF_16
    is_folder = True
    holds_history = False
    file_ending = ".xmi"

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("UIMA CAS (XMI)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("To go on in INCEpTION or DKPro.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: appearances after the first, decisions, submissions; characters that XML "
            "forbids are replaced."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Make the folder ``out``. Raises OSError, FormatError ``text_needed``."""
        require_text(options, self.name)
        features = FeatureNames(project.codebooks)
        types = type_system(features)
        writer = CasWriter(types, features, xml=self.file_ending == ".xmi")
        names = WorkNames()
        out.mkdir(parents=True, exist_ok=True)
        types.to_xml(out / TYPES_FILE)
        count = rows = 0
        with (out / INDEX).open("w", encoding="utf-8", newline="\n") as index:
            for article in articles:
                count += 1
                for file, work in files_of(article, names):
                    path = out / f"{file}{self.file_ending}"
                    path.parent.mkdir(exist_ok=True)
                    self._save(writer.cas_of(article, work), path)
                    index.write(index_line(index_document(article, work, file)))
                    rows += len(work.attributions) if work else 0
        losses = (Loss("character_replaced", writer.replaced),) if writer.replaced else ()
        return WriteReport(count, rows, losses)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written folder back with cassis: see `uima_verifying`."""
        return verify_folder(path, FeatureNames(project.codebooks), articles, self.file_ending)

    def _save(self, cas: Any, path: Path) -> None:
        cas.to_xmi(path, pretty_print=False)


class UimaJson(UimaXmi):
    """The same in JSON, which holds every character."""

    name = "uima-json"
    file_ending = ".json"

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("UIMA CAS (JSON)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("For Python, with the cassis library.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr("Left out: appearances after the first, decisions, submissions.")

    def _save(self, cas: Any, path: Path) -> None:
        cas.to_json(path)
