"""Parts of JSON objects that are written alike everywhere."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from annotator.domain.documents import instant_text
from annotator.formats.json_fields import in_order
from annotator.formats.records import NO_ID

Document = dict[str, Any]


def with_unknown(extra: Mapping[str, Any], document: Document) -> Document:
    """Return the object with the unknown keys after its own, sorted."""
    if not extra:
        return document
    unknown = {key: in_order(extra[key]) for key in sorted(extra) if key not in document}
    return {**document, **unknown}


def id_part(one: uuid.UUID) -> Document:
    """Return the key ``id``, or nothing where there is no identifier."""
    return {} if one == NO_ID else {"id": str(one)}


def reference(one: uuid.UUID | None) -> str | None:
    """Return an identifier as text, or null."""
    return None if one is None else str(one)


def day_text(one: date | None) -> str | None:
    """Return a day as text, or null."""
    return None if one is None else one.isoformat()


def optional_instant(one: datetime | None) -> str | None:
    """Return an instant as text, or null."""
    if one is None:
        return None
    # What is stored is in UTC: to be made so once more takes as long as all the rest.
    return f"{one.isoformat()[:-6]}Z" if one.tzinfo is UTC else instant_text(one)
