"""Files as the system has them: how they are opened, locked, synced, and whose they are."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
from pathlib import Path

from backoffice_gui.system.names import foreign, posix, windows

__all__ = [
    "BINARY",
    "NON_BLOCK",
    "NO_FOLLOW",
    "REMOTE",
    "REMOTE_TOO",
    "filesystem_of",
    "forget_cached",
    "is_remote",
    "keep_owner",
    "make_folder",
    "mark_as_foreign",
    "modes_speak",
    "open_kept",
    "own_number",
    "same_owner",
    "sync_folder",
    "try_lock",
]

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
"""Refuse to open a symbolic link; 0 where there is no such wish."""
BINARY = getattr(os, "O_BINARY", 0)
"""Leave line ends alone, where a system would change them."""
NON_BLOCK = getattr(os, "O_NONBLOCK", 0)
"""Don't wait at a pipe for its other end."""

REMOTE = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "coda", "ceph", "lustre", "gfs2",
        "ocfs2", "davfs", "glusterfs", "beegfs", "fuse.sshfs", "fuse.glusterfs", "fuse.davfs2", "fuse.rclone",
        "fuse.gvfsd-fuse", "fuse.curlftpfs", "fuse.smbnetfs", "fuse.ceph", "fuse.s3fs",
    }
)  # fmt: skip
"""File system types of the kernel's mount table that lie on other machines."""
REMOTE_TOO = frozenset({"fuse.juicefs", "fuse.moosefs", "gpfs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse"})
"""More of them, and those that a host lends a virtual machine: earlier versions made stores on these, which go on.

Not 9p and virtiofs: some virtual machines have their whole disk by these, for themselves alone.
"""

_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4
_FAR = 1 << 30  # Windows locks octets, not files: one beyond the words, so that they stay readable


def modes_speak() -> bool:
    """Whether a file's owner and mode say who may read it; on Windows access lists decide."""
    return posix()


def own_number() -> int | None:
    """The number of the user whose rights this process has; nothing where users have none."""
    return os.geteuid() if posix() else None


def same_owner(descriptor: int, like: os.stat_result) -> None:
    """Give an open file to whoever a file like it belongs to, where the system has owners and lets us."""
    if posix():
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)


def keep_owner(descriptor: int, folder: Path) -> None:
    """Give what root has just made to whoever its folder belongs to: the service that lives there is no root.

    For what this process has made, never for what lay there: that may be a link to somebody else's.
    """
    if own_number() == 0:
        with contextlib.suppress(OSError):  # a share, a stick: it stays as it was made
            same_owner(descriptor, folder.stat())


def open_kept(file: Path, flags: int = os.O_RDWR, mode: int = 0o600) -> int:
    """Open a file, made where it is not there, then of its folder's owner; raises `OSError`."""
    try:
        descriptor = os.open(file, flags | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return os.open(file, flags | os.O_CREAT, mode)
    keep_owner(descriptor, file.parent)
    return descriptor


def make_folder(folder: Path) -> None:
    """Make a folder (0700) of its parent's owner; raises `FileExistsError` where anything is there, `OSError`."""
    folder.mkdir(mode=0o700)
    if own_number() == 0:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | NO_FOLLOW)
        try:
            keep_owner(handle, folder.parent)
        finally:
            os.close(handle)


def try_lock(descriptor: int) -> bool:
    """Take the lock of an open file, waiting for nobody; whether it was free. Death releases it."""
    try:
        if windows():
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt = foreign("msvcrt")
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl = foreign("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can (POSIX); raises `OSError`."""
    if not posix():
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forget_cached(handle: int, start: int, length: int) -> None:
    """Have the next read come from the disk, where the system lets us ask: what lies in memory proves nothing of it."""
    if posix() and hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, start, length, os.POSIX_FADV_DONTNEED)


def mark_as_foreign(file: Path) -> bool:
    """Write beside a saved copy that it came from outside, so that Windows and Office open it guarded.

    The mark is a second stream of the file (`Zone.Identifier`, zone 3), which NTFS alone has; false where none was
    written. Source: [MS-FSCC] 5.6.1. NOT TRIED on Windows.
    """
    if not windows():
        return False
    with contextlib.suppress(OSError):
        file.with_name(f"{file.name}:Zone.Identifier").write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
        return True
    return False


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


def is_remote(folder: Path, *, anew: bool = False) -> bool:
    """Whether a folder (or, where it does not exist yet, its nearest parent) lies on a network share.

    `anew`: nothing lives there yet, and what earlier versions did not know as one counts as well (`REMOTE_TOO`).
    """
    if windows():
        return _remote_on_windows(folder)
    if not _MOUNTS.exists():
        return False
    kind = filesystem_of(folder, _MOUNTS.read_text("utf-8", "replace"))
    return kind in REMOTE or (anew and kind in REMOTE_TOO)
