"""Pictures of the dialogs for importing, making projects, settings, people and speakers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio, Until
    from annotator.ui.dialogs.import_dialog import ImportDialog


def shoot_dialogs(studio: Studio) -> None:
    """Show importing and its report, and each dialog that belongs to no other scenes."""
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

    window, theme = studio.window, studio.theme
    opened, screen = window.opened, window.annotate_screen
    if opened is None or screen is None or screen.presenter.coding is None:
        raise RuntimeError("no project is open")
    codebook = screen.presenter.coding.codebook
    importing = ImportDialog(opened, theme, _articles_to_import(studio.folder), window)
    studio.shoot_dialog(importing, "import", until=_filled(importing), close=False)
    importing.begin()
    studio.shoot_dialog(importing, "import-report", until=lambda: importing.report is not None)
    importing.close()
    new = NewProjectDialog(
        shipped_codebooks(), theme, maker=opened.person.name, folder=studio.folder, parent=window
    )
    new.name.setText(tr("Border talks"))
    new.path.setText("border-talks.stance")
    settings = SettingsDialog(studio.preferences, theme, window)
    keys = SettingsDialog(studio.preferences, theme, window)
    keys.tabs.setCurrentIndex(1)
    try:
        raise LookupError
    except LookupError as error:
        report = report_of(error, error.__traceback__)
    for name, dialog in (
        ("new-project", new),
        ("settings", settings),
        ("settings-keys", keys),
        ("keyboard-map", KeyboardMapDialog(studio.preferences, codebook, theme, window)),
        ("person", PersonDialog(people(opened.project), None, theme, may_add=True,
                                parent=window)),
        ("speaker", SpeakerDialog(theme, window, name="Ingrid Valmont")),
        ("cannot-code", CannotCodeDialog(codebook, theme, window)),
        ("unexpected-error", UnexpectedErrorDialog(report, theme, window)),
    ):  # fmt: skip
        studio.shoot_dialog(dialog, name)


def _articles_to_import(work: Path) -> tuple[Path, ...]:
    folder = work / "articles"
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


def _filled(dialog: ImportDialog) -> Until:
    return lambda: dialog.model.rowCount() > 0
