"""Exporting a large project as JSON Lines and as Parquet, and reading it back to verify it.

``EXPORTED=1000000 python -m tests.bench exporting`` takes so many attributions.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow

from annotator.services.interchange.exporting import export_project
from annotator.services.project import open_project
from tests.bench.export_project import make_project, manager_of
from tests.bench.export_reference import articles_as_lines, rows_as_lines, rows_as_parquet
from tests.bench.report import show

ATTRIBUTIONS = 100_000
GOAL = 3


def run() -> None:
    """Print the figures."""
    # Neither side is measured importing it, and what it imports itself for its first array.
    pyarrow.array([""])
    attributions = int(os.environ.get("EXPORTED", ATTRIBUTIONS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "bench.stance"
        make_project(path, attributions)
        for format_, references in (
            ("stance-annotator", {"rows": rows_as_lines, "objects": articles_as_lines}),
            ("parquet", {"rows": rows_as_parquet}),
        ):
            _measure(path, folder / f"out.{format_}", format_, references)


def _measure(
    path: Path, out: Path, format_: str, references: dict[str, Callable[[Path, Path], None]]
) -> None:
    checking = 0.0

    def progress(done: int, of: int | None, what: str) -> None:
        nonlocal checking
        if what == "check" and not checking:
            checking = time.perf_counter()

    # Before the references, which would hide how much memory it takes.
    before = _megabytes()
    started = time.perf_counter()
    with open_project(path) as project:
        report = export_project(project, manager_of(project), format_, out, progress=progress)
    ended = time.perf_counter()
    after = _megabytes()
    bare = {what: _seconds(work, path, out) for what, work in references.items()}
    wrote = checking - started
    show(
        f"Exporting {report.rows:,} attributions in {report.articles:,} articles as {format_}",
        *(
            (f"reference: bare sqlite3 and library, {what}", f"{took:.2f} s")
            for what, took in bare.items()
        ),
        ("product: written", f"{wrote:.2f} s"),
        *(
            (f"ratio to {what} (goal: at most {GOAL})", f"{wrote / took:.2f}")
            for what, took in bare.items()
        ),
        ("product: read back and verified", f"{ended - checking:.2f} s"),
        ("size of the file", f"{report.bytes / 1e6:.0f} MB"),
        ("most memory at a time, before and after", f"{before:.0f}, {after:.0f} MB"),
    )


def _seconds(work: Callable[[Path, Path], None], path: Path, out: Path) -> float:
    begun = time.perf_counter()
    work(path, out.with_name("reference"))
    return time.perf_counter() - begun


def _megabytes() -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
