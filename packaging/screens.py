"""Whether a window can be opened here, and a virtual screen for the tests."""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from messages import SetupError

PATIENCE = 3.0  # seconds for a screen on another machine to answer
START_PATIENCE = 30.0  # seconds for the virtual screen to come up


def has_own_screen() -> bool:
    """Whether this kind of system always has a screen (macOS and Windows)."""
    return sys.platform in ("darwin", "win32")


def why_no_screen(env: Mapping[str, str]) -> str | None:
    """Why no window can be opened, or None where one can."""
    if has_own_screen():
        return None
    platform = env.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform and not platform.startswith(("xcb", "wayland")):
        return None  # a platform of Qt that draws without a screen was asked for
    wayland, display = env.get("WAYLAND_DISPLAY", ""), env.get("DISPLAY", "")
    if wayland and not platform.startswith("xcb") and answers(wayland_socket(wayland, env)):
        return None
    if display and not platform.startswith("wayland"):
        return None if x_answers(display) else f"the screen {display} does not answer"
    return "the Wayland screen does not answer" if wayland else "there is no screen here"


def purpose(env: Mapping[str, str]) -> str:
    """For which kind of screen Qt is wanted, in the words of `system_libraries.PURPOSES`."""
    platform = env.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform and not platform.startswith(("xcb", "wayland")):
        return "no screen"
    if platform.startswith("wayland") or not env.get("DISPLAY"):
        return "a Wayland screen"
    return "an X screen"


def wayland_socket(name: str, env: Mapping[str, str]) -> str:
    """The path of a Wayland socket, given by name or by path."""
    return str(Path(env.get("XDG_RUNTIME_DIR", "/run"), name))


def x_address(display: str) -> tuple[str, int] | None:
    """Host (empty for this machine) and number of an X display, None if it is not one."""
    parts = re.fullmatch(r"(?:\w+/)?(\[?[^\[\]]*?\]?):(\d+)(?:\.\d+)?", display)
    if parts is None:
        return None
    host = parts[1].strip("[]")
    return ("" if host == "unix" else host), int(parts[2])


def x_answers(display: str) -> bool:
    """Whether an X server takes a connection; whether it lets us in, only Qt finds out."""
    if display.startswith("/"):
        return answers(display)
    address = x_address(display)
    if address is None:
        return False
    host, number = address
    if host:
        return answers((host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"
    return answers(path) or answers("\0" + path) or answers(("localhost", 6000 + number))


def answers(address: str | tuple[str, int]) -> bool:
    """Whether something takes a connection at a socket's path or a network address."""
    try:
        if isinstance(address, tuple):
            socket.create_connection(address, PATIENCE).close()
        else:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(PATIENCE)
                client.connect(address)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Start Xvfb on a free number, give its DISPLAY, and stop it at the end."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24"]
    command += ["-nolisten", "tcp"]
    server = subprocess.Popen(
        command,
        pass_fds=[writer],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is for the tests; we stop it ourselves
    )
    os.close(writer)
    try:
        yield f":{_number(reader)}"
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _number(reader: int) -> int:
    """The number that Xvfb tells once it is ready."""
    with os.fdopen(reader, "rb") as pipe:
        ready, _, _ = select.select([pipe], [], [], START_PATIENCE)
        told = pipe.readline() if ready else b""
    if not told.strip():
        raise SetupError("the virtual screen Xvfb did not start; try `Xvfb :99` to see why")
    return int(told)
