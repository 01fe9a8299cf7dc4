"""Lines in a gzip file: written as they come, and read with limits against hostile files."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import FormatError

MAX_LINE_BYTES = 64 * 1024 * 1024
MAX_BYTES = 4 * 1024 * 1024 * 1024
"""What a file may hold when it is unpacked."""
MAX_RATIO = 150
"""How much longer than the file its content may be: words and numbers do not come near it."""
_FREE_BYTES = 16 * 1024 * 1024
"""So much may come out whatever the ratio."""
_CHUNK = 64 * 1024
_GZIP = 31


class PackedWriter:
    """Packs lines into an open file; the same lines give the same bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.write(self._packer.compress(data))

    def finish(self) -> None:
        """Write what is left, with the checksum."""
        self._file.write(self._packer.flush())


def packed_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines with their ends, at most one and a bit in memory.

    Raises FormatError: package_damaged (not gzip, cut off, something after its end),
    package_too_large. What the system says comes as OSError.
    """
    left = b""
    for part in _unpacked(path):
        left += part
        *lines, left = left.split(b"\n")
        for line in lines:
            yield line + b"\n"
        if len(left) > MAX_LINE_BYTES:
            raise FormatError("package_too_large", file=path.name)
    if left:
        raise FormatError("package_damaged", file=path.name)


def _unpacked(path: Path) -> Iterator[bytes]:
    size = path.stat().st_size
    unpacker = zlib.decompressobj(_GZIP)
    total = 0
    with path.open("rb") as file:
        while not unpacker.eof:
            data = unpacker.unconsumed_tail or file.read(_CHUNK)
            if not data:
                raise FormatError("package_damaged", file=path.name)
            try:
                part = unpacker.decompress(data, _CHUNK * 16)
            except zlib.error as error:
                raise FormatError("package_damaged", file=path.name) from error
            total += len(part)
            if total > min(MAX_BYTES, _FREE_BYTES + MAX_RATIO * size):
                raise FormatError("package_too_large", file=path.name)
            yield part
        if unpacker.unused_data or file.read(1):
            raise FormatError("package_damaged", file=path.name)
