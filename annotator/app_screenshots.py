"""The command ``annotator screenshots OUT_FOLDER [--project P]``: every screen, light and dark.

It works on a copy of the project, without a screen, with settings of its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.app_agreement_scenes import shoot_agreement
from annotator.app_exchange_scenes import shoot_exchange
from annotator.app_export_scenes import shoot_export
from annotator.app_managing_scenes import shoot_managing
from annotator.app_review_scenes import shoot_review
from annotator.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType
    from PySide6.QtWidgets import QApplication, QDialog

    from annotator.ui.windows.application_windows import ApplicationWindows
    from annotator.ui.windows.main_window import MainWindow

WIDTH, HEIGHT = 1440, 900
_TURNS = 6
"""Turns of the event loop after which layouts and queued calls have settled."""


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
            _Studio(app, work, given.out, look, given.project).render()
    print(given.out)
    return 0


class _Studio:
    """One look: a copy of the project, a window, and the scenes one after the other."""

    def __init__(
        self, app: QApplication, work: Path, out: Path, look: str, project: Path | None
    ) -> None:
        from PySide6.QtCore import QSettings

        from annotator.ui.preferences import Preferences, ThemeChoice
        from annotator.ui.theme import Theme
        from annotator.ui.windows.application_windows import ApplicationWindows

        self._app = app
        self._work = work
        self._out = out
        self._look = look
        settings = QSettings(str(work / "settings.ini"), QSettings.Format.IniFormat)
        self._preferences = Preferences(settings)
        self._preferences.theme = ThemeChoice(look)
        self._theme = Theme(look, 1.0)  # type: ignore[arg-type]
        self._theme.apply(app)
        self._windows: ApplicationWindows = ApplicationWindows(self._preferences, self._theme)
        self._project = work / "sample.stance"
        self._make_project(project)

    def render(self) -> None:
        """Render all scenes."""
        from annotator.app_screenshots_adjudicate import adjudicate

        window = self._windows.show_first()
        window.resize(WIDTH, HEIGHT)
        self._welcome(window)
        window.open_path(self._project, _first_annotator(self._project))
        self._annotate(window)
        self._dialogs(window)
        shoot_review(window, self._theme, partial(self._shoot_dialog, window))
        self._troubles(window)
        shoot_exchange(window, self._theme, self._work, partial(self._shoot_dialog, window))
        shoot_managing(window, self._theme, partial(self._shoot_dialog, window))
        self._shoot(window, "several-rounds")
        self._empty(window)
        shoot, dialogs = partial(self._shoot, window), partial(self._shoot_dialog, window)
        adjudicate(window, self._work, shoot, self._settle)
        shoot_agreement(window, self._work, shoot, dialogs, self._settle)
        shoot_export(window, self._theme, self._work, dialogs, self._settle)
        self._windows.close_all()
        self._settle()

    def _make_project(self, source: Path | None) -> None:
        from annotator.services.sample import create_sample_project

        if source is None:
            create_sample_project(self._project, maker=_SAMPLE_PERSON).close()
        else:
            from annotator.services.backups import back_up
            from annotator.services.project import open_project

            with open_project(source, read_only=True) as project:
                back_up(project, self._project)

    def _welcome(self, window: MainWindow) -> None:
        from datetime import UTC, datetime

        from annotator.ui.preferences import RecentProject
        from annotator.ui.widgets.recent_projects import RecentLook

        self._settle()
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
        self._shoot(window, "welcome")

    def _annotate(self, window: MainWindow) -> None:
        screen = window.annotate_screen
        if screen is None:
            raise RuntimeError("the project did not open")
        self._settle()
        articles = _articles(window)
        for article_id in articles[: max(1, len(articles) // 2)]:
            screen.open_article(article_id)
            if screen.presenter.coding and screen.presenter.coding.work.state.closed:
                screen.finishing.reopen()
        screen.open_article(articles[0])
        coding = screen.presenter.coding
        if coding is not None and coding.attributions:
            screen.presenter.select(coding.attributions[min(1, len(coding.attributions) - 1)].id)
        self._shoot(window, "annotate")
        screen.pane.view.setFocus()
        screen.controller.next_quotation()
        self._shoot(window, "annotate-selection")
        screen.pane.view.clear_selection()
        screen.inspector.focus_speaker()
        form = screen.inspector.attribution_form
        if form is not None:
            from PySide6.QtTest import QTest

            form.speaker.clear()
            QTest.keyClicks(form.speaker, "va")
        self._shoot(window, "annotate-speaker")
        screen.controller.escape()
        for name, wanted in (("hard-wrapped", _is_hard_wrapped), ("right-to-left", _is_rtl)):
            found = next((one for one in articles if wanted(_text(window, one))), None)
            if found is not None:
                screen.open_article(found)
                self._select_first(window)
                self._shoot(window, f"annotate-{name}")
        screen.queue_pane.choose_state("done")
        screen.open_article(articles[-1])
        self._select_first(window)
        self._shoot(window, "annotate-done")
        screen.queue_pane.choose_state("to_do")
        screen.open_article(articles[0])
        window.show_screen("codebook")
        self._shoot(window, "codebook")
        if window.codebook_screen is not None and window.opened is not None:
            window.codebook_screen.show_value(_primary(window))
            self._shoot(window, "codebook-attribute")
        window.show_screen("annotate")

    def _dialogs(self, window: MainWindow) -> None:
        from annotator.services.codebooks import shipped_codebooks
        from annotator.services.managing.people import people
        from annotator.ui.dialogs.cannot_code_dialog import CannotCodeDialog
        from annotator.ui.dialogs.import_dialog import ImportDialog
        from annotator.ui.dialogs.keyboard_map_dialog import KeyboardMapDialog
        from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
        from annotator.ui.dialogs.person_dialog import PersonDialog
        from annotator.ui.dialogs.settings_dialog import SettingsDialog
        from annotator.ui.dialogs.speaker_dialog import SpeakerDialog
        from annotator.ui.dialogs.unexpected_error_dialog import UnexpectedErrorDialog
        from annotator.ui.unexpected_errors import report_of

        opened, theme, screen = window.opened, self._theme, window.annotate_screen
        if opened is None or screen is None or screen.presenter.coding is None:
            raise RuntimeError("no project is open")
        codebook = screen.presenter.coding.codebook
        importing = ImportDialog(opened, theme, self._articles_to_import(), window)
        self._shoot_dialog(window, importing, "import", until=_filled(importing))
        importing.begin()
        self._shoot_dialog(
            window, importing, "import-report", until=lambda: importing.report is not None
        )
        importing.close()
        new = NewProjectDialog(
            shipped_codebooks(), theme, maker=opened.person.name, folder=self._work, parent=window
        )
        new.name.setText(tr("Border talks"))
        new.path.setText("border-talks.stance")
        settings = SettingsDialog(self._preferences, theme, window)
        keys = SettingsDialog(self._preferences, theme, window)
        keys.tabs.setCurrentIndex(1)
        try:
            raise LookupError
        except LookupError as error:
            report = report_of(error, error.__traceback__)
        for name, dialog in (
            ("new-project", new),
            ("settings", settings),
            ("settings-keys", keys),
            ("keyboard-map", KeyboardMapDialog(self._preferences, codebook, theme, window)),
            ("person", PersonDialog(people(opened.project), None, theme, may_add=True,
                                    parent=window)),
            ("speaker", SpeakerDialog(theme, window, name="Ingrid Valmont")),
            ("cannot-code", CannotCodeDialog(codebook, theme, window)),
            ("unexpected-error", UnexpectedErrorDialog(report, theme, window)),
        ):  # fmt: skip
            self._shoot_dialog(window, dialog, name)

    def _troubles(self, window: MainWindow) -> None:
        from annotator.domain.errors import StorageFailed
        from annotator.ui.save_status import FailedWrite

        opened, screen = window.opened, window.annotate_screen
        if opened is None or screen is None:
            raise RuntimeError("no project is open")
        opened.status.keep(FailedWrite(StorageFailed("disk_full"), lambda: None))
        self._shoot(window, "not-saved")
        opened.status.retry()
        screen.finishing.finish()
        screen.queue_pane.field.setText(tr("nothing like this"))
        screen.queue.reload()
        self._shoot(window, "no-match")
        screen.queue_pane.clear_filter()
        self._preferences.text_size = 200
        self._shoot(window, "text-200")
        self._preferences.text_size = 100
        self._settle()  # the window can be this small again only then
        window.resize(WIDTH, HEIGHT)

    def _empty(self, window: MainWindow) -> None:
        from annotator.services.codebooks import default_codebook
        from annotator.services.project import create_project

        path = self._work / "empty.stance"
        create_project(
            path, name=tr("Empty project"), maker=_SAMPLE_PERSON, codebook=default_codebook()
        ).close()
        window.open_path(path)
        self._shoot(window, "empty")

    def _select_first(self, window: MainWindow) -> None:
        screen = window.annotate_screen
        if screen is not None:
            screen.presenter.select_neighbour(1)

    def _articles_to_import(self) -> tuple[Path, ...]:
        folder = self._work / "articles"
        folder.mkdir()
        (folder / "harbour-post-01.txt").write_text(
            "Harbour reopens for flour\n\nThe first ship came in at noon.\n", encoding="utf-8"
        )
        (folder / "harbour-post-02.txt").write_text(
            "Minister keeps silent\n\nNobody would say who had signed.\n", encoding="utf-16"
        )
        (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200))
        (folder / "empty.txt").write_bytes(b"")
        return (folder,)

    def _shoot(self, window: MainWindow, name: str) -> None:
        self._settle()
        window.grab().save(str(self._out / f"{name}-{self._look}.png"))

    def _shoot_dialog(
        self,
        window: MainWindow,
        dialog: QDialog,
        name: str,
        until: Callable[[], bool] = lambda: True,
    ) -> None:
        from PySide6.QtCore import QPoint, QRect
        from PySide6.QtGui import QColor, QPainter

        dialog.show()
        self._settle(until)
        picture, front = window.grab(), dialog.grab()
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
        corner = QPoint(
            (picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2
        )
        painter.drawPixmap(corner, front)
        painter.setPen(self._theme.tokens.control_border)
        painter.drawRect(QRect(corner, front.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        picture.save(str(self._out / f"{name}-{self._look}.png"))
        if name != "import":
            dialog.close()
            dialog.deleteLater()

    def _settle(self, until: Callable[[], bool] = lambda: True) -> None:
        from PySide6.QtCore import QDeadlineTimer, QThread

        patience = QDeadlineTimer(20_000)
        while not until() and not patience.hasExpired():
            self._app.processEvents()
            QThread.msleep(5)
        for _ in range(_TURNS):
            self._app.processEvents()


_SAMPLE_PERSON = "Mira Sorel"


def _first_annotator(path: Path) -> str:
    """Return the name of the first person who annotates in a project."""
    from annotator.domain.people import Role
    from annotator.services.managing.people import people
    from annotator.services.project import open_project

    with open_project(path) as project:
        everybody = people(project)
    return next(one.name for one in everybody if Role.ANNOTATOR in one.roles)


def _articles(window: MainWindow) -> list:  # type: ignore[type-arg]
    from annotator.services.queue import QueueFilter, QueueState, queue_ids

    opened = window.opened
    if opened is None:
        return []
    return list(
        queue_ids(opened.project, opened.annotator, opened.round.id, QueueFilter(QueueState.ALL))
    )


def _text(window: MainWindow, article_id) -> str:  # type: ignore[no-untyped-def]
    from annotator.services.coding import read_coding

    opened = window.opened
    if opened is None:
        return ""
    return read_coding(opened.project, opened.annotator, article_id, opened.round.id).article.text


def _primary(window: MainWindow) -> str:
    screen = window.annotate_screen
    coding = screen.presenter.coding if screen else None
    return coding.codebook.primary.key if coding else ""


def _is_hard_wrapped(text: str) -> bool:
    from annotator.domain.text.hard_wrap import is_hard_wrapped

    return is_hard_wrapped(text)


def _is_rtl(text: str) -> bool:
    return sum("\u0590" <= one <= "\u08ff" for one in text) > len(text) / 4


def _filled(dialog) -> Callable[[], bool]:  # type: ignore[no-untyped-def]
    return lambda: dialog.model.rowCount() > 0


def _quiet(kind: QtMsgType, _context: object, message: str) -> None:
    """Pass Qt's messages on, but for what the platform without a screen says of itself."""
    import sys

    if "propagateSizeHints" not in message:
        print(kind.name, message, file=sys.stderr)
