"""Pictures of the start: the first screen, and a project in which there is nothing yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio


def shoot_welcome(studio: Studio) -> None:
    """Show the start screen as somebody sees it who has worked before."""
    from datetime import UTC, datetime

    from annotator.ui.preferences import RecentProject
    from annotator.ui.widgets.recent_projects import RecentLook

    window = studio.window
    studio.settle()
    folder = Path("/home/mira/projects")
    there, missing = folder / "border-talks.stance", folder / "teaching.stance"
    opened = datetime(2025, 3, 14, 14, 2, tzinfo=UTC)
    window.welcome.recent.show_projects(
        (
            RecentProject(there, tr("Border talks"), opened),
            RecentProject(missing, tr("Teaching set, winter"), opened),
        ),
        {
            there: RecentLook(240, 4),
            missing: RecentLook(
                problem="project_not_found", problem_words=tr("The project file is not there.")
            ),
        },
    )
    for part in (window.welcome.recent, window.welcome.recent_head):
        part.show()
    studio.shoot("welcome")


def shoot_empty(studio: Studio, maker: str) -> None:
    """Show a project without articles."""
    from annotator.services.codebooks import default_codebook
    from annotator.services.project import create_project

    path = studio.folder / "empty.stance"
    create_project(path, name=tr("Empty project"), maker=maker, codebook=default_codebook()).close()
    studio.window.open_path(path)
    studio.shoot("empty")
