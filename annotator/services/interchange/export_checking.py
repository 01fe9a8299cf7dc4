"""What reading back must have found before anything is moved to its place."""

from pathlib import Path

from annotator.domain.errors import FormatError
from annotator.formats.interfaces import VerifyReport


def must_be_whole(found: VerifyReport, rows: int, path: Path) -> None:
    """Raise FormatError ``verification_failed`` unless all rows were found, and found right."""
    if found.problems or found.rows != rows:
        first = found.problems[0] if found.problems else None
        raise FormatError(
            "verification_failed",
            file=path.name,
            problems=len(found.problems),
            first=first.code if first else "rows_missing",
        )
