"""What a person can choose from for an export: only what is theirs to know of."""

from dataclasses import dataclass
from datetime import date

from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Batch, Role, RoundPurpose
from annotator.services.project import Project
from annotator.storage import export_choice_queries, project_queries, work_queries
from annotator.storage.tables import work as work_tables


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """Names, in the order in which they are offered."""

    sees_others: bool
    """Whether there are layers, other people, pseudonyms, soft labels and rationales to choose."""
    annotators: tuple[str, ...]
    """Empty for an annotator, who exports their own work."""
    rounds: tuple[str, ...]
    training: bool
    """Whether one of the rounds is for training."""
    batches: tuple[str, ...]
    """Each name once; for an annotator those in which they have articles."""
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    days: tuple[date, date] | None
    """First and last day on which an article appeared."""


def export_choices(project: Project, actor: Actor) -> ExportChoices:
    """Return what there is to choose from."""
    sees_others = actor.role is not Role.ANNOTATOR
    with project.store.read() as connection:
        rounds = project_queries.rounds(connection)
        batches = project_queries.living(
            connection, EntityKind.BATCH, work_tables.batch, Batch, "ordinal", "id"
        )
        if not sees_others:
            own = work_queries.batches_of(connection, actor.person_id)
            batches = tuple(one for one in batches if one.id in own)
        people = project_queries.people(connection) if sees_others else ()
        return ExportChoices(
            sees_others=sees_others,
            annotators=tuple(one.name for one in people if Role.ANNOTATOR in one.roles),
            rounds=tuple(one.name for one in rounds),
            training=any(one.purpose is RoundPurpose.TRAINING for one in rounds),
            batches=tuple(dict.fromkeys(one.name for one in batches)),
            outlets=tuple(export_choice_queries.outlets(connection)),
            languages=tuple(export_choice_queries.languages(connection)),
            days=export_choice_queries.days(connection),
        )
