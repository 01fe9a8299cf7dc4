"""Export format ``brat``: a folder of texts with stand-off annotations, for brat and its kin.

``annotation.conf`` and ``visual.conf`` come from the codebook; each person and gold has a folder of
its own, so that blind work stays apart; ``documents.jsonl`` says whose each one is. Texts are
written as they are, in UTF-8. How attributions become lines stands in `brat_annotations`.
"""

from collections.abc import Iterable
from pathlib import Path

from annotator.formats.brat_annotations import annotation_lines
from annotator.formats.brat_configuration import BratAttributes
from annotator.formats.brat_verifying import verify_folder
from annotator.formats.documents_index import INDEX, files_of, index_document, index_line
from annotator.formats.interfaces import OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.standoff_details import require_text
from annotator.formats.work_of_persons import WorkNames
from annotator.words import tr


class BratFolder:
    """Texts and annotations in the files of brat."""

    name = "brat"
    endings: tuple[str, ...] = ()
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = True
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("brat stand-off")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("To look at and go on with in brat.")

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
        """Make the folder ``out``. Raises OSError, FormatError ``text_needed``."""
        require_text(options, self.name)
        attributes = BratAttributes(project.codebooks)
        names = WorkNames()
        out.mkdir(parents=True, exist_ok=True)
        _write(out / "annotation.conf", attributes.annotation_conf())
        _write(out / "visual.conf", attributes.visual_conf())
        count = rows = 0
        with (out / INDEX).open("w", encoding="utf-8", newline="\n") as index:
            for article in articles:
                count += 1
                for file, work in files_of(article, names):
                    coded = work.attributions if work else ()
                    lines = annotation_lines(coded, article.text, attributes)
                    (out / file).parent.mkdir(exist_ok=True)
                    _write(out / f"{file}.txt", article.text)
                    _write(out / f"{file}.ann", "".join(f"{line}\n" for line in lines))
                    index.write(index_line(index_document(article, work, file)))
                    rows += len(coded)
        return WriteReport(count, rows)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,  # noqa: ARG002 — the protocol's
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written folder back: see `brat_verifying`."""
        return verify_folder(path, articles)


def _write(path: Path, words: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(words)
