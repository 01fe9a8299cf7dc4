"""Other processes: real ones, that write at the same time, die, or may do less."""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NOBODY = 65_534


def start(function: Callable[..., object], *arguments: object) -> subprocess.Popen[str]:
    """Run a function of a module in a Python of its own; arguments are texts and numbers."""
    code = (
        "import importlib, json, sys\n"
        "module, name, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])\n"
        "getattr(importlib.import_module(module), name)(*arguments)\n"
    )
    plain = [str(one) if isinstance(one, Path) else one for one in arguments]
    return subprocess.Popen(
        [sys.executable, "-c", code, function.__module__, function.__name__, json.dumps(plain)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )


def finished(process: subprocess.Popen[str], timeout: float = 60) -> str:
    """Wait for a process, which must succeed; returns what it printed."""
    out, error = process.communicate(timeout=timeout)
    assert process.returncode == 0, error
    return out


def as_nobody(function: Callable[[Path], list[str]], path: Path) -> list[str]:
    """Run a function as a user without rights, in a fork; skipped where only root could do that.

    The folders above ``path`` are opened for looking into meanwhile.
    """
    if not hasattr(os, "fork") or os.getuid() != 0:
        pytest.skip("needs to be root, to become somebody with fewer rights")
    modes: dict[Path, int] = {}
    for folder in path.parent.parents:
        mode = folder.stat().st_mode & 0o7777
        if not mode & 0o001 and folder != Path("/"):
            modes[folder] = mode
            folder.chmod(mode | 0o001)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(function, path, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer: Any = json.loads(pipe.read() or '["it died"]')
    os.waitpid(child, 0)
    for folder, mode in modes.items():
        folder.chmod(mode)
    return list(answer)


def _child(function: Callable[[Path], list[str]], path: Path, writing: int) -> None:
    try:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        answer = function(path)
    except BaseException:  # noqa: BLE001 — the parent shows it
        answer = [traceback.format_exc()]
    with os.fdopen(writing, "w") as pipe:
        json.dump(answer, pipe)
    os._exit(0)
