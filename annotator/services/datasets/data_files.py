"""The files of a data set with their sizes and checksums, as metadata lists them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".parquet": "application/x-parquet",
    ".jsonl": "application/jsonlines",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".xmi": "application/vnd.xmi+xml",
    ".xml": "application/xml",
    ".zip": "application/zip",
    ".qdpx": "application/zip",
}
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a data set."""

    name: str
    """Its path within the data set's folder, parted by ``/``."""
    sha256: str
    bytes: int
    part: str | None
    """Which part of a split it belongs to; None for all of them, or without a split."""

    @property
    def ending(self) -> str:
        """Return the file's ending in lower case, with its dot."""
        return Path(self.name).suffix.lower()

    @property
    def media_type(self) -> str:
        """Return what sort of file it is."""
        return _MEDIA_TYPES.get(self.ending, "application/octet-stream")


def data_files(folder: Path, parts: Mapping[str, Path]) -> tuple[DataFile, ...]:
    """Return all files in a folder, in order of their names; hidden ones are no data.

    ``parts``: the file or folder of each part of a split. Raises OSError.
    """
    return tuple(
        DataFile(
            path.relative_to(folder).as_posix(),
            checksum(path),
            path.stat().st_size,
            next((name for name, one in parts.items() if path.is_relative_to(one)), None),
        )
        for path in sorted(_files(folder))
    )


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file (hex), read in portions."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not any(
            one.startswith(".") for one in path.relative_to(folder).parts
        ):
            yield path
