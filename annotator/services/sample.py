"""The sample project: invented articles, two invented annotators' complete work."""

from pathlib import Path

from annotator.domain.people import Actor, Role
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import Project, create_project
from annotator.shipped import seeds_folder


def create_sample_project(path: Path, *, maker: str) -> Project:
    """Make the sample project at ``path``; ``maker`` may do everything in it.

    Raises what `create_project` raises.
    """
    project = create_project(path, name=path.stem, maker=maker, codebook=default_codebook())
    try:
        add_sample(project)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def add_sample(project: Project) -> None:
    """Bring the sample's articles, people and work into a project that was just made."""
    maker = next(one for one in people(project) if Role.MANAGER in one.roles)
    import_paths(project, Actor(maker.id, Role.MANAGER), [seeds_folder() / "sample.jsonl"])
