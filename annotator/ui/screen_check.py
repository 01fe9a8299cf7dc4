"""Whether a window can be opened at all: asked before Qt, which aborts where it cannot."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 2.0
"""Seconds that a screen has to answer."""


def screen_missing(environment: Mapping[str, str] | None = None) -> bool:
    """Tell whether no screen answers. Platforms that draw without one (offscreen …) always do."""
    env = os.environ if environment is None else environment
    if sys.platform in ("win32", "darwin"):
        return False
    platform = env.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if platform and not platform.startswith(("xcb", "wayland")):
        return False
    wayland, display = env.get("WAYLAND_DISPLAY", ""), env.get("DISPLAY", "")
    if wayland and not platform.startswith("xcb") and _answers(_wayland_socket(wayland, env)):
        return False
    return platform.startswith("wayland") or not (display and _x_answers(display))


def _wayland_socket(name: str, env: Mapping[str, str]) -> str:
    return str(Path(env.get("XDG_RUNTIME_DIR", "/run"), name))


def _x_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # where X servers put their sockets
        return _answers(path) or _answers(f"\0{path}")
    try:
        with socket.create_connection((host.strip("[]"), 6000 + int(number)), PATIENCE):
            return True
    except OSError:
        return False


def _answers(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(PATIENCE)
            door.connect(path)
            return True
    except OSError:
        return False
