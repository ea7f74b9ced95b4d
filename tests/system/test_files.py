"""Files as each system has them, its name faked where another's is tried."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from backoffice_gui.system import files
from backoffice_gui.system.files import filesystem_of
from tests.support.systems import pretend

TABLE = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:26 / /srv rw,relatime shared:5 - nfs4 server:/export rw
31 30 0:27 / /srv/local rw - xfs /dev/sdb1 rw
32 22 0:28 / /mnt/with\\040space rw - cifs //server/share rw
33 22 0:29 / /home rw - fuse.sshfs me@host: rw
34 22 0:30 / /over rw - ext4 /dev/sdc1 rw
35 22 0:31 / /over rw - nfs server:/b rw
no line of that table
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/srv/store", "nfs4"),
        ("/srv", "nfs4"),
        ("/srvx", "ext4"),
        ("/srv/local/store", "xfs"),
        ("/mnt/with space/store", "cifs"),
        ("/home/EXEMPLE", "fuse.sshfs"),
        ("/over/store", "nfs"),
    ],
)
def test_the_mount_over_a_folder_is_found(folder: str, kind: str) -> None:
    """The longest mount point counts, the last of equal ones, with its escapes read."""
    assert filesystem_of(Path(folder), TABLE) == kind


def test_an_empty_table_says_nothing() -> None:
    """What the kernel does not tell is not guessed."""
    assert filesystem_of(Path("/srv"), "") == ""


@pytest.mark.parametrize(("drive", "remote"), [(4, True), (3, False)])
def test_windows_is_asked_by_its_own_call(
    drive: int, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mapped network drive is one by its type (GetDriveTypeW), a fixed disk is not."""
    asked: list[str] = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return drive

    system = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=drive_type))
    monkeypatch.setattr(ctypes, "windll", system, raising=False)
    assert files._remote_on_windows(tmp_path) is remote
    assert asked == [tmp_path.anchor]


def test_windows_locks_an_octet_far_behind_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`msvcrt.locking`, one octet, without waiting; where it refuses, somebody else has it."""
    asked: list[tuple[int, int, int]] = []

    def locking(descriptor: int, mode: int, octets: int) -> None:
        asked.append((mode, octets, os.lseek(descriptor, 0, os.SEEK_CUR)))
        if len(asked) > 1:
            raise PermissionError

    pretend(monkeypatch, "win32", msvcrt=SimpleNamespace(locking=locking, LK_NBLCK=2))
    with (tmp_path / "lock").open("w+b") as file:
        assert files.try_lock(file.fileno())
        assert not files.try_lock(file.fileno())
    assert asked == [(2, 1, 1 << 30)] * 2


def test_a_lock_is_one_persons(tmp_path: Path) -> None:
    """Two openings of one file: the second waits for nobody, and is told."""
    with (tmp_path / "lock").open("w+b") as one, (tmp_path / "lock").open("r+b") as two:
        assert files.try_lock(one.fileno())
        assert not files.try_lock(two.fileno())
    with (tmp_path / "lock").open("r+b") as three:
        assert files.try_lock(three.fileno())


def test_windows_syncs_no_folder_and_has_no_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There neither a folder's sync nor a mode means anything."""
    files.sync_folder(tmp_path)
    pretend(monkeypatch, "win32")
    files.sync_folder(tmp_path / "absent")
    assert not files.modes_speak()
    assert files.own_number() is None


def test_elsewhere_files_have_owners() -> None:
    """Whose rights we have, and modes that speak."""
    assert files.modes_speak()
    assert files.own_number() == os.geteuid()


def test_the_mark_is_written_where_a_second_stream_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zone 3 on Windows; nothing elsewhere, and nothing claimed where the file system refuses."""
    saved = tmp_path / "EXEMPLE.pdf"
    assert not files.mark_as_foreign(saved)
    assert list(tmp_path.iterdir()) == []
    pretend(monkeypatch, "win32")
    assert files.mark_as_foreign(saved)
    assert (tmp_path / "EXEMPLE.pdf:Zone.Identifier").read_bytes().splitlines() == [b"[ZoneTransfer]", b"ZoneId=3"]
    assert not files.mark_as_foreign(tmp_path / "absent" / "EXEMPLE.pdf")


def test_what_lies_in_memory_can_be_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wish that changes nothing of what is read, and is not made on Windows."""
    (tmp_path / "file").write_bytes(b"EXEMPLE")
    with (tmp_path / "file").open("rb") as file:
        files.forget_cached(file.fileno(), 0, 7)
        assert file.read() == b"EXEMPLE"
    pretend(monkeypatch, "win32")
    files.forget_cached(-1, 0, 7)


def test_windows_is_asked_whether_a_folder_is_remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive's type decides there, not a mount table."""
    pretend(monkeypatch, "win32")
    monkeypatch.setattr(files, "_remote_on_windows", lambda folder: folder == tmp_path)
    assert files.is_remote(tmp_path)
    assert not files.is_remote(tmp_path / "other")


def test_what_lay_there_is_never_given_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root opens a lock that may be a link to anybody's: only what it makes itself gets the folder's owner."""
    given: list[int] = []
    monkeypatch.setattr(os, "fchown", lambda handle, *_: given.append(handle))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "theirs").write_bytes(b"")
    (tmp_path / "lock").symlink_to(tmp_path / "theirs")
    for name in ("lock", "theirs", "new", "new"):
        os.close(files.open_kept(tmp_path / name))
    files.make_folder(tmp_path / "folder")
    assert len(given) == 2
    with pytest.raises(FileExistsError):
        files.make_folder(tmp_path / "lock")
