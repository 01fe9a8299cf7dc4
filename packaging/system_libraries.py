"""Which libraries, fonts and programs Qt needs of a Linux system, and which are missing."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from messages import captured

# What brings all the others with it, asked for before Qt itself is installed.
FOR_ANY_QT = (
    "libEGL.so.1",
    "libGL.so.1",
    "libxkbcommon.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libglib-2.0.so.0",
)
FOR_X_WINDOWS = (
    "libxcb-cursor.so.0",
    "libxkbcommon-x11.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
)
FOR_WAYLAND_WINDOWS = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")

PURPOSES: dict[str, tuple[str, ...]] = {
    "no screen": FOR_ANY_QT,
    "an X screen": FOR_ANY_QT + FOR_X_WINDOWS,
    "a Wayland screen": FOR_ANY_QT + FOR_WAYLAND_WINDOWS,
    "a virtual screen": FOR_ANY_QT + FOR_X_WINDOWS,
}

# The files of Qt whose own needs are looked at once it is installed.
QT_FILES = ("lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so")
QT_SCREEN_FILES: dict[str, tuple[str, ...]] = {
    "no screen": (),
    "an X screen": ("plugins/platforms/libqxcb.so",),
    "a Wayland screen": ("plugins/platforms/libqwayland.so",),
    "a virtual screen": ("plugins/platforms/libqxcb.so",),
}

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


def missing_before(purpose: str) -> list[str]:
    """What is missing for a purpose, as far as it can be told before Qt is there."""
    missing = missing_by_loading(PURPOSES[purpose])
    if not has_font(Path(folder).expanduser() for folder in FONT_FOLDERS):
        missing.append("font")
    if purpose == "a virtual screen" and shutil.which("Xvfb") is None:
        missing.append("Xvfb")
    return missing


def missing_by_loading(names: Iterable[str]) -> list[str]:
    """Which libraries the system's loader does not find.

    A process of its own asks: ours would not see what is installed while it runs.
    """
    ask = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: ctypes.CDLL(name)\n"
        "    except OSError: print(name)\n"
    )
    asked = captured([sys.executable, "-c", ask, *names])
    return asked.stdout.split() if asked.returncode == 0 else []


def has_font(folders: Iterable[Path]) -> bool:
    """Whether any outline font is installed: without one, Qt draws all text as boxes."""
    endings = (".ttf", ".otf", ".ttc")
    for folder in folders:
        for _, _, files in os.walk(folder):
            if any(name.lower().endswith(endings) for name in files):
                return True
    return False


def missing_for_qt(environment: Path, purpose: str) -> list[str]:
    """Which libraries the installed Qt does not find, as `ldd` tells."""
    if shutil.which("ldd") is None:
        return []
    missing: set[str] = set()
    for qt in environment.glob("lib/python*/site-packages/PySide6/Qt"):
        for name in QT_FILES + QT_SCREEN_FILES[purpose]:
            if (qt / name).exists():
                missing |= unresolved(captured(["ldd", str(qt / name)]).stdout)
    return sorted(missing)


def unresolved(ldd_output: str) -> set[str]:
    """The names that `ldd` could not resolve."""
    return set(NOT_FOUND.findall(ldd_output))
