"""Reading a package strictly: it is whole and as this program writes it, or it is refused."""

import hashlib
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from annotator.domain.codebook_document import codebook_from_document, codebook_to_document
from annotator.domain.documents import ENTITY_CLASSES, canonical_json, from_document, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import CodebookError, FormatError
from annotator.domain.merging.exchanged import (
    MAX_REVISION,
    Bundle,
    Claim,
    CodebookVersion,
    version_of,
)
from annotator.domain.merging.versions import Edge, Version
from annotator.formats.file_problems import file_problems
from annotator.formats.json_fields import Fields
from annotator.formats.json_lines import object_of
from annotator.formats.packed_lines import packed_lines
from annotator.formats.work_package import FORMAT, KINDS

_HASH = re.compile(r"[0-9a-f]{64}")
_MAGIC = b"\x1f\x8b"
_OF_THE_WHOLE_FILE = ("package_damaged", "package_too_large", "other_format", "package_newer")
"""What is wrong with no line in particular."""


def is_package(path: Path) -> bool:
    """Tell whether a file looks like a package (by its first bytes). Raises FormatError."""
    with file_problems(path), path.open("rb") as file:
        return file.read(2) == _MAGIC


def read_package(path: Path) -> Bundle:
    """Return what a package holds. What it says is checked against itself, not yet a project.

    Raises FormatError: package_damaged, package_too_large, other_format, package_newer, or what the
    fields of its lines are refused for (with ``line`` and ``where``).
    """
    with file_problems(path):
        lines = _Lines(path)
        try:
            return _bundle(lines)
        except FormatError as error:
            place = {} if error.code in _OF_THE_WHOLE_FILE else {"line": lines.number}
            raise FormatError(error.code, **{"file": path.name, **place, **error.fields}) from error
        except CodebookError as error:
            raise FormatError(error.code, file=path.name, line=1, **error.fields) from error


