"""Export format ``refi-qda``: a REFI-QDA project (``.qdpx``), for ATLAS.ti, NVivo and others.

A zip archive of ``project.qde`` and, in ``sources``, each article's text in UTF-8. The standard
wants users, codes and cases before the sources that say who they are, so the parts of the project
are written to temporary files and put together at the end. How an article becomes a source stands
in `refi_sources`.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from uuid import UUID

from annotator.domain.text.spans import SpanRole
from annotator.formats.archive_entries import undated_entry
from annotator.formats.interfaces import Loss, OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.records import ArticleRecord, ProjectRecord, SpeakerRecord
from annotator.formats.refi_codes import Codes, guid_of
from annotator.formats.refi_sources import (
    DATES,
    OF_ARTICLES,
    OF_SPEAKERS,
    SourceWriter,
    selection_guid,
    speaker_values,
    user_guid,
    user_name,
    variable_values,
)
from annotator.formats.refi_verifying import verify_project
from annotator.formats.standoff_details import require_text
from annotator.formats.work_of_persons import Whose, works_of
from annotator.formats.xml_words import DECLARATION, XmlWriter
from annotator.words import tr

NAMESPACE = "urn:QDA-XML:project:1.0"
_ORIGIN = "Stance Annotator"
_LARGE = 2**30
"""From here on the project may need the zip archive's form for large files (4 GiB), with room for
what is counted last; below, every program can read it."""
_ID_BYTES = 16


class RefiQda:
    """A project for programs of qualitative data analysis."""

    name = "refi-qda"
    endings: tuple[str, ...] = (".qdpx",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("REFI-QDA project")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("ATLAS.ti, MAXQDA, NVivo, QualCoder.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: appearances after the first, zones, decisions, submissions; characters that "
            "XML forbids are replaced, but not in texts."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the archive. Raises OSError, FormatError ``text_needed``."""
        require_text(options, self.name)
        xml = XmlWriter()
        codes = Codes(project.codebooks)
        writer = SourceWriter(xml, codes)
        users: dict[UUID, str] = {}
        cases = _Cases()
        count = rows = 0
        with ExitStack() as stack:
            archive = stack.enter_context(zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED))
            sources, notes, links = (stack.enter_context(_part()) for _ in range(3))
            for article in articles:
                count += 1
                rows += len(article.attributions)
                archive.writestr(
                    undated_entry(f"sources/{article.id}.txt"), article.text.encode("utf-8")
                )
                users |= {user_guid(one): user_name(one) for one in _people(article)}
                cases.add(article)
                sources.writelines(one.encode() for one in writer.source(article))
                notes.writelines(one.encode() for one in writer.notes(article))
                links.writelines(one.encode() for one in writer.links(article))
            large = sources.tell() + notes.tell() + links.tell() > _LARGE
            with archive.open(undated_entry("project.qde"), "w", force_zip64=large) as file:
                about = {"xmlns": NAMESPACE, "name": project.name, "origin": _ORIGIN}
                for part in (
                    f"{DECLARATION}{xml.opening('Project', about)}\n",
                    *_users(xml, users),
                    *codes.document(xml),
                    *_variables(xml),
                ):
                    file.write(part.encode())
                file.writelines(one.encode() for one in cases.document(xml))
                for name, held in (("Sources", sources), ("Notes", notes), ("Links", links)):
                    _append(file, name, held)
                file.write(b"</Project>\n")
        losses = (Loss("character_replaced", xml.replaced),) if xml.replaced else ()
        return WriteReport(count, rows, losses)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written project back: see `refi_verifying`."""
        return verify_project(path, project, articles)


class _Cases:
    """A case for each speaker, with the selections of what they are reported to have said."""

    def __init__(self) -> None:
        self._speakers: dict[UUID, SpeakerRecord] = {}
        # Sixteen bytes for each: there may be many more than there is other memory for.
        self._selections: dict[UUID, bytearray] = {}

    def add(self, article: ArticleRecord) -> None:
        for one in article.attributions:
            if one.speaker:
                self._speakers.setdefault(one.speaker.id, one.speaker)
                held = self._selections.setdefault(one.speaker.id, bytearray())
                for span in one.spans:
                    if span.role is SpanRole.CONTENT:
                        held += selection_guid(one, span).bytes

    def document(self, xml: XmlWriter) -> Iterator[str]:
        """Yield the element ``Cases`` in parts, nothing where nobody spoke."""
        if not self._speakers:
            return
        yield "<Cases>\n"
        for identifier, speaker in self._speakers.items():
            guid = guid_of("case", str(identifier))
            yield xml.opening("Case", {"guid": str(guid), "name": speaker.name})
            yield from variable_values(xml, "speaker", speaker_values(speaker))
            held = self._selections[identifier]
            for at in range(0, len(held), _ID_BYTES):
                target = UUID(bytes=bytes(held[at : at + _ID_BYTES]))
                yield xml.element("SelectionRef", {"targetGUID": str(target)})
            yield "</Case>\n"
        yield "</Cases>\n"


def _people(article: ArticleRecord) -> Iterator[Whose]:
    return (work.whose for work in works_of(article))


def _users(xml: XmlWriter, users: dict[UUID, str]) -> Iterator[str]:
    if users:
        listed = (
            xml.element("User", {"guid": str(guid), "name": name}) for guid, name in users.items()
        )
        yield xml.element("Users", {}, *listed) + "\n"


def _variables(xml: XmlWriter) -> Iterator[str]:
    yield "<Variables>\n"
    for of, keys in (("article", OF_ARTICLES), ("speaker", OF_SPEAKERS)):
        for key in keys:
            kind = "Date" if key in DATES else "Text"
            about = {"guid": str(guid_of("variable", of, key)), "name": f"{of}_{key}"}
            yield xml.element("Variable", {**about, "typeOfVariable": kind}) + "\n"
    yield "</Variables>\n"


def _part() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _append(file: IO[bytes], name: str, held: IO[bytes]) -> None:
    """Write an element with what a temporary file holds, nothing where it is empty."""
    if held.tell():
        held.seek(0)
        file.write(f"<{name}>\n".encode())
        shutil.copyfileobj(held, file)
        file.write(f"</{name}>\n".encode())
