"""How far a project is: counts, as far as the actor may know them."""

from dataclasses import dataclass

from annotator.domain.annotation_sets import SetState
from annotator.domain.people import Actor, Role
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project
from annotator.storage import project_queries, statistics_queries
from annotator.storage.tables import articles


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """One person's sets and attributions in the current round."""

    name: str
    to_do: int
    in_progress: int
    done: int
    cannot_code: int
    attributions: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a project. An annotator gets only the own line, and the own values."""

    project: str
    codebook: str
    round: str
    articles: int
    appearances: int
    stories: int
    code_points: int
    people: tuple[PersonProgress, ...]
    values: dict[str, dict[str, int]]
    """Attribute key to value to how many have it: attributions, or coded articles."""


def stats(project: Project, actor: Actor) -> Statistics:
    """Return the counts that the actor may know."""
    round_ = current_round(project)
    codebook = project.codebook(round_.codebook)
    only = actor.person_id if actor.role is Role.ANNOTATOR else None
    with project.store.read() as connection:
        total = project_queries.count_living(connection, articles.article)
        lines = []
        for person in project_queries.people(connection):
            if only not in (None, person.id) or Role.ANNOTATOR not in person.roles:
                continue
            states = statistics_queries.set_counts(connection, person.id, round_.id)
            begun = sum(count for state, count in states.items() if state is not SetState.TO_DO)
            attributions, flagged = statistics_queries.attribution_counts(
                connection, person.id, round_.id
            )
            lines.append(
                PersonProgress(
                    name=person.name,
                    to_do=states.get(SetState.TO_DO, 0) if round_.assigned else total - begun,
                    in_progress=states.get(SetState.IN_PROGRESS, 0),
                    done=states.get(SetState.DONE, 0),
                    cannot_code=states.get(SetState.CANNOT_CODE, 0),
                    attributions=attributions,
                    flagged=flagged,
                )
            )
        counted = statistics_queries.value_counts(connection, round_.id, only)
        counted |= statistics_queries.article_value_counts(connection, round_.id, only)
        return Statistics(
            project=project.info.name,
            codebook=codebook.ref,
            round=round_.name,
            articles=total,
            appearances=project_queries.count_living(connection, articles.appearance),
            stories=statistics_queries.story_count(connection),
            code_points=statistics_queries.code_points(connection),
            people=tuple(lines),
            values={
                one.key: {value.key: counted.get((one.key, value.key), 0) for value in one.values}
                for one in codebook.attributes
                if one.values
            },
        )
