"""The project line of ``stance-annotator/1`` as a JSON object."""

from annotator.domain.codebook_document import codebook_to_document
from annotator.formats.json_fields import in_order
from annotator.formats.json_parts import Document, day_text, id_part, reference, with_unknown
from annotator.formats.records import (
    LINE_KEYS,
    BatchRecord,
    PersonRecord,
    ProjectRecord,
    RoundRecord,
    SpeakerRecord,
    SpeakerRoleRecord,
)
from annotator.formats.stance_annotator_documents import FORMAT, speaker_fields


def project_document(record: ProjectRecord) -> Document:
    """Return the object of the project line."""
    project = {
        "name": record.name,
        "codebooks": [
            codebook_to_document(one)
            for one in sorted(record.codebooks, key=lambda one: (one.key, one.version))
        ],
        "people": [
            _person_document(one) for one in sorted(record.people, key=lambda one: one.name)
        ],
        "rounds": [_round_document(one) for one in record.rounds],
        "batches": [_batch_document(one) for one in record.batches],
        "speakers": [
            registry_document(one)
            for one in sorted(record.speakers, key=lambda one: (one.id.bytes, one.name))
        ],
        "stories": [
            with_unknown(one.extra, {**id_part(one.id), "name": one.name})
            for one in sorted(record.stories, key=lambda one: (one.id.bytes, one.name))
        ],
        "settings": in_order(record.settings),
    }
    extra = dict(record.extra)
    line_keys = extra.pop(LINE_KEYS, {})
    return with_unknown(line_keys, {"format": FORMAT, "project": with_unknown(extra, project)})


def registry_document(record: SpeakerRecord) -> Document:
    """Return the object of a speaker in the project line: all of the entry."""
    document = {
        **speaker_fields(record),
        "roles": [_role_document(one) for one in record.roles],
        "owner": record.owner,
        "article": reference(record.article),
        "merged_into": reference(record.merged_into),
    }
    return with_unknown(record.extra, document)


def _role_document(record: SpeakerRoleRecord) -> Document:
    document = {
        **id_part(record.id),
        "title": record.title,
        "affiliation": record.affiliation,
        "since": day_text(record.since),
        "until": day_text(record.until),
    }
    return with_unknown(record.extra, document)


def _person_document(record: PersonRecord) -> Document:
    roles = sorted(role.value for role in record.roles)
    return with_unknown(record.extra, {**id_part(record.id), "name": record.name, "roles": roles})


def _round_document(record: RoundRecord) -> Document:
    document = {
        **id_part(record.id),
        "name": record.name,
        "purpose": record.purpose.value,
        "codebook": record.codebook,
        **({"assigned": True} if record.assigned else {}),
    }
    return with_unknown(record.extra, document)


def _batch_document(record: BatchRecord) -> Document:
    return with_unknown(
        record.extra, {**id_part(record.id), "round": record.round, "name": record.name}
    )
