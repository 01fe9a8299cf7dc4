"""The commands `test` and `check`: pytest, the linters, the type checker, the layer rules."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import NoReturn

import scratch
import screens
from messages import complain, in_foreground, say
from preparation import prepare
from virtual_environment import CHECKOUT, FOLDER, python_in

MOST_WORKERS = 4


def test(arguments: list[str]) -> int:
    """Set up what is missing and run the tests; what pytest says comes last."""
    display = os.environ.get("DISPLAY", "")
    own_screen = screens.has_own_screen() or (display != "" and screens.x_answers(display))
    prepare(development=True, libraries="an X screen" if own_screen else "a virtual screen")
    command = [str(python_in(FOLDER)), "-m", "pytest", *workers(arguments), *arguments]
    env = dict(os.environ)
    signal.signal(signal.SIGTERM, _leave)  # so that nothing of what follows is left even then
    with contextlib.ExitStack() as stack:
        if not own_screen:
            env["DISPLAY"] = stack.enter_context(screens.virtual_screen())
            env.pop("XAUTHORITY", None)
            env.pop("WAYLAND_DISPLAY", None)
        folder = stack.enter_context(scratch.folder_in_memory())
        if folder is not None:
            env["TMPDIR"] = str(folder)
        return in_foreground(command, cwd=CHECKOUT, env=env)


def workers(arguments: list[str]) -> list[str]:
    """How pytest spreads the tests over processes, unless the person said how."""
    for argument in arguments:
        if argument.startswith(("-n", "--numprocesses", "--dist", "--pdb", "--trace")):
            return []
        if argument.endswith("no:xdist"):
            return []
    workers = str(min(MOST_WORKERS, os.cpu_count() or 1))
    # In their own order: else the file with the longest tests, which are few, would come last, and
    # one worker would wait for the other.
    return ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]


def check(arguments: list[str]) -> int:
    """Set up what is missing and run every check; one that fails does not stop the others."""
    if arguments:
        complain("check takes no arguments")
        return 2
    prepare(development=True)
    python = str(python_in(FOLDER))
    lint_imports = "import sys; from importlinter.cli import lint_imports_command; "
    commands = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format --check": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "lint-imports": ["-c", lint_imports + "sys.exit(lint_imports_command())"],
    }
    failed = []
    for name, words in commands.items():
        say(f"--- {name}")
        if in_foreground([python, *words], cwd=CHECKOUT) != 0:
            failed.append(name)
    if failed:
        complain("these checks failed: " + ", ".join(failed))
    return 1 if failed else 0


def _leave(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)
