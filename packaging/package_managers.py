"""The system's package managers: what they call a missing thing, and how they install it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from messages import SetupError, captured, last_lines, say

NO_NETWORK = re.compile(
    r"Failed to fetch|Could not resolve|Couldn't resolve|Could not connect|Connection failed"
    r"|Failed to download metadata|failed to synchronize"
)

DEBIAN = {
    "font": "fonts-dejavu-core",  # has Arabic letters too
    "Xvfb": "xvfb",
    "ensurepip": "python3-venv",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

ARCH = {
    "font": "ttf-dejavu",
    "Xvfb": "xorg-server-xvfb",
    "ensurepip": "python",
    "libEGL.so.1": "libglvnd",
    "libGL.so.1": "libglvnd",
    "libGLX.so.0": "libglvnd",
    "libOpenGL.so.0": "libglvnd",
    "libX11-xcb.so.1": "libx11",
    "libX11.so.6": "libx11",
    "libdbus-1.so.3": "dbus",
    "libfontconfig.so.1": "fontconfig",
    "libfreetype.so.6": "freetype2",
    "libglib-2.0.so.0": "glib2",
    "libgthread-2.0.so.0": "glib2",
    "libgssapi_krb5.so.2": "krb5",
    "libwayland-client.so.0": "wayland",
    "libwayland-cursor.so.0": "wayland",
    "libwayland-egl.so.1": "wayland",
    "libxcb-cursor.so.0": "xcb-util-cursor",
    "libxcb-icccm.so.4": "xcb-util-wm",
    "libxcb-image.so.0": "xcb-util-image",
    "libxcb-keysyms.so.1": "xcb-util-keysyms",
    "libxcb-render-util.so.0": "xcb-util-renderutil",
    "libxcb-util.so.1": "xcb-util",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11",
    "libxkbcommon.so.0": "libxkbcommon",
    "libz.so.1": "zlib",
    "libzstd.so.1": "zstd",
}


def debian_name(need: str) -> str:
    """The Debian or Ubuntu package; newer releases answer to the old names of `…t64` ones."""
    return DEBIAN.get(need, need)


def arch_name(need: str) -> str:
    """The Arch package; most of X's libraries are in one."""
    return ARCH.get(need, "libxcb" if need.startswith("libxcb") else need)


def rpm_name(need: str) -> str:
    """What an RPM package provides: libraries can be asked for by their own names."""
    if need.startswith("lib"):
        return f"{need}()(64bit)"
    return {"Xvfb": "xorg-x11-server-Xvfb", "ensurepip": "python3-pip"}.get(need, need)


def fedora_name(need: str) -> str:
    """As RPM, with Fedora's font package."""
    return "dejavu-sans-fonts" if need == "font" else rpm_name(need)


def suse_name(need: str) -> str:
    """As RPM, with openSUSE's font package."""
    return "dejavu-fonts" if need == "font" else rpm_name(need)


@dataclass(frozen=True)
class PackageManager:
    """One package manager: how it installs without asking, and what it calls things."""

    install: tuple[str, ...]
    refresh: tuple[str, ...]
    name_for: Callable[[str], str]

    def command(self, needs: Iterable[str]) -> list[str]:
        """The command that installs everything needed."""
        names = sorted({self.name_for(need) for need in needs})
        return [*self.install, *names]


MANAGERS = (
    PackageManager(
        ("apt-get", "install", "-y", "--no-install-recommends"), ("apt-get", "update"), debian_name
    ),
    PackageManager(("dnf", "install", "-y"), ("dnf", "makecache"), fedora_name),
    PackageManager(("zypper", "--non-interactive", "install"), ("zypper", "refresh"), suse_name),
    PackageManager(("pacman", "-S", "--needed", "--noconfirm"), ("pacman", "-Sy"), arch_name),
)


def find() -> PackageManager | None:
    """The package manager of this system."""
    for manager in MANAGERS:
        if shutil.which(manager.install[0]):
            return manager
    return None


def prefix_if_allowed() -> list[str] | None:
    """What to put before a command to run it as root, or None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and captured(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def install(needs: list[str]) -> None:
    """Install what is missing where that is allowed, else say which command would do it."""
    manager = find()
    if manager is None:
        raise SetupError(
            "this system lacks " + ", ".join(needs) + "; install the packages that hold them "
            "and run this again"
        )
    command = manager.command(needs)
    prefix = prefix_if_allowed()
    if prefix is None:
        raise SetupError(
            "some packages of the system are missing; install them and run this again:\n    "
            + shlex.join(["sudo", *command])
        )
    say("Installing packages of the system: " + " ".join(command[len(manager.install) :]) + " …")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"]
    ran = captured([*quiet, *command])
    if ran.returncode != 0:  # most often the lists of packages are old or not there yet
        refreshed = captured([*quiet, *manager.refresh])
        if NO_NETWORK.search(refreshed.stdout):
            raise SetupError(
                "the system's package lists cannot be fetched; check the network and run this again"
            )
        ran = captured([*quiet, *command])
    if ran.returncode != 0:
        raise SetupError(
            f"the system's packages could not be installed:\n{last_lines(ran.stdout)}\n"
            f"  See what is wrong with this command, then run the set-up again:\n"
            f"    {shlex.join([*prefix[:1], *command])}"
        )
