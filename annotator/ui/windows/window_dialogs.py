"""What a window asks in dialogs: projects, articles, exports, settings, who is at work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator import __version__
from annotator.domain.errors import AnnotatorError
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.widgets.message_bar import Tone
from annotator.ui.windows.window_datasets import WindowDatasets
from annotator.ui.windows.window_exchange import WindowExchange
from annotator.ui.windows.window_managing import WindowManaging
from annotator.ui.windows.window_review import WindowReview
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.dialogs.guide_dialog import GuideDialog
    from annotator.ui.windows.main_window import MainWindow

SUFFIX = ".stance"


class WindowDialogs(QObject):
    """Opens the dialogs of one window and hands their answers to it."""

    def __init__(self, window: MainWindow, preferences: Preferences, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._theme = theme
        self._guide: GuideDialog | None = None
        self.exchange = WindowExchange(window, theme)
        self.datasets = WindowDatasets(window, theme)
        self.managing = WindowManaging(window, theme)
        self.review = WindowReview(window, theme)

    def new_project(self, articles: tuple[Path, ...] = ()) -> None:
        """Ask for a new project, make it and show it; then import articles, if any were given."""
        from annotator.services.codebooks import shipped_codebooks
        from annotator.services.project import create_project
        from annotator.ui.dialogs.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(
            shipped_codebooks(),
            self._theme,
            maker=self._preferences.own_name,
            parent=self._window,
        )
        answer = dialog.answer if dialog.exec() else None
        dialog.deleteLater()
        if answer is None:
            return
        try:
            project = create_project(
                answer.path, name=answer.name, maker=answer.maker, codebook=answer.codebook
            )
        except AnnotatorError as error:
            self._window.refuse(error)
            return
        project.close()
        self._preferences.own_name = answer.maker
        self._window.open_path(answer.path, answer.maker)
        if articles:
            self.import_articles(articles)

    def try_sample(self) -> None:
        """Open the sample project among this person's documents; make it when it is not there."""
        from annotator.services.sample import create_sample_project
        from annotator.ui.dialogs.new_project_dialog import documents_folder, system_name

        path = documents_folder() / f"{tr('Stance Annotator sample')}{SUFFIX}"
        maker = self._preferences.own_name or system_name() or tr("Me")
        if not path.exists():
            try:
                create_sample_project(path, maker=maker).close()
            except AnnotatorError as error:
                self._window.refuse(error)
                return
        self._window.open_path(path)

    def choose_project(self) -> None:
        """Ask for a project file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open project"), "", tr("Projects (*{suffix})", suffix=SUFFIX)
        )
        if chosen:
            self._window.open_path(Path(chosen))

    def import_articles(self, paths: tuple[Path, ...] = ()) -> None:
        """Open the import dialog, with files if some were dropped."""
        from annotator.ui.dialogs.import_dialog import ImportDialog

        if self._window.opened is None:
            return
        if not self._window.opened.may_manage:
            self._say_who_imports()
            return
        dialog = ImportDialog(self._window.opened, self._theme, paths, self._window)
        dialog.exec()
        brought_in = dialog.report is not None
        dialog.deleteLater()
        if brought_in:
            self._window.show_screen("annotate")

    def export(self) -> None:
        """Open the export dialog."""
        self.datasets.export()

    def back_up(self) -> None:
        """Write a checked copy of the project."""
        from annotator.services.backups import back_up

        opened, bar = self._window.opened, self._window.messages
        if opened is None:
            return
        suggested = opened.path.with_name(f"{opened.path.stem} copy{SUFFIX}")
        kinds = tr("Projects (*{suffix})", suffix=SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Back up to"), str(suggested), kinds
        )
        if not chosen:
            return
        project, out = opened.project, Path(chosen)
        opened.writes.submit(
            lambda: back_up(project, out),
            lambda path: bar.say_passing(Tone.INFO, tr("A checked copy is at {path}.", path=path)),
            self._window.explain_failure,
        )

    def settings(self) -> None:
        """Open the settings."""
        from annotator.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._preferences, self._theme, self._window)
        dialog.keyboard_map_wanted.connect(self.keyboard_map)
        dialog.exec()
        dialog.deleteLater()

    def guide(self) -> None:
        """Show the guide beside the window; work goes on."""
        from annotator.ui.dialogs.guide_dialog import GuideDialog

        if self._guide is None:
            self._guide = GuideDialog(self._theme, self._window)
        self._guide.show()
        self._guide.raise_()

    def keyboard_map(self) -> None:
        """Show all keys."""
        from annotator.ui.dialogs.keyboard_map_dialog import KeyboardMapDialog

        codebook = self._window.codebook()
        dialog = KeyboardMapDialog(self._preferences, codebook, self._theme, self._window)
        dialog.exec()
        dialog.deleteLater()

    def change_person(self) -> None:
        """Ask who is at work now."""
        from annotator.ui.windows.project_opening import choose_person

        opened = self._window.opened
        if opened is None:
            return
        try:
            found = choose_person(opened.project, opened.person, self._theme, self._window)
        except AnnotatorError as error:
            self._window.explain_failure(error)
            return
        if found is not None:
            opened.become(found)

    def locate(self, path: Path) -> None:
        """Ask where a project of the recent ones lies now, and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Where is {name}?", name=path.name), "", f"(*{SUFFIX})"
        )
        if chosen:
            self._preferences.relocate(path, Path(chosen))
            self._window.open_path(Path(chosen))

    def choose_articles(self) -> None:
        """Ask for articles and begin a new project with them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, tr("Articles"))
        if chosen:
            self.new_project(tuple(Path(one) for one in chosen))

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Merge work that was sent; open a project file that was dropped; import anything else."""
        if self.exchange.takes(paths):
            self.exchange.merge(paths)
        elif len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self._window.open_path(paths[0])
        elif self._window.opened is not None:
            self.import_articles(paths)
        else:
            self.new_project(paths)

    def leave_unsaved(self, count: int) -> bool:
        """Ask whether to close although something is not stored yet."""
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setText(
            tr_n("{count} change is not stored yet.", "{count} changes are not stored yet.", count)
        )
        question.setInformativeText(
            tr("They are kept in a recovery file and offered when you open the project again.")
        )
        leave = question.addButton(tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        question.exec()
        return question.clickedButton() is leave

    def about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self._window,
            tr("About Stance Annotator"),
            tr(
                "<b>Stance Annotator {version}</b><p>Mark who says what in news articles, and how"
                " they stand to it.</p><p>Apache licence 2.0. Everything stays on this computer."
                "</p>",
                version=__version__,
            ),
        )

    def _say_who_imports(self) -> None:
        self._window.messages.say_passing(
            Tone.INFO, tr("Articles are brought in by managers of the project.")
        )
