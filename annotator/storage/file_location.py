"""Where a project file lies: on this computer, on a network drive, or in a synchronised folder."""

import os
import sys
from enum import StrEnum
from pathlib import Path

_NETWORK_SYSTEMS = {
    "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "smb", "smb2",
    "smb3", "smbfs", "webdav",
}  # fmt: skip
_SYNCHRONISED_FOLDERS = (
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud drive",
    "mobile documents", "com~apple~clouddocs", "cloudstorage", "nextcloud", "owncloud", "pcloud",
    "pclouddrive", "box sync", "syncthing", "seafile", "megasync", "sciebo", "switchdrive",
)  # fmt: skip
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of the Windows API


class Location(StrEnum):
    """What kind of place a file lies in; WAL is safe only on this computer's own drives."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCHRONISED = "synchronised"


def location_of(path: Path) -> Location:
    """Tell what kind of place ``path`` (which need not exist yet) lies in."""
    folder = path.resolve().parent
    if _is_synchronised(folder):
        return Location.SYNCHRONISED
    return Location.NETWORK if _is_network(folder) else Location.LOCAL


def _is_synchronised(folder: Path) -> bool:
    parts = [part.casefold() for part in folder.parts]
    return any(part.startswith(name) for part in parts for name in _SYNCHRONISED_FOLDERS)


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return _is_windows_network(folder)
    return _file_system(folder).casefold() in _NETWORK_SYSTEMS


def _is_windows_network(folder: Path) -> bool:
    import ctypes

    if str(folder).startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (absent on other systems)
    return bool(kernel.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)


def _file_system(folder: Path) -> str:
    """Return the type of the file system that holds the folder: that of its longest mount point."""
    import psutil

    best, kind = "", ""
    for partition in psutil.disk_partitions(all=True):
        mount = partition.mountpoint
        inside = str(folder) == mount or str(folder).startswith(mount.rstrip(os.sep) + os.sep)
        if inside and len(mount) >= len(best):
            best, kind = mount, partition.fstype
    return kind
