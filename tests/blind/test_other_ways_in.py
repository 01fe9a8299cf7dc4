"""Ways in beside the services that take an actor: watching, what was kept, commands, screens."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from annotator.cli.command_names import COMMANDS
from annotator.domain.entities import EntityKind
from annotator.services import annotating, article_work, speakers
from annotator.services.project import open_project
from annotator.services.recovery import kept_intentions
from annotator.services.watching import Watcher
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.windows.application_windows import ApplicationWindows
from tests.blind.secrets import NOTE, SPEAKER, Busy, open_busy, open_quiet
from tests.cli.conftest import Annotator
from tests.services.world import COMPLETE


def test_watching_tells_nothing_of_what_others_do(busy: Busy) -> None:
    world = busy.world
    with open_project(world.path) as mine:
        watchers = {"mira": Watcher(mine), "manager": Watcher(mine)}
        made = world.annotate("Nobody spoke", world.jonas, 2, values=COMPLETE)
        annotating.set_note(busy.project, world.jonas, made.id, NOTE)
        article_work.reopen(busy.project, world.jonas, world.articles[1], world.round_id)
        speakers.create_speaker(
            busy.project, world.jonas, f"{SPEAKER} two", speakers.SpeakerKind.NAMED_PERSON
        )
        seen = watchers["mira"].poll(world.mira)
        assert seen == ()
        assert len(watchers["manager"].poll(world.manager)) >= 3
        for one in watchers.values():
            one.close()


def test_watching_tells_what_is_published_without_whose_it_was(busy: Busy) -> None:
    from annotator.services.managing.publishing_speakers import publish_speaker

    with open_project(busy.world.path) as mine:
        watcher = Watcher(mine)
        publish_speaker(busy.project, busy.world.manager, busy.their_speaker)
        (changes,) = watcher.poll(busy.world.mira)
        watcher.close()
    (change,) = changes.of(EntityKind.SPEAKER)
    assert change.before is None
    assert getattr(change.after, "owner_id", 1) is None


def test_what_another_could_not_store_is_theirs(busy: Busy) -> None:
    """Two people on one machine: the recovery file is the same."""
    from annotator.domain.errors import StorageFailed

    busy.project.patience = 0.05
    holder = sqlite3.connect(busy.world.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StorageFailed):
            annotating.set_note(busy.project, busy.world.jonas, busy.theirs, NOTE)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert len(kept_intentions(busy.project)) == 1
    assert len(kept_intentions(busy.project, busy.world.jonas)) == 1
    assert kept_intentions(busy.project, busy.world.mira) == ()


@pytest.fixture
def annotator(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Annotator:
    return Annotator(capsys)


@pytest.fixture
def two_files(shared_project: Path, tmp_path: Path) -> dict[str, tuple[Path, Busy]]:
    """The quiet and the busy project as closed files of one name, for commands."""
    found = {}
    for name, make in (("quiet", open_quiet), ("busy", open_busy)):
        busy = make(shared_project, tmp_path / name)
        busy.project.close()
        found[name] = (busy.world.path, busy)
    return found


READING_COMMANDS: dict[str, list[str]] = {
    "stats": ["stats", "{project}"],
    "stats --json": ["stats", "{project}", "--json"],
    "check": ["check", "{project}"],
    "check --json": ["check", "{project}", "--json"],
    "export": ["export", "{project}", "--format", "stance-annotator", "--out", "{out}"],
    "dataset": ["dataset", "{project}"],
    "dataset --json": ["dataset", "{project}", "--json"],
    "export csv": ["export", "{project}", "--format", "csv", "--out", "{out}"],
}
"""Commands that an annotator may use: as if nobody else worked."""

REFUSED_COMMANDS: dict[str, list[str]] = {
    "export gold": [
        *("export", "{project}", "--format", "csv", "--layer", "gold", "--out", "{out}"),
    ],
    "export of another": [
        *("export", "{project}", "--format", "csv", "--annotator", "Jonas Reit"),
        *("--out", "{out}"),
    ],
    "disagreements": ["disagreements", "{project}"],
    "disagreements --json": ["disagreements", "{project}", "--json"],
    "adjudicate": ["adjudicate", "{project}", "--accept-exact"],
    "agreement": ["agreement", "{project}"],
    "agreement --json": ["agreement", "{project}", "--json"],
    "dataset --title": ["dataset", "{project}", "--title", "Mine"],
    "bundle": ["bundle", "{project}", "--out", "{out}"],
    "handout": ["handout", "{project}", "--annotator", "Jonas Reit", "--out", "{out}"],
    "package of another": ["package", "{project}", "--annotator", "Jonas Reit", "--out", "{out}"],
}
"""Commands, or uses of them, that are not for annotators."""

WITHOUT_OTHERS = {
    # Makes a project; brings something in; copies the whole file for whoever has it already.
    *("new", "import", "backup"),
    # Reads an export and a folder of texts, and no project.
    "reattach",
    # Its report is of what came in, see tests/services; the own package is looked at below.
    *("merge", "package"),
}


def _words(command: list[str], project: Path, out: Path) -> list[str]:
    return [one.format(project=project, out=out) for one in command] + ["--as", "Mira Sorel"]


@pytest.mark.parametrize("name", sorted(READING_COMMANDS))
def test_a_command_answers_as_if_nobody_else_worked(
    annotator: Annotator, two_files: dict[str, tuple[Path, Busy]], tmp_path: Path, name: str
) -> None:
    answers = {}
    for which, (project, busy) in two_files.items():
        out = tmp_path / f"{which}.out"
        ran = annotator(*_words(READING_COMMANDS[name], project, out))
        assert ran.status == 0, ran
        written = out.read_text(encoding="utf-8-sig") if out.exists() else ""
        told = f"{ran.out}\n{ran.err}\n{written}".replace(str(out), "OUT")
        told = told.replace(out.name, "OUT")
        assert busy.told(told) == []
        answers[which] = told
    assert answers["quiet"] == answers["busy"]


@pytest.mark.parametrize("name", sorted(REFUSED_COMMANDS))
def test_a_command_refuses_in_words_without_secrets(
    annotator: Annotator, two_files: dict[str, tuple[Path, Busy]], tmp_path: Path, name: str
) -> None:
    if REFUSED_COMMANDS[name][0] not in COMMANDS:
        pytest.skip("this command is not there yet")
    project, busy = two_files["busy"]
    before, out = busy.fingerprint(), tmp_path / "out.stance"
    ran = annotator(*_words(REFUSED_COMMANDS[name], project, out))
    assert ran.status == 1, ran
    assert busy.told(f"{ran.out}\n{ran.err}") == []
    assert not out.exists()
    assert busy.fingerprint() == before


def test_the_own_package_holds_nothing_of_others(
    annotator: Annotator, two_files: dict[str, tuple[Path, Busy]], tmp_path: Path
) -> None:
    if "package" not in COMMANDS:
        pytest.skip("this command is not there yet")
    project, busy = two_files["busy"]
    out = tmp_path / "mira.stance-package"
    command = ["package", "{project}", "--annotator", "Mira Sorel", "--out", "{out}"]
    annotator.fine(*_words(command, project, out))
    held = _unpacked(out)
    for one in busy.secrets():
        assert one.encode() not in held, one
        if len(one) == 32:  # an identifier as SQLite stores it
            assert bytes.fromhex(one) not in held, one


def _unpacked(path: Path) -> bytes:
    """Return a file's bytes, and those of what is packed in it."""
    import gzip
    import zipfile

    held = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            held += b"".join(archive.read(one) for one in archive.namelist())
    elif held[:2] == b"\x1f\x8b":
        held += gzip.decompress(held)
    return held


