"""The command `run`: the app on the sample project, or with the arguments given."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import screens
from messages import SetupError, captured, complain, in_foreground, last_lines, say
from preparation import prepare
from virtual_environment import FOLDER, python_in

ENDING = ".stance"
HEADLESS = ("new", "import", "export", "stats", "check", "backup")


def run(arguments: list[str]) -> int:
    """Set up what is missing and start the app."""
    window = opens_window(arguments)
    if window:
        problem = screens.why_no_screen(os.environ)
        if problem:
            complain(no_screen_message(problem))
            return 1
    prepare(libraries=screens.purpose(os.environ) if window else None)
    if not arguments:
        arguments = [str(sample_project(data_folder()))]
    command = [*app_command(), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    return in_foreground(command)


def app_command() -> list[str]:
    """How the app is started; -P keeps what lies in the present folder out of its way."""
    return [str(python_in(FOLDER)), "-P", "-m", "annotator"]


def opens_window(arguments: list[str]) -> bool:
    """Whether `annotator ARGUMENTS` opens a window: with a project or nothing, not a command."""
    if any(argument in ("-h", "--help", "--version") for argument in arguments):
        return False
    words = [argument for argument in arguments if not argument.startswith("-")]
    if not words:
        return True
    return words[0].endswith(ENDING) or Path(words[0]).name != words[0]


def no_screen_message(problem: str) -> str:
    """The one line for a person who has no screen."""
    first, *others = HEADLESS
    return (
        f"{problem}, so the window cannot open; without a screen these work: "
        f"`python3 packaging/bootstrap.py run {first} …`, "
        + ", ".join(f"`run {other} …`" for other in others)
    )


def data_folder() -> Path:
    """Where this person's programs keep their data."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "stance-annotator"
    if sys.platform == "darwin":
        return home / "Library/Application Support/stance-annotator"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "stance-annotator"


def sample_project(folder: Path) -> Path:
    """The sample project, made if it is not there; it appears only once it is whole."""
    path = folder / f"sample{ENDING}"
    if path.exists():
        return path
    say(f"Making the sample project {path} …")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"the folder {folder} cannot be made ({error.strerror})") from error
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as scratch:
        draft = Path(scratch, path.name)
        options = ["--name", "Sample project", "--sample"]
        made = captured([*app_command(), "new", str(draft), *options])
        if made.returncode != 0 or not draft.exists():
            raise SetupError(f"the sample project could not be made:\n{last_lines(made.stdout)}")
        os.replace(draft, path)
    return path
