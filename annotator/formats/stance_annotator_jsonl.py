"""The project's own interchange format, ``stance-annotator/1``: JSON Lines, one line per article.

Its keys are described in DESIGN section 6 and written in `stance_annotator_documents`. Beyond that:
submissions stand with their sets and not in the project line, so that no line grows with the
project; people, rounds and batches are known by name; appearances and zones have ids too.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.formats.file_problems import with_place
from annotator.formats.interfaces import OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.json_lines import line_of, objects_of, sorted_json
from annotator.formats.records import ArticleRecord, ProjectRecord, ReadItem
from annotator.formats.stance_annotator_documents import KeptSpeakers, line_document
from annotator.formats.stance_annotator_project_documents import project_document
from annotator.formats.stance_annotator_project_reading import project_from_line
from annotator.formats.stance_annotator_reading import article_from_line
from annotator.formats.stance_annotator_verifying import verify_file
from annotator.words import tr

_NAMED = re.compile(rb'"format"\s*:\s*"stance-annotator/')
_ARTICLE = re.compile(rb'^\{\s*"(article|project)"\s*:\s*\{')


class StanceAnnotatorJsonLines:
    """Import and export of ``stance-annotator/1``."""

    name = "stance-annotator"
    endings = (".jsonl", ".ndjson")
    cannot_hold = ""
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = True

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Stance Annotator (JSON Lines)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Everything, to import again or analyse.")

    def can_read(self, head: bytes, path: Path) -> float:
        """Return how sure it is, by the first line and then by the file's ending."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"{") and _NAMED.search(start.split(b"\n", 1)[0]):
            return 1.0
        if _ARTICLE.match(start):
            return 0.9
        # A damaged or empty one is ours too, so that we say which line is wrong.
        return 0.5 if path.suffix.lower() in self.endings else 0.0

    def read(self, path: Path) -> Iterator[ReadItem]:
        """Yield the project line, if there is one, and an article or an error for every line.

        Errors have ``file``, ``line``, ``where``; see `stance_annotator_reading` and `json_lines`
        for their codes, also ``misplaced_project_line``, and ``empty_file`` for a file without
        lines.
        """
        number = 0
        try:
            for number, found in objects_of(path):
                if isinstance(found, FormatError):
                    yield found
                else:
                    yield _record(found, path, number)
        except FormatError as error:
            yield error
            return
        if not number:
            yield FormatError("empty_file", file=path.name)

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the project line and a line for each article. Raises OSError."""
        count = rows = 0
        of_speaker = KeptSpeakers().document
        with out.open("wb") as file:
            file.write(line_of(project_document(project)))
            for article in articles:
                line = line_document(article, options.text, sorted_json, of_speaker)
                file.write(line_of(line))
                count += 1
                rows += len(article.attributions)
        return WriteReport(count, rows)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,  # noqa: ARG002 — the protocol's
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read a written file back: see `stance_annotator_verifying`."""
        return verify_file(path, articles, options.text)


def _record(document: dict[str, Any], path: Path, number: int) -> ReadItem:
    try:
        if "project" not in document:
            return article_from_line(document, path.name, number)
        if number != 1:
            raise FormatError("misplaced_project_line")
        return project_from_line(document)
    except FormatError as error:
        return with_place(error, path, number)
