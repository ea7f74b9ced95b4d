"""The edge: names, modes, short writes, errors by their kind."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.mirror import files


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.ENOENT, "absent"),
        (errno.ESTALE, "absent"),
        (errno.EIO, "input-output"),
    ],
)
def test_errors_become_a_mirror_that_is_gone(number: int, reason: str, tmp_path: Path) -> None:
    """By their number, with the configured folder as a fact."""
    with pytest.raises(MirrorGone) as caught, files.gone(tmp_path):
        raise OSError(number, "EXEMPLE")
    assert (caught.value.reason, caught.value.facts) == (reason, {"folder": str(tmp_path)})


def test_folders_and_files_are_closed_to_others(tmp_path: Path) -> None:
    """0700 and 0600; a file that is there is never opened as new."""
    folder = files.folder_of(tmp_path, StoreId("EXEMPLE"))
    files.making_folder(folder)
    files.making_folder(folder)
    path = files.segment_file(folder, 3)
    handle = files.create(path)
    files.write(handle, [b"EXEMPLE"])
    files.sync(handle)
    os.close(handle)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        files.create(path)
    assert files.numbers(folder) == [3]
    assert files.numbers(tmp_path / "none") == []
    assert files.keys_file(folder, 3).name == "keys-00000003.slots"


def test_what_is_reopened_is_appended_to(tmp_path: Path) -> None:
    """Never at another place; and what can't be synced is let go."""
    (tmp_path / "x").write_bytes(b"before ")
    handle = files.reopen(tmp_path / "x")
    os.lseek(handle, 0, os.SEEK_SET)
    files.write(handle, [b"after"])
    os.close(handle)
    assert (tmp_path / "x").read_bytes() == b"before after"


def test_a_sync_that_fails_at_reopening_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error goes up, the descriptor does not stay."""
    (tmp_path / "x").write_bytes(b"")
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0

    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(files, "sync", fail)
    with pytest.raises(OSError, match="EXEMPLE"):
        files.reopen(tmp_path / "x")
    if before:
        assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every octet, three at a time."""
    real = os.write
    handle = files.create(tmp_path / "x")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda fd, octets: real(fd, bytes(octets)[:3]))
        files.write(handle, [b"0123456789", b"", b"abc"])
    os.close(handle)
    assert (tmp_path / "x").read_bytes() == b"0123456789abc"


def test_a_range_is_hashed_as_it_lies_there(tmp_path: Path) -> None:
    """From its start, no further than its length, and no further than the file."""
    (tmp_path / "x").write_bytes(b"0123456789")
    assert files.digest_of_range(tmp_path / "x", 2, 3) == hashlib.sha256(b"234").digest()
    assert files.digest_of_range(tmp_path / "x", 8, 30) == hashlib.sha256(b"89").digest()
