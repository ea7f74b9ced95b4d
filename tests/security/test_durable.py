from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backoffice_gui.security.durable import is_full, new_folder, replace, write_new


def test_a_new_file_is_closed_to_others_whatever_the_umask_says(tmp_path: Path) -> None:
    """A file of ours is 0600, and holds what it was given."""
    before = os.umask(0)
    try:
        write_new(tmp_path / "a", [b"one", b"", b"two"])
    finally:
        os.umask(before)
    assert (tmp_path / "a").read_bytes() == b"onetwo"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["file", "dangling", "folder"])
def test_what_is_there_is_never_overwritten(tmp_path: Path, kind: str) -> None:
    """A file, a link that leads nowhere, a folder: each refuses the new file."""
    path = tmp_path / "a"
    if kind == "file":
        path.write_bytes(b"old")
    elif kind == "dangling":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.mkdir()
    with pytest.raises(FileExistsError):
        write_new(path, [b"new"])
    assert not (tmp_path / "elsewhere").exists()
    assert kind != "file" or path.read_bytes() == b"old"


def test_replacing_leaves_no_half_written_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rename fails, the old octets stay and nothing lies beside them."""
    path = tmp_path / "a"
    replace(path, b"old")
    assert path.read_bytes() == b"old"

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room") as caught:
        replace(path, b"new")
    assert is_full(caught.value)
    assert not is_full(PermissionError(errno.EACCES, "no"))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_replacing_is_synced_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The octets reach the disk before the name points at them, and the name is synced last."""
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        sync(handle)

    def moved(self: Path, target: Path) -> Path:
        done.append("name")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", moved)
    replace(tmp_path / "a", b"x")
    assert done == ["file", "name", "folder"]


def test_a_new_folder_is_closed_to_others_with_its_parents(tmp_path: Path) -> None:
    """Each folder that was made is 0700; one that exists is left as it is."""
    new_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    new_folder(tmp_path / "a" / "b")
