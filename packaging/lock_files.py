"""The command `lock`: pins every dependency, with hashes, for all systems at once.

The resolver is uv, installed for this once into a folder of its own. It finds packages where
its own settings say (`UV_…`), and nothing of that is written into the files.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path

import virtual_environment as venv
from messages import SetupError, in_foreground, say

OLDEST_PYTHON = "3.11"


def lock(arguments: list[str]) -> int:
    """Write the three files of pinned requirements anew."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "resolver")
        say("Installing the resolver …")
        venv.make(folder)
        venv.pip(folder, "install", "--no-user", "uv")
        build = Path(scratch, "build.in")
        build.write_text("\n".join(build_requirements()), encoding="utf-8")
        pin(folder, venv.RUNTIME, ["pyproject.toml", *arguments])
        development = ["pyproject.toml", "--group", "dev", "-c", from_checkout(venv.RUNTIME)]
        pin(folder, venv.DEVELOPMENT, [*development, *arguments])
        builder = [str(build), "--no-annotate", "-c", from_checkout(venv.DEVELOPMENT)]
        pin(folder, venv.BUILD, [*builder, *arguments])
    return 0


def build_requirements() -> list[str]:
    """What builds the project, and what its builder needs to install it editable."""
    with (venv.CHECKOUT / "pyproject.toml").open("rb") as file:
        return [*tomllib.load(file)["build-system"]["requires"], "editables"]


def from_checkout(file: Path) -> str:
    """A path as it is written into the files: the same on every machine."""
    return file.relative_to(venv.CHECKOUT).as_posix()


def pin(folder: Path, target: Path, arguments: list[str]) -> None:
    """Resolve one set of requirements into a file."""
    say(f"Pinning {target.name} …")
    options = [
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        f"--python-version={OLDEST_PYTHON}",
        "--custom-compile-command=python3 packaging/bootstrap.py lock",
        f"--output-file={from_checkout(target)}",
    ]
    uv = str(venv.python_in(folder).parent / "uv")
    command = [uv, "pip", "compile", *options, *arguments]
    if in_foreground(command, cwd=venv.CHECKOUT, env=resolver_environment()) != 0:
        raise SetupError(f"{target.name} could not be made; the resolver said why above")


def resolver_environment() -> dict[str, str]:
    """The resolver's environment: it is to use the Pythons there are, not to fetch others."""
    return {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
