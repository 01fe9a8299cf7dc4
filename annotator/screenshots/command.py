"""The command ``annotator screenshots OUT_FOLDER [--project P]``: every screen, light and dark.

It works on a copy of the project, without a screen, with settings of its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.screenshots.adjudicate_scenes import shoot_adjudicate
from annotator.screenshots.agreement_scenes import shoot_agreement
from annotator.screenshots.annotate_scenes import shoot_annotate, shoot_codebook
from annotator.screenshots.dialog_scenes import shoot_dialogs
from annotator.screenshots.exchange_scenes import shoot_exchange
from annotator.screenshots.export_scenes import shoot_export
from annotator.screenshots.managing_scenes import shoot_managing
from annotator.screenshots.review_scenes import shoot_review
from annotator.screenshots.start_scenes import shoot_empty, shoot_welcome
from annotator.screenshots.studio import Studio
from annotator.screenshots.trouble_scenes import shoot_troubles
from annotator.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType

_SAMPLE_PERSON = "Mira Sorel"


def run(arguments: list[str]) -> int:
    """Render the pictures; return the exit status."""
    parser = argparse.ArgumentParser(prog="annotator screenshots")
    parser.add_argument("out", type=Path, help=tr("folder for the pictures"))
    parser.add_argument("--project", type=Path, help=tr("another project than the sample"))
    given = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    state = tempfile.TemporaryDirectory()
    os.environ["XDG_STATE_HOME"] = state.name  # who was at work in the copies is nobody's business
    from PySide6.QtCore import qInstallMessageHandler

    from annotator.app import make_application

    qInstallMessageHandler(_quiet)
    app = make_application()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for look in ("light", "dark"):
            work = Path(folder) / look
            work.mkdir()
            _render(Studio(app, work, given.out, look), given.project)
    print(given.out)
    return 0


def _render(studio: Studio, source: Path | None) -> None:
    """Take all pictures: the project's, then those that need projects of their own."""
    project = studio.folder / "sample.stance"
    _make_project(project, source)
    shoot_welcome(studio)
    studio.window.open_path(project, _first_annotator(project))
    shoot_annotate(studio)
    shoot_codebook(studio)
    shoot_dialogs(studio)
    shoot_review(studio)
    shoot_troubles(studio)
    shoot_exchange(studio)
    shoot_managing(studio)
    studio.shoot("several-rounds")
    shoot_empty(studio, _SAMPLE_PERSON)
    shoot_adjudicate(studio)
    shoot_agreement(studio)
    shoot_export(studio)
    studio.close()


def _make_project(path: Path, source: Path | None) -> None:
    from annotator.services.sample import create_sample_project

    if source is None:
        create_sample_project(path, maker=_SAMPLE_PERSON).close()
    else:
        from annotator.services.backups import back_up
        from annotator.services.project import open_project

        with open_project(source, read_only=True) as project:
            back_up(project, path)


def _first_annotator(path: Path) -> str:
    """Return the name of the first person who annotates in a project."""
    from annotator.domain.people import Role
    from annotator.services.managing.people import people
    from annotator.services.project import open_project

    with open_project(path) as project:
        everybody = people(project)
    return next(one.name for one in everybody if Role.ANNOTATOR in one.roles)


def _quiet(kind: QtMsgType, _context: object, message: str) -> None:
    """Pass Qt's messages on, but for what the platform without a screen says of itself."""
    import sys

    if "propagateSizeHints" not in message:
        print(kind.name, message, file=sys.stderr)
