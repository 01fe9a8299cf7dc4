"""The virtual environment `.venv`: made, repaired, and filled with the pinned packages."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import sys
from pathlib import Path

from messages import SetupError, captured, last_lines
from stamps import Stamp, fingerprint

PACKAGING = Path(__file__).resolve().parent
CHECKOUT = PACKAGING.parent
FOLDER = CHECKOUT / ".venv"

RUNTIME = PACKAGING / "requirements.txt"
DEVELOPMENT = PACKAGING / "requirements-dev.txt"
BUILD = PACKAGING / "requirements-build.txt"

# Settings that send packages elsewhere than into the environment, or forbid a local project.
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES")
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Max retries exceeded|ConnectTimeout|ReadTimeout"
    r"|ConnectionReset|ProxyError|Temporary failure in name resolution|getaddrinfo failed"
    r"|Network is unreachable"
)


def python_in(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    windows = sys.platform == "win32"
    return folder / ("Scripts/python.exe" if windows else "bin/python")


def interpreter() -> str:
    """The Python that environments are made from: never the one inside an environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def own_mark() -> str:
    """What the environment depends on: this Python, and the folder the checkout lies in."""
    version = f"{platform.python_implementation()} {sys.version}"
    return fingerprint(version, platform.machine(), sys.base_prefix, str(CHECKOUT))


def is_whole(folder: Path, stamp: Stamp) -> bool:
    """Whether the environment is there, finished, and made from this Python."""
    return (
        stamp.is_done("environment", own_mark())
        and not stamp.was_interrupted()
        and (folder / "pyvenv.cfg").is_file()
        and python_in(folder).exists()
    )


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment (Debian's can't by itself)."""
    return importlib.util.find_spec("ensurepip") is not None


def has_pip() -> bool:
    """Whether this Python has a pip that can fill another environment (22.3 or newer)."""
    try:
        numbers = importlib.metadata.version("pip").split(".")
        return (int(numbers[0]), int(numbers[1])) >= (22, 3)
    except (importlib.metadata.PackageNotFoundError, ValueError, IndexError):
        return False


def remove(folder: Path) -> None:
    """Delete an environment; a folder that is something else is left alone."""
    if folder.is_symlink():
        folder.unlink()
        return
    if not folder.exists():
        return
    ours = ("pyvenv.cfg", "bootstrap-done.json", "bootstrap-unfinished")
    if any(folder.iterdir()) and not any((folder / name).exists() for name in ours):
        raise SetupError(f"{folder} is not a virtual environment; move it away and run this again")
    shutil.rmtree(folder)


def make(folder: Path) -> None:
    """Make a new environment, with pip in it where this Python can do that."""
    options = [] if has_ensurepip() else ["--without-pip"]
    made = captured([interpreter(), "-m", "venv", *options, str(folder)])
    if made.returncode != 0:
        raise SetupError(
            f"the virtual environment {folder} could not be made:\n{last_lines(made.stdout)}"
        )


def pip(folder: Path, *arguments: str) -> None:
    """Run pip for an environment: its own, or this Python's where it has none."""
    python = str(python_in(folder))
    command = [python, "-m", "pip"]
    if captured([*command, "--version"]).returncode != 0:
        command = [interpreter(), "-m", "pip", "--python", python]
    env = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    env["PIP_NO_INPUT"] = "1"
    ran = captured([*command, *arguments], env)
    if ran.returncode == 0:
        return
    if NO_NETWORK.search(ran.stdout):
        raise SetupError(
            "the package index cannot be reached; check the network (or pip's own settings) "
            "and run the same command again"
        )
    raise SetupError(f"pip could not install what is needed:\n{last_lines(ran.stdout)}")


def install(folder: Path, requirements: Path) -> None:
    """Install pinned packages, each checked against its hash."""
    pip(folder, "install", "--no-user", "--require-hashes", "-r", str(requirements))


def install_project(folder: Path) -> None:
    """Install the checkout itself, so that a change in it counts at once."""
    install(folder, BUILD)
    options = ["--no-user", "--no-deps", "--no-build-isolation"]
    pip(folder, "install", *options, "--editable", str(CHECKOUT))
