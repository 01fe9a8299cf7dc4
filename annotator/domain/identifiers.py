"""Identifiers: made by the client, so that undo, merging and repeated imports keep identity."""

import uuid

from uuid_utils import compat

NAMESPACE = uuid.UUID("b3a9d0a2-6f0c-5d0e-9a53-0d1c6f2a7e11")


def new_id() -> uuid.UUID:
    """Return a fresh time-ordered identifier (UUID version 7, RFC 9562)."""
    return compat.uuid7()


def derived_id(*parts: str) -> uuid.UUID:
    """Return the identifier (UUID version 5) that the same parts always give."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))
