"""``stance-package/1``: one person's work, to be sent back. JSON Lines in gzip.

The first line says whose work it is, of which project, by which codebooks, and how much there is;
then comes a line for each entity, owners first; the last one holds the digest of all before it.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from annotator.domain.codebook_document import codebook_to_document
from annotator.domain.documents import to_document
from annotator.domain.entities import EntityKind
from annotator.domain.merging.exchanged import Bundle, Claim, version_of
from annotator.domain.merging.versions import Version
from annotator.formats.json_lines import line_of
from annotator.formats.packed_lines import PackedWriter

FORMAT = "stance-package/1"
SUFFIX = ".stancepack"
KINDS = (
    EntityKind.SPEAKER,
    EntityKind.ANNOTATION_SET,
    EntityKind.SUBMISSION,
    EntityKind.ATTRIBUTION,
)
"""What a package may hold, in the order in which it stands there."""


def write_package(path: Path, bundle: Bundle) -> int:
    """Write a package, fully synced; returns its size in bytes. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        packed = PackedWriter(file)
        for document in (header_document(bundle), *map(claim_document, bundle.claims)):
            line = line_of(document)
            digest.update(line)
            packed.write(line)
        packed.write(line_of({"sha256": digest.hexdigest()}))
        packed.finish()
        file.flush()
        os.fsync(file.fileno())
    return path.stat().st_size


def header_document(bundle: Bundle) -> dict[str, Any]:
    """Return the first line."""
    counts = {kind.value: 0 for kind in KINDS}
    for claim in bundle.claims:
        counts[claim.kind.value] += 1
    return {
        "format": FORMAT,
        "project": {"id": str(bundle.project_id), "name": bundle.project_name},
        "person": {"id": str(bundle.person_id), "name": bundle.person_name},
        "codebooks": [
            {"document": codebook_to_document(one.codebook), "mapping": one.mapping}
            for one in bundle.codebooks
        ],
        "rounds": {str(id_): ref for id_, ref in sorted(bundle.round_codebooks.items())},
        "counts": counts,
    }


def claim_document(claim: Claim) -> dict[str, Any]:
    """Return the line of an entity: its forms, and which version came from which.

    Each version stands once, in ``versions``; ``edges`` are pairs of places in that list.
    """
    versions = {version_of(one) for one in claim.forms}
    versions |= {version for edge in claim.edges for version in edge}
    ordered: list[Version] = sorted(versions)
    place = {version: number for number, version in enumerate(ordered)}
    return {
        "kind": claim.kind.value,
        "id": str(claim.id),
        "forms": [to_document(one) for one in claim.forms],
        "versions": [[one.revision, one.hash] for one in ordered],
        "edges": sorted([place[edge.child], place[edge.parent]] for edge in claim.edges),
    }
