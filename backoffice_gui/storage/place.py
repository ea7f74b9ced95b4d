"""Where a store lies: whether it can be trusted there, and whether it is still the same place.

SQLite's locks and its shared memory don't hold on a network share: a store there is refused.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import sys
import uuid
from pathlib import Path

from backoffice_gui.errors import StoreMoved

__all__ = ["REMOTE", "filesystem_of", "is_remote", "place_of", "refuse_remote"]

REMOTE = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "coda", "ceph", "lustre", "gfs2",
        "ocfs2", "davfs", "glusterfs", "beegfs", "fuse.sshfs", "fuse.glusterfs", "fuse.davfs2", "fuse.rclone",
        "fuse.gvfsd-fuse", "fuse.curlftpfs", "fuse.smbnetfs", "fuse.ceph", "fuse.s3fs",
    }
)  # fmt: skip
"""File system types of the kernel's mount table on which no store may lie."""

_MOUNTS = Path("/proc/self/mountinfo")
_MACHINE = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_ESCAPE = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 8)), text)


def filesystem_of(folder: Path, mountinfo: str) -> str:
    """The type of the file system a folder lies on, by the kernel's mount table (proc(5)); "" where it isn't told.

    The last mount over the longest matching mount point counts.
    """
    real = folder.resolve()
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = Path(_unescape(fields[4]))
        if real.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return kind


def _remote_on_windows(folder: Path) -> bool:
    real = folder.resolve()
    if str(real).startswith("\\\\"):
        return True
    windll = getattr(ctypes, "windll", None)
    return windll is not None and windll.kernel32.GetDriveTypeW(real.anchor) == _DRIVE_REMOTE


def is_remote(folder: Path) -> bool:
    """Whether a folder (or, where it does not exist yet, its nearest parent) lies on a network share."""
    if sys.platform == "win32":
        return _remote_on_windows(folder)
    if not _MOUNTS.exists():
        return False
    return filesystem_of(folder, _MOUNTS.read_text("utf-8", "replace")) in REMOTE


def refuse_remote(folder: Path) -> None:
    """Raise `StoreMoved` where the folder lies on a network share."""
    if is_remote(folder):
        raise StoreMoved("network-share", folder=str(folder))


def _machine() -> str:
    for file in _MACHINE:
        if file.is_file():
            return file.read_text("utf-8", "replace").strip()
    return f"{uuid.getnode():012x}"


def place_of(file: Path) -> str:
    """A hash of this machine, the file's real path and its inode.

    It changes when a store is carried to another machine or folder, or put back from a copy:
    then the store needs a new name (protocol §4.7). Nothing can be read from it.
    """
    words = "\0".join(("ofpra place 1", _machine(), str(file.resolve()), str(file.stat().st_ino)))
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
