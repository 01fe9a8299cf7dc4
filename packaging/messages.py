"""What the set-up tells the person at the terminal, and how its programs are run.

Everything goes to standard error, so that what the app itself prints can be piped on.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


class SetupError(Exception):
    """The set-up cannot go on; the text says what happened and what to do."""


def say(text: str) -> None:
    """Print a line of progress."""
    print(text, file=sys.stderr, flush=True)


def complain(text: str) -> None:
    """Print an error."""
    say(f"bootstrap: {text}")


def last_lines(text: str, count: int = 12) -> str:
    """The end of a program's output, indented, for an error text."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])


def captured(
    command: list[str], env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program quietly; what it prints on both streams is in the answer's stdout."""
    return subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def in_foreground(
    command: list[str], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> int:
    """Run a program on this terminal and give its exit code; it ends when we are ended."""
    with subprocess.Popen(command, cwd=cwd, env=env) as process:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue  # the program got it too and says itself what it makes of it
            except BaseException:
                process.terminate()
                raise
            return code if code >= 0 else 128 - code
