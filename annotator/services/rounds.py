"""The rounds of a project."""

from annotator.domain.errors import NotFound
from annotator.domain.people import Round
from annotator.services.project import Project
from annotator.storage import project_queries


def rounds(project: Project) -> tuple[Round, ...]:
    """Return the rounds in their order; a new project has one, "Main"."""
    with project.store.read() as connection:
        return project_queries.rounds(connection)


def current_round(project: Project) -> Round:
    """Return the round that work goes on in: the last one."""
    found = rounds(project)
    if not found:
        raise NotFound("not_found", kind="round")
    return found[-1]