class _Lines:
    """The lines of a package as objects, the last one compared with the digest of the others."""

    def __init__(self, path: Path) -> None:
        self.number = 0
        self._lines = packed_lines(path)
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield all but the last."""
        before: bytes | None = None
        for line in self._lines:
            if before is not None:
                self._digest.update(before)
                self.number += 1
                yield object_of(before)
            before = line
        if before is None or object_of(before) != {"sha256": self._digest.hexdigest()}:
            raise FormatError("package_damaged")


def _bundle(lines: _Lines) -> Bundle:
    documents = iter(lines)
    header = next(documents, None)
    if header is None:
        raise FormatError("package_damaged")
    bundle, counts = _header(header)
    claims = []
    seen: set[uuid.UUID] = set()
    last = 0
    for document in documents:
        claim = claim_of(document)
        place = KINDS.index(claim.kind) if claim.kind in KINDS else -1
        if place < last:
            raise FormatError("wrong_type", where="kind", expected=KINDS[last].value)
        if claim.id in seen:
            raise FormatError("duplicate_id", where="id")
        last = place
        seen.add(claim.id)
        claims.append(claim)
    found = Counter(one.kind for one in claims)
    if counts != {kind: found[kind] for kind in KINDS}:
        raise FormatError("package_damaged")
    return replace(bundle, claims=tuple(claims))


def _header(document: dict[str, Any]) -> tuple[Bundle, dict[EntityKind, int]]:
    if (found := document.get("format")) != FORMAT:
        if isinstance(found, str) and found.startswith("stance-package/"):
            raise FormatError("package_newer")
        raise FormatError("other_format", found=str(found)[:40])
    fields = Fields(document)
    fields.text("format")
    project = Fields(fields.mapping("project"), "project")
    person = Fields(fields.mapping("person"), "person")
    codebooks = tuple(_codebook(one) for one in fields.objects("codebooks"))
    rounds = fields.mapping("rounds")
    counts = Fields(fields.mapping("counts"), "counts")
    bundle = Bundle(
        project_id=_needed_id(project, "id"),
        project_name=project.text("name") or "",
        person_id=_needed_id(person, "id"),
        person_name=person.text("name") or "",
        codebooks=codebooks,
        round_codebooks={
            _id(key, "rounds"): _text(value, f"rounds.{key}") for key, value in rounds.items()
        },
        claims=(),
    )
    counted = {kind: counts.whole(kind.value) for kind in KINDS}
    for one in (fields, project, person, counts):
        _nothing_left(one)
    return bundle, counted


def _codebook(fields: Fields) -> CodebookVersion:
    document = fields.mapping("document")
    mapping = fields.mapping("mapping") or None
    _nothing_left(fields)
    codebook = codebook_from_document(document)
    if canonical_json(codebook_to_document(codebook)) != canonical_json(document):
        raise FormatError("wrong_type", where=fields.path("document"), expected="codebook")
    for key, values in (mapping or {}).items():
        if not isinstance(values, dict) or not all(
            isinstance(value, str) for value in values.values()
        ):
            fields.wrong(f"mapping.{key}", "object of texts")
    return CodebookVersion(codebook, mapping)


def claim_of(document: dict[str, Any]) -> Claim:
    """Return what a line says of an entity, every part of it as it is written by this program.

    Raises FormatError.
    """
    fields = Fields(document)
    kind = fields.choice("kind", EntityKind, None)
    id_ = _needed_id(fields, "id")
    documents = fields.items("forms")
    versions = [
        _version(one, f"versions[{place}]") for place, one in enumerate(fields.items("versions"))
    ]
    edges = [_edge(one, versions, place) for place, one in enumerate(fields.items("edges"))]
    _nothing_left(fields)
    if len(set(versions)) < len(versions) or len(set(edges)) < len(edges):
        raise FormatError("duplicate_id", where="versions")
    forms = tuple(_form(kind, one, f"forms[{place}]") for place, one in enumerate(documents))
    shown = [version_of(one) for one in forms]
    if not forms or len(set(shown)) < len(shown):
        raise FormatError("wrong_type", where="forms", expected="one or several forms")
    for place, one in enumerate(forms):
        if one.id != id_:
            raise FormatError("foreign_id", where=f"forms[{place}].id")
        if shown[place] not in versions:
            raise FormatError("hash_mismatch", where=f"forms[{place}]")
    return Claim(kind, id_, forms, frozenset(edges))


def _form(kind: EntityKind, document: object, where: str) -> Entity:
    cls = ENTITY_CLASSES.get(kind)
    if cls is None or not isinstance(document, dict):
        raise FormatError("wrong_type", where=where, expected="object")
    try:
        entity = from_document(cls, document)
        same = canonical_json(to_document(entity)) == canonical_json(document)
    except Exception as error:  # whatever a hostile document makes the converter do
        raise FormatError("wrong_type", where=where, expected=kind.value) from error
    if not same:
        raise FormatError("wrong_type", where=where, expected=kind.value)
    return entity


def _version(value: object, where: str) -> Version:
    match value:
        case [int(revision), str(hash_)] if (
            not isinstance(revision, bool)
            and 0 < revision <= MAX_REVISION
            and _HASH.fullmatch(hash_)
        ):
            return Version(revision, hash_)
    raise FormatError("wrong_version", where=where)


def _edge(value: object, versions: list[Version], place: int) -> Edge:
    where = f"edges[{place}]"
    match value:
        case [int(child), int(parent)] if (
            not isinstance(child, bool)
            and not isinstance(parent, bool)
            and 0 <= child < len(versions)
            and 0 <= parent < len(versions)
        ):
            edge = Edge(versions[child], versions[parent])
            if edge.parent.revision < edge.child.revision:
                return edge
    raise FormatError("wrong_version", where=where)


def _needed_id(fields: Fields, key: str) -> uuid.UUID:
    text = fields.needed_text(key)
    return _id(text, fields.path(key))


def _id(text: str, where: str) -> uuid.UUID:
    try:
        found = uuid.UUID(text)
    except ValueError as error:
        raise FormatError("wrong_type", where=where, expected="identifier") from error
    if str(found) != text:
        raise FormatError("wrong_type", where=where, expected="identifier")
    return found


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise FormatError("wrong_type", where=where, expected="text")
    return value


def _nothing_left(fields: Fields) -> None:
    if left := fields.rest():
        _surplus(fields.path(next(iter(left))))


def _surplus(where: str) -> NoReturn:
    raise FormatError("wrong_type", where=where, expected="nothing")
