"""What the system says about a file, as the errors that reports are made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import FormatError


@contextmanager
def file_problems(path: Path) -> Iterator[None]:
    """Turn OSError into FormatError: not_found, no_permission, is_a_folder or read_failed."""
    try:
        yield
    except FileNotFoundError as error:
        raise FormatError("not_found", file=path.name) from error
    except IsADirectoryError as error:
        raise FormatError("is_a_folder", file=path.name) from error
    except PermissionError as error:
        # Windows says "permission denied" of a folder.
        code = "is_a_folder" if path.is_dir() else "no_permission"
        raise FormatError(code, file=path.name) from error
    except OSError as error:
        raise FormatError("read_failed", file=path.name, reason=error.strerror) from error


def with_place(error: FormatError, path: Path, line: int | None = None) -> FormatError:
    """Return the error with the file's name and, where given, the line added to its fields."""
    place: dict[str, object] = {"file": path.name}
    if line is not None:
        place["line"] = line
    return FormatError(error.code, **{**error.fields, **place})
