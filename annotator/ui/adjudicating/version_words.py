"""What another version of a story has where a passage was decided, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import FieldValue
from annotator.domain.codebook import Codebook
from annotator.ui.adjudicating.field_words import field_label, value_words
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.story_passages import (
        DecidedOtherwise,
        OtherVersion,
        UnlikeField,
    )


def version_words(version: OtherVersion, codebook: Codebook) -> str:
    """Return the passage as it stands there, and each difference on a line of its own."""
    lines = [f"“{' '.join(version.quote.split())}”"]
    if version.obstacle is not None:
        lines.append(
            tr(
                "Its words for “{field}” do not stand there just once: decide it there by hand.",
                field=field_label(version.obstacle, codebook),
            )
        )
    elif version.item_id is None:
        lines.append(tr("Nobody marked it there."))
    elif version.unlike:
        lines += [_unlike_words(one, version, codebook) for one in version.unlike]
    else:
        lines.append(tr("All who marked it there have it so."))
    return "\n".join(lines)


def otherwise_words(found: Sequence[DecidedOtherwise], codebook: Codebook) -> str:
    """Return in how many versions a passage was decided otherwise, and how in each."""
    lines = [
        tr_n(
            "Decided otherwise in {count} other version:",
            "Decided otherwise in {count} other versions:",
            len(found),
        )
    ]
    for one in found:
        parts = [
            tr(
                "{field} {value}",
                field=field_label(name, codebook),
                value=value_words(name, value, codebook, one.speakers),
            )
            for name, value in one.values.items()
        ]
        what = ", ".join(parts) or tr("rejected")
        lines.append(tr("“{title}”: {what}", title=one.title, what=what))
    return "\n".join(lines)


def _unlike_words(unlike: UnlikeField, version: OtherVersion, codebook: Codebook) -> str:
    def words(value: FieldValue) -> str:
        return value_words(unlike.field, value, codebook, version.speakers)

    theirs = ", ".join(
        tr("{letter} has {value}", letter=letter, value=words(value))
        for letter, value in unlike.annotators.items()
    )
    return tr(
        "{field}: {gold} becomes gold; {theirs}",
        field=field_label(unlike.field, codebook),
        gold=words(unlike.gold),
        theirs=theirs,
    )