def test_every_command_has_a_line() -> None:
    """A new command needs a line in one of the tables above."""
    known = {one[0] for one in (*READING_COMMANDS.values(), *REFUSED_COMMANDS.values())}
    assert set(COMMANDS) - known - WITHOUT_OTHERS == set()


def _shown(widget: QWidget) -> str:
    """Return every word that a window holds, tooltips and names for screen readers too."""
    words = []
    for one in [widget, *widget.findChildren(QWidget)]:
        words += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QLineEdit):
            words.append(one.text())
        text = getattr(one, "text", None)
        if callable(text):
            words.append(str(text()))
        model = getattr(one, "model", None)
        if callable(model) and model() is not None:
            found = model()
            words += [
                str(found.index(row, 0).data(role))
                for row in range(min(found.rowCount(), 50))
                for role in range(14)
            ]
    return "\n".join(words)


def _screens(path: Path, folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    theme = Theme("light")
    preferences = Preferences(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    windows = ApplicationWindows(preferences, theme)
    window = windows.show_first()
    window.open_path(path, "Mira Sorel")
    screen = window.annotate_screen
    assert screen is not None
    opened = window.opened
    assert opened is not None
    shown = []
    for round_ in opened.rounds:
        opened.set_round(round_)
        for state in ("all", "done", "flagged", "to_do"):
            screen.queue_pane.choose_state(state)
            QApplication.processEvents()
            shown.append(_shown(window))
        screen.queue_pane.choose_state("all")
        for article_id in list(screen.queue.model.ids):
            screen.open_article(article_id)
            screen.presenter.select_neighbour(1)
            screen.inspector.focus_speaker()
            QApplication.processEvents()
            shown.append(_shown(window))
    window.dialogs.managing.refresh_menu()
    actions = window.actions_
    assert not any(one.isEnabled() for one in (actions.people, actions.rounds, actions.speakers))
    windows.close_all()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return shown


def test_the_screens_show_the_same_as_if_nobody_else_worked(
    qapp: QApplication, two_files: dict[str, tuple[Path, Busy]], tmp_path: Path
) -> None:
    seen = {}
    for which, (path, busy) in two_files.items():
        # Under one name in one place: the path itself is shown, too.
        place = tmp_path / "shown" / "harbour.stance"
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
        seen[which] = _screens(place, tmp_path / f"settings-{which}")
        assert busy.told("\n".join(seen[which])) == []
        place.unlink()
    assert seen["quiet"] == seen["busy"]


def test_the_adjudicate_screen_is_not_there_for_an_annotator(
    qapp: QApplication, two_files: dict[str, tuple[Path, Busy]], tmp_path: Path
) -> None:
    theme = Theme("light")
    preferences = Preferences(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    windows = ApplicationWindows(preferences, theme)
    window = windows.show_first()
    window.open_path(two_files["busy"][0], "Mira Sorel")
    buttons = [
        one
        for one in window.rail.findChildren(QWidget)
        if "adjudicate" in one.accessibleName().casefold()
        or "adjudicate" in str(getattr(one, "text", str)()).casefold()
    ]
    assert not any(one.isVisible() for one in buttons)
    windows.close_all()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
