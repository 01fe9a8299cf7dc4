"""The project line of ``stance-annotator/1`` as a record."""

from typing import Any

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.errors import CodebookError, FormatError
from annotator.domain.people import MAIN_ROUND, Role, RoundPurpose
from annotator.formats.identity import identified_project
from annotator.formats.json_fields import Fields
from annotator.formats.records import (
    BatchRecord,
    PersonRecord,
    ProjectRecord,
    RoundRecord,
    StoryRecord,
)
from annotator.formats.stance_annotator_reading import check_format, speaker_from, with_line_keys


def project_from_line(document: dict[str, Any]) -> ProjectRecord:
    """Return what the first line says of the project, identifiers complete. Raises FormatError."""
    whole = Fields(document)
    check_format(whole)
    fields = Fields(whole.anything("project"), "project")
    record = ProjectRecord(
        name=fields.text("name") or "",
        codebooks=tuple(_codebooks(fields)),
        people=tuple(_person(one) for one in fields.objects("people")),
        rounds=tuple(_round(one) for one in fields.objects("rounds")),
        batches=tuple(_batch(one) for one in fields.objects("batches")),
        speakers=tuple(
            speaker_from(one, f"{fields.path('speakers')}[{place}]")
            for place, one in enumerate(fields.items("speakers"))
        ),
        stories=tuple(_story(one) for one in fields.objects("stories")),
        settings=fields.mapping("settings"),
        extra=with_line_keys(fields, whole),
    )
    return identified_project(record)


def _codebooks(fields: Fields) -> list[Codebook]:
    found: list[Codebook] = []
    for place, document in enumerate(fields.items("codebooks")):
        where = f"{fields.path('codebooks')}[{place}]"
        try:
            found.append(codebook_from_document(document))
        except CodebookError as error:
            inner = f"{where}.{error.fields.get('where', '')}"
            raise FormatError(error.code, **{**error.fields, "where": inner}) from error
    return found


def _person(fields: Fields) -> PersonRecord:
    return PersonRecord(
        id=fields.own_id(),
        name=fields.needed_text("name"),
        roles=fields.choices("roles", Role, (Role.ANNOTATOR,)),
        extra=fields.rest(),
    )


def _round(fields: Fields) -> RoundRecord:
    return RoundRecord(
        id=fields.own_id(),
        name=fields.needed_text("name"),
        purpose=fields.choice("purpose", RoundPurpose, RoundPurpose.MAIN),
        codebook=fields.text("codebook"),
        assigned=fields.flag("assigned"),
        extra=fields.rest(),
    )


def _batch(fields: Fields) -> BatchRecord:
    return BatchRecord(
        id=fields.own_id(),
        round=fields.text("round") or MAIN_ROUND,
        name=fields.needed_text("name"),
        extra=fields.rest(),
    )


def _story(fields: Fields) -> StoryRecord:
    return StoryRecord(id=fields.own_id(), name=fields.needed_text("name"), extra=fields.rest())
