"""Export format ``label-studio``: a folder of tasks and the labeling configuration for them.

``tasks.json`` is one JSON array with a task on each line, so that it can be written and read
article by article. How an article becomes a task stands in `label_studio_tasks`.
"""

from collections.abc import Iterable
from pathlib import Path

from annotator.formats.interfaces import OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.label_studio_controls import Controls
from annotator.formats.label_studio_tasks import task_document
from annotator.formats.label_studio_verifying import verify_folder
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.standoff_details import one_line, require_text
from annotator.words import tr

TASKS = "tasks.json"
CONFIGURATION = "labeling-config.xml"


class LabelStudioFolder:
    """Tasks with annotations, for Label Studio."""

    name = "label-studio"
    endings: tuple[str, ...] = ()
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = True
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Label Studio")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("To go on in Label Studio, set up for it.")

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
        controls = Controls(project.codebooks)
        out.mkdir(parents=True, exist_ok=True)
        with (out / CONFIGURATION).open("w", encoding="utf-8", newline="") as file:
            file.write(controls.configuration())
        count = rows = 0
        with (out / TASKS).open("w", encoding="utf-8", newline="") as file:
            file.write("[")
            for article in articles:
                task = one_line(task_document(article, controls))
                file.write(f"{',' if count else ''}\n{task}")
                count += 1
                rows += len(article.attributions)
            file.write("\n]\n")
        return WriteReport(count, rows)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,  # noqa: ARG002 — the protocol's
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written folder back: see `label_studio_verifying`."""
        return verify_folder(path / TASKS, path / CONFIGURATION, articles)
