"""The steps of the set-up in their order, each left out when it is already done."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterator

import package_managers
import system_libraries
import virtual_environment as venv
from messages import SetupError, say
from stamps import Stamp, fingerprint


def prepare(*, development: bool = False, libraries: str | None = None) -> None:
    """Bring everything up to what the checkout asks for.

    `libraries` names what Qt is wanted for, a key of `system_libraries.PURPOSES`; without it
    no window is made and the system's libraries do not matter.
    """
    with one_at_a_time():
        stamp = Stamp(venv.FOLDER)
        on_linux = sys.platform.startswith("linux")
        wanted = libraries if on_linux else None
        mark = library_mark()
        whole = venv.is_whole(venv.FOLDER, stamp)
        known = whole and stamp.is_done(f"libraries for {wanted}", mark)
        install_from_system(wanted if not known else None, environment=not whole)
        if not whole:
            stamp = make_environment()
        install_packages(stamp, development)
        if wanted and not known:
            check_qt(stamp, wanted, mark)


def library_mark() -> str:
    """What the check of the system's libraries depends on: its own table, and which Qt."""
    return fingerprint(venv.PACKAGING / "system_libraries.py", venv.RUNTIME)


def install_from_system(purpose: str | None, *, environment: bool) -> None:
    """Install what the system lacks, all in one go, before anything else is made."""
    needs = system_libraries.missing_before(purpose) if purpose else []
    if environment and not venv.has_ensurepip():
        manager = package_managers.find()
        allowed = manager is not None and package_managers.prefix_if_allowed() is not None
        if allowed or not venv.has_pip():
            needs.append("ensurepip")
    if needs:
        package_managers.install(needs)
    importlib.invalidate_caches()
    if environment and not venv.has_ensurepip() and not venv.has_pip():
        raise SetupError(
            "this Python has neither ensurepip nor pip (22.3 or newer); install the package of "
            "your system that holds one of them and run this again"
        )


def make_environment() -> Stamp:
    """Make `.venv` anew and note it."""
    again = " anew" if venv.FOLDER.exists() else ""
    say(f"Making the virtual environment{again} …")
    venv.remove(venv.FOLDER)
    stamp = Stamp(venv.FOLDER)
    stamp.begin()
    venv.make(venv.FOLDER)
    stamp.done("environment", venv.own_mark())
    stamp.end()
    return stamp


def install_packages(stamp: Stamp, development: bool) -> None:
    """Install the pinned packages and the project, as far as not done."""

    if development:
        # The pins for development hold all those for running.
        steps = {"development": venv.DEVELOPMENT, "runtime": venv.RUNTIME}
    else:
        steps = {"runtime": venv.RUNTIME}
    if not all(stamp.is_done(step, fingerprint(file)) for step, file in steps.items()):
        say("Installing packages into it (some 200 MB the first time) …")
        with changing(stamp):
            venv.install(venv.FOLDER, next(iter(steps.values())))
        for step, file in steps.items():
            stamp.done(step, fingerprint(file))
    mark = fingerprint(venv.CHECKOUT / "pyproject.toml", venv.BUILD)
    if not stamp.is_done("project", mark):
        say("Installing the project itself …")
        with changing(stamp):
            venv.install_project(venv.FOLDER)
        stamp.done("project", mark)


def check_qt(stamp: Stamp, purpose: str, mark: str) -> None:
    """Look whether the installed Qt finds every library, and install what it does not."""
    needs = system_libraries.missing_for_qt(venv.FOLDER, purpose)
    if needs:
        package_managers.install(needs)
        still = system_libraries.missing_for_qt(venv.FOLDER, purpose)
        if still:
            raise SetupError("Qt does not find these libraries: " + ", ".join(still))
    stamp.done(f"libraries for {purpose}", mark)


@contextlib.contextmanager
def changing(stamp: Stamp) -> Iterator[None]:
    """Mark the environment as unfinished until the block ends, unless it is cut short."""
    stamp.begin()
    try:
        yield
    except SetupError:
        stamp.end()  # pip failed by itself and has put back what it had begun
        raise
    stamp.end()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same checkout wait for the first (not on Windows)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (venv.PACKAGING / "bootstrap.py").open("rb") as lock:
        with contextlib.suppress(OSError):  # some network file systems cannot lock
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
