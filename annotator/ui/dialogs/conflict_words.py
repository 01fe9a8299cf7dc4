"""What a conflict is about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.attributions import Attribution
from annotator.domain.entities import EntityKind
from annotator.ui.models.entity_words import Names
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.exchange.conflict_names import NamedConflict


def title_of(one: NamedConflict) -> str:
    """Return what it is: "Attribution of Mira Sorel in “Harbour talks go on”"."""
    conflict = one.conflict
    names = {
        "article": one.article or tr("an article"),
        "person": one.person or tr("somebody"),
        "name": str(getattr(conflict.stands, "name", "") or getattr(conflict.aside, "name", "")),
    }
    match conflict.kind:
        case EntityKind.ATTRIBUTION:
            return tr("Attribution of {person} in “{article}”", **names)
        case EntityKind.ANNOTATION_SET:
            return tr("Progress of {person} with “{article}”", **names)
        case EntityKind.SUBMISSION:
            return tr("What {person} handed in of “{article}”", **names)
        case EntityKind.FEEDBACK:
            return tr("Feedback for {person} on “{article}”", **names)
        case EntityKind.SPEAKER:
            return tr("Speaker {name}", **names)
        case EntityKind.PERSON:
            return tr("Person {name}", **names)
        case EntityKind.ROUND:
            return tr("Round {name}", **names)
        case EntityKind.BATCH:
            return tr("Batch {name}", **names)
        case EntityKind.STORY:
            return tr("Story {name}", **names)
        case EntityKind.PROJECT:
            return tr("Name of the project")
        case EntityKind.APPEARANCE:
            return tr("Where “{article}” was published", **names)
        case EntityKind.ZONE:
            return tr("Boilerplate in “{article}”", **names)
        case _:
            return tr("Article “{article}”", **names)


def second_line(one: NamedConflict) -> str:
    """Return what tells it from others of its sort: the quote, or when it was found."""
    conflict = one.conflict
    parts = []
    if conflict.stands.deleted != conflict.aside.deleted:
        parts.append(tr("deleted in one"))
    if isinstance(conflict.stands, Attribution):
        quote = " … ".join(" ".join(span.quote.split()) for span in conflict.stands.content)
        parts.append(tr("“{words}”", words=quote))
    else:
        found = conflict.found_at.astimezone().date()
        parts.append(tr("found on {day}", day=found.isoformat()))
    return " · ".join(parts)


def names_in(one: NamedConflict) -> Names:
    """Return what the identifiers in both forms are called."""
    quotes = {id_: tr("“{words}”", words=words) for id_, words in one.quotes.items()}
    return Names(one.codebook, one.speakers, one.people, quotes)
